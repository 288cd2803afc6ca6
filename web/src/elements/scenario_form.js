import { placeOf } from '../model/pointer.js';
import { t } from '../text/catalogue.js';
import { define } from '../view/define.js';
import { h } from '../view/dom.js';
import { ControlField, checkBox, selectField, textField } from '../view/field.js';
import { RawText } from './raw_text.js';
import { ServerEntry } from './server_entry.js';

/**
 * @typedef {import('../model/evidence.js').Pointed} Pointed
 * @typedef {import('../model/types.js').AuditFinding} AuditFinding
 * @typedef {import('../model/types.js').Header} Header
 * @typedef {import('../model/types.js').InputError} InputError
 * @typedef {import('../model/types.js').Request} Request
 * @typedef {import('../model/types.js').Scenario} Scenario
 * @typedef {import('../model/types.js').WireRequest} WireRequest
 * @typedef {import('../app/snapshot.js').Draft} Draft
 * @typedef {import('../view/field.js').Control} Control
 * @typedef {import('../view/field.js').Field} Field
 */

const kMethods = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'];

/** What `fetch()` takes for an option that is not given, for display. */
const kShownDefaults = { method: 'GET', mode: 'cors', credentials: 'same-origin', redirect: 'follow' };

/** The scenario as a form. Fires `scenario-input` whenever something in it changes. */
export class ScenarioForm extends HTMLElement {
  /** @type {Scenario | null} */
  #source = null;
  #pageUrl = textField('/page/url', t('form.page-url'), { inputmode: 'url' });
  #sandboxed = checkBox(t('form.sandboxed'));
  #method = textField('/request/method', t('form.method'), { list: 'methods' });
  #url = textField('/request/url', t('form.url'), { inputmode: 'url' });
  #mode = selectField('/request/mode', t('form.mode'), ['cors', 'no-cors', 'same-origin']);
  #credentials = selectField('/request/credentials', t('form.credentials'), ['same-origin', 'include', 'omit']);
  #redirect = selectField('/request/redirect', t('form.redirect'), ['follow', 'error', 'manual']);
  #headers = RawText.make({ kind: 'headers', label: t('form.headers'), pointer: '/request/headers' });
  #body = new ControlField('/request/body', t('form.body'), h('textarea', { rows: 2, spellcheck: 'false' }));
  #servers = h('div', { class: 'servers' });
  #formError = h('p', { class: 'field-error form-error', hidden: true });
  /** What it holds before it is built. @type {Draft | null} */
  #waiting = null;
  /** Whether the first server URL is the request's, so that typing one types the other. */
  #linked = false;

