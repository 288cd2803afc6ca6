import { kVerdicts } from '../model/outcome.js';
import { t } from '../text/catalogue.js';
import { h } from '../view/dom.js';

/**
 * @typedef {import('../model/types.js').Example} Example
 */

/** The list of examples in a dialog. Fires `example-choice` with an example. */
export class ExampleMenu extends HTMLElement {
  #dialog = h('dialog', { class: 'examples', 'aria-labelledby': 'examples-heading' });

  /** @param {readonly Example[]} examples */
  set examples(examples) {
    const close = h('button', { type: 'button', class: 'quiet', onclick: () => this.#dialog.close() }, t('page.close'));
    this.#dialog.append(
      h('div', { class: 'dialog-head' }, h('h2', { id: 'examples-heading' }, t('examples.heading')), close),
      h('ul', { class: 'example-list' }, ...examples.map((example) => h('li', {}, this.#entry(example)))));
    // A click on the backdrop lands on the dialog itself.
    this.#dialog.addEventListener('click', (event) => {
      if (event.target === this.#dialog) this.#dialog.close();
    });
    this.replaceChildren(
      h('button', { type: 'button', class: 'primary', 'aria-haspopup': 'dialog', onclick: () => this.#dialog.showModal() }, t('examples.heading')),
      this.#dialog);
  }

  /** @param {Example} example */
  #entry(example) {
    const choose = () => {
      this.#dialog.close();
      this.dispatchEvent(new CustomEvent('example-choice', { bubbles: true, detail: example }));
    };
    return h('button', { type: 'button', class: 'example', 'data-example': example.id, 'data-verdict': example.verdict, onclick: choose },
      h('span', { class: 'example-title' }, example.title),
      h('span', { class: 'example-verdict' }, kVerdicts[example.verdict].word),
      h('span', { class: 'example-why' }, example.why));
  }
}

customElements.define('example-menu', ExampleMenu);
