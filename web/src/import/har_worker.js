import createTools from 'corslab-tools-engine';
import { HarJudging } from './har_judging.js';

/**
 * Judges a HAR file apart from the page, which stays quick meanwhile. It is sent a source first, then `{ open, at }` and
 * `{ stop: true }`; it sends what there is to tell, and `{ open, document }`.
 */

/** As far as it is used here. @type {{ postMessage(message: unknown): void, onmessage: ((event: MessageEvent) => void) | null }} */
const here = /** @type {any} */ (globalThis);

async function loadTools() {
  const response = await fetch(new URL('corslab_tools.wasm', location.href));
  return createTools({ wasmBinary: new Uint8Array(await response.arrayBuffer()) });
}

const loading = loadTools();
const judging = new HarJudging(async (tool, text) => JSON.parse((await loading)[tool](text)), (news) => here.postMessage(news));

here.onmessage = async ({ data }) => {
  try {
    if ('stop' in data) judging.stop();
    else if ('open' in data) here.postMessage({ open: data.open, document: await judging.open(data.at) });
    else await judging.judge(data);
  } catch (error) {
    here.postMessage({ error: { kind: 'failed', detail: String(error) } });
  }
};