  connectedCallback() {
    if (this.childElementCount > 0) return;
    const options = h('div', { class: 'row row-3' }, this.#mode.root, this.#credentials.root, this.#redirect.root);
    const add = h('button', { type: 'button', class: 'quiet', onclick: () => this.#addEntry() }, t('form.add-url'));
    const form = h('div', { class: 'fields' },
      h('datalist', { id: 'methods' }, ...kMethods.map((value) => h('option', { value }))),
      this.#formError,
      section('page', t('form.page'), this.#pageUrl.root, this.#sandboxed.root),
      section('request', t('form.request'),
        h('div', { class: 'row row-method' }, this.#method.root, this.#url.root), options, this.#headers, this.#body.root),
      section('servers', t('form.answers'), this.#servers, add));
    form.addEventListener('input', (event) => this.#input(event));
    form.addEventListener('remove-entry', (event) => this.#removeEntry(/** @type {ServerEntry} */ (event.target)));
    this.append(form);
    const waiting = this.#waiting;
    this.#waiting = null;
    if (waiting) this.draft = waiting;
  }

  get #entries() {
    return /** @type {ServerEntry[]} */ ([...this.#servers.children]);
  }

  get #fields() {
    /** @type {Field[]} */
    const own = [this.#pageUrl, this.#method, this.#url, this.#mode, this.#credentials, this.#redirect, this.#headers, this.#body];
    return own.concat(...this.#entries.map((entry) => entry.fields));
  }

  /** The scenario and what is half typed in it. @returns {Draft} */
  get draft() {
    if (this.#waiting) return this.#waiting;
    /** @type {Record<string, string>} */
    const texts = {};
    const headers = this.#headers.draft;
    if (headers !== null) texts[this.#headers.pointer] = headers;
    this.#entries.forEach((entry, i) => {
      for (const [name, text] of Object.entries(entry.texts)) texts[`/server/${i}/${name}`] = text;
    });
    return { scenario: this.value, texts };
  }

  set draft({ scenario, texts }) {
    this.#show(scenario, texts);
  }

  /** @param {Scenario} scenario */
  set value(scenario) {
    this.#show(scenario, {});
  }

  /** @param {Scenario} scenario @param {Record<string, string>} texts by their pointers, where they say more than the scenario */
  #show(scenario, texts) {
    if (this.childElementCount === 0) {
      this.#waiting = { scenario, texts };
      return;
    }
    this.#source = scenario;
    const { page, request, server } = scenario;
    const shown = { ...kShownDefaults, ...request };
    this.#pageUrl.value = page.url;
    this.#sandboxed.control.checked = page.sandboxed === true;
    this.#method.value = shown.method;
    this.#url.value = request.url;
    this.#mode.value = shown.mode;
    this.#credentials.value = shown.credentials;
    this.#redirect.value = shown.redirect;
    this.#headers.value = request.headers ?? [];
    const typed = texts[this.#headers.pointer];
    if (typed !== undefined) this.#headers.text = typed;
    this.#body.value = request.body ?? '';
    this.#servers.replaceChildren(...server.map((entry, i) => ServerEntry.make(entry, textsOf(texts, `/server/${i}/`))));
    this.#placeEntries();
    this.#linked = this.#wireUrl() === server[0]?.url;
  }

  /** @returns {Scenario} the source with what the user changed: what the form cannot show stays in it */
  get value() {
    if (this.#waiting) return this.#waiting.scenario;
    if (!this.#source) throw new Error('The form holds no scenario yet.');
    const source = this.#source;
    const page = { ...source.page, url: this.#pageUrl.value };
    if (this.#sandboxed.control.checked || page.sandboxed !== undefined) page.sandboxed = this.#sandboxed.control.checked;
    const server = this.#entries.map((entry) => entry.value);
    return { ...source, page, request: this.#readRequest(source.request), server };
  }

  /** @param {Request} source @returns {Request} */
  #readRequest(source) {
    /** @type {Request} */
    const request = { ...source, url: this.#url.value };
    const options = { method: this.#method, mode: this.#mode, credentials: this.#credentials, redirect: this.#redirect };
    for (const [name, field] of Object.entries(options)) {
      const key = /** @type {keyof typeof options} */ (name);
      if (field.value !== (source[key] ?? kShownDefaults[key])) request[key] = field.value;
    }
    const headers = /** @type {Header[]} */ (this.#headers.value);
    if (headers.length > 0 || source.headers) request.headers = headers;
    // Without a body and with an empty one are two things: an empty field says whichever came in.
    if (this.#body.value !== (source.body ?? '')) request.body = this.#body.value === '' ? null : this.#body.value;
    return request;
  }

  /** The request's URL as a server sees it, or as typed where it is none. */
  #wireUrl() {
    const base = URL.canParse(this.#pageUrl.value) ? this.#pageUrl.value : undefined;
    if (!URL.canParse(this.#url.value, base)) return this.#url.value;
    const url = new URL(this.#url.value, base);
    url.hash = '';
    url.username = '';
    url.password = '';
    return url.href;
  }

  /** @param {Event} event */
  #input(event) {
    const first = this.#entries[0];
    if (event.target === this.#url.control || event.target === this.#pageUrl.control) {
      if (this.#linked && first?.url) first.url.value = this.#wireUrl();
    } else if (first?.url && event.target === first.url.control) {
      this.#linked = first.url.value === this.#wireUrl();
    }
    this.#changed();
  }

  #changed() {
    this.dispatchEvent(new CustomEvent('scenario-input', { bubbles: true }));
  }

  #addEntry() {
    const location = this.value.server.at(-1)?.response?.headers.find(([name]) => name.toLowerCase() === 'location')?.[1] ?? '';
    const url = URL.canParse(location) ? location : 'https://other.example/';
    const entry = ServerEntry.make({ url, response: { status: 200, headers: [['Access-Control-Allow-Origin', '*']] } });
    this.#servers.append(entry);
    this.#placeEntries();
    entry.url?.control.focus();
    this.#changed();
  }

  /** @param {ServerEntry} entry */
  #removeEntry(entry) {
    entry.remove();
    this.#placeEntries();
    this.#entries.at(-1)?.url?.control.focus();
    this.#changed();
  }

  #placeEntries() {
    this.#entries.forEach((entry, index, all) => {
      entry.place(index, all.length);
      entry.pageOrigin = () => (URL.canParse(this.#pageUrl.value) ? new URL(this.#pageUrl.value).origin : '');
    });
  }

  /**
   * @param {InputError | null} error shown under the field that it is about, or above all
   * @returns {string} where that field is, in words; empty where there is none
   */
  showError(error) {
    const place = error ? placeOf(error.path) : null;
    let where = '';
    for (const field of this.#fields) {
      const here = error !== null && field.pointer === place?.field;
      field.showError(here ? sentence(error.message) : null, place?.line ?? null);
      if (here) where = this.#whereIs(field);
    }
    this.#formError.hidden = error === null || where !== '';
    this.#formError.textContent = error && where === '' ? sentence(error.message) : '';
    return where;
  }

  /** @param {Field} field */
  #whereIs(field) {
    const entry = this.#entries.findIndex((candidate) => candidate.fields.some(({ pointer }) => pointer === field.pointer));
    const number = entry + 1;
    if (entry === -1) return field === this.#url ? t('form.url-of-request') : field.label;
    const several = this.#entries.length > 1;
    if (field === this.#entries[entry].url) return several ? t('form.url-of-server-number', { number }) : t('form.url-of-server');
    return several ? t('form.of-url', { label: field.label, number }) : field.label;
  }

  /** @param {Map<string, Pointed[]>} evidence by the pointer of the field */
  showEvidence(evidence) {
    for (const field of this.#fields) field.showEvidence(evidence.get(field.pointer) ?? []);
  }

  /** @param {readonly WireRequest[]} wire what reached the servers */
  showRequests(wire) {
    for (const entry of this.#entries) {
      if (entry.value.middleware) void entry.showRequests(wire.filter(({ url }) => url === entry.value.url));
    }
  }

  /** @param {readonly AuditFinding[]} findings */
  showAudit(findings) {
    this.#entries.forEach((entry, index) => {
      entry.showAudit(findings.filter(({ path }) => path === `/server/${index}` || path.startsWith(`/server/${index}/`)));
    });
  }

  /** The controls that hold texts or choices, by the pointers of their fields. @returns {Map<string, Control>} */
  get controls() {
    const own = this.#fields.map((field) => /** @type {[string, Control | undefined]} */ ([
      field.pointer, field instanceof RawText ? field.area : field instanceof ControlField ? field.control : undefined]));
    const made = this.#entries.map((entry, i) => /** @type {[string, Control | undefined]} */ ([`/server/${i}/setup`, entry.setupArea]));
    return new Map(/** @type {[string, Control][]} */ ([...own, ...made].filter(([, control]) => control)));
  }

  /** @param {string} pointer puts the focus into the field behind it; a preflight's answer that is not shown has a box that brings it */
  focusField(pointer) {
    const { field } = placeOf(pointer);
    const control = this.controls.get(field);
    const entry = this.#entries[Number(/^\/server\/(\d+)\/preflight$/.exec(field)?.[1])];
    (control?.checkVisibility() === false ? entry?.same?.control : control)?.focus();
  }
}

/** Those of one entry. @param {Record<string, string>} texts @param {string} prefix @returns {Record<string, string>} */
const textsOf = (texts, prefix) =>
  Object.fromEntries(Object.entries(texts).filter(([pointer]) => pointer.startsWith(prefix)).map(([pointer, text]) => [pointer.slice(prefix.length), text]));

/** @param {string} message */
const sentence = (message) => message.charAt(0).toUpperCase() + message.slice(1);

/**
 * @param {string} name
 * @param {string} title
 * @param {Node[]} content
 */
function section(name, title, ...content) {
  const heading = h('h2', { id: `form-${name}` }, title);
  return h('section', { class: `panel form-${name}`, 'aria-labelledby': heading.id }, heading, ...content);
}

define('scenario-form', ScenarioForm);
