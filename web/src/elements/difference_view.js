import { kBrowsers } from '../model/outcome.js';
import { t } from '../text/catalogue.js';
import { define } from '../view/define.js';
import { changes, h, prose, replace } from '../view/dom.js';

/**
 * @typedef {import('../model/difference.js').Comparison} Comparison
 * @typedef {import('../model/difference.js').Note} Note
 */

/** Why the browsers differ, in one sentence for each that does. Where they do not there is nothing to see. */
export class DifferenceView extends HTMLElement {
  #heading = h('h2', { id: 'difference-heading', tabindex: -1 });
  #notes = h('ul', { class: 'difference-list' });
  #changed = changes();

  connectedCallback() {
    if (this.childElementCount > 0) return;
    this.hidden = true;
    this.append(h('section', { class: 'panel', 'aria-labelledby': this.#heading.id }, this.#heading, this.#notes));
  }

  /** @param {Comparison} comparison */
  show({ differing, notes }) {
    if (!this.#changed(notes, differing)) return;
    this.hidden = notes.length === 0;
    this.#heading.textContent = differing.length > 0 ? t('difference.heading') : t('difference.same');
    replace(this.#notes, ...notes.map(noteLine));
  }

  focus() {
    this.#heading.focus({ preventScroll: true });
    this.#heading.scrollIntoView({ block: 'center' });
  }
}

/** @param {Note} note */
function noteLine({ browsers, what, why, detail }) {
  const names = new Intl.ListFormat('en').format(browsers.map((name) => kBrowsers[name].name));
  return h('li', {}, h('h3', {}, names),
    what ? h('p', { class: 'difference-what' }, what) : null,
    why ? h('p', {}, ...prose(/[.!?:]$/.test(why) ? why : `${why}.`), ' ', ...prose(detail)) : null);
}

define('difference-view', DifferenceView);
