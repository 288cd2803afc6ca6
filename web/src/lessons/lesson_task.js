import { t } from '../text/catalogue.js';
import { define } from '../view/define.js';
import { h, replace } from '../view/dom.js';
import { icon } from '../view/icons.js';
import { lessonLink } from './lesson_list.js';
import { blockNodes, inlineNodes } from './lesson_text.js';

/**
 * @typedef {import('./check.js').Finding} Finding
 * @typedef {import('./lessons.js').Lesson} Lesson
 */

const kCopiedFor = 2500;

/**
 * A lesson's task, and how far it is done. Fires `solution-choice`, `lesson-reset` and `attempt-choice` (back from an example of
 * the text).
 */
export class LessonTask extends HTMLElement {
  #heading = h('h2', { id: 'task-heading', tabindex: -1 }, t('lessons.task'));
  #list = h('ul', { class: 'conditions' });
  #state = h('p', { class: 'task-state', role: 'status' });
  #trying = h('p', { class: 'task-trying', hidden: true }, t('lessons.trying'), ' ', this.#button(t('lessons.back'), 'attempt-choice'));
  #next = h('a', { class: 'task-next', hidden: true });
  /** Where the task is out of sight, this tells how far it is. */
  #pill = h('button', { type: 'button', class: 'task-pill', hidden: true, onclick: () => this.focus() });
  #copied = h('span', { class: 'task-copied', role: 'status' });
  #away = false;
  /** @type {Lesson | null} */
  #lesson = null;
  /** Until the first answer comes. @type {Finding[]} */
  #findings = [];
  #watch = new IntersectionObserver(([{ isIntersecting, boundingClientRect }]) => {
    this.#away = !isIntersecting && boundingClientRect.top < 0;
    this.#showPill();
  });

  /** @param {string} label @param {string} event @param {Record<string, string>} [look] */
  #button(label, event, look = { class: 'small' }) {
    return h('button', { type: 'button', ...look, onclick: () => this.dispatchEvent(new CustomEvent(event, { bubbles: true })) }, label);
  }

  /** @param {Lesson} lesson @param {Lesson | undefined} next */
  show(lesson, next) {
    this.#lesson = lesson;
    const { text } = lesson;
    if (next) {
      this.#next.setAttribute('href', lessonLink(next.slug));
      replace(this.#next, h('span', { class: 'task-next-word' }, t('lessons.next')), ' ', next.text.title);
    }
    replace(this, h('section', { class: 'lesson-task', 'aria-labelledby': this.#heading.id },
      this.#heading, ...blockNodes(text.task), this.#list, this.#state, this.#trying, this.#next,
      h('details', { class: 'task-hint' }, h('summary', {}, t('lessons.hint')), h('div', {}, ...blockNodes(text.hint))),
      h('details', { class: 'task-solution' }, h('summary', {}, t('lessons.solution')),
        h('div', {}, ...blockNodes(text.solution), this.#button(t('lessons.show-solution'), 'solution-choice'))),
      h('p', { class: 'task-tools' }, this.#button(t('lessons.reset'), 'lesson-reset', { class: 'quiet small' }),
        h('button', { type: 'button', class: 'quiet small', onclick: () => this.#copy() }, t('lessons.copy')), this.#copied)), this.#pill);
    this.showFindings([]);
  }

  connectedCallback() {
    this.#watch.observe(this);
  }

  disconnectedCallback() {
    this.#watch.disconnect();
  }

  /** @param {Finding[]} findings one for each condition; none while it is not known */
  showFindings(findings) {
    this.#findings = findings;
    const conditions = this.#lesson?.text.conditions ?? [];
    const met = this.#met;
    const done = met === conditions.length;
    this.dataset.done = String(done);
    replace(this.#list, ...conditions.map((sentence, i) => conditionView(sentence, findings[i])));
    const said = done ? t('lessons.complete') : findings.length === 0 ? t('lessons.begin') : t('lessons.state', { met, count: conditions.length });
    if (this.#state.textContent !== said) this.#state.textContent = said;
    this.#next.hidden = !done || !this.#next.hasAttribute('href');
    this.#showPill();
  }

  get #met() {
    return this.#findings.filter(({ met }) => met).length;
  }

  /** @param {boolean} trying whether the form shows an example of the text in place of an attempt */
  showTrying(trying) {
    this.#trying.hidden = !trying;
    this.toggleAttribute('data-trying', trying);
    this.#state.hidden = trying;
    this.#showPill();
  }

  #showPill() {
    const count = this.#lesson?.text.conditions.length ?? 0;
    this.#pill.hidden = !this.#away || this.#findings.length === 0 || this.hasAttribute('data-trying');
    replace(this.#pill, this.#met === count ? icon('pass') : null, t('lessons.pill', { met: this.#met, count }));
  }

  focus() {
    this.#heading.scrollIntoView({ block: 'start' });
    this.#heading.focus({ preventScroll: true });
  }

  async #copy() {
    const { href } = new URL(lessonLink(this.#lesson?.slug ?? ''), location.href);
    try {
      await navigator.clipboard.writeText(href);
      this.#copied.textContent = t('lessons.copied');
    } catch {
      this.#copied.textContent = t('lessons.copy-address');
    }
    setTimeout(() => (this.#copied.textContent = ''), kCopiedFor);
  }
}

/** @param {import('./lesson_text.js').Inline[]} sentence @param {Finding | undefined} finding */
function conditionView(sentence, finding) {
  const met = finding?.met ?? false;
  return h('li', { class: 'condition', 'data-met': String(met) },
    h('span', { class: 'condition-mark' }, icon(met ? 'pass' : 'skip'), h('span', { class: 'visually-hidden' }, met ? t('lessons.met') : t('lessons.unmet'))),
    h('span', {}, ...inlineNodes(sentence),
      !met && finding?.found ? h('span', { class: 'condition-found' }, t('lessons.found', { titles: finding.found })) : null));
}

define('lesson-task', LessonTask);
