import { t } from '../text/catalogue.js';
import { chosenLanguage, kLanguages, storeLanguage } from '../text/language.js';
import { h, uniqueId } from '../view/dom.js';

/** The language of the page. The scenario is in the address, so that the page can be opened anew in the other one. */
export class LanguageChoice extends HTMLElement {
  #select = h('select', { id: uniqueId('language'), class: 'language' },
    ...Object.entries(kLanguages).map(([name, word]) => h('option', { value: name, lang: name, selected: name === chosenLanguage() }, word)));

  connectedCallback() {
    if (this.childElementCount > 0) return;
    this.#select.addEventListener('change', () => {
      storeLanguage(this.#select.value);
      this.dispatchEvent(new CustomEvent('language-choice', { bubbles: true }));
    });
    this.append(h('label', { class: 'visually-hidden', for: this.#select.id }, t('page.language')), this.#select);
  }
}

customElements.define('language-choice', LanguageChoice);
