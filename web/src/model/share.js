import { isScenario } from './scenario_shape.js';

/**
 * A scenario in the fragment of a link: `#s=` and base64url of its compact JSON in UTF-8.
 *
 * @typedef {import('./types.js').Scenario} Scenario
 */

const kPrefix = '#s=';

/** @param {Scenario} scenario */
export function encodeFragment(scenario) {
  const bytes = new TextEncoder().encode(JSON.stringify(scenario));
  let binary = '';
  for (const byte of bytes) binary += String.fromCharCode(byte);
  return kPrefix + btoa(binary).replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '');
}

/**
 * @param {string} fragment `location.hash`
 * @returns {{ scenario: Scenario } | { damaged: true } | null} null where the fragment holds no scenario
 */
export function decodeFragment(fragment) {
  if (!fragment.startsWith(kPrefix)) return null;
  try {
    const base64 = fragment.slice(kPrefix.length).replaceAll('-', '+').replaceAll('_', '/');
    const bytes = Uint8Array.from(atob(base64), (char) => char.charCodeAt(0));
    const scenario = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
    return isScenario(scenario) ? { scenario } : { damaged: true };
  } catch {
    return { damaged: true };
  }
}
