import { kVerdicts } from '../model/outcome.js';
import { t } from '../text/catalogue.js';
import { define } from '../view/define.js';
import { h, prose, replace } from '../view/dom.js';

/**
 * @typedef {import('../model/types.js').InputError} InputError
 * @typedef {import('../model/types.js').Outcome} Outcome
 */

/**
 * The verdict: one word as a stamp, one sentence. Fires `show-deciding` when the user asks why, and `show-field` with the
 * pointer of the field whose mistake keeps it from a verdict.
 */
export class VerdictLine extends HTMLElement {
  #stamp = h('span', { class: 'stamp' });
  #sentence = h('span', { class: 'sentence' });
  #why = h('button', {
    type: 'button',
    class: 'why',
    hidden: true,
    onclick: () => this.#go(),
  });
  #shown = '';
  /** The pointer of the field that holds the input error. @type {string | null} */
  #mistake = null;

  connectedCallback() {
    if (this.childElementCount > 0) return;
    const status = h('p', { role: 'status', 'aria-live': 'polite', 'aria-atomic': 'true', class: 'verdict' }, this.#stamp, ' ', this.#sentence);
    this.append(h('div', { class: 'verdict-inner' }, status, this.#why));
    this.dataset.verdict = 'none';
    // In an element of a foreign page it does not stick.
    if (this.getRootNode() === document) this.#watchStuck();
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
    const { word, means } = kVerdicts[outcome.verdict];
    this.#set(outcome.verdict, word, withoutStamp(outcome.summary || means, word));
    this.#lead(outcome.steps.length > 0, t('verdict.show-deciding'), null);
  }

  /** @param {InputError} error @param {string} where the field that it is about, in words */
  showError(error, where) {
    this.#set('error', t('verdict.unfinished'), where ? `${where}: ${error.message}` : error.message);
    this.#lead(where !== '', t('verdict.go-to-field'), error.path);
  }

  /** @param {boolean} shown @param {string} label @param {string | null} mistake */
  #lead(shown, label, mistake) {
    this.#why.hidden = !shown;
    this.#mistake = mistake;
    if (this.#why.textContent !== label) this.#why.textContent = label;
  }

  #go() {
    const event = this.#mistake === null ? new CustomEvent('show-deciding', { bubbles: true }) : new CustomEvent('show-field', { bubbles: true, detail: this.#mistake });
    this.dispatchEvent(event);
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
    if (this.dataset.verdict !== verdict) {
      this.dataset.verdict = verdict;
      this.#stamp.textContent = word;
    }
    replace(this.#sentence, ...prose(sentence));
  }
}

/**
 * The stamp has said the word already.
 * @param {string} summary
 * @param {string} word
 */
function withoutStamp(summary, word) {
  if (!summary.startsWith(`${word}: `)) return summary;
  const rest = summary.slice(word.length + 2);
  return rest.charAt(0).toUpperCase() + rest.slice(1);
}

define('verdict-line', VerdictLine);
