import { t } from '../text/catalogue.js';

/**
 * @typedef {import('../model/types.js').InputError} InputError
 * @typedef {import('../model/types.js').Result} Result
 * @typedef {import('../model/types.js').Scenario} Scenario
 * @typedef {{ evaluate(text: string): string, version(): string }} EngineModule
 * @typedef {'evaluate' | 'fix' | 'explain' | 'generate' | 'audit' | 'paste' | 'import' | 'judge' | 'secrets'} Tool
 * @typedef {EngineModule & Record<Tool, (text: string) => string>} ToolsModule
 * @typedef {{ engine: () => Promise<EngineModule>, tools: () => Promise<ToolsModule> }} LoadEngine `tools` may give the same module
 */

/** The engine behind a few calls: text in, text out. Should it ever stop, it is started again. */
export class Engine {
  /** @type {EngineModule | null} */
  #module = null;
  /** What takes its time, loaded when it is first asked for. @type {Promise<ToolsModule> | null} */
  #loading = null;
  /** The same once it is there. @type {ToolsModule | null} */
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
    if (!this.#module) return failure(t('page.starting'));
    try {
      // JSON.stringify escapes lone surrogates, which the way into the module would corrupt.
      const simulates = scenario.server.some(({ middleware }) => middleware);
      const module = simulates ? this.#tools ?? this.#module : this.#module;
      return JSON.parse(module.evaluate(JSON.stringify(scenario)));
    } catch {
      this.#module = this.#loading = this.#tools = null;
      void this.start();
      return failure(t('page.restarted'));
    }
  }

  /**
   * One of the tools.
   * @param {Tool} tool
   * @param {string} text
   * @returns {Promise<any>} its document, or one with `error`
   */
  async call(tool, text) {
    this.#loading ??= this.#load.tools();
    try {
      this.#tools = await this.#loading;
      return JSON.parse(this.#tools[tool](text));
    } catch {
      this.#loading = this.#tools = null;
      return failure(t('page.not-loaded'));
    }
  }

  /**
   * Middleware is simulated by the tools.
   * @param {Scenario} scenario
   * @returns {Promise<void> | null} what has to be waited for, if anything
   */
  wait(scenario) {
    if (this.#tools || !scenario.server.some(({ middleware }) => middleware)) return null;
    this.#loading ??= this.#load.tools();
    return this.#loading.then((tools) => void (this.#tools = tools), () => void (this.#loading = null));
  }
}

/** @param {string} message @returns {{ error: InputError }} */
const failure = (message) => ({ error: { code: 'engine', path: '', message } });
