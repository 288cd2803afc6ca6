/**
 * @typedef {import('../model/types.js').FixReport} FixReport
 * @typedef {import('../model/types.js').InputError} InputError
 * @typedef {import('../model/types.js').Result} Result
 * @typedef {import('../model/types.js').Scenario} Scenario
 * @typedef {{ evaluate(text: string): string, version(): string }} EngineModule
 * @typedef {EngineModule & { fix(text: string): string, simulate(text: string): string }} ToolsModule
 * @typedef {{ engine: () => Promise<EngineModule>, tools: () => Promise<ToolsModule> }} LoadEngine `tools` may give the same module
 */

/** The engine behind a few calls: text in, text out. Should it ever stop, it is started again. */
export class Engine {
  /** @type {EngineModule | null} */
  #module = null;
  /** What takes its time, loaded when it is first asked for. @type {Promise<ToolsModule> | null} */
  #tools = null;
  #load;

  /** @param {LoadEngine} load */
  constructor(load) {
    this.#load = load;
  }

  async start() {
    this.#module = await this.#load.engine();
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

  /**
   * The smallest changes after which the scenario's requests succeed.
   * @param {Scenario} scenario
   * @returns {Promise<FixReport | { error: InputError }>}
   */
  async fix(scenario) {
    this.#tools ??= this.#load.tools();
    try {
      return JSON.parse((await this.#tools).fix(JSON.stringify(scenario)));
    } catch {
      this.#tools = null;
      return failure('The search for fixes could not be loaded. Change anything to try again.');
    }
  }
}

/** @param {string} message @returns {{ error: InputError }} */
const failure = (message) => ({ error: { code: 'engine', path: '', message } });
