import createTools from 'corslab-tools-engine';
import { askWorker } from './engine/ask_worker.js';
import { HarJudging } from './import/har_judging.js';

/**
 * Does apart from the page, which stays quick meanwhile, what takes its time. It is sent `{ words }` of the page's language
 * first, then either
 *   - `{ ask, tool, text }` each time: it sends `{ ask, document }`, or `{ failed }` where the engine has stopped; or
 *   - a source, a HAR file to judge, and then `{ open, at }` and `{ stop: true }`: it sends what there is to tell, and
 *     `{ open, document }`. Where there is more than one processor, it has another one of its kind help.
 *
 * @typedef {import('./engine/ask_worker.js').Ask} Ask
 */

/** As far as it is used here. @type {{ postMessage(message: unknown): void, onmessage: ((event: MessageEvent) => void) | null }} */
const here = /** @type {any} */ (globalThis);

async function loadTools() {
  const response = await fetch(new URL('corslab_tools.wasm', location.href));
  return createTools({ wasmBinary: new Uint8Array(await response.arrayBuffer()) });
}

let loading = loadTools();

/** @type {Ask} */
const ask = async (tool, text) => JSON.parse((await loading)[tool](text));

/** What the engine needs to speak the page's language. */
let words = '';

/** @type {HarJudging | null} */
let judging = null;

/** @param {any} message */
async function answer({ ask: number, tool, text }) {
  try {
    here.postMessage({ ask: number, document: await ask(tool, text) });
  } catch (error) {
    here.postMessage({ failed: String(error) });
  }
}

/** @param {any} data */
async function judge(data) {
  try {
    if ('stop' in data) judging?.stop();
    else if ('open' in data) here.postMessage({ open: data.open, document: await judging?.open(data.at) });
    else {
      const helped = navigator.hardwareConcurrency > 1 && typeof Worker !== 'undefined';
      judging = new HarJudging(helped ? [ask, askWorker(location.href, words, ask)] : [ask], (news) => here.postMessage(news));
      await judging.judge(data);
    }
  } catch (error) {
    here.postMessage({ error: { kind: 'failed', detail: String(error) } });
  }
}

here.onmessage = ({ data }) => {
  if ('words' in data) {
    words = data.words;
    loading = loading.then((tools) => (tools.speak(words), tools));
  } else void ('ask' in data ? answer(data) : judge(data));
};
