import { listed, t } from '../text/catalogue.js';
import { define } from '../view/define.js';
import { h, replace, uniqueId } from '../view/dom.js';
import { callEngine } from '../view/engine_call.js';

/**
 * @typedef {import('../model/types.js').Middleware} Middleware
 * @typedef {{ error?: { message: string }, middleware?: Middleware, assumed?: { text: string }[], unknown?: { text: string }[] }} Reading
 */

const kDelay = 200;

/** A server's configuration as people write it. Fires `setup-change` once it is understood as other options. */
export class ConfigView extends HTMLElement {
  #area = h('textarea', {
    id: uniqueId('config'), rows: 6, spellcheck: 'false', autocapitalize: 'none', autocomplete: 'off',
    placeholder: "app.use(cors({ origin: 'https://app.example.com', credentials: true }))",
  });
  #said = h('div', { class: 'config-said', role: 'status', id: uniqueId('said') });
  #timer = 0;
  /** The document that came in, as text. */
  #shown = '';
  /** @type {Middleware | null} */
  setup = null;

  connectedCallback() {
    if (this.childElementCount > 0) return;
    this.classList.add('field');
    this.#area.setAttribute('aria-describedby', this.#said.id);
    this.#area.addEventListener('input', (event) => {
      // The scenario changes only once the text is understood.
      event.stopPropagation();
      clearTimeout(this.#timer);
      this.#timer = setTimeout(() => this.#read(), kDelay);
      this.dispatchEvent(new CustomEvent('draft-input', { bubbles: true }));
    });
    this.append(
      h('label', { for: this.#area.id }, t('server.configuration')),
      h('p', { class: 'field-hint' }, t('server.paste-hint')),
      this.#area, this.#said);
  }

  get area() {
    return this.#area;
  }

  /** What was typed; empty as long as it is the document that came in. */
  get text() {
    return this.#area.value === this.#shown ? '' : this.#area.value;
  }

  set text(text) {
    this.#area.value = text;
    void this.#read();
  }

  /** @param {Middleware} setup shown as the document that it is */
  show(setup) {
    this.setup = setup;
    this.#shown = this.#area.value = JSON.stringify(setup, null, 2);
    replace(this.#said);
  }

  async #read() {
    const text = this.#area.value;
    if (text.trim() === '') return this.#tell({});
    const reading = /** @type {Reading} */ (text.trimStart().startsWith('{') ? fromDocument(text) : await callEngine(this, 'paste', text));
    if (text !== this.#area.value) return;
    this.#tell(reading);
    if (!reading.middleware) return;
    this.setup = reading.middleware;
    this.dispatchEvent(new CustomEvent('setup-change', { bubbles: true }));
  }

  /** @param {Reading} reading */
  #tell({ error, middleware, assumed = [], unknown = [] }) {
    this.#area.setAttribute('aria-invalid', String(Boolean(error) || unknown.length > 0));
    replace(this.#said,
      error ? h('p', { class: 'field-error' }, error.message) : null,
      middleware ? h('p', { class: 'field-note' }, t('server.read-as', { name: middleware.name, options: optionsText(middleware) })) : null,
      ...assumed.map(({ text }) => h('p', { class: 'field-note' }, text)),
      ...unknown.map(({ text }) => h('p', { class: 'field-error' }, text)));
  }
}

/** @param {Middleware} setup */
function optionsText({ options }) {
  const names = Object.keys(options ?? {});
  if (names.length === 0) return t('server.no-options');
  return names.length > 1 ? t('server.options', { names: listed(names) }) : t('server.option', { names: names[0] });
}

/** The document of the contract, instead of code. @param {string} text @returns {Reading} */
function fromDocument(text) {
  try {
    const found = JSON.parse(text);
    const middleware = found.middleware ?? found;
    if (typeof middleware.name === 'string') return { middleware };
  } catch {
    // Said below.
  }
  return { error: { message: t('server.neither') } };
}

define('config-view', ConfigView);
