/**
 * What the user did to the scenario, one state after the other.
 *
 * @typedef {import('./snapshot.js').Snapshot} Snapshot
 * @typedef {{ snapshot: Snapshot, key: string }} Entry   `key` is equal where nothing of the scenario differs
 */

const kMost = 200;

/** @param {Snapshot} snapshot */
const keyOf = ({ draft }) => JSON.stringify(draft);

/** States to go back and forth between. A new one after going back drops what was ahead. */
export class History {
  /** @type {Entry[]} */
  #entries = [];
  #at = -1;

  /** @param {Snapshot} snapshot @returns {boolean} whether it is another state than the current one */
  record(snapshot) {
    const key = keyOf(snapshot);
    if (this.#entries[this.#at]?.key === key) {
      this.#entries[this.#at] = { snapshot, key };
      return false;
    }
    this.#entries.splice(this.#at + 1, Infinity, { snapshot, key });
    if (this.#entries.length > kMost) this.#entries.shift();
    this.#at = this.#entries.length - 1;
    return true;
  }

  get canUndo() {
    return this.#at > 0;
  }

  get canRedo() {
    return this.#at + 1 < this.#entries.length;
  }

  /** @returns {Snapshot | null} null where nothing is behind */
  undo() {
    return this.#go(-1);
  }

  /** @returns {Snapshot | null} null where nothing is ahead */
  redo() {
    return this.#go(1);
  }

  /** @param {number} step */
  #go(step) {
    const entry = this.#entries[this.#at + step];
    if (!entry) return null;
    this.#at += step;
    return entry.snapshot;
  }
}
