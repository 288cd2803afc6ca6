/**
 * @typedef {import('../model/types.js').InputError} InputError
 * @typedef {import('../model/types.js').Result} Result
 * @typedef {import('../model/types.js').Scenario} Scenario
 * @typedef {{ evaluate(text: string): string, version(): string }} EngineModule
 * @typedef {() => Promise<EngineModule>} LoadEngine
 */

/** The engine behind two calls: text in, text out. Should it ever stop, it is started again. */
export class Engine {
  /** @type {EngineModule | null} */
  #module = null;
  #load;

  /** @param {LoadEngine} load */
  constructor(load) {
    this.#load = load;
  }

  async start() {
    this.#module = await this.#load();
  }

  /** Which version of each browser was tested. @returns {Record<string, string>} */
  get tested() {
    return this.#module ? JSON.parse(this.#module.version()).tested : {};
  }

  /**
   * @param {Scenario} scenario
   * @returns {Result | { error: InputError }}
   */
  evaluate(scenario) {
    if (!this.#module) return failure('The engine is still starting. Change anything to try again.');
    try {
      // JSON.stringify escapes lone surrogates, which the way into the module would corrupt.
      return JSON.parse(this.#module.evaluate(JSON.stringify(scenario)));
    } catch {
      this.#module = null;
      void this.start();
      return failure('The engine had to be started again. Change anything to try again.');
    }
  }
}

/** @param {string} message @returns {{ error: InputError }} */
const failure = (message) => ({ error: { code: 'engine', path: '', message } });
