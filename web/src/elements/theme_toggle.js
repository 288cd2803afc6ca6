import { t } from '../text/catalogue.js';
import { h } from '../view/dom.js';
import { icon } from '../view/icons.js';
import { chooseTheme, useChosenTheme } from '../view/theme.js';

/** Light or dark: what the system says until the user says otherwise. */
export class ThemeToggle extends HTMLElement {
  #button = h('button', { type: 'button', class: 'quiet icon-button', onclick: () => this.#flip() }, icon('sun'), h('span', { class: 'visually-hidden' }, t('page.dark')));

  connectedCallback() {
    if (this.childElementCount > 0) return;
    this.append(this.#button);
    useChosenTheme();
    this.#show();
    matchMedia('(prefers-color-scheme: dark)').addEventListener('change', () => this.#show());
  }

  get #dark() {
    const set = document.documentElement.dataset.theme;
    return set ? set === 'dark' : matchMedia('(prefers-color-scheme: dark)').matches;
  }

  #flip() {
    chooseTheme(this.#dark ? 'light' : 'dark');
    this.#show();
  }

  #show() {
    this.#button.setAttribute('aria-pressed', String(this.#dark));
  }
}

customElements.define('theme-toggle', ThemeToggle);
