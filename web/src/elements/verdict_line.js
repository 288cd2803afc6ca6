import { kVerdicts } from '../model/outcome.js';
import { h, prose, replace } from '../view/dom.js';

/**
 * @typedef {import('../model/types.js').InputError} InputError
 * @typedef {import('../model/types.js').Outcome} Outcome
 */

/** The verdict: one word as a stamp, one sentence. Fires `show-deciding` when the user asks why. */
export class VerdictLine extends HTMLElement {
  #stamp = h('span', { class: 'stamp' });
  #sentence = h('span', { class: 'sentence' });
  #why = h('button', {
    type: 'button',
    class: 'why',
    hidden: true,
    onclick: () => this.dispatchEvent(new CustomEvent('show-deciding', { bubbles: true })),
  }, 'Show the step that decides');
  #shown = '';

  connectedCallback() {
    if (this.childElementCount > 0) return;
    const status = h('p', { role: 'status', 'aria-live': 'polite', 'aria-atomic': 'true', class: 'verdict' }, this.#stamp, ' ', this.#sentence);
    this.append(h('div', { class: 'verdict-inner' }, status, this.#why));
    this.dataset.verdict = 'none';
    this.#watchStuck();
  }

  /** On a narrow screen the verdict shrinks once it sticks to the top (see verdict.css). */
  #watchStuck() {
    const sentinel = h('div', { class: 'verdict-sentinel' });
    this.before(sentinel);
    new IntersectionObserver(([entry]) => {
      this.toggleAttribute('data-stuck', !entry.isIntersecting && entry.boundingClientRect.top < 0);
    }).observe(sentinel);
  }

  /** @param {Outcome} outcome */
  show(outcome) {
    this.#set(outcome.verdict, kVerdicts[outcome.verdict].word, outcome.summary || kVerdicts[outcome.verdict].means);
    this.#why.hidden = outcome.steps.length === 0;
  }

  /** @param {InputError} error */
  showError(error) {
    this.#set('error', 'Unfinished', error.message);
    this.#why.hidden = true;
  }

  /**
   * A live region speaks up at every change of its nodes: the same sentence is left alone.
   * @param {string} verdict
   * @param {string} word
   * @param {string} sentence
   */
  #set(verdict, word, sentence) {
    const key = `${word}\n${sentence}`;
    if (key === this.#shown) return;
    this.#shown = key;
    this.dataset.verdict = verdict;
    this.#stamp.textContent = word;
    replace(this.#sentence, ...prose(sentence));
  }
}

customElements.define('verdict-line', VerdictLine);
