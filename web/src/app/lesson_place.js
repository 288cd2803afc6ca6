import { t } from '../text/catalogue.js';

/**
 * @typedef {import('../elements/story_view.js').StoryView} StoryView
 * @typedef {import('../lessons/lessons.js').OpenLesson} OpenLesson
 * @typedef {import('../model/types.js').Scenario} Scenario
 * @typedef {{ app: HTMLElement, below: HTMLElement, story: StoryView, say: (notice: string) => void }} Place
 *   `below` is what the text stands above, `story` what the task takes the place of
 */

/** Lessons come when they are first asked for. */
const load = () => import('../lessons/lessons.js');

/** The lesson that is open, if any. */
export class LessonPlace {
  #place;
  /** @type {OpenLesson | null} */
  #open = null;
  #asked = 0;
  #title = document.title;

  /** @param {Place} place */
  constructor(place) {
    this.#place = place;
  }

  /** Its name, for the address. */
  get slug() {
    return this.#open?.slug;
  }

  /**
   * @param {string} slug
   * @param {(scenario: Scenario) => void} show fills the form: with the lesson's scenario, or with what the learner has made of it
   * @returns {Promise<boolean>} false where the page has to show something else
   */
  async open(slug, show) {
    if (slug === this.slug) return this.#again(show);
    const { app, below, story, say } = this.#place;
    this.#asked += 1;
    const asked = this.#asked;
    const lesson = await load().then(({ OpenLesson }) => OpenLesson.open(app, slug)).catch(() => undefined);
    // Something else was asked for meanwhile.
    if (asked !== this.#asked) return lesson?.close() ?? true;
    this.leave();
    if (!lesson) {
      say(lesson === null ? t('page.no-such-lesson') : t('page.no-lesson'));
      if (lesson === null) void this.list();
      return false;
    }
    say('');
    this.#open = lesson;
    document.title = `${lesson.title} – corslab`;
    below.before(lesson.view);
    story.hold(lesson.task, slug);
    show(lesson.scenario);
    scrollTo(0, 0);
    lesson.view.focus();
    return true;
  }

  /** The same lesson stays where it is: only the scenario is another one. @param {(scenario: Scenario) => void} show */
  #again(show) {
    if (this.#open) show(this.#open.scenario);
    return true;
  }

  leave() {
    this.#asked += 1;
    if (!this.#open) return;
    this.#open.close();
    this.#open = null;
    document.title = this.#title;
  }

  /** The dialog with all of them. */
  async list() {
    try {
      await (await load()).showLessons();
    } catch {
      this.#place.say(t('page.no-lesson'));
    }
  }
}
