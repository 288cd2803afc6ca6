import { kBrowsers } from '../model/outcome.js';
import { t } from '../text/catalogue.js';
import { useLanguageOf } from './language.js';
import { embedSheet } from './sheet.js';
import { sharedEngine } from './shared_engine.js';
import { fromDocument, readSource, SourceError } from './source.js';
import { Stage } from './stage.js';
import { check, readTaskOf } from './task.js';
import { kAllBrowsers, viewOf } from './views.js';
import { forgetVisible, parsed, whenVisible } from './visible.js';

/**
 * @typedef {import('../engine/engine.js').Engine} Engine
 * @typedef {import('../model/types.js').Outcome} Outcome
 * @typedef {import('../model/types.js').Result} Result
 * @typedef {import('../model/types.js').Scenario} Scenario
 * @typedef {import('./source.js').Source} Source
 * @typedef {import('./source.js').Task} Task
 * @typedef {import('./views.js').View} View
 * @typedef {{ scenario: unknown, task: Task | null }} Given
 */

/** What a framework may have set as properties before the element was defined. */
const kProperties = /** @type {const} */ (['scenario', 'task', 'src', 'view', 'browser', 'theme', 'readonly', 'label']);

/**
 * A scenario and what the browsers do with it, in a foreign page. docs/embedding.md describes its attributes, properties, events and
 * parts. What stands inside of it in the page is shown until it starts, and stays if it does not.
 */
export class CorsLab extends HTMLElement {
  static observedAttributes = ['scenario', 'src', 'task', 'view', 'browser', 'readonly', 'label'];

  /** @type {Stage | null} */
  #stage = null;
  /** @type {Engine | null} */
  #engine = null;
  /** What it began with. @type {Source | null} */
  #source = null;
  /** What was set by a script, in place of what the page says. @type {Given} */
  #given = { scenario: null, task: null };
  /** @type {Result | null} */
  #result = null;
  #solved = false;
  /** @type {Promise<void> | null} */
  #starting = null;
  #failed = false;
  /** Counts what was read, and what was evaluated: a late answer to an earlier question is known as one. */
  #reading = 0;
  #turn = 0;

  connectedCallback() {
    for (const name of kProperties) this.#upgrade(name);
    const loading = this.getAttribute('loading');
    if (this.#starting || loading === 'manual') return;
    if (loading === 'eager') this.#startQuietly();
    else whenVisible(this, () => this.#startQuietly());
  }

  disconnectedCallback() {
    forgetVisible(this);
  }

  /** @param {string} name @param {string | null} before @param {string | null} now */
  attributeChangedCallback(name, before, now) {
    if (before === now) return;
    if (name === 'scenario' || name === 'src' || name === 'task') this.#give({ scenario: null, task: null });
    else if (this.#stage) this.#rebuild(this.#stage.scenario);
  }

  /** Starts at once, in sight or not. @returns {Promise<void>} rejected where it cannot */
  start() {
    forgetVisible(this);
    this.#failed = false;
    this.#starting ??= this.#start().catch((error) => {
      this.#starting = null;
      this.#failed = true;
      throw error;
    });
    return this.#starting;
  }

  /** Back to the scenario that it began with. */
  reset() {
    if (!this.#stage || !this.#source) return;
    this.#stage.scenario = this.#source.scenario;
    this.#evaluate();
  }

  focus() {
    this.#stage?.focus();
  }

  get scenario() {
    return this.#stage ? this.#stage.scenario : null;
  }

  /** @param {Scenario | string | null} scenario an object, or a text as in the attribute */
  set scenario(scenario) {
    if (typeof scenario === 'string') this.setAttribute('scenario', scenario);
    else this.#give({ scenario });
  }

  get task() {
    return this.#source?.task ?? this.#given.task;
  }

  /** @param {Task | string | null} task */
  set task(task) {
    if (typeof task === 'string') this.setAttribute('task', task);
    else this.#give({ task });
  }

  /** What all browsers do, once it has started and while the scenario is complete. */
  get result() {
    return this.#result;
  }

  /** What the browser does that the details are of. @returns {Outcome | null} */
  get outcome() {
    return this.#stage && this.#result ? this.#result.browsers[this.#stage.chosen] : null;
  }

  /** Whether the task of an exercise is done. */
  get solved() {
    return this.#solved;
  }

  get started() {
    return this.#stage !== null;
  }

  /** @returns {View} */
  get view() {
    return viewOf(this.getAttribute('view'));
  }

  set view(view) {
    this.setAttribute('view', view);
  }

  /** @returns {string} */
  get browser() {
    const name = this.getAttribute('browser') ?? kAllBrowsers;
    return Object.hasOwn(kBrowsers, name) ? name : kAllBrowsers;
  }

  set browser(name) {
    this.setAttribute('browser', name);
  }

  get theme() {
    return this.getAttribute('theme') ?? 'auto';
  }

  set theme(theme) {
    this.setAttribute('theme', theme);
  }

  get src() {
    return this.getAttribute('src') ?? '';
  }

  set src(src) {
    this.setAttribute('src', src);
  }

  get label() {
    return this.getAttribute('label') ?? t('embed.label');
  }

  set label(label) {
    this.setAttribute('label', label);
  }

  get readonly() {
    return this.hasAttribute('readonly');
  }

  set readonly(readonly) {
    this.toggleAttribute('readonly', Boolean(readonly));
  }

  /** @param {typeof kProperties[number]} name */
  #upgrade(name) {
    if (!Object.hasOwn(this, name)) return;
    const value = /** @type {any} */ (this)[name];
    delete (/** @type {any} */ (this)[name]);
    /** @type {any} */ (this)[name] = value;
  }

  #startQuietly() {
    this.start().catch(() => {
      // The event has said it.
    });
  }

