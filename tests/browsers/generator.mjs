import { Dice } from './dice.mjs';
import * as values from './values.mjs';

/**
 * Makes scenarios at random: first a server that does it right, then what people get wrong. The id of a scenario is in
 * the path of each of its URLs, so that nothing that a browser keeps by URL passes from one scenario to another.
 */

const kSafeMethods = ['GET', 'HEAD', 'POST'];

const kNormalized = ['DELETE', 'GET', 'HEAD', 'OPTIONS', 'POST', 'PUT'];

const normalized = (method) => (kNormalized.includes(method.toUpperCase()) ? method.toUpperCase() : method);

/** One scenario in the making. */
class Maker {
  constructor(seed, number) {
    this.dice = new Dice(seed, number);
    this.id = `${seed}-${number}`;
    this.lastPath = 0;
  }

  path(name = 'items') {
    const { dice } = this;
    this.lastPath += 1;
    return `/c${this.id}/${name}${this.lastPath}${dice.chance(6) ? dice.pick(['?q=1', '?', '?a=b&c=%20', '/', '?origin=https://x.test', '?x=%E9', '.json']) : ''}`;
  }

  originNear(pageOrigin) {
    const { dice } = this;
    const page = new URL(pageOrigin);
    const local = page.hostname === 'localhost';
    // From https to http is mixed content, and ends early.
    const scheme = page.protocol === 'https:' ? (dice.chance(92) ? 'https' : 'http') : dice.chance(72) ? 'http' : 'https';
    const port = local ? (scheme === 'http' ? ':9080' : ':9443') : dice.pick(values.kPortOf[scheme]);
    const near = dice.weighted([[20, 'same'], [8, 'host'], [36, 'site'], [36, 'cross']]);
    if (near === 'same') return pageOrigin;
    if (near === 'host') return `${scheme}://${page.hostname}${port}`;
    if (near === 'site') return `${scheme}://${dice.pick(values.kTargets.sameSite[page.hostname])}${port}`;
    return dice.chance(5)
      ? dice.pick(['http://localhost:9080', 'https://api.localhost:9443', 'http://127.0.0.1:9080'])
      : `${scheme}://${dice.pick(values.kTargets.crossSite)}${dice.pick(values.kPortOf[scheme])}`;
  }

  /** A URL that is no server's, or no URL at all. */
  oddUrl(pageOrigin) {
    const { dice, id } = this;
    const host = new URL(this.originNear(pageOrigin));
    const scheme = host.protocol.slice(0, -1);
    return dice.weighted([
      [10, `${scheme}://${host.hostname}${values.kClosedPorts[scheme]}${this.path('closed')}`],
      [6, `${scheme}://${host.hostname}${dice.pick(values.kBadPorts)}${this.path('bad-port')}`],
      [4, `data:text/plain,c${id}`],
      [2, `data:,c${id}`],
      [1, `data:c${id}`],
      [1, `data:text/html;base64,YQ==#c${id}`],
      [2, 'about:blank'],
      [1, `file:///c${id}/x`],
      [1, `ftp://${host.hostname}${this.path('ftp')}`],
      [1, `blob:${pageOrigin}/c${id}`],
      [1, `foo:c${id}`],
      [1, `ws://${host.hostname}${this.path('ws')}`],
      [1, `javascript:c${id}`],
      [2, 'http://['],
      [1, `https://exa mple.com${this.path()}`],
      [1, `https://${host.hostname}:99999${this.path()}`],
      [3, `${scheme}://user:pass@${host.host}${this.path('auth')}`],
      [1, `${scheme}://user@${host.host}${this.path('auth')}`],
      [1, `http://256.256.256.256${this.path()}`],
    ]);
  }

