/**
 * @typedef {import('./types.js').Patch} Patch
 * @typedef {import('./types.js').Scenario} Scenario
 */

/**
 * Makes a patch (RFC 6902) as the engine writes them: members are put in, or replaced.
 * @param {Scenario} scenario stays as it is
 * @param {Patch} patch
 * @returns {Scenario}
 */
export function patched(scenario, patch) {
  const copy = structuredClone(scenario);
  for (const { path, value } of patch) {
    const keys = path.split('/').slice(1);
    const last = /** @type {string} */ (keys.pop());
    /** @type {any} */
    let at = copy;
    for (const key of keys) at = at[key];
    at[last] = value;
  }
  return copy;
}
