import { h, uniqueId } from '../view/dom.js';
import { checkBox, textField } from '../view/field.js';
import { RawText } from './raw_text.js';

/**
 * @typedef {import('../model/types.js').Answer} Answer
 * @typedef {import('../model/types.js').ServerEntry} Entry
 * @typedef {import('../view/field.js').Field} Field
 */

/** What the server answers at one URL. Fires `remove-entry`; typing in it bubbles as `input`. */
export class ServerEntry extends HTMLElement {
  /** @type {Entry} */
  #source = { url: '' };

  /** @param {Entry} entry */
  static make(entry) {
    const element = /** @type {ServerEntry} */ (document.createElement('server-entry'));
    element.#build(entry);
    return element;
  }

  /** @param {Entry} entry */
  #build(entry) {
    this.#source = entry;
    this.url = textField('', 'URL', { inputmode: 'url' });
    this.url.value = entry.url;
    this.same = checkBox('The preflight gets the same answer');
    this.same.control.checked = !entry.preflight;
    this.preflight = RawText.make({ kind: 'answer', label: 'Answer to the preflight', pointer: '' });
    this.response = RawText.make({ kind: 'answer', label: 'Answer', pointer: '' });
    this.heading = h('h3', { id: uniqueId('server') });
    this.removeButton = h('button', {
      type: 'button',
      class: 'quiet',
      onclick: () => this.dispatchEvent(new CustomEvent('remove-entry', { bubbles: true })),
    }, 'Remove');
    this.same.control.addEventListener('input', () => this.#toggleSame());

    const group = h('div', { role: 'group', 'aria-labelledby': this.heading.id, class: 'server' });
    this.head = h('div', { class: 'server-head' }, this.heading, this.removeButton);
    group.append(this.head, this.url.root);
    if (entry.middleware) {
      group.append(h('p', { class: 'field-hint' }, 'A middleware answers here, as the scenario sets it up.'));
    } else {
      if (entry.preflight) this.preflight.value = entry.preflight;
      if (entry.response) this.response.value = entry.response;
      group.append(this.same.root, this.preflight, this.response);
    }
    this.append(group);
    this.#showSame();
  }

  #toggleSame() {
    const { same, preflight, response } = this;
    if (!same?.control.checked && preflight?.text === '' && response) preflight.text = response.text;
    this.#showSame();
  }

  #showSame() {
    const shared = this.same?.control.checked ?? true;
    if (this.preflight) this.preflight.hidden = shared;
    const label = this.response?.querySelector('label');
    if (label) label.textContent = shared ? 'Answer to every request' : 'Answer to the request itself';
  }

  /**
   * @param {number} index the entry's place in the list
   * @param {number} count
   */
  place(index, count) {
    const { url, preflight, response, heading, removeButton } = this;
    if (url) url.pointer = `/server/${index}/url`;
    if (preflight) preflight.pointer = `/server/${index}/preflight`;
    if (response) response.pointer = `/server/${index}/response`;
    if (heading) heading.textContent = `URL ${index + 1} of ${count}`;
    removeButton?.setAttribute('aria-label', `Remove URL ${index + 1}`);
    if (this.head) this.head.hidden = count === 1;
  }

  /** @returns {Field[]} */
  get fields() {
    return /** @type {Field[]} */ ([this.url, this.preflight, this.response]);
  }

  /** @returns {Entry} */
  get value() {
    const { url, same, preflight, response } = this;
    const entry = { ...this.#source, url: url?.value ?? '' };
    if (entry.middleware) return entry;
    delete entry.preflight;
    const answer = /** @type {Answer} */ (response?.value);
    if (same?.control.checked) return { ...entry, response: answer };
    return { ...entry, preflight: /** @type {Answer} */ (preflight?.value), response: answer };
  }
}

customElements.define('server-entry', ServerEntry);
