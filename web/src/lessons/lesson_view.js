import { patched } from '../model/patch.js';
import { encodeFragment } from '../model/share.js';
import { t } from '../text/catalogue.js';
import { define } from '../view/define.js';
import { h } from '../view/dom.js';
import { contentsList, lessonLink, progressText } from './lesson_list.js';
import { blockNodes } from './lesson_text.js';

/**
 * @typedef {import('./lessons.js').Lesson} Lesson
 */

/** The scenario that a claim is about. @param {Lesson} lesson @param {string} id */
export const claimed = ({ scenario, claims }, id) => patched(scenario, claims[id]);

const kWide = '(min-width: 60rem)';

/** A lesson's text, with the others beside it. Fires `claim-choice` with a claim's id. */
export class LessonView extends HTMLElement {
  #heading = h('h2', { id: 'lesson-heading', tabindex: -1 });
  #contents = h('details', { class: 'lesson-contents', open: matchMedia(kWide).matches });
  /** @type {readonly Lesson[]} */
  #lessons = [];
  #slug = '';

  /** @param {readonly Lesson[]} lessons @param {number} index */
  show(lessons, index) {
    const { slug, text } = lessons[index];
    this.#lessons = lessons;
    this.#slug = slug;
    this.#heading.textContent = text.title;
    this.replaceChildren(h('section', { class: 'lesson', 'aria-labelledby': this.#heading.id },
      h('article', { class: 'lesson-text' },
        h('p', { class: 'lesson-number' }, t('lessons.number', { number: index + 1, count: lessons.length })),
        this.#heading,
        h('p', { class: 'lesson-lead' }, text.lead),
        ...blockNodes(text.body, {
          href: (id) => encodeFragment(claimed(lessons[index], id), slug),
          go: (id) => this.dispatchEvent(new CustomEvent('claim-choice', { bubbles: true, detail: id })),
        })),
      this.#contents));
    this.showProgress();
  }

  /** What is done may have changed. */
  showProgress() {
    const index = this.#lessons.findIndex(({ slug }) => slug === this.#slug);
    const [previous, next] = [this.#lessons[index - 1], this.#lessons[index + 1]];
    this.#contents.replaceChildren(
      h('summary', {}, h('span', {}, t('lessons.all')), h('span', { class: 'lesson-progress' }, progressText(this.#lessons))),
      h('nav', { 'aria-label': t('lessons.all') },
        contentsList(this.#lessons, this.#slug),
        h('p', { class: 'lesson-steps' },
          previous ? h('a', { href: lessonLink(previous.slug), rel: 'prev' }, t('lessons.previous')) : h('span'),
          next ? h('a', { href: lessonLink(next.slug), rel: 'next' }, t('lessons.next')) : null)));
  }

  focus() {
    this.#heading.focus({ preventScroll: true });
  }
}

define('lesson-view', LessonView);
