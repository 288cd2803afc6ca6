import { History } from './history.js';
import { keep } from './storage.js';

/**
 * @typedef {import('./snapshot.js').Kept} Kept
 * @typedef {import('./snapshot.js').Snapshot} Snapshot
 * @typedef {{
 *   snapshot(): Snapshot,
 *   state(): Pick<Kept, 'browser' | 'open'>,
 *   show(snapshot: Snapshot): void,   // puts a state back into the page
 *   write(): void                     // writes the scenario into the address
 * }} Page
 */

/** How long the user has to be still before what was typed is one step to undo. */
const kStill = 400;

/** Sees to it that nothing gets lost: every change can be undone, and a reload finds everything again. */
export class Keeper extends EventTarget {
  #page;
  #history = new History();
  #timer = 0;
  /** Whether something was typed that is not recorded yet. */
  #pending = false;

  /** @param {Page} page */
  constructor(page) {
    super();
    this.#page = page;
    // The address cannot be changed any more on the way out.
    addEventListener('pagehide', () => this.#store());
    document.addEventListener('visibilitychange', () => document.hidden && this.#store());
  }

  /** Costs a keystroke next to nothing: the work is done once the user is still. */
  typed() {
    this.#pending = true;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.flush(), kStill);
  }

  /** What was typed becomes one step, and stands in the address. */
  flush() {
    if (!this.#pending) return;
    this.record();
  }

  /** The page as it is now becomes a step of its own. @param {boolean} [address] whether it is to stand in the address, too */
  record(address = true) {
    clearTimeout(this.#timer);
    this.#pending = false;
    this.#history.record(this.#page.snapshot());
    if (address) this.#page.write();
    this.#store();
    this.#tell();
  }

  get canUndo() {
    return this.#pending || this.#history.canUndo;
  }

  get canRedo() {
    return !this.#pending && this.#history.canRedo;
  }

  undo() {
    this.flush();
    return this.#go(this.#history.undo());
  }

  redo() {
    this.flush();
    return this.#go(this.#history.redo());
  }

  /** @param {Snapshot | null} snapshot */
  #go(snapshot) {
    if (!snapshot) return false;
    this.#page.show(snapshot);
    this.#page.write();
    this.#store();
    this.#tell();
    return true;
  }

  #tell() {
    this.dispatchEvent(new Event('change'));
  }

  #store() {
    keep({ version: 1, hash: location.hash, ...this.#page.state(), ...this.#page.snapshot() });
  }
}
