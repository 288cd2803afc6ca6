/**
 * @typedef {import('./engine.js').Tool} Tool
 * @typedef {(tool: Tool, text: string) => Promise<any>} Ask gives the tool's document
 */

/**
 * Has a worker of its own do what takes its time (see main_worker.js).
 * @param {string} url where main_worker.js is
 * @param {string} words of the page's language
 * @param {Ask} instead asked where there is no worker to be had
 * @returns {Ask} fails where the engine stops; the next call starts another one
 */
export function askWorker(url, words, instead) {
  /** @type {Map<number, { resolve(document: any): void, reject(error: Error): void, tool: Tool, text: string }>} */
  const waiting = new Map();
  /** @type {Worker | null} */
  let worker = null;
  let forbidden = typeof Worker === 'undefined';
  let last = 0;

  function start() {
    worker = new Worker(url, { type: 'module' });
    worker.postMessage({ words });
    worker.onmessage = ({ data }) => {
      if ('failed' in data) return void end().forEach(({ reject }) => reject(new Error(data.failed)));
      waiting.get(data.ask)?.resolve(data.document);
      waiting.delete(data.ask);
    };
    // It does not even start: its file cannot be had, or a policy forbids it.
    worker.onerror = (event) => {
      event.preventDefault();
      forbidden = true;
      end().forEach(({ tool, text, resolve, reject }) => void instead(tool, text).then(resolve, reject));
    };
    return worker;
  }

  /** @returns those that waited for it */
  function end() {
    const left = [...waiting.values()];
    waiting.clear();
    worker?.terminate();
    worker = null;
    return left;
  }

  return async (tool, text) => {
    if (forbidden) return instead(tool, text);
    const asked = worker ?? start();
    return new Promise((resolve, reject) => {
      last += 1;
      waiting.set(last, { resolve, reject, tool, text });
      asked.postMessage({ ask: last, tool, text });
    });
  };
}
