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
      // Nobody can see the body of an opaque response, nor that it is cut off.
      return response.type.startsWith('opaque') ? { ...seen, body: '' } : { ...seen, body: '', bodyError: exceptionOf(error) };
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

  /** Tells the console where it is. A console that has errors alone is told so by an error. */
  const mark = (loudly, text) => (loudly ? reportError(text) : console.log(text));

  const warm = new Set();

  /** Preflights to servers that this document has not met before, until their answers are kept. */
  async function warmUp({ targets, loudly }) {
    const fresh = targets.filter((target) => !warm.has(target));
    if (fresh.length > 0) mark(loudly, 'corslab begin 0-0 0');
    for (const target of fresh) {
      warm.add(target);
      for (let left = 4; left > 0; --left) {
        await fetch(`${target}/__corslab/warm`, { method: 'PUT', headers: [['x-warm', '1']], signal: AbortSignal.timeout(3000) }).catch(() => {});
      }
    }
  }

  /** @param {{ id: string, requests: object[], pause: number, loudly: boolean }} item */
  async function runRequests({ id, requests, pause, loudly }) {
    const seen = [];
    for (const [index, request] of requests.entries()) {
      const start = Date.now();
      mark(loudly, `corslab begin ${id} ${index}`);
      seen.push({ start, ...(await observe(request)) });
      if (pause > 0) await sleep(pause);
    }
    return seen;
  }

  globalThis.corslabFrame = () => {
    addEventListener('message', async ({ data, source }) => {
      await warmUp(data);
      const seen = await runRequests(data);
      source.postMessage({ id: data.id, seen }, '*');
    });
    parent.postMessage({ ready: true }, '*');
  };

  async function runInFrame(item) {
    const frame = document.createElement('iframe');
    frame.setAttribute('sandbox', 'allow-scripts');
    frame.src = item.page;
    const heard = new Promise((resolve) => {
      const listen = ({ data, source }) => {
        if (source !== frame.contentWindow) return;
        if (data.ready) source.postMessage(item, '*');
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
    for (;;) {
      try {
        const answer = await fetch('/__corslab/report', { method: 'POST', body: JSON.stringify(report), signal: AbortSignal.timeout(5000) });
        return await answer.text();
      } catch (error) {
        report.again = `${report.again ?? ''}${error.name}: ${error.message}; `;
      }
    }
  }

  globalThis.corslabRun = async ({ job, items }) => {
    let results = [];
    for (const item of items) {
      let seen;
      await warmUp(item);
      if (item.sandboxed) seen = await runInFrame(item);
      else {
        history.replaceState(null, '', item.page);
        seen = await runRequests(item);
      }
      results.push({ id: item.id, seen });
      if (results.length === 20) {
        await tell({ job, results });
        results = [];
      }
    }
    const next = await tell({ job, results, done: true });
    mark(items[0].loudly, `corslab done ${job}`);
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
