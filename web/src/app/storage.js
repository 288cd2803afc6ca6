import { isKept } from './snapshot.js';

/**
 * What outlives a reload, on this machine alone. A tab finds its own state again, and a new one that of the last.
 *
 * @typedef {import('./snapshot.js').Kept} Kept
 */

const kKey = 'corslab.scenario';

/** In a sandboxed frame the mere access to a storage throws. @type {(() => Storage)[]} */
const kStorages = [() => sessionStorage, () => localStorage];

/** Nothing is kept any more once the user wants all forgotten. */
let forgotten = false;

/** @param {Kept} kept */
export function keep(kept) {
  if (forgotten) return;
  const text = JSON.stringify(kept);
  for (const storage of kStorages) {
    try {
      storage().setItem(kKey, text);
    } catch {
      // Forbidden, or full: then a reload finds the address alone.
    }
  }
}

/** @returns {boolean} whether something is kept, even if it turns out that nobody can read it */
export const isAnythingKept = () => kStorages.some((storage) => {
  try {
    return storage().getItem(kKey) !== null;
  } catch {
    return false;
  }
});

/** @returns {Kept | null} */
export function kept() {
  for (const storage of kStorages) {
    try {
      const found = JSON.parse(storage().getItem(kKey) ?? 'null');
      if (isKept(found)) return found;
    } catch {
      // The next one, perhaps.
    }
  }
  return null;
}

/** Removes everything that the page ever stored, and opens it anew. */
export function forgetAll() {
  forgotten = true;
  for (const storage of kStorages) {
    try {
      for (const key of Object.keys(storage())) if (key.startsWith('corslab')) storage().removeItem(key);
    } catch {
      // Nothing was stored there.
    }
  }
  location.replace(location.href.split('#')[0]);
}
