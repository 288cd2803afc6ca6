import { decodeFragment, lessonIn } from '../model/share.js';
import { kept } from './storage.js';

/**
 * What the page is opened with.
 *
 * @typedef {import('./snapshot.js').Kept} Kept
 * @typedef {import('../model/types.js').Scenario} Scenario
 * @typedef {{
 *   kept: Kept | null,           // what it held before a reload, or in the last tab; a link that says something else wins
 *   linked: Scenario | null,     // what the address holds
 *   lesson: string | null,       // the name of the address's lesson
 *   damaged: boolean             // whether the address should hold a scenario, but nobody can read it
 * }} Arrival
 */

/** @returns {Arrival} */
export function arrival() {
  const { hash } = location;
  const found = decodeFragment(hash);
  const linked = found !== null && 'scenario' in found ? found.scenario : null;
  const lesson = lessonIn(hash);
  const damaged = found !== null && linked === null;
  const held = damaged ? null : kept();
  return { kept: held && ((linked === null && lesson === null) || held.hash === hash) ? held : null, linked, lesson, damaged };
}
