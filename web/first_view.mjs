import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
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
  return { document, customElements, HTMLElement, CustomEvent, IntersectionObserver, addEventListener() {}, matchMedia: () => ({ matches: false, addEventListener() {} }) };
}

/**
 * @param {{ script: string, example: Example, wasm: string }} options `script`: web/src/first/first_view.js as one module;
 *   `wasm`: the folder of the WebAssembly build
 * @returns {Promise<FirstView>}
 */
export async function firstView({ script, example, wasm }) {
  const { default: createCorslab } = await import(pathToFileURL(join(wasm, 'corslab.js')).href);
  const engine = await createCorslab({ wasmBinary: await readFile(join(wasm, 'corslab.wasm')) });
  Object.assign(globalThis, surroundings());
  Object.defineProperty(globalThis, 'navigator', { value: { languages: ['en'] }, configurable: true });
  const folder = await mkdtemp(join(tmpdir(), 'corslab-first-'));
  try {
    const file = join(folder, 'first_view.mjs');
    await writeFile(file, script);
    const { firstView: draw } = await import(pathToFileURL(file).href);
    return draw(example, JSON.parse(engine.evaluate(JSON.stringify(example.scenario))), JSON.parse(engine.version()).tested);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
