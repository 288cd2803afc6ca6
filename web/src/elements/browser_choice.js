import { kBrowserNames, kVerdicts } from '../model/outcome.js';
import { h, replace } from '../view/dom.js';

/**
 * @typedef {import('../model/types.js').Result} Result
 */

/**
 * The verdicts of several browsers side by side, one of them chosen for the details. With a single browser there is
 * nothing to choose and nothing to see. Fires `browser-choice` with a name.
 */
export class BrowserChoice extends HTMLElement {
  #chosen = 'standard';
  #shown = '';

  connectedCallback() {
    if (this.childElementCount === 0) this.hidden = true;
  }

  /** @param {Result} result @returns {string} the chosen browser, which is always one of the result's */
  show({ browsers }) {
    const names = Object.keys(browsers);
    if (!names.includes(this.#chosen)) this.#chosen = names[0];
    this.hidden = names.length < 2;
    const key = JSON.stringify(names.map((name) => [name, browsers[name].verdict]));
    if (key !== this.#shown && !this.hidden) {
      this.#shown = key;
      const choices = names.map((name) => this.#choice(name, browsers[name].verdict));
      replace(this, h('fieldset', {}, h('legend', { class: 'visually-hidden' }, 'Browser'), ...choices));
    }
    return this.#chosen;
  }

  /** @param {string} name @param {import('../model/types.js').Verdict} verdict */
  #choice(name, verdict) {
    const input = h('input', { type: 'radio', name: 'browser', value: name, onchange: () => this.#choose(name) });
    input.checked = name === this.#chosen;
    return h('label', { class: 'browser', 'data-verdict': verdict }, input,
      h('span', { class: 'browser-name' }, kBrowserNames[name] ?? name), h('span', { class: 'browser-verdict' }, kVerdicts[verdict].word));
  }

  /** @param {string} name */
  #choose(name) {
    this.#chosen = name;
    this.dispatchEvent(new CustomEvent('browser-choice', { bubbles: true, detail: name }));
  }
}

customElements.define('browser-choice', BrowserChoice);
