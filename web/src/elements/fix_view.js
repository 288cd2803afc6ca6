import { kBrowsers } from '../model/outcome.js';
import { listed, t } from '../text/catalogue.js';
import { changes, h, prose, replace } from '../view/dom.js';
import { icon } from '../view/icons.js';

/**
 * @typedef {import('../model/types.js').Change} Change
 * @typedef {import('../model/types.js').Fix} Fix
 * @typedef {import('../model/types.js').FixReport} FixReport
 * @typedef {import('../model/types.js').Note} Note
 */

const kAll = Object.keys(kBrowsers).length;

/** What everyone gets then although it belongs to the user. */
const kHarmful = new Set(['any-origin-with-credentials', 'opaque-origins-with-credentials']);

/** The changes after which the request succeeds. Fires `fix-choice` with the one to make, and `fix-undo`. */
export class FixView extends HTMLElement {
  #heading = h('h2', { id: 'fix-heading', tabindex: -1 }, t('fixes.heading'));
  #list = h('ol', { class: 'fixes' });
  #advice = h('ul', { class: 'advice' });
  #section = h('section', { class: 'panel', 'aria-labelledby': this.#heading.id }, this.#heading, this.#list, this.#advice);
  #done = h('div', { class: 'fix-done', role: 'status' });
  #changed = changes();

  connectedCallback() {
    if (this.childElementCount > 0) return;
    this.append(this.#done, this.#section);
    this.#section.hidden = true;
  }

  /** Whether neither a fix nor advice stands there. */
  get empty() {
    return this.#section.hidden;
  }

  /** @param {FixReport | null} report null where nothing is blocked */
  show(report) {
    if (!this.#changed(report)) return;
    this.#section.hidden = !report || (report.fixes.length === 0 && report.advice.length === 0);
    if (!report) return;
    this.#heading.textContent = report.fixes.length > 0 ? t('fixes.heading') : t('fixes.advice');
    replace(this.#list, ...report.fixes.map((fix, at) => this.#card(fix, at)));
    replace(this.#advice, ...report.advice.map(({ text }) => h('li', {}, ...prose(text))));
  }

  /** @param {readonly Change[]} made null where none was made, or it was taken back */
  tell(made) {
    replace(this.#done, ...(made.length === 0 ? [] : [
      h('p', {}, h('strong', {}, t('fixes.applied')), made.map(({ text }) => text).join(' ')),
      h('button', { type: 'button', class: 'small', onclick: () => this.dispatchEvent(new CustomEvent('fix-undo', { bubbles: true })) }, t('fixes.take-back')),
    ]));
    // The button that was pressed is gone.
    this.#done.querySelector('button')?.focus({ preventScroll: true });
  }

  /** @param {Fix} fix @param {number} at */
  #card(fix, at) {
    const apply = h('button', {
      type: 'button', class: at === 0 ? 'primary' : '',
      'aria-label': t('fixes.apply-named', { changes: fix.changes.map(({ text }) => text).join(' ') }),
      onclick: () => this.dispatchEvent(new CustomEvent('fix-choice', { bubbles: true, detail: fix })),
    }, t('fixes.apply'));
    return h('li', { class: 'fix' },
      h('ul', { class: 'fix-changes' }, ...fix.changes.map(changeView)),
      h('p', { class: 'fix-works' }, icon('pass'), ' ', worksText(fix.works)),
      ...fix.allows.map(allowsView),
      apply);
  }
}

/** @param {Change} change */
function changeView({ text, before, after }) {
  // A preflight answer of its own says it all in its sentence.
  const lines = [...before.map((value) => h('del', {}, value)), ...after.map((value) => h('ins', {}, value))];
  return h('li', {}, h('p', {}, text), lines.length > 0 && before.length > 0 ? h('p', { class: 'fix-lines' }, ...lines) : null);
}

/** @param {readonly string[]} works */
function worksText(works) {
  if (works.length === kAll) return t('fixes.works-everywhere');
  const names = works.map((name) => kBrowsers[name].name);
  return t('fixes.works-in', { names: listed(names) });
}

/** @param {Note} note */
const allowsView = ({ id, text }) =>
  h('p', { class: kHarmful.has(id) ? 'fix-allows fix-harmful' : 'fix-allows' }, icon('warning'), ' ', ...prose(text));

customElements.define('fix-view', FixView);
