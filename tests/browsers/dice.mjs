/** A generator of pseudo-random numbers: the same seed and number give the same sequence everywhere. */
export class Dice {
  /** @param {number} seed @param {number} number */
  constructor(seed, number) {
    this.state = seed >>> 0;
    this.state = (this.next() ^ Math.imul(number + 1, 0x85ebca6b)) >>> 0;
    this.state = this.next();
  }

  /** mulberry32: a number from 0 to 2^32 - 1. */
  next() {
    this.state = (this.state + 0x6d2b79f5) >>> 0;
    let t = this.state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return (t ^ (t >>> 14)) >>> 0;
  }

  below(limit) {
    return this.next() % limit;
  }

  chance(percent) {
    return this.below(1000) < percent * 10;
  }

  /** @template T @param {readonly T[]} items @returns {T} */
  pick(items) {
    return items[this.below(items.length)];
  }

  /** An item of `[weight, item]` pairs. @template T @param {readonly [number, T][]} pairs @returns {T} */
  weighted(pairs) {
    let left = this.below(pairs.reduce((sum, [weight]) => sum + weight, 0));
    for (const [weight, item] of pairs) {
      left -= weight;
      if (left < 0) return item;
    }
    throw new Error('unreachable');
  }
}
