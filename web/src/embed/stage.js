import { BrowserChoice } from '../elements/browser_choice.js';
import { ConsoleView } from '../elements/console_view.js';
import { DifferenceView } from '../elements/difference_view.js';
import { ScenarioForm } from '../elements/scenario_form.js';
import { ScriptView } from '../elements/script_view.js';
import { StepList } from '../elements/step_list.js';
import { TimeLine } from '../elements/time_line.js';
import { VerdictLine } from '../elements/verdict_line.js';
import { WireView } from '../elements/wire_view.js';
import { compare } from '../model/difference.js';
import { evidenceByField } from '../model/evidence.js';
import { kBrowsers } from '../model/outcome.js';
import { t } from '../text/catalogue.js';
import { h, replace } from '../view/dom.js';
import { scenarioText } from './scenario_text.js';
import { TaskView } from './task_view.js';
import { kAllBrowsers, kViews } from './views.js';

/**
 * @typedef {import('../engine/engine.js').Tool} Tool
 * @typedef {import('../model/types.js').InputError} InputError
 * @typedef {import('../model/types.js').Outcome} Outcome
 * @typedef {import('../model/types.js').Result} Result
 * @typedef {import('../model/types.js').Scenario} Scenario
 * @typedef {import('../model/types.js').Step} Step
 * @typedef {import('./views.js').Piece} Piece
 * @typedef {import('./views.js').View} View
 * @typedef {{ view: View, browser: string, readonly: boolean, label: string }} Options
 * @typedef {{
 *   input(): void,
 *   reset(): void,
 *   browser(): void,
 *   call(tool: Tool, text: string): Promise<any>
 * }} Hooks what the user does, and the way to the engine
 */

/** What stands in the shadow of an embedded element: the views of the page, as many as are wanted. */
export class Stage {
  #options;
  #verdict = new VerdictLine();
  #choice = new BrowserChoice();
  #browser = h('p', { class: 'in-browser', part: 'browser' });
  #form = new ScenarioForm();
  #text = h('div');
  #timeline = new TimeLine();
  #difference = new DifferenceView();
  #console = new ConsoleView();
  #steps = new StepList();
  #script = new ScriptView();
  #wire = new WireView();
  #task = new TaskView();
  #columns = h('div', { class: 'columns' });
  /** @type {Scenario | null} */
  #scenario = null;
  /** @type {Outcome | null} */
  #outcome = null;

  /** @param {Options} options @param {Hooks} hooks */
  constructor(options, hooks) {
    this.#options = options;
    const { view, browser, label } = options;
    this.node = h('div', { class: 'corslab', part: 'frame', role: 'group', 'aria-label': label, 'data-view': view, 'data-editable': this.#editable });
    this.#fill();
    if (browser !== kAllBrowsers) this.#choice.chosen = browser;
    this.#listen(hooks);
  }

  /** Whether the user may change the scenario. */
  get #editable() {
    return this.#has('form') && !this.#options.readonly;
  }

  /** @param {Piece} piece */
  #has(piece) {
    return kViews[this.#options.view].includes(piece);
  }

  #fill() {
    const { view, browser } = this.#options;
    const scenario = this.#editable ? this.#form : this.#has('form') ? this.#text
      : h('details', { class: 'scenario-details' }, h('summary', {}, t('embed.scenario')), this.#text);
    /** @type {Partial<Record<Piece, Element>>} */
    const results = { differences: this.#difference, console: this.#console, steps: this.#steps, script: this.#script, wire: this.#wire };
    const shown = kViews[view].flatMap((piece) => results[piece] ?? []);
    /** @type {[Element, string][]} */
    const parts = [[this.#verdict, 'verdict'], [this.#choice, 'browsers'], [this.#form, 'form'], [this.#timeline, 'timeline'], [this.#task.node, 'task'],
      [this.#difference, 'differences'], [this.#console, 'console'], [this.#steps, 'steps'], [this.#script, 'script'], [this.#wire, 'wire']];
    for (const [element, part] of parts) element.setAttribute('part', part);
    if (this.#has('form')) {
      this.#columns.append(scenario, h('div', { class: 'right' }, this.#timeline, h('div', { class: 'results' }, ...shown)));
    } else if (view !== 'verdict') {
      this.#columns.append(...(this.#has('timeline') ? [this.#timeline] : []), h('div', { class: 'results' }, ...shown), scenario);
    }
    this.node.append(...(view === 'exercise' ? [this.#task.node] : []), this.#verdict, browser === kAllBrowsers ? this.#choice : this.#browser,
      ...(view === 'verdict' ? [h('div', { class: 'columns' }, scenario)] : [this.#columns]));
  }

  /** @param {Hooks} hooks */
  #listen({ input, reset, browser, call }) {
    const on = (/** @type {string} */ name, /** @type {(detail: any) => void} */ react) =>
      this.node.addEventListener(name, (event) => react(/** @type {CustomEvent} */ (event).detail));
    on('scenario-input', input);
    on('browser-choice', browser);
    on('task-reset', reset);
    on('show-differences', () => this.#difference.focus());
    on('show-deciding', () => this.#steps.focusDeciding());
    on('active-step', (step) => this.#mark(step));
    on('show-field', (pointer) => this.#form.focusField(pointer));
    on('engine-call', ({ tool, text, answer }) => void call(tool, text).then(answer));
  }

  /** Sections with names are landmarks, and those of several elements would have the same names. To be called once it is in the page. */
  settle() {
    for (const section of this.node.querySelectorAll('section[aria-labelledby]')) section.removeAttribute('aria-labelledby');
  }

  /** @param {Record<string, string>} tested the versions of the browsers */
  set tested(tested) {
    const { browser } = this.#options;
    this.#choice.tested = this.#console.tested = tested;
    if (browser !== kAllBrowsers) this.#browser.textContent = t('embed.in-browser', { name: tested[browser] ?? kBrowsers[browser].name });
  }

  get task() {
    return this.#task;
  }

  /** The browser that the details are of. */
  get chosen() {
    return this.#choice.chosen;
  }

  /** @returns {Scenario} */
  get scenario() {
    return this.#editable ? this.#form.value : /** @type {Scenario} */ (this.#scenario);
  }

  set scenario(scenario) {
    this.#scenario = scenario;
    if (this.#editable) this.#form.value = scenario;
    else replace(this.#text, scenarioText(scenario));
  }

  /** @param {InputError} error */
  showError(error) {
    this.#verdict.showError(error, this.#editable ? this.#form.showError(error) : '');
    this.#columns.dataset.stale = '';
  }

  /** @param {Result} result @param {Scenario} scenario */
  show(result, scenario) {
    const outcome = result.browsers[this.chosen];
    this.#outcome = outcome;
    delete this.#columns.dataset.stale;
    const comparison = compare(result.browsers);
    this.#choice.show(result, comparison);
    this.#difference.show(comparison);
    for (const view of [this.#verdict, this.#timeline, this.#script, this.#wire]) view.show(outcome);
    this.#console.show(outcome, this.chosen);
    this.#steps.show(outcome, scenario);
    if (!this.#editable) return;
    this.#form.showError(null);
    this.#form.showRequests(result.browsers.standard.wire);
    this.#mark(null);
  }

  /** @param {Step | null} active */
  #mark(active) {
    if (this.#editable) this.#form.showEvidence(evidenceByField(this.#outcome?.steps ?? [], active));
  }

  /** Puts the focus on the first thing that takes it. */
  focus() {
    /** @type {HTMLElement | null} */ (this.node.querySelector('input, button:not([hidden]), summary, textarea, select'))?.focus();
  }
}
