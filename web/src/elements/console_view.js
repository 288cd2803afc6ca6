import { kBrowsers } from '../model/outcome.js';
import { t } from '../text/catalogue.js';
import { define } from '../view/define.js';
import { changes, h, replace } from '../view/dom.js';
import { icon } from '../view/icons.js';

/**
 * @typedef {import('../model/types.js').Outcome} Outcome
 * @typedef {{ level: 'error' | 'warning', text: string }} Line
 */

/** How the developer tools begin a line about a promise that nobody catches. @type {Record<string, string>} */
const kUncaught = {
  chromium: 'Uncaught (in promise) ',
  firefox: 'Uncaught (in promise) ',
  webkit: 'Unhandled Promise Rejection: ',
};

/** The console of the chosen browser, as its developer tools show it. */
export class ConsoleView extends HTMLElement {
  #heading = h('h2', { id: 'console-heading' }, t('console.heading'));
  #content = h('div', { class: 'console-body' });
  #copied = h('span', { class: 'field-hint', role: 'status' });
  #copy = h('button', { type: 'button', class: 'quiet small', onclick: () => this.#copyLines() }, t('console.copy'));
  /** @type {Line[]} */
  #lines = [];
  #changed = changes();
  /** @type {Record<string, string>} */
  tested = {};

  connectedCallback() {
    if (this.childElementCount > 0) return;
    const bar = h('div', { class: 'panel-head' }, this.#heading, h('span', { class: 'panel-tools' }, this.#copied, this.#copy));
    this.append(h('section', { class: 'panel', 'aria-labelledby': this.#heading.id }, bar, this.#content));
  }

  /**
   * @param {Outcome} outcome
   * @param {string} browser
   */
  show({ console: lines, exception }, browser) {
    if (!this.#changed(lines, exception, browser)) return;
    const standard = !(browser in kUncaught);
    const name = standard ? kBrowsers[browser].name : this.tested[browser] ?? kBrowsers[browser].name;
    this.#heading.textContent = standard ? t('console.heading') : t('console.heading-of', { name });
    this.#lines = linesOf({ console: lines, exception }, browser);
    this.#copy.hidden = this.#lines.length === 0;
    this.#copied.textContent = '';
    if (standard) replace(this.#content, h('p', { class: 'field-hint' }, standardWords(exception)));
    else if (this.#lines.length === 0) replace(this.#content, h('p', { class: 'field-hint' }, t('console.nothing', { name: kBrowsers[browser].name })));
    else replace(this.#content, h('ol', { class: 'console', 'data-engine': browser }, ...this.#lines.map(lineView)));
  }

  async #copyLines() {
    try {
      await navigator.clipboard.writeText(this.#lines.map(({ text }) => text.trimEnd()).join('\n'));
      this.#copied.textContent = t('page.copied');
    } catch {
      this.#copied.textContent = t('console.select');
    }
    setTimeout(() => (this.#copied.textContent = ''), 2500);
  }
}

/**
 * What stands in the developer tools; nothing for the Standard, which has no words for it.
 * @param {Pick<Outcome, 'console' | 'exception'>} outcome
 * @param {string} browser
 * @returns {Line[]}
 */
export const linesOf = ({ console: lines, exception }, browser) => (browser in kUncaught ? [...lines, ...uncaught(exception, browser)] : []);

/** @param {Outcome['exception']} exception @param {string} browser @returns {Line[]} */
const uncaught = (exception, browser) =>
  exception ? [{ level: 'error', text: `${kUncaught[browser]}${exception.name}: ${exception.message ?? ''}` }] : [];

/** @param {Outcome['exception']} exception */
const standardWords = (exception) =>
  exception ? t('console.standard-exception', { name: exception.name }) : t('console.standard');

/** @param {Line} line */
const lineView = ({ level, text }) =>
  h('li', { class: `console-line console-${level}` },
    icon(level === 'error' ? 'fail' : 'warning'), h('span', { class: 'visually-hidden' }, level === 'error' ? t('console.error') : t('console.warning')),
    h('span', { class: 'console-text' }, text.trimEnd()));

define('console-view', ConsoleView);
