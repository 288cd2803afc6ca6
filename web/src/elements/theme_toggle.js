import { t } from '../text/catalogue.js';
import { h } from '../view/dom.js';
import { icon } from '../view/icons.js';

const kKey = 'corslab-theme';

/** Light or dark: what the system says until the user says otherwise. */
export class ThemeToggle extends HTMLElement {
  #button = h('button', { type: 'button', class: 'quiet icon-button', onclick: () => this.#flip() }, icon('sun'), h('span', { class: 'visually-hidden' }, t('page.dark')));

  connectedCallback() {
    if (this.childElementCount > 0) return;
    this.append(this.#button);
    const saved = read();
    if (saved === 'light' || saved === 'dark') document.documentElement.dataset.theme = saved;
    this.#show();
    matchMedia('(prefers-color-scheme: dark)').addEventListener('change', () => this.#show());
  }

  get #dark() {
    const set = document.documentElement.dataset.theme;
    return set ? set === 'dark' : matchMedia('(prefers-color-scheme: dark)').matches;
  }

  #flip() {
    const theme = this.#dark ? 'light' : 'dark';
    document.documentElement.dataset.theme = theme;
    write(theme);
    this.#show();
  }

  #show() {
    this.#button.setAttribute('aria-pressed', String(this.#dark));
  }
}

// In a sandboxed frame the mere access to localStorage throws: then the choice lasts as long as the page.
function read() {
  try {
    return localStorage.getItem(kKey);
  } catch {
    return null;
  }
}

/** @param {string} theme */
function write(theme) {
  try {
    localStorage.setItem(kKey, theme);
  } catch {
    // Nothing to remember it in.
  }
}

customElements.define('theme-toggle', ThemeToggle);
