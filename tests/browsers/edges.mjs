// Scenarios that dice hardly ever throw: all combinations of what decides at the edges. Usage: node edges.mjs > FILE
// (for lab.sh --scenarios FILE). Their seed is 100.

const kPage = 'https://app.example.com';
const kFirst = 'https://api.example.com/ID/items1';
const kSecond = 'https://other.co.uk/ID/hop2';

/** @param {string | string[] | null} origins the Access-Control-Allow-Origin lines */
const allowing = (origins) => [origins ?? []].flat().map((origin) => ['Access-Control-Allow-Origin', origin]);
const answer = (status, origins, ...headers) => ({ status, headers: [...allowing(origins), ...headers], body: status === 200 ? 'ok' : '' });
const redirect = (location, origins = '*', status = 307) => answer(status, origins, ['Location', location]);
const preflight = (methods = 'DELETE', headers = null, origins = '*') =>
  answer(204, origins, ['Access-Control-Allow-Methods', methods], ...(headers ? [['Access-Control-Allow-Headers', headers]] : []));
const withCredentials = (made) => ({ ...made, headers: [...made.headers, ['Access-Control-Allow-Credentials', 'true']] });

const scenarios = [];
const add = (page, request, server, then) => scenarios.push({
  version: 1,
  page: { url: `${page.url ?? page}/ID/page`, ...(page.sandboxed && { sandboxed: true }) },
  request,
  server: Object.entries(server).map(([url, { asked, answered }]) => ({ url, ...(asked && { preflight: asked }), response: answered })),
  ...(then && { then }),
});
const remove = (url, more = {}) => ({ url, method: 'DELETE', ...more });

/** Where a redirect leads that is not followed as others are. */
const kTargets = [
  'file:///ID', 'data:text/plain,ID', 'blob:https://app.example.com/ID', 'blob:https://api.example.com/ID', 'blob:http://127.0.0.1:9080/ID',
  'ftp://other.co.uk/ID/x', 'wss://app.example.com/ID/ws', 'ws://app.example.com/ID/ws', 'about:blank#ID', 'mailto:ID@x.y', 'javascript:ID', 'foo:ID',
];

function redirectsToOtherSchemes(page) {
  const own = `${page}/ID/items1`;
  const ownSecond = `${page}/ID/hop2`;
  for (const target of kTargets) {
    for (const origin of ['*', 'https://evil.test']) {
      const away = redirect(target, origin);
      add(page, remove(kFirst), { [kFirst]: { asked: away, answered: away } });
      add(page, { url: kFirst }, { [kFirst]: { answered: away } });
      for (const second of [kSecond, ownSecond]) {
        add(page, remove(kFirst), { [kFirst]: { asked: preflight(), answered: redirect(second) }, [second]: { asked: away, answered: away } });
        add(page, { url: kFirst }, { [kFirst]: { answered: redirect(second) }, [second]: { answered: away } });
      }
    }
    for (const mode of ['same-origin', 'no-cors']) {
      add(page, { url: own, mode }, { [own]: { answered: redirect(target) } });
      add(page, { url: own, mode }, { [own]: { answered: redirect(ownSecond) }, [ownSecond]: { answered: redirect(target) } });
      add(page, { url: own, mode, method: 'POST' }, { [own]: { answered: redirect(target, '*', 301) } });
    }
  }
}

function ftp(page) {
  for (const host of ['127.0.0.1', 'localhost', 'other.co.uk', 'app.example.com']) {
    for (const mode of ['cors', 'no-cors', 'same-origin']) {
      for (const method of ['GET', 'POST']) add(page, { url: `ftp://${host}/ID/f`, mode, method }, {});
    }
  }
}

function severalAllowOrigins(page) {
  for (const origins of [['true', 'null'], ['*', '*'], ['https://app.example.com', 'http://app.example.com']]) {
    for (const last of [redirect('https://api.example.com/ID/hop3', origins, 303), answer(200, origins)]) {
      add(page, remove(kFirst), { [kFirst]: { asked: last, answered: last } });
      for (const second of [kSecond, `${page}/ID/hop2`]) {
        add(page, remove(kFirst), { [kFirst]: { asked: preflight(), answered: redirect(second) }, [second]: { asked: last, answered: last } });
      }
    }
  }
}