  /** Other ways to write the same URL. */
  respelled(url, pageUrl) {
    const { dice } = this;
    const parsed = new URL(url);
    const same = parsed.origin === new URL(pageUrl).origin;
    return dice.weighted([
      [4, `${url}#fragment`],
      [2, url.replace(parsed.origin, parsed.origin.toUpperCase())],
      [2, parsed.port === '' ? url.replace(parsed.host, `${parsed.host}:${parsed.protocol === 'https:' ? 443 : 80}`) : url],
      [1, url.replace(`/c${this.id}/`, `/./c${this.id}/`)],
      [1, url.replace('://', ':\\\\')],
      [1, `  ${url}\n`],
      [same ? 8 : 0, url.slice(parsed.origin.length)],
      [same ? 3 : 0, url.slice(url.lastIndexOf(`/c${this.id}/`) + `/c${this.id}/`.length)],
      [parsed.protocol === new URL(pageUrl).protocol ? 3 : 0, url.slice(url.indexOf('//'))],
    ]);
  }

  requestHeaders() {
    const { dice } = this;
    const headers = [];
    const table = values.kRequestHeaders.map((row) => [row[0], row]);
    while (dice.chance(headers.length === 0 ? 52 : 38) && headers.length < 5) {
      const [, name, list] = dice.weighted(table);
      headers.push([dice.chance(8) ? dice.pick([name.toLowerCase(), name.toUpperCase()]) : name, dice.pick(list)]);
    }
    if (headers.length > 0 && dice.chance(4)) headers.push([headers[0][0], dice.pick(['x', '', headers[0][1]])]);
    if (dice.chance(2)) headers.push(...this.longHeaders());
    if (dice.chance(1)) headers.push(dice.pick(values.kRefusedHeaders));
    return headers;
  }

  /** Safelisted headers whose values make about 1024 bytes together. */
  longHeaders() {
    const { dice } = this;
    const names = dice.pick([['Accept', 'Accept-Language', 'Content-Language'], ['Accept'], ['Accept', 'Content-Language'], ['Accept', 'DPR', 'Viewport-Width', 'Width', 'RTT', 'Downlink', 'Device-Memory', 'Content-Language', 'Accept-Language']]);
    const headers = [];
    let left = dice.pick([1022, 1023, 1024, 1025, 1026, 900, 512]);
    for (let index = 0; left > 0; ++index) {
      const size = Math.min(left, 128);
      headers.push([names[index % names.length], /^(accept|content)/i.test(names[index % names.length]) ? 'a'.repeat(size) : '1'.repeat(size)]);
      left -= size;
    }
    return headers;
  }

  request(url, pageUrl) {
    const { dice } = this;
    const request = { url: dice.chance(10) ? this.respelled(url, pageUrl) : url };
    const near = new URL(url).origin === new URL(pageUrl).origin;
    const mode = dice.weighted([[76, 'cors'], [13, 'no-cors'], [near ? 16 : 3, 'same-origin'], [1, 'navigate']]);
    if (mode !== 'cors' || dice.chance(20)) request.mode = mode;
    const method = mode === 'no-cors' && dice.chance(92)
      ? dice.pick(['GET', 'GET', 'POST', 'HEAD', 'post'])
      : dice.chance(1.5) ? dice.pick(values.kRefusedMethods) : dice.weighted(values.kMethods);
    if (method !== 'GET' || dice.chance(20)) request.method = method;
    const credentials = dice.weighted([[50, 'same-origin'], [38, 'include'], [12, 'omit']]);
    if (credentials !== 'same-origin' || dice.chance(15)) request.credentials = credentials;
    const redirect = dice.weighted([[90, 'follow'], [5, 'error'], [5, 'manual']]);
    if (redirect !== 'follow' || dice.chance(10)) request.redirect = redirect;
    const headers = this.requestHeaders();
    if (headers.length > 0) request.headers = headers;
    const bodiless = ['GET', 'HEAD'].includes(method.toUpperCase());
    if (dice.chance(bodiless ? 1 : 55)) request.body = dice.pick(['x', '{"a":1}', '', 'a=b', 'long '.repeat(300), '\u00e9\u20ac']);
    return request;
  }

