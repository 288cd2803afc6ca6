import { t } from '../text/catalogue.js';
import { define } from '../view/define.js';
import { h, replace, uniqueId } from '../view/dom.js';
import { callEngine } from '../view/engine_call.js';
import { ControlField, checkBox, textField } from '../view/field.js';

/**
 * @typedef {import('../model/types.js').Middleware} Middleware
 * @typedef {{ id: string, title: string, language: string, needs: string, text: string, notes: string[] }} Stack
 * @typedef {{ error?: { path: string, message: string }, middleware: Middleware, stacks: Stack[], curl: string[] }} Generated
 */

const kDelay = 200;

/** What is to be allowed, and that as the configuration of a server. Fires `setup-change`. */
export class PolicyView extends HTMLElement {
  #origins = new ControlField('', t('server.origins'), h('textarea', { rows: 2, spellcheck: 'false' }));
  #methods = textField('', t('server.methods'));
  #headers = textField('', t('server.request-headers'));
  #exposed = textField('', t('server.exposed'));
  #maxAge = textField('', t('server.max-age'), { inputmode: 'numeric' });
  #credentials = checkBox(t('server.credentials'));
  #error = h('p', { class: 'field-error', role: 'status' });
  #stack = h('select', { id: uniqueId('stack') });
  #code = h('pre', { class: 'code', tabindex: 0, role: 'group', 'aria-label': t('server.the-configuration') });
  #notes = h('ul', { class: 'stack-notes' });
  #curl = h('pre', { class: 'code', tabindex: 0, role: 'group', 'aria-label': t('server.curl') });
  #copied = h('span', { class: 'field-hint', role: 'status' });
  #out = h('div', { class: 'policy-out', hidden: true });
  #timer = 0;
  /** @type {Stack[]} */
  #stacks = [];
  /** @type {Middleware | null} */
  setup = null;

  connectedCallback() {
    if (this.childElementCount > 0) return;
    for (const [field, value] of /** @type {[ControlField, string][]} */ ([
      [this.#methods, 'GET, POST'], [this.#headers, 'Content-Type'], [this.#maxAge, '600']])) field.value = value;
    const form = h('div', { class: 'policy' }, this.#origins.root,
      h('div', { class: 'row row-2' }, this.#methods.root, this.#headers.root, this.#exposed.root, this.#maxAge.root),
      this.#credentials.root, this.#error);
    form.addEventListener('input', (event) => {
      event.stopPropagation();
      clearTimeout(this.#timer);
      this.#timer = setTimeout(() => this.#generate(), kDelay);
      this.dispatchEvent(new CustomEvent('draft-input', { bubbles: true }));
    });
    this.#stack.addEventListener('input', (event) => {
      event.stopPropagation();
      this.#show();
    });
    const copy = (/** @type {HTMLElement} */ from, /** @type {string} */ label) =>
      h('button', { type: 'button', class: 'small', 'aria-label': label, onclick: () => this.#copy(from) }, t('server.copy'));
    this.#out.append(
      h('div', { class: 'stack-head' }, h('label', { for: this.#stack.id }, t('server.as')), this.#stack,
        copy(this.#code, t('server.copy-configuration')), this.#copied),
      this.#code, this.#notes,
      h('div', { class: 'stack-head' }, h('h3', {}, t('server.try')), copy(this.#curl, t('server.copy-curl'))), this.#curl);
    this.append(form, this.#out);
  }

  /** @param {string} origin the page's, to begin with */
  begin(origin) {
    if (this.#origins.value === '') this.#origins.value = origin;
    void this.#generate();
  }

  /** @returns {[string, ControlField][]} by their members in a policy */
  get #fields() {
    return [['origins', this.#origins], ['methods', this.#methods], ['headers', this.#headers], ['exposed', this.#exposed], ['maxAge', this.#maxAge]];
  }

  /** All that was chosen, as one text. */
  get text() {
    return JSON.stringify({
      ...Object.fromEntries(this.#fields.map(([name, field]) => [name, field.value])),
      credentials: this.#credentials.control.checked, stack: this.#stack.value,
    });
  }

  set text(text) {
    const chosen = chosenIn(text);
    for (const [name, field] of this.#fields) if (typeof chosen[name] === 'string') field.value = chosen[name];
    this.#credentials.control.checked = chosen.credentials === true;
    void this.#generate().then(() => {
      if (this.#stacks.some(({ id }) => id === chosen.stack)) this.#stack.value = chosen.stack;
      this.#show();
    });
  }

  /** Under the field that it is about. @param {Generated['error']} error */
  #showError(error) {
    const message = error ? error.message.charAt(0).toUpperCase() + error.message.slice(1) : '';
    const at = error ? error.path.split('/')[1] : '';
    for (const [name, field] of this.#fields) field.showError(name === at ? message : null);
    this.#error.textContent = this.#fields.some(([name]) => name === at) ? '' : message;
  }

  async #generate() {
    const list = (/** @type {string} */ text) => text.split(/[\s,]+/).filter(Boolean);
    const origins = list(this.#origins.value);
    const age = this.#maxAge.value.trim();
    const policy = {
      origins: origins.length === 1 && origins[0] === '*' ? '*' : origins,
      methods: list(this.#methods.value), headers: list(this.#headers.value), exposed: list(this.#exposed.value),
      credentials: this.#credentials.control.checked, maxAge: age === '' ? null : Number.isInteger(Number(age)) ? Number(age) : age,
    };
    const generated = /** @type {Generated} */ (await callEngine(this, 'generate', JSON.stringify(policy)));
    this.#showError(generated.error);
    if (generated.error) return;
    this.#stacks = generated.stacks;
    if (this.#stack.options.length === 0) replace(this.#stack, ...generated.stacks.map(({ id, title }) => h('option', { value: id }, title)));
    this.#curl.textContent = generated.curl.join('\n');
    this.#show();
    this.setup = generated.middleware;
    this.dispatchEvent(new CustomEvent('setup-change', { bubbles: true }));
  }

  #show() {
    const stack = this.#stacks.find(({ id }) => id === this.#stack.value);
    this.#out.hidden = !stack;
    if (!stack) return;
    this.#code.textContent = stack.text;
    replace(this.#notes, stack.needs ? h('li', {}, t('server.needs'), h('code', {}, stack.needs)) : null, ...stack.notes.map((note) => h('li', {}, note)));
  }

  /** @param {HTMLElement} from */
  async #copy(from) {
    try {
      await navigator.clipboard.writeText(from.textContent ?? '');
      this.#copied.textContent = t('page.copied');
    } catch {
      this.#copied.textContent = t('server.select');
    }
    setTimeout(() => (this.#copied.textContent = ''), 2500);
  }
}

/** @param {string} text storage may hold anything @returns {Record<string, any>} */
function chosenIn(text) {
  try {
    return JSON.parse(text) ?? {};
  } catch {
    return {};
  }
}

define('policy-view', PolicyView);
