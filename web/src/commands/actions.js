import { showKeys } from '../app/shortcuts.js';
import { forgetAll } from '../app/storage.js';
import { t } from '../text/catalogue.js';

/**
 * What can be done with the page, by keys or from the list of commands. Everything is done with what the page shows:
 * a command presses the button that a user would press.
 *
 * @typedef {{ group: string, title: string, keys?: string[], verdict?: string, run: () => void }} Command
 */

/** @param {string} selector @returns {HTMLElement | null} */
const first = (selector) => document.querySelector(selector);

/** Whether a user could reach it now. @param {Element | null | undefined} element @returns {element is HTMLElement} */
const usable = (element) => element instanceof HTMLElement && element.checkVisibility({ visibilityProperty: true });

/** @param {Element} element */
const words = (element) => (element.getAttribute('aria-label') ?? element.textContent ?? '').replace(/\s+/g, ' ').trim();

/** Puts the focus where the user wants to be, and that into view. @param {HTMLElement} element */
function goTo(element) {
  if (!element.matches('a, button, input, select, textarea, summary, [tabindex]')) element.tabIndex = -1;
  element.focus({ preventScroll: true });
  element.scrollIntoView({ block: 'center' });
}

/** The keys of what has no button of its own, or one that is pressed often: in the order in which they are told. */
export const kKeys = /** @type {const} */ ({
  palette: ['Control', 'K'],
  keys: ['?'],
  undo: ['Control', 'Z'],
  redo: ['Control', 'Shift', 'Z'],
  deciding: ['Control', 'Enter'],
  examples: ['E'],
  lessons: ['L'],
  fix: ['F'],
  theme: ['T'],
});

/** The same, on a keyboard that has ⌘. @param {readonly string[]} keys */
export const shownKeys = (keys) =>
  keys.map((key) => (key === 'Control' ? (/Mac|iP(hone|ad)/.test(navigator.platform) ? '⌘' : t('commands.control')) : key === 'Shift' ? t('commands.shift') : key === 'Enter' ? t('commands.enter') : key));

/** What a single letter does. @type {Record<string, () => void>} */
export const kLetters = {
  e: () => first('example-menu > button')?.click(),
  l: () => lessonButton()?.click(),
  f: () => first('.fix button')?.click(),
  t: () => first('theme-toggle button')?.click(),
  1: () => choose(0),
  2: () => choose(1),
  3: () => choose(2),
  4: () => choose(3),
};

/** Where there are lessons. */
export const lessonButton = () => first('[data-command="lessons"]');

/** @param {number} at */
const choose = (at) => /** @type {HTMLElement | undefined} */ (document.querySelectorAll('browser-choice input')[at])?.click();

/** @param {string} group @param {string} selector @param {(element: HTMLElement) => void} run @returns {Command[]} */
const allOf = (group, selector, run) =>
  [...document.querySelectorAll(selector)].filter(usable).map((element) => ({ group, title: words(element), run: () => run(element) }));

/** @returns {Command[]} */
function actions() {
  const group = t('commands.actions');
  const buttons = /** @type {[string, string, (readonly string[])?][]} */ ([
    ['.undo', t('feel.undo'), kKeys.undo], ['.redo', t('feel.redo'), kKeys.redo], ['.why', '', kKeys.deciding],
    ['example-menu > button', t('commands.open-examples'), kKeys.examples], ['theme-toggle button', '', kKeys.theme], ['.form-servers > button', ''],
  ]);
  const found = buttons.flatMap(([selector, title, keys]) => {
    const button = first(selector);
    if (!usable(button) || button.getAttribute('aria-disabled') === 'true') return [];
    return [{ group, title: title || words(button), keys: keys && [...keys], run: () => button.click() }];
  });
  const others = [...document.querySelectorAll('.tools button')]
    .filter((button) => usable(button) && !button.closest('dialog, example-menu, theme-toggle, [data-command="palette"]'))
    .map((button) => ({ group, title: words(button), run: () => /** @type {HTMLElement} */ (button).click() }));
  const fixes = allOf(group, '.fix button', (button) => button.click());
  if (fixes[0]) fixes[0].keys = [...kKeys.fix];
  return [...found, ...others, ...fixes,
    { group, title: t('commands.keys'), keys: [...kKeys.keys], run: () => void showKeys() },
    { group, title: t('commands.forget'), run: forgetAll }];
}

/** @returns {Command[]} */
function examples() {
  return /** @type {HTMLElement[]} */ ([...document.querySelectorAll('[data-example]')]).map((entry) => ({
    group: t('commands.examples'),
    title: entry.querySelector('.example-title')?.textContent ?? '',
    verdict: entry.dataset.verdict,
    run: () => entry.click(),
  }));
}

/** @returns {Command[]} */
function browsers() {
  return [...document.querySelectorAll('browser-choice .browser')].map((label, i) => ({
    group: t('commands.browsers'),
    title: label.querySelector('.browser-name')?.textContent ?? '',
    keys: [String(i + 1)],
    run: () => label.querySelector('input')?.click(),
  }));
}

/** @returns {Command[]} */
function languages() {
  const select = document.querySelector('language-choice select');
  if (!(select instanceof HTMLSelectElement)) return [];
  return [...select.options].filter(({ selected }) => !selected).map(({ value, text }) => ({
    group: t('commands.actions'),
    title: t('commands.language', { language: text }),
    run: () => {
      select.value = value;
      select.dispatchEvent(new Event('change', { bubbles: true }));
    },
  }));
}

/** @returns {Command[]} */
function fields() {
  const labels = /** @type {HTMLLabelElement[]} */ ([...document.querySelectorAll('scenario-form label')]);
  return labels.filter(({ control }) => usable(control)).map((label) => {
    const section = label.closest('section')?.querySelector('h2')?.textContent;
    return { group: t('commands.fields'), title: `${words(label)}${section ? ` – ${section}` : ''}`, run: () => goTo(/** @type {HTMLElement} */ (label.control)) };
  });
}

/** The lessons, which may have to be loaded. @returns {Promise<Command[]>} */
export async function lessons() {
  const { lessonTitles } = await import('../lessons/lessons.js');
  return (await lessonTitles()).map(([slug, title]) => ({ group: t('page.lessons'), title, run: () => (location.hash = `lesson=${slug}`) }));
}

/** All else that can be done now. @returns {Command[]} */
export const commands = () => [
  ...actions(), ...languages(), ...browsers(),
  ...allOf(t('commands.views'), 'corslab-app section > h2, corslab-app .panel-head > h2', goTo),
  ...examples(), ...fields(),
];
