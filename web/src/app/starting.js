import { Engine } from '../engine/engine.js';

/**
 * The engine on its way.
 *
 * @typedef {{
 *   engine: Engine,
 *   started: Promise<void>,    // fails where it cannot be had
 *   soon: Promise<boolean>     // whether it is there at once, as it is as a rule: then the verdict is the first thing to be shown
 * }} Starting
 */

/** How long the page waits for the engine before it shows all that does not need one, in milliseconds. */
const kPatience = 150;

/** @param {import('../engine/engine.js').LoadEngine} load @returns {Starting} */
export function startEngine(load) {
  const engine = new Engine(load);
  const started = engine.start();
  const late = new Promise((resolve) => setTimeout(resolve, kPatience, false));
  return { engine, started, soon: Promise.race([started.then(() => true, () => false), late]) };
}
