import { splitUrl } from '../model/outcome.js';
import { t } from '../text/catalogue.js';
import { define } from '../view/define.js';
import { changes, h, replace } from '../view/dom.js';

/**
 * @typedef {import('../model/types.js').Outcome} Outcome
 * @typedef {import('../model/types.js').WireRequest} WireRequest
 */

/** What reached a server, as HTTP text. Fires `show-field` with the pointer of an answer. */
export class WireView extends HTMLElement {
  #content = h('div', { class: 'wire-list' });
  #changed = changes();

  connectedCallback() {
    if (this.childElementCount > 0) return;
    const heading = h('h2', { id: 'wire-heading' }, t('wire.heading'));
    this.append(h('section', { class: 'panel', 'aria-labelledby': heading.id }, heading, this.#content));
  }

  /** @param {Outcome} outcome */
  show({ wire }) {
    if (!this.#changed(wire)) return;
    if (wire.length === 0) replace(this.#content, h('p', { class: 'field-hint' }, t('wire.nothing')));
    else replace(this.#content, ...wire.map((request, i) => this.#request(request, i, wire.length)));
  }

  /**
   * @param {WireRequest} request
   * @param {number} index
   * @param {number} count
   */
  #request({ method, url, preflight, headers, answer }, index, count) {
    const { host, path } = splitUrl(url);
    const lines = [`${method} ${path} HTTP/1.1`, `host: ${host}`, ...headers.map(([name, value]) => `${name}: ${value}`)];
    const title = preflight ? t('wire.preflight') : t('wire.request');
    const go = () => this.dispatchEvent(new CustomEvent('show-field', { bubbles: true, detail: answer?.at }));
    return h('div', { class: 'wire-item' },
      h('h3', {}, count > 1 ? `${index + 1}. ${title}` : title),
      h('pre', { class: 'code' }, lines.join('\n')),
      answer
        ? h('p', { class: 'answered' }, t('wire.answered'), h('strong', {}, String(answer.status)), '. ',
          h('button', { type: 'button', class: 'quiet small', onclick: go, 'aria-label': t('wire.edit-answer-to', { number: index + 1 }) }, t('wire.edit-answer')))
        : h('p', { class: 'answered' }, t('wire.no-answer')));
  }
}

define('wire-view', WireView);
