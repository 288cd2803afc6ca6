import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { runInNewContext } from 'node:vm';
import { parseHTML } from 'linkedom';

/**
 * Draws what the page opens with, with the engine and the elements themselves, so that it can be painted before any script is
 * there.
 *
 * @typedef {{ id: string, scenario: object }} Example
 * @typedef {{ tools: string, paste: string, main: string }} FirstView HTML
 */

/** What of a browser the elements ask for as they are made. Nothing here ever happens. */
function surroundings() {
  const { document, customElements, HTMLElement, CustomEvent } = parseHTML('<!doctype html><html lang="en"><body></body></html>');
  class IntersectionObserver {
    observe() {}
  }
  const matchMedia = () => ({ matches: false, addEventListener() {} });
  return { document, customElements, HTMLElement, CustomEvent, IntersectionObserver, matchMedia, addEventListener() {}, navigator: { languages: ['en'] }, URL };
}

/**
 * @param {{ script: string, example: Example, wasm: string }} options `script`: web/src/first/first_view.js, which leaves its
 *   exports in `first`; `wasm`: the folder of the WebAssembly build
 * @returns {Promise<FirstView>}
 */
export async function firstView({ script, example, wasm }) {
  const { default: createCorslab } = await import(pathToFileURL(join(wasm, 'corslab.js')).href);
  const engine = await createCorslab({ wasmBinary: await readFile(join(wasm, 'corslab.wasm')) });
  const { firstView: draw } = runInNewContext(`${script}; first`, surroundings());
  return draw(example, JSON.parse(engine.evaluate(JSON.stringify(example.scenario))), JSON.parse(engine.version()).tested);
}
