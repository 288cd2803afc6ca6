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
  #said = h('div', { class: 'config-said', role: 'status' });
  #timer = 0;
  /** @type {Middleware | null} */
  setup = null;

  connectedCallback() {
    if (this.childElementCount > 0) return;
    this.classList.add('field');
    this.#area.addEventListener('input', (event) => {
      // The scenario changes only once the text is understood.
      event.stopPropagation();
      clearTimeout(this.#timer);
      this.#timer = setTimeout(() => this.#read(), kDelay);
    });
    this.append(
      h('label', { for: this.#area.id }, 'Configuration'),
      h('p', { class: 'field-hint' }, 'Paste it as it is: Express, Fastify, Koa, Hono, Flask, FastAPI, Django or nginx.'),
      this.#area, this.#said);
  }

  get text() {
    return this.#area.value;
  }

  /** @param {Middleware} setup shown as the document that it is */
  show(setup) {
    this.setup = setup;
    this.#area.value = JSON.stringify(setup, null, 2);
    replace(this.#said);
  }

  async #read() {
    const text = this.#area.value;
    if (text.trim() === '') return replace(this.#said);
    const reading = /** @type {Reading} */ (text.trimStart().startsWith('{') ? fromDocument(text) : await callEngine(this, 'paste', text));
    if (text !== this.#area.value) return;
    this.#tell(reading);
    if (!reading.middleware) return;
    this.setup = reading.middleware;
    this.dispatchEvent(new CustomEvent('setup-change', { bubbles: true }));
  }

  /** @param {Reading} reading */
  #tell({ error, middleware, assumed = [], unknown = [] }) {
    replace(this.#said,
      error ? h('p', { class: 'field-error' }, error.message) : null,
      middleware ? h('p', { class: 'field-note' }, `Read as ${middleware.name}, with ${optionsText(middleware)}.`) : null,
      ...assumed.map(({ text }) => h('p', { class: 'field-note' }, text)),
      ...unknown.map(({ text }) => h('p', { class: 'field-error' }, text)));
  }
}

/** @param {Middleware} setup */
function optionsText({ options }) {
  const names = Object.keys(options ?? {});
  return names.length === 0 ? 'no options' : `the option${names.length > 1 ? 's' : ''} ${new Intl.ListFormat('en').format(names)}`;
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
  return { error: { message: 'This is neither code nor a middleware document: { "name": "express-cors", "options": {} }' } };
}

customElements.define('config-view', ConfigView);
