import { arrival } from '../app/arrival.js';
import { takePlace } from '../app/entrance.js';
import { Findings } from '../app/findings.js';
import { Keeper } from '../app/keeper.js';
import { LessonPlace } from '../app/lesson_place.js';
import { suggestIn } from '../app/suggestions.js';
import { listenToUndo } from '../app/undo.js';
import { checkOf } from '../import/said_again.js';
import { compare } from '../model/difference.js';
import { evidenceByField } from '../model/evidence.js';
import { patched } from '../model/patch.js';
import { encodeFragment } from '../model/share.js';
import { t } from '../text/catalogue.js';
import { afterPaint, nextTask, painted } from '../view/after_paint.js';
import { h } from '../view/dom.js';
import { BrowserChoice } from './browser_choice.js';
import { ConsoleView } from './console_view.js';
import { DifferenceView } from './difference_view.js';
import { FixView } from './fix_view.js';
import { HistoryButtons } from './history_buttons.js';
import { ImportBox } from './import_box.js';
import { MythView } from './myth_view.js';
import { pageTools } from './page_tools.js';
import { ScenarioForm } from './scenario_form.js';
import { ScriptView } from './script_view.js';
import { StepList } from './step_list.js';
import { StoryView } from './story_view.js';
import { TimeLine } from './time_line.js';
import { VerdictLine } from './verdict_line.js';
import { WireView } from './wire_view.js';

/**
 * @typedef {import('../app/snapshot.js').Snapshot} Snapshot
 * @typedef {import('../engine/engine.js').Engine} Engine
 * @typedef {import('../engine/engine.js').Tool} Tool
 * @typedef {import('../import/console_message.js').MessageMatch} MessageMatch
 * @typedef {import('../model/difference.js').Comparison} Comparison
 * @typedef {import('../model/types.js').Example} Example
 * @typedef {import('../model/types.js').Fix} Fix
 * @typedef {import('../model/types.js').Outcome} Outcome
 * @typedef {import('../model/types.js').Scenario} Scenario
 * @typedef {import('../model/types.js').Step} Step
 */

/** How long the place for fixes is kept free before they are found, in milliseconds. */
const kMostWaiting = 2000;

