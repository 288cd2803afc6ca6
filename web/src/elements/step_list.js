import { decidingStep, splitUrl, stepKeys } from '../model/outcome.js';
import { changes, h, prose, replace } from '../view/dom.js';
import { icon } from '../view/icons.js';

/**
 * @typedef {import('../model/types.js').Evidence} Evidence
 * @typedef {import('../model/types.js').Outcome} Outcome
 * @typedef {import('../model/types.js').Step} Step
 */

const kStandard = 'https://fetch.spec.whatwg.org/';

const kWords = { pass: 'Pass', fail: 'Fails', info: 'Note', skip: 'Skipped' };

const kPhases = { request: 'Before sending', preflight: 'The preflight', response: 'The answer' };

/**
 * The trace, step by step. Fires `active-step` with the step that the user looks at, or null, and `show-field` with a
 * pointer where the user asks for the place that a piece of evidence comes from.
 */
export class StepList extends HTMLElement {
  #list = h('div', { class: 'step-groups' });
  /** @type {Map<string, { node: HTMLLIElement, text: string, step: Step }>} */
  #cards = new Map();
  /** What the user opened or closed; all else follows the verdict. @type {Map<string, boolean>} */
  #chosen = new Map();
  #deciding = '';
  #reordered = changes();

  connectedCallback() {
    if (this.childElementCount > 0) return;
    const heading = h('h2', { id: 'steps-heading' }, 'Step by step');
    this.append(h('section', { class: 'panel', 'aria-labelledby': heading.id }, heading, this.#list));
  }

  /** @param {Outcome} outcome */
  show(outcome) {
    const { steps } = outcome;
    const keys = stepKeys(steps);
    const deciding = decidingStep(outcome);
    this.#deciding = keys[deciding ? steps.indexOf(deciding) : -1] ?? '';
    const before = this.#cards;
    this.#cards = new Map();
    steps.forEach((step, i) => this.#cards.set(keys[i], this.#card(keys[i], step, before.get(keys[i]))));

    const groups = [];
    for (let start = 0; start < steps.length; ) {
      let end = start;
      while (end < steps.length && steps[end].hop === steps[start].hop && steps[end].phase === steps[start].phase) end += 1;
      groups.push({ title: groupTitle(steps[start], outcome), keys: keys.slice(start, end) });
      start = end;
    }
    if (this.#reordered(groups)) this.#arrange(groups);
    else for (const [key, { node }] of this.#cards) if (node !== before.get(key)?.node) before.get(key)?.node.replaceWith(node);
  }

  /** @param {{ title: string, keys: string[] }[]} groups */
  #arrange(groups) {
    const card = (/** @type {string} */ key) => /** @type {{ node: Node }} */ (this.#cards.get(key)).node;
    replace(this.#list, ...groups.flatMap(({ title, keys }) => [h('h3', {}, title), h('ol', { class: 'steps' }, ...keys.map(card))]));
  }

  /**
   * @param {string} key
   * @param {Step} step
   * @param {{ node: HTMLLIElement, text: string } | undefined} old
   */
  #card(key, step, old) {
    const decides = key === this.#deciding;
    const text = JSON.stringify([step, decides]);
    const node = old?.text === text ? old.node : this.#build(key, step, decides);
    const details = /** @type {HTMLDetailsElement} */ (node.firstElementChild);
    const open = this.#chosen.get(key) ?? step.outcome === 'fail';
    if (details.open !== open) details.open = open;
    return { node, text, step };
  }

  /**
   * @param {string} key
   * @param {Step} step
   * @param {boolean} decides
   */
  #build(key, step, decides) {
    const look = (/** @type {Step | null} */ active) => () =>
      this.dispatchEvent(new CustomEvent('active-step', { bubbles: true, detail: active }));
    const details = h('details', {},
      h('summary', { onclick: () => this.#chosen.set(key, !details.open) },
        h('span', { class: 'badge' }, icon(step.outcome), kWords[step.outcome]),
        h('span', { class: 'step-title' }, ...prose(step.title)),
        decides ? h('span', { class: 'decides' }, 'decides') : null),
      h('div', { class: 'step-body' },
        h('p', {}, ...prose(step.detail)),
        step.evidence.length > 0 ? h('ul', { class: 'evidence' }, ...step.evidence.map((item) => this.#evidence(item))) : null,
        h('p', { class: 'spec' }, h('a', { href: specUrl(step.spec), target: '_blank', rel: 'noopener noreferrer' },
          'The rule in the Standard', icon('link'), h('span', { class: 'visually-hidden' }, ' (opens in a new tab)')))));
    const events = { onmouseenter: look(step), onmouseleave: look(null), onfocusin: look(step), onfocusout: look(null) };
    return h('li', { class: `step step-${step.outcome}`, 'data-step': step.id, ...events }, details);
  }

  /** @param {Evidence} evidence */
  #evidence({ name, value, part, at }) {
    const line = h('code', {}, h('span', { class: 'evidence-name' }, name));
    if (value === null) line.append(h('em', {}, ' is missing'));
    else {
      const found = part ? value.indexOf(part) : -1;
      const [start, end] = found === -1 ? [0, value.length] : [found, found + part.length];
      line.append(': ', value.slice(0, start), h('mark', {}, value.slice(start, end)), value.slice(end));
    }
    const go = () => this.dispatchEvent(new CustomEvent('show-field', { bubbles: true, detail: at }));
    return h('li', {}, line, at ? h('button', { type: 'button', class: 'quiet small', onclick: go, 'aria-label': `Edit ${name}` }, 'Edit') : null);
  }

  /** Opens the deciding step and puts the focus on it. */
  focusDeciding() {
    const details = this.#cards.get(this.#deciding)?.node.firstElementChild;
    if (!(details instanceof HTMLDetailsElement)) return;
    this.#chosen.set(this.#deciding, true);
    details.open = true;
    const summary = details.querySelector('summary');
    summary?.focus({ preventScroll: true });
    summary?.scrollIntoView({ block: 'center' });
  }
}

/** @param {string} spec an anchor or a whole URL */
const specUrl = (spec) => (/^https:\/\//.test(spec) ? spec : `${kStandard}#${spec.replace(/^#/, '')}`);

/** @param {Step} first @param {Outcome} outcome */
function groupTitle(first, outcome) {
  if (first.hop === 0) return kPhases[first.phase];
  const url = outcome.wire.find((request) => request.hop === first.hop)?.url;
  const where = url ? `, to ${splitUrl(url).host}` : '';
  return `Redirect ${first.hop}${where}: ${kPhases[first.phase].toLowerCase()}`;
}

customElements.define('step-list', StepList);
