import createTools from 'corslab-tools-engine';
import { HarJudging } from './har_judging.js';

/**
 * Judges a HAR file apart from the page, which stays quick meanwhile. It is sent `{ words }` of the page's language and a
 * source first, then `{ open, at }` and `{ stop: true }`; it sends what there is to tell, and `{ open, document }`. Where there
 * is more than one processor, it has another one of its kind help: that is sent `{ words }` and then `{ ask, tool, text }`
 * alone, and sends `{ ask, document }`.
 *
 * @typedef {import('./har_judging.js').Ask} Ask
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

/** @returns {Ask | null} */
function helper() {
  if (navigator.hardwareConcurrency < 2 || typeof Worker === 'undefined') return null;
  const worker = new Worker(location.href, { type: 'module' });
  /** @type {Map<number, { resolve(document: any): void, tool: 'judge' | 'import', text: string }>} */
  const waiting = new Map();
  let fails = false;
  let last = 0;
  worker.postMessage({ words });
  worker.onmessage = ({ data }) => {
    waiting.get(data.ask)?.resolve(data.document);
    waiting.delete(data.ask);
  };
  worker.onerror = () => {
    fails = true;
    for (const { resolve, tool, text } of waiting.values()) resolve(ask(tool, text));
    waiting.clear();
  };
  return (tool, text) => fails ? ask(tool, text) : new Promise((resolve) => {
    last += 1;
    waiting.set(last, { resolve, tool, text });
    worker.postMessage({ ask: last, tool, text });
  });
}

/** @type {HarJudging | null} */
let judging = null;

here.onmessage = async ({ data }) => {
  try {
    if ('words' in data) {
      words = data.words;
      loading = loading.then((tools) => (tools.speak(words), tools));
    } else if ('ask' in data) here.postMessage({ ask: data.ask, document: await ask(data.tool, data.text) });
    else if ('stop' in data) judging?.stop();
    else if ('open' in data) here.postMessage({ open: data.open, document: await judging?.open(data.at) });
    else {
      const other = helper();
      judging = new HarJudging(other ? [ask, other] : [ask], (news) => here.postMessage(news));
      await judging.judge(data);
    }
  } catch (error) {
    here.postMessage({ error: { kind: 'failed', detail: String(error) } });
  }
};
