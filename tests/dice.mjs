// Random choices that are the same for the same seed.

/** Mulberry32. @param {number} state @returns {() => number} from 0 up to 1 */
function randomFrom(state) {
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

/** @param {number} seed */
export function diceFrom(seed) {
  const random = randomFrom(seed);
  const below = (n) => Math.floor(random() * n);
  return {
    below,
    pick: (list) => list[below(list.length)],
    chance: (p) => random() < p,
    many: (most, make) => Array.from({ length: below(most + 1) }, make),
  };
}
