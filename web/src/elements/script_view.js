import { t } from '../text/catalogue.js';
import { define } from '../view/define.js';
import { changes, h, replace } from '../view/dom.js';

/**
 * @typedef {import('../model/types.js').Header} Header
 * @typedef {import('../model/types.js').Outcome} Outcome
 * @typedef {import('../model/types.js').SeenResponse} SeenResponse
 */

/** What the script gets from `await fetch()`: a response as it may read it, or an exception. */
export class ScriptView extends HTMLElement {
  #content = h('div', { class: 'seen' });
  #changed = changes();

  connectedCallback() {
    if (this.childElementCount > 0) return;
    const heading = h('h2', { id: 'script-heading' }, t('script.heading'));
    this.append(h('section', { class: 'panel', 'aria-labelledby': heading.id }, heading, this.#content));
  }

  /** @param {Outcome} outcome */
  show({ exception, response }) {
    if (!this.#changed(exception, response)) return;
    replace(this.#content, exception ? exceptionView(exception) : null, response ? responseView(response) : null);
  }
}

/** @param {{ name: string, message?: string }} exception */
function exceptionView({ name, message }) {
  const text = message ? `${name}: ${message}` : name;
  return h('div', { class: 'exception' },
    h('p', {}, h('code', {}, 'await fetch(…)'), t('script.throws')),
    h('p', { class: 'exception-text' }, h('code', {}, text)),
    h('p', { class: 'field-hint' }, t('script.no-more')));
}

/** @param {SeenResponse} response */
function responseView({ type, url, status, redirected, headers, body }) {
  /** @type {[string, string][]} */
  const facts = [['type', type], ['status', String(status)], ['url', url || t('script.empty-url')], ['redirected', String(redirected)]];
  return h('div', { class: 'seen' },
    h('dl', { class: 'facts' }, ...facts.flatMap(([name, value]) => [h('dt', {}, name), h('dd', {}, value)])),
    h('h3', {}, t('script.headers')),
    headers.length > 0 ? headerTable(headers) : h('p', { class: 'field-hint' }, t('script.no-headers')),
    h('h3', {}, t('script.body')),
    body ? h('pre', { class: 'code' }, body) : h('p', { class: 'field-hint' }, t('script.no-body')));
}

/** @param {Header[]} headers */
const headerTable = (headers) =>
  h('dl', { class: 'facts' }, ...headers.flatMap(([name, value]) => [h('dt', {}, name), h('dd', {}, value)]));

define('script-view', ScriptView);