function sandboxedWithCredentials(page) {
  const own = `${page}/ID/items1`;
  const second = `${page}/ID/hop2`;
  for (const method of ['GET', 'HEAD', 'POST']) {
    for (const status of [302, 307]) {
      for (const mode of ['cors', 'no-cors']) {
        add({ url: page, sandboxed: true }, { url: own, mode, method, credentials: 'include' },
          { [own]: { answered: withCredentials(redirect(second, 'null', status)) }, [second]: { answered: withCredentials(answer(200, 'null')) } });
      }
    }
  }
}

/** What is cached after a failure, and who is served by it. */
function preflightCache() {
  const second = `${kPage}/ID/hop2`;
  const targets = ['https://api.example.com:22/ID/port', 'https://user:pw@other.co.uk/ID/cred', 'ftp://other.co.uk/ID/x', 'data:text/plain,ID', 'http://[',
    'https://other.co.uk:8081/ID/closed', 'blob:https://app.example.com/ID'];
  for (const target of targets) {
    for (const mode of ['follow', 'error', 'manual']) {
      const request = remove(kFirst, { redirect: mode });
      add(kPage, request, { [kFirst]: { asked: preflight(), answered: redirect(target) } }, [request]);
    }
    for (const hop of [kSecond, second]) {
      add(kPage, remove(kFirst), { [kFirst]: { asked: preflight(), answered: redirect(hop) }, [hop]: { asked: preflight(), answered: redirect(target) } }, [remove(kFirst)]);
    }
  }
  for (const refused of [answer(200, null), answer(200, 'https://evil.test')]) {
    add(kPage, remove(kFirst), { [kFirst]: { asked: preflight(), answered: refused } }, [remove(kFirst)]);
    for (const hop of [kSecond, second]) {
      add(kPage, remove(kFirst), { [kFirst]: { asked: preflight(), answered: redirect(hop) }, [hop]: { asked: preflight(), answered: refused } }, [remove(kFirst), remove(hop)]);
    }
  }
  for (const hop of [kSecond, second]) {
    const server = { [kFirst]: { asked: preflight(), answered: redirect(hop) }, [hop]: { asked: preflight(), answered: answer(200, '*') } };
    add(kPage, remove(kFirst), server, [remove(kFirst), remove(hop), remove(kFirst)]);
    add(kPage, remove(hop), server, [remove(kFirst), remove(hop), remove(kFirst)]);
  }
  // Loops: from one foreign URL to another, and back to the first.
  add(kPage, remove(kFirst), {
    [kFirst]: { asked: preflight(), answered: redirect(kSecond) },
    [kSecond]: { asked: preflight(), answered: redirect('https://other.co.uk/ID/hop3') },
    'https://other.co.uk/ID/hop3': { asked: preflight(), answered: redirect(kSecond) },
  });
  add(kPage, remove(kFirst), { [kFirst]: { asked: preflight(), answered: redirect(kSecond) }, [kSecond]: { asked: preflight(), answered: redirect(kFirst) } }, [remove(kFirst)]);
}

/** A * beside what is listed, for one request with credentials or without, and for the next. */
function cachedWildcards() {
  const answered = withCredentials(answer(200, kPage));
  const pairs = [['include', 'include'], ['include', 'omit'], ['omit', 'include'], ['omit', 'omit']];
  for (const [first, next] of pairs) {
    add(kPage, remove(kFirst, { credentials: first }), { [kFirst]: { asked: withCredentials(preflight('*, DELETE', null, kPage)), answered } },
      [{ url: kFirst, method: 'PUT', credentials: next }]);
    add(kPage, { url: kFirst, credentials: first, headers: [['X-A', '1']] }, { [kFirst]: { asked: withCredentials(preflight('GET', '*, x-a', kPage)), answered } },
      [{ url: kFirst, credentials: next, headers: [['X-B', '1']] }]);
  }
}

function mixedContentAfterCache() {
  const mixed = 'http://other.co.uk/ID/hop2';
  const request = { url: 'https://api.example.com:8443/ID/items1', method: 'PUT', credentials: 'omit' };
  for (const sandboxed of [true, false]) {
    add({ url: kPage, sandboxed }, request, { [request.url]: { asked: preflight('PUT'), answered: redirect(mixed) }, [mixed]: { asked: preflight('PUT'), answered: answer(200, '*') } }, [request]);
  }
}

