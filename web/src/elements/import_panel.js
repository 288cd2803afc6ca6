import { listed, t } from '../text/catalogue.js';
import { h, prose, replace, uniqueId } from '../view/dom.js';
import { icon } from '../view/icons.js';

/**
 * @typedef {import('../import/importer.js').ImportDocument} ImportDocument
 * @typedef {import('../import/importer.js').Imported} Imported
 * @typedef {import('../import/importer.js').Missing} Missing
 * @typedef {{ choose(at: number): void, back: (() => void) | null }} Ways to the other requests
 */

/** Of so many things that were left out, all are shown at once. */
const kFew = 3;

/** What was understood of a text, what is missing, and what was left out. Fires `show-field` with the pointer of what is missing. */
export class ImportPanel extends HTMLElement {
  #heading = h('h2', { id: uniqueId('import'), tabindex: -1 }, t('import.heading'));

  /** @param {ImportDocument} read @param {number} at @param {Ways} ways */
  show({ requests }, at, ways) {
    const { understood, missing, ignored, secrets } = requests[at];
    const names = [...new Set(secrets.map(({ name }) => name))];
    replace(this, h('section', { class: 'message import', 'aria-labelledby': this.#heading.id },
      this.#heading,
      requests.length > 1 ? this.#choice(requests, at, ways) : null,
      group('pass', t('import.understood'), understood.map((text) => h('li', {}, ...prose(text)))),
      group('warning', t('import.missing'), missing.map((item) => this.#missing(item))),
      leftOut(ignored.map(({ text, line }) => h('li', {}, ...prose(text), line === undefined ? null : h('span', { class: 'import-line' }, t('import.line', { line }))))),
      names.length > 0 ? h('p', { class: 'field-hint' }, t('import.secrets', { names: listed(names) })) : null,
      ways.back ? h('button', { type: 'button', class: 'quiet small', onclick: ways.back }, t('import.back')) : null));
  }

  focus() {
    this.#heading.focus({ preventScroll: true });
    this.#heading.scrollIntoView({ block: 'nearest' });
  }

  /** @param {Missing} missing */
  #missing({ text, path }) {
    const go = () => this.dispatchEvent(new CustomEvent('show-field', { bubbles: true, detail: path }));
    return h('li', {}, h('span', {}, ...prose(text)),
      path ? h('button', { type: 'button', class: 'quiet small', onclick: go, 'aria-label': t('import.edit', { what: text }) }, t('page.edit')) : null);
  }

  /** @param {readonly Imported[]} requests @param {number} at @param {Ways} ways */
  #choice(requests, at, { choose }) {
    const label = h('h3', { id: uniqueId('requests') }, t('import.requests', { count: requests.length }));
    const button = (/** @type {Imported} */ { title }, /** @type {number} */ i) =>
      h('button', { type: 'button', class: 'quiet', 'aria-current': i === at ? 'true' : null, onclick: () => choose(i) }, title);
    return h('div', { class: 'import-group' }, label,
      h('ol', { class: 'import-requests', 'aria-labelledby': label.id }, ...requests.map((request, i) => h('li', {}, button(request, i)))));
  }
}

/**
 * @param {Parameters<typeof icon>[0]} sign
 * @param {string} title
 * @param {HTMLElement[]} items
 */
function group(sign, title, items) {
  if (items.length === 0) return null;
  return h('div', { class: `import-group import-${sign}` }, h('h3', {}, icon(sign), title), h('ul', {}, ...items));
}

/** Much of it is of no interest to most: it opens when asked for. @param {HTMLElement[]} items */
function leftOut(items) {
  if (items.length <= kFew) return group('skip', t('import.left-out'), items);
  return h('details', { class: 'import-group import-skip' },
    h('summary', {}, h('h3', {}, icon('skip'), t('import.left-out-many', { count: items.length }))), h('ul', {}, ...items));
}

customElements.define('import-panel', ImportPanel);
