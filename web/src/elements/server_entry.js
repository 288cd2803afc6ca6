import { placeOf } from '../model/pointer.js';
import { t } from '../text/catalogue.js';
import { define } from '../view/define.js';
import { h, replace, uniqueId } from '../view/dom.js';
import { callEngine } from '../view/engine_call.js';
import { checkBox, textField } from '../view/field.js';
import { RawText } from './raw_text.js';

/**
 * @typedef {import('../model/types.js').Answer} Answer
 * @typedef {import('../model/types.js').AuditFinding} AuditFinding
 * @typedef {import('../model/types.js').Middleware} Middleware
 * @typedef {import('../model/types.js').ServerEntry} Entry
 * @typedef {import('../model/types.js').WireRequest} WireRequest
 * @typedef {import('../view/field.js').Field} Field
 * @typedef {'headers' | 'configuration' | 'policy'} View
 * @typedef {{ view: View, text: string }} Begun
 * @typedef {{ status: number, headers: [string, string][], sources: { from: string, options: string[] }[], error?: { message: string } }} Explained
 */

/** @type {[View, () => string][]} */
const kViews = [['headers', () => t('form.view-headers')], ['configuration', () => t('form.view-configuration')], ['policy', () => t('form.view-policy')]];

/**
 * What the server answers at one URL: as header text, from its configuration, or from a policy. Fires `remove-entry`; what is
 * typed in it bubbles as `input`.
 */
export class ServerEntry extends HTMLElement {
  /** @type {Entry} */
  #source = { url: '' };
  /** @type {View} */
  #view = 'headers';
  /** What was typed into the configuration or the policy, until its view is there. @type {Begun | null} */
  #begun = null;
  /** The configuration or the policy that the answers come from. @type {HTMLElement & { setup: Middleware | null, text: string, area?: HTMLTextAreaElement } | null} */
  #made = null;
  #place = h('div');
  #raw = h('div', { class: 'server' });
  #lines = h('div', { class: 'simulated' });
  #audit = h('div', { class: 'audit' });
  #shownAudit = '';
  /** @type {WireRequest[]} */
  #requests = [];
  /** What is said of their answers. @type {readonly Explained[]} */
  #explained = [];
  /** @type {readonly AuditFinding[]} */
  #findings = [];
  /** The origin that a policy begins with. @type {() => string} */
  pageOrigin = () => '';

  /** @param {Entry} entry @param {Record<string, string>} [texts] as `texts` gives them */
  static make(entry, texts = {}) {
    const element = new ServerEntry();
    element.#build(entry, texts);
    return element;
  }

