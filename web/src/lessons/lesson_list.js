import { t } from '../text/catalogue.js';
import { h } from '../view/dom.js';
import { icon } from '../view/icons.js';
import { doneLessons } from './progress.js';

/**
 * The lessons as links, with what is done. Once as a dialog, once beside each lesson.
 *
 * @typedef {import('./lessons.js').Lesson} Lesson
 */

/** @param {string} slug */
export const lessonLink = (slug) => `#lesson=${slug}`;

/** @param {readonly Lesson[]} lessons */
export const progressText = (lessons) =>
  t('lessons.progress', { done: lessons.filter(({ slug }) => doneLessons().has(slug)).length, count: lessons.length });

/** @param {boolean} done */
const mark = (done) =>
  h('span', { class: 'lesson-mark' }, done ? icon('pass') : null, done ? h('span', { class: 'visually-hidden' }, t('lessons.done')) : null);

/** @param {readonly Lesson[]} lessons @param {string} current its slug */
export const contentsList = (lessons, current) =>
  h('ol', { class: 'lesson-contents-list' }, ...lessons.map(({ slug, text }) =>
    h('li', {}, h('a', { href: lessonLink(slug), 'aria-current': slug === current ? 'page' : null, 'data-lesson': slug }, mark(doneLessons().has(slug)), text.title))));

/** The dialog behind the button in the page's head. Made anew each time, so that it knows what is done. @param {readonly Lesson[]} lessons */
export function showLessonDialog(lessons) {
  document.querySelector('dialog.lesson-dialog')?.remove();
  const dialog = h('dialog', { class: 'examples lesson-dialog', 'aria-labelledby': 'lessons-heading' });
  const done = doneLessons();
  const close = () => dialog.close();
  dialog.append(
    h('div', { class: 'dialog-head' },
      h('h2', { id: 'lessons-heading' }, t('lessons.heading')),
      h('span', { class: 'lesson-progress' }, progressText(lessons)),
      h('button', { type: 'button', class: 'quiet', onclick: close }, t('page.close'))),
    h('ol', { class: 'example-list lesson-list' }, ...lessons.map(({ slug, text }, i) => h('li', {},
      h('a', { class: 'example lesson-entry', href: lessonLink(slug), 'data-lesson': slug, 'data-done': done.has(slug) || null, onclick: close },
        h('span', { class: 'example-title' }, `${i + 1}. ${text.title}`), mark(done.has(slug)),
        h('span', { class: 'example-why' }, text.lead))))));
  // A click on the backdrop lands on the dialog itself.
  dialog.addEventListener('click', (event) => {
    if (event.target === dialog) close();
  });
  document.body.append(dialog);
  dialog.showModal();
  return dialog;
}