  /** Access-Control-* of a server that does it right. */
  rightHeaders(origin, request, preflight) {
    const { dice } = this;
    const include = request.credentials === 'include';
    const headers = [['Access-Control-Allow-Origin', !include && dice.chance(40) ? '*' : origin]];
    if (include || dice.chance(10)) headers.push(['Access-Control-Allow-Credentials', 'true']);
    if (preflight) {
      const method = normalized(request.method ?? 'GET');
      if (!kSafeMethods.includes(method) || dice.chance(20)) {
        headers.push(['Access-Control-Allow-Methods', !include && dice.chance(25) ? '*' : dice.pick([method, `${method}, GET`, `GET,POST,${method}`, `OPTIONS , ${method}`])]);
      }
      const names = [...new Set((request.headers ?? []).map(([name]) => name))].filter((name) => /^[!#$%&'*+\-.^_`|~0-9A-Za-z]+$/.test(name));
      if (names.length > 0 || dice.chance(5)) {
        headers.push(['Access-Control-Allow-Headers', !include && dice.chance(20) ? '*' : dice.pick([names.join(', '), names.join(',').toLowerCase(), [...names, 'x-more'].join(', ')])]);
      }
      if (dice.chance(30)) headers.push(['Access-Control-Max-Age', dice.pick(values.kMaxAges)]);
    } else if (dice.chance(30)) headers.push(['Access-Control-Expose-Headers', dice.pick(values.kExposeLists)]);
    return headers;
  }

  /** Makes one mistake in an answer. */
  spoil(answer, origin, preflight) {
    const { dice } = this;
    const without = (name) => answer.headers.filter(([key]) => key.toLowerCase() !== name.toLowerCase());
    const put = (name, value) => {
      const index = answer.headers.findIndex(([key]) => key.toLowerCase() === name.toLowerCase());
      if (index < 0) answer.headers.push([name, value]);
      else answer.headers[index] = [name, value];
    };
    const kind = dice.weighted([
      [30, 'origin'], [5, 'no-origin'], [5, 'second-origin'], [9, 'credentials'], [3, 'no-credentials'], [2, 'second-credentials'],
      [preflight ? 14 : 2, 'methods'], [preflight ? 14 : 2, 'headers'], [preflight ? 4 : 0, 'second-list'], [preflight ? 6 : 0, 'no-list'],
      [preflight ? 3 : 6, 'expose'], [preflight ? 8 : 1, 'max-age'], [preflight ? 9 : 3, 'status'], [2, 'case'], [1, 'order'],
    ]);
    const mistaken = () => dice.pick(values.kOriginMistakes)(origin === 'null' ? dice.pick(['null', 'https://app.example.com']) : origin);
    if (kind === 'origin') put('Access-Control-Allow-Origin', mistaken());
    else if (kind === 'no-origin') answer.headers = without('Access-Control-Allow-Origin');
    else if (kind === 'second-origin') answer.headers.splice(dice.below(answer.headers.length + 1), 0, [dice.pick(['Access-Control-Allow-Origin', 'access-control-allow-origin']), dice.chance(50) ? origin : mistaken()]);
    else if (kind === 'credentials') put('Access-Control-Allow-Credentials', dice.pick(values.kCredentialMistakes));
    else if (kind === 'no-credentials') answer.headers = without('Access-Control-Allow-Credentials');
    else if (kind === 'second-credentials') answer.headers.push(['Access-Control-Allow-Credentials', dice.pick(['true', 'false', ''])]);
    else if (kind === 'methods') put('Access-Control-Allow-Methods', dice.pick(values.kMethodLists));
    else if (kind === 'headers') put('Access-Control-Allow-Headers', dice.pick(values.kHeaderLists));
    else if (kind === 'second-list') {
      if (dice.chance(50)) answer.headers.push(['Access-Control-Allow-Methods', dice.pick(values.kMethodLists)]);
      else answer.headers.push(['Access-Control-Allow-Headers', dice.pick(values.kHeaderLists)]);
    } else if (kind === 'no-list') answer.headers = without(dice.pick(['Access-Control-Allow-Methods', 'Access-Control-Allow-Headers']));
    else if (kind === 'expose') answer.headers.push(['Access-Control-Expose-Headers', dice.pick(values.kExposeLists)]);
    else if (kind === 'max-age') answer.headers.push(['Access-Control-Max-Age', dice.pick(values.kMaxAges)]);
    else if (kind === 'status') answer.status = dice.pick(preflight ? values.kPreflightStatuses : values.kStatuses);
    else if (kind === 'case') answer.headers = answer.headers.map(([name, value]) => [dice.pick([name.toLowerCase(), name.toUpperCase()]), value]);
    else answer.headers.reverse();
  }

  answer(origin, request, preflight, mistakes) {
    const { dice } = this;
    const status = preflight ? dice.pick([200, 204, 204]) : dice.chance(80) ? 200 : dice.pick(values.kStatuses);
    const answer = { status, headers: this.rightHeaders(origin, request, preflight), body: preflight ? '' : dice.pick(['ok', '{"a":1}', '', 'b\u00e9']) };
    const extras = dice.weighted([[40, 0], [30, 1], [20, 2], [10, 4]]);
    for (let left = preflight ? 0 : extras; left > 0; --left) {
      const [name, value] = dice.pick(values.kAnswerHeaders);
      if (name === 'Content-Length' && answer.headers.some(([other]) => other === name)) continue;
      answer.headers.push([name, value ?? String(Buffer.byteLength(answer.body))]);
    }
    if (!preflight && dice.chance(request.mode === 'no-cors' ? 45 : 5)) answer.headers.push(['Cross-Origin-Resource-Policy', dice.pick(values.kCorp)]);
    if (!preflight && request.mode === 'no-cors' && dice.chance(3)) answer.headers.push(['Cross-Origin-Resource-Policy', 'same-origin']);
    for (let left = mistakes; left > 0; --left) this.spoil(answer, origin, preflight);
    if (dice.chance(2)) answer.fault = dice.pick(['reset', 'truncated']);
    if (answer.fault === 'truncated') answer.headers = [...answer.headers.filter(([name]) => name !== 'Content-Length'), ['Content-Length', '1000']];
    return answer;
  }

  /** A Location that leads to `url`, or nowhere, or to a port where nobody listens, or back to `from`. */
  location(url, from) {
    const { dice, id } = this;
    const parsed = new URL(url);
    const base = new URL(from);
    const sameOrigin = parsed.origin === base.origin;
    const scheme = parsed.protocol.slice(0, -1);
    if (dice.chance(86)) return sameOrigin && dice.chance(15) ? url.slice(parsed.origin.length) : url;
    const bare = `${parsed.protocol}//${parsed.hostname}`;
    const choices = [
      url.replace('://', '://user:pass@'), url.replace('://', '://user@'), url.replace('://', '://:@'), `${url}#f`, `${url} `, ` \t${url}`,
      url.replace(parsed.origin, parsed.origin.toUpperCase()), url.replace('://', ':\\\\'), `data:text/plain,c${id}`, 'about:blank', `ftp://${parsed.host}/c${id}/x`,
      'http://[', '', ' ', '#x', from, base.protocol, `javascript:c${id}`, `blob:${parsed.origin}/c${id}`, `file:///c${id}`, this.noCors ? `foo:c${id}` : `mailto:c${id}@x.test`,
      `ws${scheme === 'https' ? 's' : ''}://${parsed.host}/c${id}/ws`, `${bare}:22/c${id}/port`, `${bare}${values.kClosedPorts[scheme]}/c${id}/closed`,
    ];
    if (sameOrigin) choices.push(url.slice(parsed.origin.length), url.slice(parsed.origin.length), url.slice(url.indexOf(`/c${id}/`) + `/c${id}/`.length));
    if (parsed.protocol === base.protocol) choices.push(url.slice(url.indexOf('//')), url.slice(url.indexOf('//')));
    return dice.pick(choices);
  }

  makeRedirect(answer, url, from) {
    const { dice } = this;
    answer.status = dice.pick(values.kRedirects);
    if (dice.chance(2)) {
      const nowhere = `http://${new URL(url).hostname}${values.kClosedPorts.http}/c${this.id}/closed`;
      answer.headers.push(['Location', nowhere], ['Location', dice.chance(50) ? nowhere : url]);
    } else if (dice.chance(97)) answer.headers.push([dice.chance(90) ? 'Location' : 'location', this.location(url, from)]);
    if (dice.chance(5)) answer.headers.push(['Referrer-Policy', dice.pick(values.kReferrerPolicies)]);
  }

  scenario() {
    const { dice, id } = this;
    const pageOrigin = dice.weighted(values.kPageOrigins);
    const sandboxed = dice.chance(10);
    const page = { url: `${pageOrigin}/c${id}/page` };
    if (sandboxed) page.sandboxed = true;
    if (dice.chance(5)) {
      const request = this.request(`${pageOrigin}${this.path()}`, page.url);
      request.url = this.oddUrl(pageOrigin);
      return { version: 1, page, request, server: [] };
    }

    const hops = dice.weighted([[72, 0], [15, 1], [7, 2], [3, 3], [2, 4], [1, -1]]);
    const urls = [`${this.originNear(pageOrigin)}${this.path()}`];
    for (let hop = 0; hop < Math.max(hops, 0); ++hop) {
      const origin = dice.weighted([[35, new URL(urls.at(-1)).origin], [25, pageOrigin], [40, this.originNear(pageOrigin)]]);
      urls.push(`${origin}${this.path('hop')}`);
    }
    const request = this.request(urls[0], page.url);
    // Firefox leaves a mailto: URL that nobody has to share to a program of the machine's, and waits for it.
    this.noCors = request.mode === 'no-cors';
    const budget = dice.weighted([[56, 0], [30, 1], [10, 2], [4, 4]]);
    const server = [];
    let tainted = sandboxed;
    for (const [index, url] of urls.entries()) {
      const before = index > 0 ? new URL(urls[index - 1]).origin : null;
      const here = new URL(url).origin;
      if (before !== null && before !== here && before !== pageOrigin) tainted = true;
      const origin = tainted ? 'null' : pageOrigin;
      const spoilHere = urls.length === 1 || dice.chance(60);
      const preflightMistakes = spoilHere && dice.chance(50) ? budget : 0;
      const entry = { url };
      if (dice.chance(88)) entry.preflight = this.answer(origin, request, true, preflightMistakes);
      entry.response = this.answer(origin, request, false, spoilHere && preflightMistakes === 0 ? budget : 0);
      if (hops === -1) this.makeRedirect(entry.response, url, url);
      else if (index < urls.length - 1) this.makeRedirect(entry.response, urls[index + 1], url);
      server.push(entry);
    }
    if (hops === -1) loopForever(server[0]);
    const scenario = { version: 1, page, request, server };
    if (dice.chance(14)) scenario.then = this.sequel(scenario, urls, page.url);
    return scenario;
  }

  /** Further requests, most of them much like the first: what may a browser have kept? */
  sequel(scenario, urls, pageUrl) {
    const { dice } = this;
    const list = [];
    let last = scenario.request;
    for (let left = dice.weighted([[60, 1], [28, 2], [12, 3]]); left > 0; --left) {
      const next = { ...last };
      const change = dice.weighted([[45, 'none'], [12, 'credentials'], [12, 'method'], [14, 'headers'], [5, 'mode'], [12, 'other']]);
      if (change === 'credentials') next.credentials = dice.pick(['include', 'omit', 'same-origin']);
      else if (change === 'method') {
        next.method = dice.weighted(values.kMethods);
        if (['GET', 'HEAD'].includes(next.method.toUpperCase())) delete next.body;
      } else if (change === 'headers') {
        if (dice.chance(50) && next.headers) next.headers = next.headers.slice(1);
        else next.headers = [...(next.headers ?? []), ...this.requestHeaders()];
      } else if (change === 'mode') next.mode = dice.pick(['cors', 'no-cors', 'same-origin']);
      else if (change === 'other') Object.assign(next, this.request(dice.pick(urls), pageUrl));
      list.push(next);
      last = dice.chance(50) ? next : scenario.request;
    }
    return list;
  }
}

/** A redirect to itself, whatever else it says. */
function loopForever(entry) {
  entry.response.headers = [...entry.response.headers.filter(([name]) => name.toLowerCase() !== 'location'), ['Location', entry.url]];
}

/** @param {number} seed @param {number} number */
export const makeScenario = (seed, number) => {
  const maker = new Maker(seed, number);
  return { id: maker.id, scenario: maker.scenario() };
};
