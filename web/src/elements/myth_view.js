import { t } from '../text/catalogue.js';
import { changes, h, replace } from '../view/dom.js';
import { icon } from '../view/icons.js';

/** @typedef {import('../model/types.js').Myth} Myth */

/** What is often believed, and does not hold here. */
export class MythView extends HTMLElement {
  #heading = h('h2', { id: 'myth-heading' }, t('myths.heading'));
  #list = h('ul', { class: 'myths' });
  #changed = changes();

  connectedCallback() {
    if (this.childElementCount > 0) return;
    this.hidden = true;
    this.append(h('section', { class: 'panel', 'aria-labelledby': this.#heading.id }, this.#heading, this.#list));
  }

  /** @param {readonly Myth[]} myths */
  show(myths) {
    if (!this.#changed(myths)) return;
    this.hidden = myths.length === 0;
    replace(this.#list, ...myths.map(mythLine));
  }
}

/** @param {Myth} myth */
const mythLine = ({ id, belief, truth, spec }) =>
  h('li', { 'data-myth': id }, h('p', { class: 'myth-belief' }, h('q', {}, belief)), h('p', {}, truth),
    h('p', { class: 'spec' }, h('a', { href: spec, target: '_blank', rel: 'noopener noreferrer' },
      t('page.rule'), icon('link'), h('span', { class: 'visually-hidden' }, t('page.new-tab')))));

customElements.define('myth-view', MythView);
