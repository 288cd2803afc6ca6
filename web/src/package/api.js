import createCorslab from 'corslab-engine';
import { encodeFragment, decodeFragment } from '../model/share.js';

/**
 * The engine as a library, wherever it runs. index.d.ts describes what of it is public.
 *
 * @typedef {import('../model/types.js').Scenario} Scenario
 * @typedef {URL | string | ArrayBuffer | ArrayBufferView | Response} WasmSource
 * @typedef {(source: URL | string) => Promise<Uint8Array>} Load
 * @typedef {import('../engine/engine.js').EngineModule} EngineModule
 */

/** @param {EngineModule} module */
const engineOf = (module) => ({
  /** @param {Scenario} scenario */
  // JSON.stringify escapes lone surrogates, which the way into the module would corrupt.
  evaluate: (scenario) => JSON.parse(module.evaluate(JSON.stringify(scenario))),
  /** @param {string} text */
  evaluateText: (text) => module.evaluate(text),
  version: () => JSON.parse(module.version()),
});

/**
 * @param {WasmSource} source
 * @param {Load} load
 * @returns {Promise<Uint8Array<ArrayBuffer>>}
 */
export async function bytesOf(source, load) {
  if (typeof source === 'string' || source instanceof URL) return /** @type {Uint8Array<ArrayBuffer>} */ (await load(source));
  if (source instanceof ArrayBuffer) return new Uint8Array(source);
  if (ArrayBuffer.isView(source)) return new Uint8Array(/** @type {ArrayBuffer} */ (source.buffer), source.byteOffset, source.byteLength);
  return new Uint8Array(await source.arrayBuffer());
}

/**
 * @param {() => WasmSource} place where the engine lies
 * @param {Load} load
 */
export function apiWith(place, load) {
  /** @type {Promise<ReturnType<typeof engineOf>> | null} */
  let shared = null;

  /** @param {{ wasm?: WasmSource }} [options] */
  async function createEngine({ wasm } = {}) {
    return engineOf(await createCorslab({ wasmBinary: await bytesOf(wasm ?? place(), load) }));
  }

  /** @param {Scenario} scenario */
  async function evaluate(scenario) {
    shared ??= createEngine().catch((error) => {
      shared = null;
      throw error;
    });
    return (await shared).evaluate(scenario);
  }

  return { createEngine, evaluate };
}

/** A scenario as in the page's links, without the mark before it. @param {Scenario} scenario */
export const encodeScenario = (scenario) => encodeFragment(scenario).slice('#s='.length);

/** @param {string} text as `encodeScenario` gives it, or a link with it @returns {Scenario | null} null where it is damaged */
export function decodeScenario(text) {
  const found = decodeFragment(`#s=${text.replace(/^.*#s=/, '')}`);
  return found && 'scenario' in found ? found.scenario : null;
}
