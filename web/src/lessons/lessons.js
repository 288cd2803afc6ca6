import 'corslab-texts/lessons';
import style from 'corslab-style/lessons';
import { kLessons } from 'corslab-lessons';
import { patched } from '../model/patch.js';
import { languageOf } from '../text/catalogue.js';
import { callEngine } from '../view/engine_call.js';
import { adopt } from '../view/sheet.js';
import { canonical, checkTask } from './check.js';
import { showLessonDialog } from './lesson_list.js';
import { LessonTask } from './lesson_task.js';
import { claimed, LessonView } from './lesson_view.js';
import { markDone } from './progress.js';

/**
 * @typedef {import('./lesson_text.js').LessonText} LessonText
 * @typedef {import('../model/types.js').Patch} Patch
 * @typedef {import('../model/types.js').Scenario} Scenario
 * @typedef {{ slug: string, scenario: Scenario, task: import('./check.js').Condition[], solution: Patch, claims: Record<string, Patch> }} LessonData
 * @typedef {LessonData & { text: LessonText }} Lesson
 */

adopt(style);

/** How long the learner has to be still before the task is checked. */
const kCheckDelay = 120;

/** @type {Promise<readonly Lesson[]> | null} */
let loading = null;

/** The build leaves out what a single file never speaks. */
async function lessonTexts() {
  if (CORSLAB_LANGUAGE !== 'en' && languageOf() === 'de') return (await import('corslab-lessons/de')).kLessonTexts;
  if (CORSLAB_LANGUAGE !== 'de') return (await import('corslab-lessons/en')).kLessonTexts;
  throw new Error('This file has no lessons in that language.');
}

/** With their texts in the page's language. */
function loadLessons() {
  loading ??= (async () => {
    const texts = await lessonTexts();
    return kLessons.map((lesson, i) => ({ ...lesson, text: texts[i] }));
  })();
  loading.catch(() => (loading = null));
  return loading;
}

/** What they are called, by their slugs. @returns {Promise<[slug: string, title: string][]>} */
export const lessonTitles = async () => (await loadLessons()).map(({ slug, text }) => [slug, text.title]);

/** The list of all lessons, as a dialog. */
export const showLessons = async () => void showLessonDialog(await loadLessons());

/**
 * A lesson that is open: its text, its task, and between them what the learner makes of its scenario. It hears from the app of each
 * scenario that was evaluated (`scenario-result`), and asks it to show one with `scenario-put`.
 */
export class OpenLesson {
  view = new LessonView();
  task = new LessonTask();
  #lesson;
  #app;
  /** The learner's, while an example of the text is shown. @type {Scenario | null} */
  #kept = null;
  /** What the form holds. @type {Scenario} */
  #scenario;
  #timer = 0;

  /** @param {HTMLElement} app @param {readonly Lesson[]} lessons @param {number} index */
  constructor(app, lessons, index) {
    this.#app = app;
    this.#lesson = lessons[index];
    this.#scenario = this.#lesson.scenario;
    this.view.show(lessons, index);
    this.task.show(this.#lesson, lessons[index + 1]);
    this.view.addEventListener('claim-choice', (event) => this.#try(/** @type {CustomEvent<string>} */ (event).detail));
    this.task.addEventListener('attempt-choice', () => this.#put(this.#kept ?? this.#lesson.scenario));
    this.task.addEventListener('lesson-reset', () => this.#put(this.#lesson.scenario));
    this.task.addEventListener('solution-choice', () => this.#put(patched(this.#lesson.scenario, this.#lesson.solution)));
    app.addEventListener('scenario-result', this.#heard);
  }

  /**
   * @param {HTMLElement} app
   * @param {string} slug
   * @returns {Promise<OpenLesson | null>} null where there is no such lesson
   */
  static async open(app, slug) {
    const lessons = await loadLessons();
    const index = lessons.findIndex((lesson) => lesson.slug === slug);
    return index === -1 ? null : new OpenLesson(app, lessons, index);
  }

  get slug() {
    return this.#lesson.slug;
  }

  get title() {
    return this.#lesson.text.title;
  }

  get scenario() {
    return this.#lesson.scenario;
  }

  close() {
    clearTimeout(this.#timer);
    this.#app.removeEventListener('scenario-result', this.#heard);
    this.view.remove();
    this.task.remove();
  }

  /** @param {string} id a claim's */
  #try(id) {
    this.#kept ??= this.#scenario;
    this.#show(claimed(this.#lesson, id));
    this.task.showTrying(true);
    this.#app.querySelector('verdict-line')?.scrollIntoView({ block: 'start' });
  }

  /** @param {Scenario} scenario */
  #put(scenario) {
    this.#kept = null;
    this.task.showTrying(false);
    this.#show(scenario);
  }

  /** @param {Scenario} scenario */
  #show(scenario) {
    this.#scenario = scenario;
    this.#app.dispatchEvent(new CustomEvent('scenario-put', { detail: scenario }));
  }

  #heard = (/** @type {Event} */ event) => {
    const scenario = /** @type {CustomEvent<Scenario>} */ (event).detail;
    if (this.#kept) {
      if (canonical(scenario) === canonical(this.#scenario)) return;
      // Whoever changes an example makes it an attempt.
      this.#kept = null;
      this.task.showTrying(false);
    }
    this.#scenario = scenario;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#check(scenario), kCheckDelay);
  };

  /** @param {Scenario} scenario */
  async #check(scenario) {
    const timer = this.#timer;
    const findings = await checkTask(this.#lesson, scenario, (tool, asked) => callEngine(this.task, tool, JSON.stringify(asked)));
    if (timer !== this.#timer || this.#kept) return;
    this.task.showFindings(findings);
    if (findings.some(({ met }) => !met)) return;
    markDone(this.slug);
    this.view.showProgress();
  }
}
