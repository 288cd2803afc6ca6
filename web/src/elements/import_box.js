import { t } from '../text/catalogue.js';
import { h, replace, uniqueId } from '../view/dom.js';
import { icon } from '../view/icons.js';

/**
 * @typedef {import('../import/console_message.js').Reading} Reading
 * @typedef {import('../import/importer.js').Mistake} Mistake
 */

/** A text that is code or HTTP is not searched for a console's words: they may well stand in it. */
const kSnippet = /^\s*(?:[$>#]\s*)?curl(?:\.exe)?\s|\bfetch\s*\(|\bXMLHttpRequest\s*\(|\.open\s*\(|\baxios\b|^\s*(?:[A-Z]+ \S+ )?HTTP\/\d|^\ufeff?\s*\{/m;

/** A console never says so much; what is longer is a file. */
const kLongestMessage = 200_000;

/**
 * Takes what people have: a console message, a request as text or code, a HAR file; typed, pasted, dropped anywhere on the page,
 * or chosen. Fires `message-read` with the matches of a console message; what is something else is read by a part that comes later.
 */
export class ImportBox extends HTMLElement {
  #area = h('textarea', {
    id: uniqueId('import'), rows: 1, spellcheck: 'false', autocapitalize: 'none', autocomplete: 'off',
    placeholder: t('message.placeholder'),
  });
  #file = h('input', { type: 'file', hidden: true, tabindex: -1, 'aria-hidden': 'true', onchange: () => this.#chosen() });
  #answer = h('p', { class: 'paste-answer', role: 'status' });
  #hint = h('div', { class: 'drop-hint', hidden: true }, h('p', {}, t('message.drop')));
  /** What reads console messages, once it is there. @type {((text: string) => Reading) | null} */
  #read = null;
  #pasted = false;
  /** What is read last is shown, however long it took what was read before. */
  #turn = 0;

  connectedCallback() {
    if (this.childElementCount > 0) return;
    const choose = h('button', { type: 'button', class: 'quiet paste-file', onclick: () => this.#file.click() }, icon('file'), t('message.file'));
    const form = h('form', { class: 'paste', onsubmit: (/** @type {Event} */ event) => this.#submit(event) },
      h('label', { for: this.#area.id }, t('message.label')),
      h('div', { class: 'paste-row' }, this.#area, h('button', { type: 'submit' }, t('message.explain'))),
      choose, this.#file, this.#answer);
    this.#area.addEventListener('paste', () => (this.#pasted = true));
    this.#area.addEventListener('input', () => this.#typed());
    this.#area.addEventListener('keydown', (event) => {
      // What is pasted is one thing, however many lines it has.
      if (event.key === 'Enter' && !event.shiftKey) this.#submit(event);
    });
    // It is there before there is something to read.
    this.#area.addEventListener('focus', () => void this.#load().catch(() => null), { once: true });
    this.append(form, this.#hint);
    this.#takeDrops();
  }

  async #load() {
    this.#read ??= (await import('../import/reader.js')).readMessage;
    this.dataset.reads = '';
    return this.#read;
  }

  clear() {
    this.#turn += 1;
    this.#area.value = '';
    replace(this.#answer);
  }

  /** Files may be dropped anywhere; text is left to the fields. */
  #takeDrops() {
    const files = (/** @type {DragEvent} */ event) => event.dataTransfer?.types.includes('Files') === true;
    const show = (/** @type {boolean} */ shown) => (this.#hint.hidden = !shown);
    addEventListener('dragover', (event) => {
      if (!files(event)) return;
      event.preventDefault();
      show(true);
    });
    addEventListener('dragleave', (event) => {
      if (event.relatedTarget === null) show(false);
    });
    addEventListener('drop', (event) => {
      show(false);
      const [file] = event.dataTransfer?.files ?? [];
      if (!file) return;
      event.preventDefault();
      void this.#takeFile(file);
    });
  }

  #chosen() {
    const [file] = this.#file.files ?? [];
    // So that the same file can be chosen again.
    this.#file.value = '';
    if (file) void this.#takeFile(file);
  }

  /** @param {File} file */
  async #takeFile(file) {
    this.#area.value = '';
    if (file.size <= kLongestMessage && !/\.har$/i.test(file.name)) return this.#look(await file.text());
    return this.#import((importer) => importer.importFile(file));
  }

  /** @param {Event} event */
  #submit(event) {
    event.preventDefault();
    void this.#look(this.#area.value);
  }

  /** What was pasted is looked at right away; who still types is not told that it makes no sense yet. */
  #typed() {
    this.#turn += 1;
    replace(this.#answer);
    if (this.#pasted) void this.#look(this.#area.value);
    this.#pasted = false;
  }

  /** @param {string} text */
  async #look(text) {
    this.#turn += 1;
    replace(this.#answer);
    this.#area.scrollTop = 0;
    if (text.length > kLongestMessage || kSnippet.test(text)) return this.#import((importer) => importer.importText(text));
    if (!this.#read) {
      const turn = this.#turn;
      await this.#load().catch(() => null);
      if (turn !== this.#turn) return;
    }
    const { matches, reason } = this.#read?.(text) ?? { matches: [], reason: t('page.not-loaded') };
    if (matches.length > 0) {
      this.dispatchEvent(new CustomEvent('message-read', { bubbles: true, detail: matches }));
      return;
    }
    replace(this.#answer, reason);
    // It may be something else all the same.
    if (text.trim() !== '') await this.#import((importer) => importer.importText(text), reason);
  }

  /**
   * @param {(importer: typeof import('../import_part.js')) => Promise<Mistake | null>} read
   * @param {string} [reason] what stands there already where it cannot be read
   */
  async #import(read, reason = '') {
    const turn = (this.#turn += 1);
    const late = setTimeout(() => turn === this.#turn && reason === '' && replace(this.#answer, t('message.reading')), 200);
    /** @type {(Node | string)[]} */
    let said;
    try {
      const importer = await import('../import_part.js');
      said = importer.mistakeView(await read(importer));
    } catch {
      said = [t('page.not-loaded')];
    }
    clearTimeout(late);
    // What stands there is not said once more.
    if (turn === this.#turn && (said.length === 0 || reason === '')) replace(this.#answer, ...said);
  }
}

customElements.define('import-box', ImportBox);
