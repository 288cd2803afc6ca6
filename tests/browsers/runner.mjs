/**
 * What runs inside the browsers: one document of the page's origin makes the requests of many scenarios, one after the
 * other, takes on each scenario's URL before, and tells the server what it saw. Everything else is driven from outside.
 */

/** Runs in the browser; travels as text. */
function runnerInBrowser() {
  const kTimeout = 10_000;

  const sleep = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

  function initOf(request) {
    const init = {};
    for (const key of ['method', 'mode', 'credentials', 'redirect', 'headers', 'body']) {
      if (request[key] !== undefined && request[key] !== null) init[key] = request[key];
    }
    return init;
  }

  function isRefused(request) {
    try {
      new Request(request.url, initOf(request));
      return false;
    } catch {
      return true;
    }
  }

  const exceptionOf = (error) => ({ name: String(error?.name), message: String(error?.message) });

  async function readResponse(response) {
    const seen = {
      type: response.type,
      url: response.url,
      status: response.status,
      redirected: response.redirected,
      headers: [...response.headers],
    };
    try {
      return { ...seen, body: await response.text() };
    } catch (error) {
      return { ...seen, body: '', bodyError: exceptionOf(error) };
    }
  }

  async function observe(request) {
    const refused = isRefused(request);
    const late = sleep(kTimeout).then(() => ({ settled: 'pending' }));
    const told = (async () => {
      try {
        return { settled: 'resolved', response: await readResponse(await fetch(request.url, initOf(request))) };
      } catch (error) {
        return { settled: 'rejected', exception: exceptionOf(error) };
      }
    })();
    return { refused, ...(await Promise.race([told, late])) };
  }

  async function runRequests(id, requests, gap, tail) {
    const seen = [];
    for (const [index, request] of requests.entries()) {
      if (index > 0) await sleep(gap);
      const start = Date.now();
      console.log(`corslab begin ${id} ${index}`);
      const outcome = await observe(request);
      const end = Date.now();
      if (tail > 0) await sleep(tail);
      console.log(`corslab end ${id} ${index}`);
      seen.push({ start, end, ...outcome });
    }
    return seen;
  }

  globalThis.corslabFrame = () => {
    addEventListener('message', async ({ data, source }) => {
      const seen = await runRequests(data.id, data.requests, data.gap, data.tail);
      source.postMessage({ id: data.id, seen }, '*');
    });
    parent.postMessage({ ready: true }, '*');
  };

  async function runInFrame(item, gap, tail) {
    const frame = document.createElement('iframe');
    frame.setAttribute('sandbox', 'allow-scripts');
    frame.src = item.page;
    const heard = new Promise((resolve) => {
      const listen = ({ data, source }) => {
        if (source !== frame.contentWindow) return;
        if (data.ready) source.postMessage({ id: item.id, requests: item.requests, gap, tail }, '*');
        else {
          removeEventListener('message', listen);
          resolve(data.seen);
        }
      };
      addEventListener('message', listen);
    });
    document.body.append(frame);
    const seen = await heard;
    frame.remove();
    return seen;
  }

  async function tell(report) {
    const answer = await fetch('/__corslab/report', { method: 'POST', body: JSON.stringify(report) });
    return answer.text();
  }

  globalThis.corslabRun = async ({ job, items, gap, tail }) => {
    let results = [];
    for (const item of items) {
      let seen;
      if (item.sandboxed) seen = await runInFrame(item, gap, tail);
      else {
        history.replaceState(null, '', item.page);
        seen = await runRequests(item.id, item.requests, gap, tail);
      }
      results.push({ id: item.id, seen });
      if (results.length === 20) {
        await tell({ job, results });
        results = [];
      }
    }
    const next = await tell({ job, results, done: true });
    console.log(`corslab done ${job}`);
    location.replace(next);
  };
}

const kPage = (script) =>
  `<!doctype html><html lang="en"><meta charset="utf-8"><title>corslab</title><link rel="icon" href="data:,"><body><script>(${runnerInBrowser})();${script}</script>`;

/** The document that makes a sandboxed scenario's requests. */
export const framePage = () => kPage('corslabFrame();');

/** The document that makes the requests of a job. */
export const runnerPage = (job) => kPage(`corslabRun(${JSON.stringify(job).replaceAll('<', '\\u003c')});`);

/** What ends a browser's work. */
export const idlePage = () =>
  '<!doctype html><html lang="en"><meta charset="utf-8"><title>corslab</title><link rel="icon" href="data:,"><script>console.log("corslab idle")</script>';
