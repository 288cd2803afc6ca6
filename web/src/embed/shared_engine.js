import { Engine } from '../engine/engine.js';

/**
 * @typedef {import('../engine/engine.js').LoadEngine} LoadEngine
 */

/** @type {LoadEngine} */
let load = { engine: () => Promise.reject(new Error('The engine has no loader.')), tools: () => Promise.reject(new Error('The tools have no loader.')) };
/** @type {Promise<Engine> | null} */
let shared = null;

/** @param {LoadEngine} loader */
export function setEngineLoader(loader) {
  load = loader;
}

/** The engine of all embedded elements of a page, loaded when the first one asks for it. */
export function sharedEngine() {
  shared ??= start();
  return shared;
}

async function start() {
  const engine = new Engine(load);
  try {
    await engine.start();
  } catch (error) {
    // Asked for again it may be there.
    shared = null;
    throw error;
  }
  return engine;
}

/** @param {URL} url */
export async function bytesOf(url) {
  const response = await fetch(url);
  if (!response.ok) throw new Error(`${url.href}: status ${response.status}`);
  return new Uint8Array(await response.arrayBuffer());
}
