import { judgeHar } from '../import/har_source.js';
import { t } from '../text/catalogue.js';
import { h, replace, uniqueId } from '../view/dom.js';
import { counted } from '../view/number.js';
import { HarTable } from './har_table.js';

/**
 * @typedef {import('../import/har_judging.js').News} News
 * @typedef {import('../import/har_judging.js').Source} Source
 * @typedef {import('../import/har_reading.js').HarError} HarError
 * @typedef {import('../import/har_reading.js').Row} Row
 * @typedef {import('../import/har_source.js').Judge} Judge
 * @typedef {import('../import/importer.js').ImportDocument} ImportDocument
 * @typedef {import('../import/importer.js').Mistake} Mistake
 */

/** The requests of a HAR file: judged with a bar that shows how far it is, then a table to choose from. */
export class HarDialog extends HTMLElement {
  #heading = h('h2', { id: uniqueId('har'), tabindex: -1 }, t('import.har'));
  #bar = h('progress', { id: uniqueId('har') });
  #label = h('label', { for: this.#bar.id }, t('import.har-reading'));
  #cancel = h('button', { type: 'button', class: 'small', onclick: () => this.#stop() }, t('import.cancel'));
  #progress = h('div', { class: 'har-progress' }, this.#label, this.#bar, this.#cancel);
  #note = h('p', { class: 'field-note har-note', role: 'status' });
  #table = new HarTable();
  #dialog = h('dialog', { class: 'examples har-dialog', 'aria-labelledby': this.#heading.id });
  /** @type {Judge | null} */
  #judge = null;
  #count = 0;
  #judged = 0;
  #opened = -1;

  connectedCallback() {
    if (this.childElementCount > 0) return;
    const close = h('button', { type: 'button', class: 'quiet', onclick: () => this.#dialog.close() }, t('page.close'));
    this.#dialog.append(
      h('div', { class: 'dialog-head' }, this.#heading, close),
      h('div', { class: 'har-content' }, this.#progress, this.#note, this.#table));
    this.#dialog.addEventListener('click', (event) => {
      if (event.target === this.#dialog) this.#dialog.close();
    });
    this.append(this.#dialog);
  }

  disconnectedCallback() {
    this.#judge?.end();
  }

  /**
   * @param {Source} source
   * @param {string} name the file's, where it has one
   * @param {(read: ImportDocument) => void} choose is given what a chosen request was read as
   * @returns {Promise<Mistake | null>} what is wrong with the file, once it is known
   */
  start(source, name, choose) {
    if (name) this.#heading.textContent = t('import.har-named', { name });
    this.#table.addEventListener('row-choice', (event) => void this.#open(/** @type {CustomEvent<Row>} */ (event).detail, choose));
    this.show();
    return new Promise((resolve) => {
      this.#judge = judgeHar(source, (news) => {
        if (news.error) {
          this.#dialog.close();
          this.#finish();
          resolve(mistakeOf(news.error));
        } else if (news.count !== undefined) resolve(null);
        this.#hear(news);
      });
    });
  }

  show() {
    this.#dialog.showModal();
    if (this.#opened >= 0) this.#table.focusRow(this.#opened);
    else this.#heading.focus();
  }

  /** @param {News} news */
  #hear({ count, rows, done }) {
    if (count !== undefined) {
      this.#count = this.#bar.max = count;
      this.#bar.value = 0;
    }
    if (rows) {
      this.#judged += rows.length;
      this.#table.add(rows);
      this.#bar.value = this.#judged;
    }
    if (count !== undefined || rows) {
      this.#label.textContent = t('import.har-judging', { judged: counted(this.#judged), count: counted(this.#count) });
    }
    if (done) this.#finish();
  }

  #finish() {
    this.#table.flush();
    const hadFocus = this.#progress.contains(document.activeElement);
    this.#progress.hidden = true;
    if (hadFocus) this.#heading.focus();
  }

  #stop() {
    this.#judge?.stop();
    this.#finish();
    this.#note.textContent = t('import.stopped', { judged: counted(this.#judged), count: counted(this.#count) });
  }

  /** @param {Row} row @param {(read: ImportDocument) => void} choose */
  async #open({ at }, choose) {
    this.#opened = at;
    replace(this.#note);
    const read = await this.#judge?.open(at);
    if (!read || read.error) {
      this.#note.textContent = read?.error.message ?? t('page.not-loaded');
      return;
    }
    this.#dialog.close();
    choose(read);
  }
}

/** @param {HarError} error @returns {Mistake} */
function mistakeOf({ kind, line, column }) {
  switch (kind) {
    case 'not-json': return { message: t('import.har-not-json'), line, column };
    case 'no-entries': return { message: t('import.har-no-entries') };
    default: return { message: t('import.har-failed') };
  }
}

customElements.define('har-dialog', HarDialog);