/** The whole page: a scenario goes from the form to the engine, and the result into the views. */
export class CorslabApp extends HTMLElement {
  #form = new ScenarioForm();
  #verdict = /** @type {VerdictLine | null} */ (this.querySelector('verdict-line')) ?? new VerdictLine();
  #choice = new BrowserChoice();
  #timeline = new TimeLine();
  #steps = new StepList();
  #script = new ScriptView();
  #difference = new DifferenceView();
  #console = new ConsoleView();
  #fixes = new FixView();
  #myths = new MythView();
  #wire = new WireView();
  #reader = new ImportBox();
  #notice = h('p', { class: 'notice', role: 'alert', hidden: true });
  #story = new StoryView();
  #history = new HistoryButtons();
  #results = h('div', { class: 'results' });
  #columns = h('div', { class: 'columns' });
  #keeper = new Keeper({
    snapshot: () => ({ draft: this.#form.draft, story: this.#story.state }),
    state: () => ({ browser: this.#choice.chosen, open: this.#steps.opened }),
    show: (snapshot) => this.#present(snapshot),
    write: () => this.#writeHash(),
  });
  /** @type {Engine | null} */
  #engine = null;
  /** @type {readonly Example[]} */
  #examples = [];
  /** @type {Outcome | null} */
  #outcome = null;
  /** Versions by browser. @type {Record<string, string>} */
  #tested = {};
  /** Counts what is evaluated. */
  #turn = 0;
  #findings = new Findings({ app: this, form: this.#form, fixes: this.#fixes, myths: this.#myths, call: async (tool, text) => this.#engine?.call(tool, text) });
  #lessons = new LessonPlace({ app: this, below: this.#verdict, story: this.#story, say: (notice) => this.#say(notice) });
  /** What a fix was applied to. @type {Scenario | null} */
  #unfixed = null;
  #furnishing = this.#furnished();

  /** Takes its place in the page. */
  #build() {
    const tools = pageTools({
      examples: this.#examples,
      lessons: () => this.#lessons.list(),
      shown: () => {
        this.#writeHash();
        return this.#engine && { scenario: this.#form.value, lesson: this.#lessons.slug, browser: this.#choice.chosen, tested: this.#tested };
      },
    });
    takePlace('.tools', ...tools);
    takePlace('.paste-place', this.#reader);
    this.prepend(this.#notice);
    if (!this.#verdict.isConnected) this.append(this.#verdict);
    this.append(this.#choice);
    document.addEventListener('language-choice', () => {
      this.#keeper.record();
      location.reload();
    });
    listenToUndo({ app: this, form: this.#form, keeper: this.#keeper, buttons: this.#history });
    suggestIn(this.#form);
    document.addEventListener('scenario-choice', (event) => {
      const { scenario, story, title } = /** @type {CustomEvent<{ scenario: Scenario, story: string, title?: string }>} */ (event).detail;
      this.#say('');
      this.#keeper.flush();
      this.#show(scenario, story, title);
      this.#keeper.record();
    });
    document.addEventListener('example-choice', (event) => this.#pick(/** @type {CustomEvent<Example>} */ (event).detail));
    this.addEventListener('scenario-input', () => this.#edited());
    this.addEventListener('browser-choice', () => this.#evaluate());
    document.addEventListener('message-read', (event) => this.#explain(/** @type {CustomEvent<MessageMatch[]>} */ (event).detail));
    this.addEventListener('message-choice', (event) => {
      const { match, all } = /** @type {CustomEvent<{ match: MessageMatch, all: MessageMatch[] }>} */ (event).detail;
      this.#explain(all, match);
    });
    this.addEventListener('fix-choice', (event) => this.#apply(/** @type {CustomEvent<Fix>} */ (event).detail));
    this.addEventListener('fix-undo', () => this.#takeBack());
    this.addEventListener('show-differences', () => this.#difference.focus());
    this.addEventListener('show-deciding', () => this.#steps.focusDeciding());
    this.addEventListener('active-step', (event) => this.#mark(/** @type {CustomEvent<Step | null>} */ (event).detail));
    this.addEventListener('show-field', (event) => this.#form.focusField(/** @type {CustomEvent<string>} */ (event).detail));
    this.addEventListener('engine-call', (event) => {
      const { tool, text, answer } = /** @type {CustomEvent<{ tool: Tool, text: string, answer: (document: any) => void }>} */ (event).detail;
      void this.#engine?.call(tool, text).then(answer);
    });
    this.addEventListener('scenario-put', (event) => {
      this.#keeper.flush();
      this.#put(/** @type {CustomEvent<Scenario>} */ (event).detail);
      this.#keeper.record();
    });
    addEventListener('hashchange', () => {
      this.#keeper.flush();
      void this.#restore();
    });
  }

  /** What the user works with, and the details, piece by piece. The first verdict does not wait for it. */
  *#furnished() {
    this.#columns.append(this.#story);
    this.append(this.#columns);
    yield painted;
    this.#columns.append(h('div', { class: 'form-place' }, this.#history, this.#form));
    yield painted;
    this.#results.append(this.#fixes, this.#difference, this.#console, this.#steps, this.#script, this.#wire, this.#myths);
    this.#columns.append(h('div', { class: 'right' }, this.#timeline, this.#results));
  }

  /** All of it that is not there yet. */
  #furnish() {
    while (!this.#furnishing.next().done);
  }

  /**
   * Shows what the page is opened with. To be called once, when the app is in the page.
   * @param {readonly Example[]} examples the first one is what the page opens with, if nothing else
   * @param {import('../app/starting.js').Starting} starting
   * @param {() => void} reveal called once all is shown that the page has drawn already, or nothing more comes
   */
  async open(examples, { engine, started, soon }, reveal) {
    this.#examples = examples;
    this.#build();
    if (this.hidden) await nextTask();
    else if (!(await soon)) this.#furnish();
    const restored = this.#restore();
    try {
      await started;
    } catch {
      this.dataset.failed = '';
      this.#say(t('page.no-engine'));
      this.#furnish();
      reveal();
      return;
    }
    this.#engine = engine;
    this.#tested = engine.tested;
    this.#choice.tested = this.#console.tested = this.#tested;
    await restored;
    this.#peek();
    await (this.hidden ? nextTask() : painted());
    for (const pause of this.#opening(reveal)) await pause();
    setTimeout(() => this.#findings.settle(), kMostWaiting);
  }

  /** Whatever else the browser has to do comes between the pieces: each ends with what is to be awaited. @param {() => void} reveal */
  *#opening(reveal) {
    /** @type {(() => void)[]} */
    const details = [];
    this.#evaluate((works) => details.push(...works));
    yield nextTask;
    this.#furnishing.next();
    reveal();
    yield painted;
    yield* this.#furnishing;
    for (const show of details) {
      yield nextTask;
      show();
    }
    yield painted;
    this.dataset.ready = '';
  }

  async #restore() {
    const { kept, linked, lesson, damaged } = arrival();
    this.#say(damaged ? t('page.damaged-link') : '');
    if (kept) {
      this.#choice.chosen = kept.browser;
      this.#steps.opened = kept.open;
      await this.#present(kept);
    } else if (lesson !== null) {
      this.#furnish();
      if (!await this.#lessons.open(lesson, (scenario) => this.#put(linked ?? scenario))) this.#pick(this.#examples[0], false);
    } else if (linked) this.#show(linked, t('page.from-link'));
    else this.#pick(this.#examples[0], false);
    this.#keeper.record(false);
  }

  /** @param {Snapshot} snapshot */
  async #present({ draft, story }) {
    const fill = () => {
      this.#forgetFix();
      this.#form.draft = draft;
      this.#evaluate();
    };
    this.#say('');
    if (story?.kind === 'lesson') {
      this.#furnish();
      await this.#lessons.open(story.slug, fill);
      return this.#writeHash();
    }
    this.#lessons.leave();
    const example = story?.kind === 'tell' && this.#examples.find(({ id }) => id === story.example);
    if (example) this.#story.tell(example.why, example.title, example.id);
    else if (story) this.#story.state = story;
    fill();
  }

  /** @param {string} notice */
  #say(notice) {
    this.#notice.textContent = notice;
    this.#notice.hidden = notice === '';
  }

  /** @param {Example} example @param {boolean} [remember] */
  #pick(example, remember = true) {
    this.#reader.clear();
    if (remember) this.#keeper.flush();
    this.#show(example.scenario, example.why, example.title, example.id);
    if (remember) {
      this.#say('');
      this.#keeper.record();
    }
  }

  /**
   * @param {Scenario} scenario
   * @param {string} story
   * @param {string} [title]
   * @param {string} [example] its id
   */
  #show(scenario, story, title, example) {
    this.#lessons.leave();
    this.#story.tell(story, title, example);
    this.#put(scenario);
  }

  /** Another scenario in the same story. @param {Scenario} scenario */
  #put(scenario) {
    this.#forgetFix();
    this.#form.value = scenario;
    this.#evaluate();
  }

  /** @param {MessageMatch[]} matches @param {MessageMatch} [match] */
  #explain(matches, match = matches[0]) {
    this.#keeper.flush();
    this.#lessons.leave();
    this.#forgetFix();
    this.#say('');
    this.#choice.chosen = match.browser;
    if (match.scenario) this.#form.value = match.scenario;
    this.#evaluate();
    this.#story.explain(match, matches, checkOf(match, this.#outcome, this.#tested[match.browser] ?? match.browser));
    this.#keeper.record(match.scenario !== null);
    this.#story.focus();
  }

  #edited() {
    this.#glance();
    this.#keeper.typed();
  }

  /** Shows the verdict alone. @returns {boolean} whether there is one */
  #peek() {
    const scenario = this.#form.value;
    const { chosen } = this.#choice;
    const result = this.#engine?.wait(scenario) ? null : this.#engine?.glance(scenario, chosen);
    if (!result || 'error' in result) return false;
    this.#verdict.show(result.browsers[chosen]);
    return true;
  }

  /** The verdict of what is typed; all else follows in the next frame, unless something else has come by then. */
  #glance() {
    if (!this.#peek()) return this.#evaluate();
    const turn = (this.#turn += 1);
    afterPaint(() => {
      if (turn === this.#turn) this.#evaluate();
    });
  }

  /** @param {(works: (() => void)[]) => void} [later] shows all but the verdicts, which never wait */
  #evaluate(later = (works) => (this.#furnish(), works.forEach((show) => show()))) {
    if (!this.#engine) return;
    this.#turn += 1;
    const scenario = this.#form.value;
    const waiting = this.#engine.wait(scenario);
    if (waiting) return void waiting.then(() => this.#evaluate());
    const result = this.#engine.evaluate(scenario);
    if ('error' in result) {
      this.#furnish();
      this.#verdict.showError(result.error, this.#form.showError(result.error));
      this.#columns.dataset.stale = '';
      this.#findings.settle();
      return;
    }
    delete this.#columns.dataset.stale;
    const outcome = result.browsers[this.#choice.chosen];
    this.#outcome = outcome;
    this.#form.showError(null);
    this.#verdict.show(outcome);
    const comparison = compare(result.browsers);
    this.#choice.show(result, comparison);
    // Who types on has made it old.
    later(this.#details(outcome, comparison, scenario).map((show) => () => this.#outcome === outcome && show()));
    this.#findings.search(result, scenario);
    this.dispatchEvent(new CustomEvent('scenario-result', { detail: scenario }));
  }

  /** @param {Outcome} outcome @param {Comparison} comparison @param {Scenario} scenario @returns {(() => void)[]} */
  #details(outcome, comparison, scenario) {
    return [
      () => this.#difference.show(comparison),
      ...[this.#timeline, this.#script, this.#wire].map((view) => () => view.show(outcome)),
      () => this.#console.show(outcome, this.#choice.chosen),
      () => this.#steps.show(outcome, scenario),
      () => this.#mark(null),
    ];
  }

  /** @param {Fix} fix */
  #apply(fix) {
    this.#keeper.flush();
    const before = this.#form.value;
    this.#forgetFix();
    this.#unfixed = before;
    this.#form.value = patched(before, fix.patch);
    this.#fixes.tell(fix.changes);
    this.#evaluate();
    this.#keeper.record();
    this.#verdict.scrollIntoView({ block: 'nearest' });
  }

  #takeBack() {
    this.#keeper.flush();
    if (this.#unfixed) this.#form.value = this.#unfixed;
    this.#forgetFix();
    this.#evaluate();
    this.#keeper.record();
  }

  #forgetFix() {
    this.#unfixed = null;
    this.#fixes.tell([]);
  }

  /** @param {Step | null} active */
  #mark(active) {
    this.#form.showEvidence(evidenceByField(this.#outcome?.steps ?? [], active));
  }

  #writeHash() {
    try {
      history.replaceState(null, '', encodeFragment(this.#form.value, this.#lessons.slug));
    } catch {
      // A browser that counts too many changes refuses some: the next one says it all.
    }
  }
}

customElements.define('corslab-app', CorslabApp);
