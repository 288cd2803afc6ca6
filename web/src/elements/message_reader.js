import { t } from '../text/catalogue.js';
import { h, uniqueId } from '../view/dom.js';

/**
 * @typedef {import('../import/console_message.js').Reading} Reading
 * @typedef {import('../import/console_message.js').MessageMatch} MessageMatch
 */

/** Takes a console message. Fires `message-read` with the matches, and says itself where there are none. */
export class MessageReader extends HTMLElement {
  #area = h('textarea', {
    id: uniqueId('message'), rows: 1, spellcheck: 'false', autocapitalize: 'none', autocomplete: 'off',
    placeholder: t('message.placeholder'),
  });
  #answer = h('p', { class: 'paste-answer', role: 'status' });
  /** What reads, once it is there. @type {((text: string) => Reading) | null} */
  #read = null;
  #pasted = false;

  connectedCallback() {
    if (this.childElementCount > 0) return;
    const form = h('form', { class: 'paste', onsubmit: (/** @type {Event} */ event) => this.#submit(event) },
      h('label', { for: this.#area.id }, t('message.label')),
      h('div', { class: 'paste-row' }, this.#area, h('button', { type: 'submit' }, t('message.explain'))),
      this.#answer);
    this.#area.addEventListener('paste', () => (this.#pasted = true));
    this.#area.addEventListener('input', () => this.#typed());
    this.#area.addEventListener('keydown', (event) => {
      // A message is one thing, however many lines it has.
      if (event.key === 'Enter' && !event.shiftKey) this.#submit(event);
    });
    // It is there before there is something to read.
    this.#area.addEventListener('focus', () => void this.#load(), { once: true });
    this.append(form);
  }

  async #load() {
    try {
      this.#read = (await import('../import/reader.js')).readMessage;
      this.dataset.reads = '';
    } catch {
      this.#answer.textContent = t('page.not-loaded');
    }
  }

  clear() {
    this.#area.value = '';
    this.#answer.textContent = '';
  }

  /** @param {Event} event */
  #submit(event) {
    event.preventDefault();
    this.#look(true);
  }

  /** What was pasted is looked at right away; who still types is not told that it makes no sense yet. */
  #typed() {
    const pasted = this.#pasted;
    this.#pasted = false;
    this.#look(pasted);
  }

  /** @param {boolean} whole whether the text is all there */
  #look(whole) {
    this.#answer.textContent = '';
    if (!whole) return;
    if (!this.#read) {
      void this.#load().then(() => this.#read && this.#look(true));
      return;
    }
    const { matches, reason } = this.#read(this.#area.value);
    if (matches.length === 0) this.#answer.textContent = reason;
    else this.dispatchEvent(new CustomEvent('message-read', { bubbles: true, detail: matches }));
    this.#area.scrollTop = 0;
  }
}

customElements.define('message-reader', MessageReader);