  /** @param {Entry} entry @param {Record<string, string>} texts */
  #build(entry, texts) {
    this.#source = entry;
    this.#begun = begunIn(texts.setup);
    this.url = textField('', t('form.url'), { inputmode: 'url' });
    this.url.value = entry.url;
    this.same = checkBox(t('form.same-answer'));
    this.same.control.checked = !entry.preflight;
    this.preflight = RawText.make({ kind: 'answer', label: t('form.preflight-answer'), pointer: '' });
    this.response = RawText.make({ kind: 'answer', label: t('form.answer'), pointer: '' });
    this.heading = h('h3', { id: uniqueId('server') });
    this.removeButton = h('button', {
      type: 'button',
      class: 'quiet',
      onclick: () => this.dispatchEvent(new CustomEvent('remove-entry', { bubbles: true })),
    }, t('form.remove'));
    this.same.control.addEventListener('input', () => this.#toggleSame());

    const group = h('div', { role: 'group', 'aria-labelledby': this.heading.id, class: 'server' });
    this.head = h('div', { class: 'server-head' }, this.heading, this.removeButton);
    this.preflight.value = entry.preflight ?? { status: 204, headers: [] };
    if (!entry.preflight) this.preflight.text = '';
    this.response.value = entry.response ?? { status: 200, headers: [] };
    this.#raw.append(this.same.root, this.preflight, this.response);
    group.append(this.head, this.url.root, this.#choice(), this.#raw, this.#place, this.#lines, this.#audit);
    this.append(group);
    this.addEventListener('setup-change', () => this.#changed());
    for (const [name, field] of this.#answers) {
      const text = texts[name];
      if (text !== undefined) field.text = text;
    }
    void this.#show(this.#begun?.view ?? (entry.middleware ? 'configuration' : 'headers'));
    this.#showSame();
  }

  #choice() {
    const name = uniqueId('server-view');
    return h('fieldset', { class: 'server-views' }, h('legend', { class: 'visually-hidden' }, t('form.answers-from')),
      ...kViews.map(([view, label]) => h('label', {}, h('input', {
        type: 'radio', name, value: view, checked: view === (this.#begun?.view ?? (this.#source.middleware ? 'configuration' : 'headers')),
        oninput: (/** @type {Event} */ event) => {
          event.stopPropagation();
          void this.#show(view);
        },
      }), h('span', {}, label()))));
  }

  /** @param {View} view */
  async #show(view) {
    const before = this.#view;
    this.#view = view;
    this.#raw.hidden = view !== 'headers';
    this.#lines.hidden = view === 'headers';
    this.#made = null;
    replace(this.#place);
    if (before !== view) this.#changed();
    if (view === 'headers') return;
    const { ConfigView, PolicyView } = await import('../server_views.js');
    if (this.#view !== view || this.#made) return;
    const made = view === 'configuration' ? new ConfigView() : new PolicyView();
    this.#made = made;
    replace(this.#place, made);
    const begun = this.#begun?.view === view ? this.#begun.text : '';
    this.#begun = null;
    if (begun) made.text = begun;
    else if (made instanceof PolicyView) made.begin(this.pageOrigin());
    else if (this.#source.middleware) made.show(this.#source.middleware);
  }

  #changed() {
    this.dispatchEvent(new Event('input', { bubbles: true }));
  }

  #toggleSame() {
    const { same, preflight, response } = this;
    if (!same?.control.checked && preflight?.text === '' && response) preflight.text = response.text;
    this.#showSame();
  }

  #showSame() {
    const shared = this.same?.control.checked ?? true;
    if (this.preflight) this.preflight.hidden = shared;
    const label = this.response?.querySelector('label');
    if (label) label.textContent = shared ? t('form.every-answer') : t('form.request-answer');
  }

  /**
   * @param {number} index the entry's place in the list
   * @param {number} count
   */
  place(index, count) {
    const { url, preflight, response, heading, removeButton } = this;
    if (url) url.pointer = `/server/${index}/url`;
    if (preflight) preflight.pointer = `/server/${index}/preflight`;
    if (response) response.pointer = `/server/${index}/response`;
    if (heading) heading.textContent = t('form.url-of', { number: index + 1, count });
    removeButton?.setAttribute('aria-label', t('form.remove-url', { number: index + 1 }));
    if (this.head) this.head.hidden = count === 1;
  }

  /** @returns {[string, RawText][]} */
  get #answers() {
    return /** @type {[string, RawText][]} */ ([['preflight', this.preflight], ['response', this.response]]);
  }

  /** What is typed here and is no part of the entry, or not yet. @returns {Record<string, string>} */
  get texts() {
    /** @type {Record<string, string>} */
    const texts = {};
    for (const [name, field] of this.#answers) {
      const unused = this.#view !== 'headers' || (name === 'preflight' && this.same?.control.checked);
      const draft = unused ? field.text || null : field.draft;
      if (draft !== null) texts[name] = draft;
    }
    if (this.#view !== 'headers') texts.setup = JSON.stringify({ view: this.#view, text: this.#made?.text ?? this.#begun?.text ?? '' });
    return texts;
  }

  /** Where the configuration is typed, if it is. */
  get setupArea() {
    return this.#made?.area;
  }

  /** @returns {Field[]} */
  get fields() {
    return /** @type {Field[]} */ ([this.url, this.preflight, this.response]);
  }

  get #setup() {
    if (this.#view === 'headers') return null;
    // Until the view is there, or its text is understood, what came in counts.
    return this.#made?.setup ?? this.#source.middleware ?? null;
  }

  /** @returns {Entry} */
  get value() {
    const { url, same, preflight, response } = this;
    const entry = { ...this.#source, url: url?.value ?? '' };
    const setup = this.#setup;
    if (setup) {
      const { preflight: _, response: __, ...rest } = entry;
      return { ...rest, middleware: setup, handler: this.#source.handler ?? { status: 200, headers: [['Content-Type', 'application/json']], body: '{}' } };
    }
    delete entry.preflight;
    delete entry.middleware;
    delete entry.handler;
    const answer = /** @type {Answer} */ (response?.value);
    if (same?.control.checked) return { ...entry, response: answer };
    return { ...entry, preflight: /** @type {Answer} */ (preflight?.value), response: answer };
  }

  /** @param {WireRequest[]} requests those that reach this URL: their simulated answers are shown, with where each line comes from */
  async showRequests(requests) {
    this.#requests = requests;
    const { middleware, handler } = this.value;
    this.#explained = [];
    if (!middleware) return replace(this.#lines);
    const explained = /** @type {Explained[]} */ (await Promise.all(requests.map(({ method, url, headers }) => callEngine(this, 'explain',
      JSON.stringify({ middleware, handler, request: { method, path: URL.canParse(url) ? new URL(url).pathname : '/', headers } })))));
    if (requests !== this.#requests) return;
    this.#explained = explained;
    this.#drawLines();
  }

  #drawLines() {
    replace(this.#lines, ...this.#requests.slice(0, this.#explained.length).map((request, i) => simulatedView(request, this.#explained[i], this.#findings)));
  }

  /** @param {readonly AuditFinding[]} findings those about this entry */
  showAudit(findings) {
    const key = JSON.stringify(findings);
    if (key === this.#shownAudit) return;
    this.#shownAudit = key;
    replace(this.#audit, findings.length > 0 ? h('h3', {}, findings.length === 1 ? t('form.audit-one') : t('form.audit-many', { count: findings.length })) : null,
      ...findings.map((finding) => findingView(finding, this.#jumpTo(finding.path))));
    for (const field of [this.preflight, this.response]) field?.showFlags(flagsIn(findings, field.pointer));
    this.#findings = findings;
    if (this.#explained.length > 0) this.#drawLines();
  }

  /** @param {string} path @returns {HTMLElement | null} a way to the header line that a finding is about */
  #jumpTo(path) {
    const { field, line } = placeOf(path);
    const text = [this.preflight, this.response].find((raw) => raw?.pointer === field);
    if (this.#view !== 'headers' || !text || line === null) return null;
    return h('button', { type: 'button', class: 'quiet small', onclick: () => text.selectLine(line) }, t('form.to-line'));
  }
}

/** @param {string | undefined} text as in `texts`; storage may hold anything @returns {Begun | null} */
function begunIn(text) {
  try {
    const { view, text: typed } = JSON.parse(text ?? '');
    return (view === 'configuration' || view === 'policy') && typeof typed === 'string' ? { view, text: typed } : null;
  } catch {
    return null;
  }
}

/** @param {WireRequest} request @param {Explained} explained @param {readonly AuditFinding[]} findings */
function simulatedView({ method, preflight }, { status, headers, sources, error }, findings) {
  const here = findings.filter(({ answer }) => (answer === 'preflight') === preflight);
  const flagOf = (/** @type {string} */ name) => {
    const found = here.find(({ header }) => header?.toLowerCase() === name.toLowerCase());
    return found ? h('span', { class: `finding-${found.severity} line-finding` }, kSeverities[found.severity](), h('span', { class: 'visually-hidden' }, `: ${found.title}`)) : null;
  };
  const title = preflight ? t('form.to-preflight') : t('form.to-request', { method });
  if (error) return h('p', { class: 'field-error' }, error.message);
  return h('section', { 'aria-label': title }, h('h3', {}, `${title}: ${status}`),
    h('dl', { class: 'facts' }, ...headers.flatMap(([name, value], i) => [
      h('dt', {}, name), h('dd', {}, value, ' ', h('span', { class: 'line-source' }, sourceText(sources[i])), ' ', flagOf(name))])));
}

/** @param {{ from: string, options: string[] }} source */
function sourceText({ from, options }) {
  if (from !== 'options') return from === 'handler' ? t('form.from-application') : t('form.by-default');
  return options.map((pointer) => pointer.split('/').slice(3).map((key) => key.replaceAll('~1', '/').replaceAll('~0', '~')).join(' › ')).join(', ');
}

const kSeverities = {
  critical: () => t('form.critical'), high: () => t('form.high'), medium: () => t('form.medium'), low: () => t('form.low'), info: () => t('form.info'),
};

/** The gravest finding on each header. @param {readonly AuditFinding[]} findings @param {string} pointer of an answer */
function flagsIn(findings, pointer) {
  /** @type {Map<number, { severity: AuditFinding['severity'], word: string }>} */
  const flags = new Map();
  const order = Object.keys(kSeverities);
  for (const { path, severity } of findings) {
    const { field, line } = placeOf(path);
    const other = line === null ? undefined : flags.get(line);
    if (field !== pointer || line === null || (other && order.indexOf(other.severity) <= order.indexOf(severity))) continue;
    flags.set(line, { severity, word: kSeverities[severity]() });
  }
  return flags;
}

/** @param {AuditFinding} finding @param {HTMLElement | null} jump */
const findingView = ({ rule, severity, title, found, why, fix, source }, jump) =>
  h('details', { class: `finding finding-${severity}`, 'data-rule': rule },
    h('summary', {}, h('span', { class: 'severity' }, kSeverities[severity]()), h('span', { class: 'finding-title' }, title)),
    h('div', { class: 'finding-body' }, h('p', {}, found), h('p', {}, why), h('p', {}, h('strong', {}, t('form.what-to-do')), fix), jump,
      h('p', { class: 'spec' }, h('a', { href: source, target: '_blank', rel: 'noopener noreferrer' }, t('form.source'), h('span', { class: 'visually-hidden' }, t('form.source-about', { title }))))));

define('server-entry', ServerEntry);