function referrerPolicies() {
  for (const policy of ['no-referrer', 'same-origin', 'strict-origin']) {
    for (const status of [302, 307]) {
      for (const url of [kSecond, `${kPage}/ID/items1`]) {
        const second = new URL('/ID/hop3', url).href;
        add(kPage, { url, mode: 'no-cors', method: 'POST' },
          { [url]: { answered: answer(status, null, ['Location', '/ID/hop3'], ['Referrer-Policy', policy]) }, [second]: { answered: answer(200, null) } });
      }
    }
  }
}

/** Redirect modes, and Locations that cannot be followed. */
function redirectModes() {
  const locations = ['https://api.example.com/ID/hop2', 'http://[', 'https://user@api.example.com/ID/hop2', 'data:text/plain,ID', 'https://a b/ID'];
  for (const location of locations) {
    for (const origins of ['*', 'https://evil.test', null]) {
      for (const url of [kFirst, `${kPage}/ID/items1`]) {
        for (const redirectMode of ['error', 'manual']) {
          for (const method of ['GET', 'DELETE']) {
            const request = { url, method, redirect: redirectMode };
            add(kPage, request, { [url]: { asked: preflight(), answered: redirect(location, origins) } }, [request]);
          }
        }
      }
    }
    for (const mode of ['no-cors', 'same-origin', 'cors']) {
      for (const redirectMode of ['follow', 'manual', 'error']) {
        const url = `${kPage}/ID/items1`;
        add(kPage, { url, mode, redirect: redirectMode }, { [url]: { answered: redirect(location) }, 'https://api.example.com/ID/hop2': { answered: answer(200, '*') } });
      }
    }
  }
}

/** Without CORS: who redirects to what lies on the machine. */
function redirectsWithoutCors() {
  const own = `${kPage}/ID/items1`;
  const ways = [[own], [kFirst], [own, kSecond], [own, `${kPage}/ID/hop2`], [kFirst, `${kPage}/ID/hop2`], [kFirst, kSecond], [kFirst, 'https://api.example.com/ID/hop2']];
  const targets = ['blob:https://app.example.com/ID', 'blob:https://api.example.com/ID', 'blob:https://other.co.uk/ID', 'blob:http://127.0.0.1:9080/ID', 'file:///ID'];
  for (const target of targets) {
    for (const sandboxed of [false, true]) {
      for (const way of ways) {
        add({ url: kPage, sandboxed }, { url: way[0], mode: 'no-cors' }, Object.fromEntries(way.map((url, i) => [url, { answered: redirect(way[i + 1] ?? target, null, 302) }])));
      }
    }
  }
}

/** Cross-Origin-Resource-Policy, and names that are no domain of anybody. */
function resourcePolicies() {
  const pages = ['http://app.example.com', 'http://localhost:9080', 'http://api.localhost:9080', 'https://app.example.com', 'https://localhost:9443'];
  const targets = [...pages, 'https://api.localhost:9443', 'http://127.0.0.1:9080'];
  for (const page of pages) {
    for (const target of targets) {
      for (const sandboxed of [false, true]) {
        for (const policy of ['same-site', 'same-origin']) {
          const url = `${target}/ID/items1`;
          add({ url: page, sandboxed }, { url, mode: 'no-cors' }, { [url]: { answered: answer(200, null, ['Cross-Origin-Resource-Policy', policy]) } });
        }
      }
    }
  }
}

for (const page of [kPage, 'http://app.example.com']) {
  redirectsToOtherSchemes(page);
  ftp(page);
  severalAllowOrigins(page);
  sandboxedWithCredentials(page);
}
preflightCache();
cachedWildcards();
mixedContentAfterCache();
referrerPolicies();
redirectModes();
redirectsWithoutCors();
resourcePolicies();

scenarios.forEach((scenario, i) => {
  const id = `100-${i + 1}`;
  console.log(JSON.stringify({ id, scenario: JSON.parse(JSON.stringify(scenario).replaceAll('ID', `c${id}`)) }));
});