  async #start() {
    try {
      await parsed();
      const source = this.#read();
      const [engine, begin] = await Promise.all([sharedEngine(), source, useLanguageOf(document)]);
      this.#engine = engine;
      this.#source = begin;
      this.#build(begin.scenario);
    } catch (error) {
      this.#fail(error);
      throw error;
    }
    this.#fire('ready', { scenario: this.scenario, result: this.#result });
  }

  /** Another scenario or task: it counts at once where this has started, and may be what a start failed without. @param {Partial<Given>} given */
  #give(given) {
    Object.assign(this.#given, given);
    if (this.#stage) void this.#again();
    else if (this.#failed) this.#startQuietly();
  }

  async #again() {
    const reading = (this.#reading += 1);
    try {
      const source = await this.#read();
      if (reading !== this.#reading) return;
      this.#source = source;
      this.#build(source.scenario);
    } catch (error) {
      this.#fail(error);
    }
  }

  /** @returns {Promise<Source>} */
  async #read() {
    const { scenario, task } = this.#given;
    if (scenario === null) {
      const source = await readSource(this);
      return task ? { ...source, task } : source;
    }
    const source = fromDocument(structuredClone(scenario));
    return task ? { ...source, task } : source;
  }

  /** @param {Scenario} scenario */
  #rebuild(scenario) {
    try {
      this.#build(scenario);
    } catch (error) {
      this.#fail(error);
    }
  }

  /** @param {Scenario} scenario */
  #build(scenario) {
    const { view, browser, readonly, label } = this;
    const task = this.#source?.task ?? null;
    const goal = view === 'exercise' ? readTaskOf(task).goal : '';
    const root = this.shadowRoot ?? this.attachShadow({ mode: 'open' });
    root.adoptedStyleSheets = [embedSheet()];
    const stage = new Stage({ view, browser, readonly, label }, {
      input: () => this.#edited(),
      reset: () => this.reset(),
      browser: () => this.#evaluate(),
      call: (tool, text) => /** @type {Engine} */ (this.#engine).call(tool, text),
    });
    this.#stage = stage;
    stage.scenario = scenario;
    stage.tested = this.#engine?.tested ?? {};
    stage.task.goal = goal;
    root.replaceChildren(stage.node);
    stage.settle();
    this.#evaluate();
  }

  #edited() {
    this.#fire('input', { scenario: this.scenario });
    this.#evaluate();
  }

  #evaluate() {
    const stage = this.#stage;
    const engine = this.#engine;
    if (!stage || !engine) return;
    this.#turn += 1;
    const { scenario } = stage;
    const waiting = engine.wait(scenario);
    if (waiting) {
      void waiting.then(() => this.#evaluate());
      return;
    }
    const result = engine.evaluate(scenario);
    if ('error' in result) {
      this.#result = null;
      stage.showError(result.error);
      this.#fire('error', result.error);
      return;
    }
    this.#result = result;
    stage.show(result, scenario);
    this.#fire('result', { scenario, result });
    if (this.view === 'exercise') void this.#check(engine, scenario, result);
  }

  /** @param {Engine} engine @param {Scenario} scenario @param {Result} result */
  async #check(engine, scenario, result) {
    const turn = this.#turn;
    const source = /** @type {Source} */ (this.#source);
    const conditions = await check(readTaskOf(source.task).conditions, { scenario, start: source.scenario, engine });
    if (turn !== this.#turn) return;
    const solved = conditions.every(({ holds }) => holds);
    this.#stage?.task.show(conditions, solved);
    if (solved && !this.#solved) this.#fire('solved', { scenario, result });
    this.#solved = solved;
  }

  /** @param {unknown} error */
  #fail(error) {
    const code = error instanceof SourceError ? 'source' : 'engine';
    this.#fire('error', { code, path: '', message: error instanceof Error ? error.message : String(error) });
  }

  /** @param {string} name @param {unknown} detail */
  #fire(name, detail) {
    this.dispatchEvent(new CustomEvent(`corslab-${name}`, { bubbles: true, composed: true, detail }));
  }
}
