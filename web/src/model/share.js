import { isScenario } from './scenario_shape.js';

/**
 * A scenario in the fragment of a link: `#s=` and base64url of its compact JSON in UTF-8. A lesson stands in front of it, as in
 * `#lesson=origin&s=...`, or alone.
 *
 * @typedef {import('./types.js').Scenario} Scenario
 */

const kPrefix = '#s=';

const kLesson = /^#lesson=([\w-]+)&?/;

/** @param {string} fragment @returns {string | null} the lesson's name */
export const lessonIn = (fragment) => kLesson.exec(fragment)?.[1] ?? null;

/** @param {Scenario} scenario @param {string} [lesson] */
export function encodeFragment(scenario, lesson) {
  const bytes = new TextEncoder().encode(JSON.stringify(scenario));
  let binary = '';
  for (const byte of bytes) binary += String.fromCharCode(byte);
  return (lesson ? `#lesson=${lesson}&s=` : kPrefix) + btoa(binary).replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '');
}

/**
 * @param {string} fragment `location.hash`
 * @returns {{ scenario: Scenario } | { damaged: true } | null} null where the fragment holds no scenario
 */
export function decodeFragment(fragment) {
  const own = fragment.replace(kLesson, '#');
  if (!own.startsWith(kPrefix)) return null;
  try {
    const base64 = own.slice(kPrefix.length).replaceAll('-', '+').replaceAll('_', '/');
    const bytes = Uint8Array.from(atob(base64), (char) => char.charCodeAt(0));
    const scenario = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
    return isScenario(scenario) ? { scenario } : { damaged: true };
  } catch {
    return { damaged: true };
  }
}
