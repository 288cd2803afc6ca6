import { partIn } from '../model/evidence.js';
import { t } from '../text/catalogue.js';
import { changes, h, prose, replace } from '../view/dom.js';
import { icon } from '../view/icons.js';

/**
 * @typedef {import('../model/types.js').Evidence} Evidence
 * @typedef {import('../model/types.js').Step} Step
 * @typedef {{ step: Step, decides: boolean, missing: boolean[] }} Shown
 *   `missing` tells which pieces of evidence are headers that are not there
 * @typedef {{
 *   look(step: Step | null): void,
 *   toggle(open: boolean): void,
 *   go(pointer: string): void
 * }} Events what the user does with a card
 */

const kStandard = 'https://fetch.spec.whatwg.org/';

const kWords = { pass: () => t('steps.pass'), fail: () => t('steps.fail'), info: () => t('steps.info'), skip: () => t('steps.skip') };

/** One step of the trace. It stays the same element while the user types: only what differs is written anew. */
export class StepCard {
  #badge = h('span', { class: 'badge' });
  #title = h('span', { class: 'step-title' });
  #decides = h('span', { class: 'decides' }, t('steps.decides'));
  #detail = h('p');
  #evidence = h('ul', { class: 'evidence' });
  #spec = h('a', { target: '_blank', rel: 'noopener noreferrer' },
    t('page.rule'), icon('link'), h('span', { class: 'visually-hidden' }, t('page.new-tab')));
  #summary;
  #details;
  #events;
  /** @type {Step | null} */
  #step = null;
  #differs = { any: changes(), outcome: changes(), title: changes(), detail: changes(), evidence: changes() };

  /** @param {Events} events */
  constructor(events) {
    this.#events = events;
    const look = () => events.look(this.#step);
    const away = () => events.look(null);
    this.#summary = h('summary', { onclick: () => events.toggle(!this.#details.open) }, this.#badge, this.#title);
    this.#details = h('details', {}, this.#summary,
      h('div', { class: 'step-body' }, this.#detail, this.#evidence, h('p', { class: 'spec' }, this.#spec)));
    this.node = h('li', { onmouseenter: look, onmouseleave: away, onfocusin: look, onfocusout: away }, this.#details);
  }

  /** @param {Shown} shown */
  show({ step, decides, missing }) {
    this.#step = step;
    const differs = this.#differs;
    if (!differs.any(step, decides, missing)) return;
    if (differs.outcome(step.outcome)) {
      this.node.className = `step step-${step.outcome}`;
      this.node.dataset.step = step.id;
      replace(this.#badge, icon(step.outcome), kWords[step.outcome]());
    }
    if (differs.title(step.title)) replace(this.#title, ...prose(step.title));
    if (decides && !this.#decides.parentNode) this.#summary.append(this.#decides);
    else if (!decides) this.#decides.remove();
    if (differs.detail(step.detail)) replace(this.#detail, ...prose(step.detail));
    if (differs.evidence(step.evidence, missing)) {
      replace(this.#evidence, ...step.evidence.map((item, i) => this.#line(item, missing[i])));
      this.#evidence.hidden = step.evidence.length === 0;
    }
    const url = specUrl(step.spec);
    if (this.#spec.getAttribute('href') !== url) this.#spec.setAttribute('href', url);
  }

  get open() {
    return this.#details.open;
  }

  set open(open) {
    if (this.#details.open !== open) this.#details.open = open;
  }

  focus() {
    this.#summary.focus({ preventScroll: true });
    this.#summary.scrollIntoView({ block: 'center' });
  }

  /** @param {Evidence} evidence @param {boolean} missing */
  #line({ name, value, part, at }, missing) {
    const line = h('code', {}, h('span', { class: 'evidence-name' }, name));
    if (missing || value === null) line.append(h('em', {}, t('steps.missing')));
    else {
      const { start, end } = partIn(value, part) ?? { start: 0, end: value.length };
      line.append(': ', value.slice(0, start), h('mark', {}, value.slice(start, end)), value.slice(end));
    }
    const edit = at ? h('button', { type: 'button', class: 'quiet small', onclick: () => this.#events.go(at), 'aria-label': t('steps.edit-named', { name }) }, t('page.edit')) : null;
    return h('li', {}, line, edit);
  }
}

/** @param {string} spec an anchor or a whole URL */
export const specUrl = (spec) => (/^https:\/\//.test(spec) ? spec : `${kStandard}#${spec.replace(/^#/, '')}`);
