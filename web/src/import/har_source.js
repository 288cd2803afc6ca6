import { engineWords } from '../text/catalogue.js';
import { beside } from '../view/beside.js';
import { callEngine } from '../view/engine_call.js';
import { HarJudging } from './har_judging.js';

/**
 * Where a HAR file is judged: in a worker, or, where the page has none, piece by piece in the page itself.
 *
 * @typedef {import('./har_judging.js').News} News
 * @typedef {import('./har_judging.js').Source} Source
 * @typedef {{ open(at: number): Promise<any>, stop(): void, end(): void }} Judge
 *   `stop` leaves what was judged, which can still be opened; after `end` nothing can
 */

const kWorker = 'corslab_worker.js';

/** @param {Source} source @param {(news: News) => void} tell @returns {Judge} */
export function judgeHar(source, tell) {
  const worker = startWorker();
  return worker ? inWorker(worker, source, tell) : inPage(source, tell);
}

function startWorker() {
  const url = beside(kWorker);
  if (!url) return null;
  try {
    return new Worker(url, { type: 'module' });
  } catch {
    // A policy may forbid it.
    return null;
  }
}

/** @param {Worker} worker @param {Source} source @param {(news: News) => void} tell @returns {Judge} */
function inWorker(worker, source, tell) {
  /** @type {((document: any) => void)[]} */
  const waiting = [];
  /** Where the worker does not even start. @type {Judge | null} */
  let instead = null;
  let heard = false;
  worker.onmessage = ({ data }) => {
    heard = true;
    if ('open' in data) waiting[data.open](data.document);
    else tell(data);
  };
  worker.onerror = () => {
    if (!heard) instead ??= inPage(source, tell);
    else tell({ error: { kind: 'failed' } });
  };
  worker.postMessage({ words: engineWords() });
  worker.postMessage(source);
  return {
    open(at) {
      if (instead) return instead.open(at);
      return new Promise((resolve) => worker.postMessage({ open: waiting.push(resolve) - 1, at }));
    },
    stop() {
      instead?.stop();
      worker.postMessage({ stop: true });
    },
    end() {
      instead?.end();
      worker.terminate();
    },
  };
}

/** @param {Source} source @param {(news: News) => void} tell @returns {Judge} */
function inPage(source, tell) {
  const app = /** @type {Element} */ (document.querySelector('corslab-app'));
  const judging = new HarJudging([(tool, text) => callEngine(app, tool, text)], tell);
  judging.judge(source).catch((error) => tell({ error: { kind: 'failed', detail: String(error) } }));
  return { open: (at) => judging.open(at), stop: () => judging.stop(), end: () => judging.stop() };
}
