import { kBrowsers, kFirstBrowser, kVerdicts } from '../model/outcome.js';
import { t } from '../text/catalogue.js';
import { define } from '../view/define.js';
import { changes, h, replace } from '../view/dom.js';
import { icon } from '../view/icons.js';

/**
 * @typedef {import('../model/difference.js').Comparison} Comparison
 * @typedef {import('../model/types.js').Result} Result
 * @typedef {import('../model/types.js').Verdict} Verdict
 */

/** One browser: a radio button with its verdict. */
class Choice {
  #name;
  #version = h('span', { class: 'browser-version' });
  #verdict = h('span', { class: 'browser-verdict' });
  #differs = h('span', { class: 'browser-differs', hidden: true }, icon('differs'), h('span', { class: 'browser-differs-word' }, t('browsers.differs')));

  /** @param {string} name @param {() => void} choose */
  constructor(name, choose) {
    this.#name = kBrowsers[name].name;
    this.input = h('input', { type: 'radio', name: 'browser', value: name, onchange: choose });
    this.#version.textContent = kBrowsers[name].known;
    this.root = h('label', { class: 'browser', 'data-browser': name }, this.input,
      h('span', { class: 'browser-name' }, this.#name), h('span', { class: 'browser-result' }, this.#verdict, this.#differs), this.#version);
  }

  /** @param {string | undefined} tested */
  set tested(tested) {
    if (tested) this.#version.textContent = t('browsers.tested', { version: tested.replace(`${this.#name} `, '') });
  }

  /** @param {Verdict} verdict @param {boolean} differs */
  show(verdict, differs) {
    this.#differs.hidden = !differs;
    if (this.root.dataset.verdict === verdict) return;
    this.root.dataset.verdict = verdict;
    this.#verdict.textContent = kVerdicts[verdict].word;
  }
}

/**
 * What each browser does, side by side. One of them is chosen for the details. Fires `browser-choice` with its name, and
 * `show-differences` when the user asks why they differ.
 */
export class BrowserChoice extends HTMLElement {
  #chosen = kFirstBrowser;
  /** @type {Map<string, Choice>} */
  #choices = new Map(Object.keys(kBrowsers).map((name) => [name, new Choice(name, () => this.#choose(name))]));
  #headline = h('p', { class: 'agreement' });
  #why = h('button', { type: 'button', class: 'quiet small', hidden: true, onclick: () => this.#ask() }, t('browsers.why'));
  #changed = changes();

  connectedCallback() {
    if (this.childElementCount > 0) return;
    const choices = [...this.#choices.values()].map(({ root }) => root);
    this.append(
      h('fieldset', { class: 'browsers' }, h('legend', { class: 'visually-hidden' }, t('browsers.choose')), ...choices),
      h('div', { class: 'agreement-line' }, this.#headline, this.#why));
    this.chosen = kFirstBrowser;
  }

  /** @param {Record<string, string>} versions */
  set tested(versions) {
    for (const [name, choice] of this.#choices) choice.tested = versions[name];
  }

  get chosen() {
    return this.#chosen;
  }

  set chosen(name) {
    if (!this.#choices.has(name)) return;
    this.#chosen = name;
    for (const [other, { input }] of this.#choices) input.checked = other === name;
  }

  /** @param {Result} result @param {Comparison} comparison */
  show({ browsers }, { headline, differing, notes }) {
    const names = [...this.#choices.keys()].filter((name) => name in browsers);
    if (!this.#changed(names.map((name) => browsers[name].verdict), differing, headline, notes.length)) return;
    for (const name of names) this.#choices.get(name)?.show(browsers[name].verdict, differing.includes(name));
    this.toggleAttribute('data-differ', differing.length > 0);
    this.#why.hidden = notes.length === 0;
    replace(this.#headline, icon(differing.length > 0 ? 'differs' : 'pass'), headline);
  }

  #ask() {
    this.dispatchEvent(new CustomEvent('show-differences', { bubbles: true }));
  }

  /** @param {string} name */
  #choose(name) {
    this.#chosen = name;
    this.dispatchEvent(new CustomEvent('browser-choice', { bubbles: true, detail: name }));
  }
}

define('browser-choice', BrowserChoice);
