import { engineWords, languageOf, t } from '../text/catalogue.js';

/**
 * @typedef {import('../model/types.js').InputError} InputError
 * @typedef {import('../model/types.js').Result} Result
 * @typedef {import('../model/types.js').Scenario} Scenario
 * @typedef {{ evaluate(text: string): string, glance(text: string, browser: string): string, version(): string }} EngineModule
 * @typedef {'evaluate' | 'fix' | 'explain' | 'generate' | 'audit' | 'paste' | 'import' | 'judge' | 'secrets'} Tool
 * @typedef {EngineModule & Record<Tool, (text: string) => string> & { speak(words: string): void }} ToolsModule
 * @typedef {import('./ask_worker.js').Ask} Ask
 * @typedef {{
 *   engine: () => Promise<EngineModule>,
 *   tools: () => Promise<ToolsModule>,               // may be the same module
 *   apart?: (words: string, here: Ask) => Ask        // the tools apart from the page, where that can be; `here` are those of the page
 * }} LoadEngine
 */

/** The engine behind a few calls: text in, text out. Should it ever stop, it is started again. */
export class Engine {
  /** @type {EngineModule | null} */
  #module = null;
  /** What takes its time, loaded when it is first asked for. @type {Promise<ToolsModule> | null} */
  #loading = null;
  /** The same once it is there. @type {ToolsModule | null} */
  #tools = null;
  /** Who is asked for what takes its time. @type {Ask | null} */
  #ask = null;
  #load;

  /** @param {LoadEngine} load */
  constructor(load) {
    this.#load = load;
  }

  async start() {
    this.#module = await (languageOf() === 'en' ? this.#load.engine() : this.#speaking());
  }

  /**
   * Other languages than English are spoken by the tools alone. Should those not load, English is better than nothing.
   * @returns {Promise<EngineModule>}
   */
  async #speaking() {
    try {
      return await this.#startTools();
    } catch {
      this.#loading = null;
      return this.#load.engine();
    }
  }

  /** @returns {Promise<ToolsModule>} */
  #startTools() {
    this.#loading ??= this.#load.tools().then((tools) => {
      tools.speak(engineWords());
      return (this.#tools = tools);
    });
    return this.#loading;
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
    return this.#judge(scenario, (module, text) => module.evaluate(text));
  }

  /**
   * The same of one browser alone, which is there in a fourth of the time.
   * @param {Scenario} scenario
   * @param {string} browser
   * @returns {Result | { error: InputError }}
   */
  glance(scenario, browser) {
    return this.#judge(scenario, (module, text) => module.glance(text, browser));
  }

  /** @param {Scenario} scenario @param {(module: EngineModule, text: string) => string} call @returns {Result | { error: InputError }} */
  #judge(scenario, call) {
    if (!this.#module) return failure(t('page.starting'));
    try {
      // JSON.stringify escapes lone surrogates, which the way into the module would corrupt.
      const simulates = scenario.server.some(({ middleware }) => middleware);
      const module = simulates ? this.#tools ?? this.#module : this.#module;
      return JSON.parse(call(module, JSON.stringify(scenario)));
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
    /** @type {Ask} */
    const here = async (name, given) => JSON.parse((await this.#startTools())[name](given));
    this.#ask ??= this.#load.apart?.(engineWords(), here) ?? here;
    try {
      return await this.#ask(tool, text);
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
    return this.#startTools().then(() => {}, () => void (this.#loading = null));
  }
}

/** @param {string} message @returns {{ error: InputError }} */
const failure = (message) => ({ error: { code: 'engine', path: '', message } });
