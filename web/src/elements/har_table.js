import { kBrowsers, kVerdicts, withoutVerdict } from '../model/outcome.js';
import { filtered, sorted } from '../import/har_rows.js';
import { t } from '../text/catalogue.js';
import { h, replace, uniqueId } from '../view/dom.js';
import { counted } from '../view/number.js';

/**
 * @typedef {import('../import/har_reading.js').Row} Row
 * @typedef {import('../import/har_rows.js').Column} Column
 * @typedef {import('../import/har_rows.js').Filter} Filter
 * @typedef {import('../import/har_rows.js').Order} Order
 */

/** So many rows are in the document at once. */
export const kPerPage = 100;

/** While rows arrive, the table is arranged anew at most so often, in milliseconds: the time belongs to those who judge. */
const kArranging = 200;

/** The requests of a HAR file with their verdicts, a hundred at a time. Fires `row-choice` with the row to be opened. */
export class HarTable extends HTMLElement {
  /** @type {Row[]} */
  #rows = [];
  /** Those that are not filtered out, in order. @type {Row[]} */
  #found = [];
  /** @type {Filter} */
  #filter = { text: '', verdict: '' };
  /** @type {Order} */
  #order = { column: 'at', ascending: true };
  #page = 0;
  #caption = h('caption', { class: 'visually-hidden' }, t('import.table'));
  #body = h('tbody');
  #head = h('thead');
  #region = h('div', { class: 'har-region', role: 'region', tabindex: 0, 'aria-label': t('import.table') },
    h('table', { class: 'har' }, this.#caption, this.#head, this.#body));
  #status = h('p', { class: 'har-count', role: 'status' });
  #earlier = h('button', { type: 'button', class: 'small', onclick: () => this.#turn(-1) }, t('import.earlier'));
  #later = h('button', { type: 'button', class: 'small', onclick: () => this.#turn(1) }, t('import.later'));
  #pages = h('nav', { class: 'har-pages', 'aria-label': t('import.pages') }, this.#earlier, this.#later);
  /** @type {{ column: Column, cell: HTMLElement }[]} */
  #columns = [];
  #waiting = 0;
  /** The rows in the document. @type {Row[]} */
  #drawn = [];

  connectedCallback() {
    if (this.childElementCount > 0) return;
    const search = h('input', { type: 'search', id: uniqueId('har'), spellcheck: 'false', autocapitalize: 'none', autocomplete: 'off' });
    const verdict = h('select', { id: uniqueId('har') }, ...choices().map(([value, label]) => h('option', { value }, label)));
    search.addEventListener('input', () => this.#narrow({ text: search.value }));
    verdict.addEventListener('input', () => this.#narrow({ verdict: /** @type {Filter['verdict']} */ (verdict.value) }));
    this.#columns = columns().map(([column, label]) => ({ column, cell: this.#heading(column, label) }));
    replace(this.#head, h('tr', {}, ...this.#columns.map(({ cell }) => cell)));
    this.append(
      h('div', { class: 'har-filter' },
        h('div', { class: 'field' }, h('label', { for: search.id }, t('import.search')), search),
        h('div', { class: 'field' }, h('label', { for: verdict.id }, t('import.verdict')), verdict)),
      h('div', { class: 'har-bar' }, this.#status, this.#pages),
      this.#region);
    this.#body.addEventListener('click', (event) => this.#click(event));
    this.#arrange();
  }

  /** @param {readonly Row[]} rows */
  add(rows) {
    this.#rows.push(...rows);
    // Chunks come faster than they can be looked at.
    this.#waiting ||= setTimeout(() => this.#arrange(), this.#drawn.length < kPerPage ? 0 : kArranging);
  }

  /** Whatever has been added is in the table at once. */
  flush() {
    if (this.#waiting) this.#arrange();
  }

  /** @param {Column} column @param {string} label */
  #heading(column, label) {
    const button = h('button', { type: 'button', class: 'har-sort', onclick: () => this.#sort(column) }, label);
    return h('th', { scope: 'col', class: `har-${column}` }, button);
  }

  /** @param {Column} column */
  #sort(column) {
    const ascending = this.#order.column === column ? !this.#order.ascending : true;
    this.#order = { column, ascending };
    this.#page = 0;
    this.#arrange();
  }

  /** @param {Partial<Filter>} change */
  #narrow(change) {
    this.#filter = { ...this.#filter, ...change };
    this.#page = 0;
    this.#arrange();
  }

  /** @param {number} by */
  #turn(by) {
    this.#page += by;
    this.#draw();
    this.#region.scrollTop = 0;
    // A button that leads nowhere any more loses the focus to the one that does.
    const left = by > 0 ? this.#later : this.#earlier;
    if (left.disabled) (by > 0 ? this.#earlier : this.#later).focus();
  }

  #arrange() {
    clearTimeout(this.#waiting);
    this.#waiting = 0;
    this.#found = sorted(filtered(this.#rows, this.#filter), this.#order);
    for (const { column, cell } of this.#columns) {
      const { column: by, ascending } = this.#order;
      if (column === by) cell.setAttribute('aria-sort', ascending ? 'ascending' : 'descending');
      else cell.removeAttribute('aria-sort');
    }
    this.#draw();
  }

  #draw() {
    const { length } = this.#found;
    const first = this.#page * kPerPage;
    const shown = this.#found.slice(first, first + kPerPage);
    if (shown.length !== this.#drawn.length || shown.some((row, i) => row !== this.#drawn[i])) {
      this.#drawn = shown;
      replace(this.#body, ...shown.map((row) => rowView(row)));
    }
    const text = countText({ found: length, all: this.#rows.length, first, shown: shown.length });
    if (this.#status.textContent !== text) this.#status.textContent = text;
    this.#pages.hidden = length <= kPerPage;
    this.#earlier.disabled = this.#page === 0;
    this.#later.disabled = first + kPerPage >= length;
  }

  /** @param {Event} event the whole row leads where its button does */
  #click(event) {
    const at = /** @type {HTMLElement} */ (event.target).closest('tr')?.dataset.at;
    const row = this.#found.find((candidate) => String(candidate.at) === at);
    if (row?.verdicts) this.dispatchEvent(new CustomEvent('row-choice', { bubbles: true, detail: row }));
  }

  /** @param {number} at puts the focus back on a row */
  focusRow(at) {
    /** @type {HTMLElement | null} */ (this.#body.querySelector(`[data-at="${at}"] button`))?.focus();
  }
}

/** @param {{ found: number, all: number, first: number, shown: number }} counts */
function countText({ found, all, first, shown }) {
  if (found === 0) return t('import.none', { all: counted(all) });
  if (shown < found) return t('import.part', { from: counted(first + 1), to: counted(first + shown), found: counted(found) });
  return found < all ? t('import.found', { found: counted(found), all: counted(all) }) : t('import.all', { all: counted(all) });
}

/** @returns {[Column, string][]} */
const columns = () => [
  ['at', t('import.column-at')], ['method', t('form.method')], ['url', t('form.url')], ['page', t('import.column-page')], ['status', t('import.column-status')],
  ['chromium', kBrowsers.chromium.name], ['firefox', kBrowsers.firefox.name], ['webkit', kBrowsers.webkit.name], ['standard', t('import.column-standard')],
];

/** @returns {[Filter['verdict'], string][]} */
const choices = () => [
  ['', t('import.any')], ['allowed', kVerdicts.allowed.word], ['opaque', kVerdicts.opaque.word], ['blocked', kVerdicts.blocked.word],
  ['invalid', kVerdicts.invalid.word], ['differ', t('import.differ')], ['skipped', t('import.skipped')],
];

/** @param {Row} row */
function rowView({ at, method, url, page, status, verdicts, summary }) {
  const worst = ['invalid', 'blocked', 'opaque', 'allowed'].find((verdict) => verdicts && Object.values(verdicts).includes(/** @type {any} */ (verdict)));
  const name = verdicts ? h('button', { type: 'button', class: 'har-open' }, url) : h('span', {}, url);
  const cells = verdicts
    ? Object.keys(kBrowsers).map((browser) => h('td', { 'data-verdict': verdicts[browser], class: 'har-verdict' }, kVerdicts[verdicts[browser]]?.word ?? ''))
    : [h('td', { colspan: 4, class: 'har-skipped' }, t('import.not-judged'))];
  return h('tr', { 'data-at': at, 'data-verdict': worst ?? 'none', class: verdicts ? 'har-row' : 'har-row har-row-skipped' },
    h('td', { class: 'har-at' }, String(at + 1)),
    h('td', {}, method),
    h('th', { scope: 'row', class: 'har-url' }, name, worst === 'allowed' && verdicts ? null : h('span', { class: 'har-summary' }, withoutVerdict(summary))),
    h('td', { class: 'har-page' }, page),
    h('td', { class: 'har-status' }, status === null ? '–' : String(status)),
    ...cells);
}

customElements.define('har-table', HarTable);
