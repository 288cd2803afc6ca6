import { isMissing } from '../model/evidence.js';
import { decidingStep, splitUrl, stepKeys } from '../model/outcome.js';
import { languageOf, t } from '../text/catalogue.js';
import { define } from '../view/define.js';
import { changes, h, replace } from '../view/dom.js';
import { StepCard } from './step_card.js';

/**
 * @typedef {import('../model/types.js').Outcome} Outcome
 * @typedef {import('../model/types.js').Scenario} Scenario
 * @typedef {import('../model/types.js').Step} Step
 */

const kPhases = { request: () => t('steps.before'), preflight: () => t('steps.preflight'), response: () => t('steps.answer') };

/**
 * The trace, step by step. Fires `active-step` with the step that the user looks at, or null, and `show-field` with a
 * pointer where the user asks for the place that a piece of evidence comes from.
 */
export class StepList extends HTMLElement {
  #list = h('div', { class: 'step-groups' });
  /** @type {Map<string, StepCard>} */
  #cards = new Map();
  /** What the user opened or closed; all else follows the verdict. @type {Map<string, boolean>} */
  #chosen = new Map();
  #deciding = '';
  #reordered = changes();

  connectedCallback() {
    if (this.childElementCount > 0) return;
    const heading = h('h2', { id: 'steps-heading' }, t('steps.heading'));
    this.append(h('section', { class: 'panel', 'aria-labelledby': heading.id }, heading, this.#list));
  }

  /** @param {Outcome} outcome @param {Scenario} scenario */
  show(outcome, scenario) {
    const { steps } = outcome;
    const keys = stepKeys(steps);
    const deciding = decidingStep(outcome);
    this.#deciding = keys[deciding ? steps.indexOf(deciding) : -1] ?? '';
    const before = this.#cards;
    this.#cards = new Map(keys.map((key) => [key, before.get(key) ?? this.#card(key)]));
    steps.forEach((step, i) => {
      const card = /** @type {StepCard} */ (this.#cards.get(keys[i]));
      card.show({ step, decides: step === deciding, missing: step.evidence.map((item) => isMissing(item, scenario)) });
      card.open = this.#chosen.get(keys[i]) ?? step.outcome === 'fail';
    });

    const groups = [];
    for (let start = 0; start < steps.length; ) {
      let end = start;
      while (end < steps.length && steps[end].hop === steps[start].hop && steps[end].phase === steps[start].phase) end += 1;
      groups.push({ title: groupTitle(steps[start], steps[start - 1], outcome), keys: keys.slice(start, end) });
      start = end;
    }
    if (this.#reordered(groups)) this.#arrange(groups);
  }

  /** @param {{ title: string, keys: string[] }[]} groups */
  #arrange(groups) {
    const node = (/** @type {string} */ key) => /** @type {StepCard} */ (this.#cards.get(key)).node;
    replace(this.#list, ...groups.flatMap(({ title, keys }) => [h('h3', {}, title), h('ol', { class: 'steps' }, ...keys.map(node))]));
  }

  /** @param {string} key */
  #card(key) {
    const fire = (/** @type {string} */ name, /** @type {unknown} */ detail) =>
      this.dispatchEvent(new CustomEvent(name, { bubbles: true, detail }));
    return new StepCard({
      look: (step) => fire('active-step', step),
      toggle: (open) => this.#chosen.set(key, open),
      go: (pointer) => fire('show-field', pointer),
    });
  }

  /** What the user opened or closed. @returns {Record<string, boolean>} */
  get opened() {
    return Object.fromEntries(this.#chosen);
  }

  set opened(opened) {
    this.#chosen = new Map(Object.entries(opened));
  }

  /** Opens the deciding step and puts the focus on it. */
  focusDeciding() {
    const card = this.#cards.get(this.#deciding);
    if (!card) return;
    this.#chosen.set(this.#deciding, true);
    card.open = true;
    card.focus();
  }
}

/** @param {Step} first @param {Step | undefined} before @param {Outcome} outcome */
function groupTitle(first, before, outcome) {
  const phase = first.phase === 'request' && before?.phase === 'preflight' ? t('steps.itself') : kPhases[first.phase]();
  if (first.hop === 0) return phase;
  const url = outcome.wire.find((request) => request.hop === first.hop)?.url;
  const where = url ? t('steps.to', { host: splitUrl(url).host }) : '';
  return t('steps.redirect', { number: first.hop, where, phase: languageOf() === 'en' ? phase.toLowerCase() : phase });
}

define('step-list', StepList);
