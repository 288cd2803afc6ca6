import { t } from '../text/catalogue.js';

/**
 * Reading a result: which step and which request the picture should point at. The engine decided; this only looks it up.
 *
 * @typedef {import('./types.js').Outcome} Outcome
 * @typedef {import('./types.js').Step} Step
 * @typedef {import('./types.js').Verdict} Verdict
 */

/** @type {Record<Verdict, { word: string, means: string }>} */
export const kVerdicts = {
  allowed: { get word() { return t('verdict.allowed'); }, get means() { return t('verdict.allowed-means'); } },
  opaque: { get word() { return t('verdict.opaque'); }, get means() { return t('verdict.opaque-means'); } },
  blocked: { get word() { return t('verdict.blocked'); }, get means() { return t('verdict.blocked-means'); } },
  invalid: { get word() { return t('verdict.invalid'); }, get means() { return t('verdict.invalid-means'); } },
};

/** In the order in which they are shown. @type {Record<string, { name: string, known: string }>} */
export const kBrowsers = {
  chromium: { name: 'Chromium', get known() { return t('browsers.chromium'); } },
  firefox: { name: 'Firefox', get known() { return t('browsers.firefox'); } },
  webkit: { name: 'WebKit', get known() { return t('browsers.webkit'); } },
  standard: { name: 'Fetch Standard', get known() { return t('browsers.standard'); } },
};

/** People meet browsers rather than standards, and this one more often than the others. */
export const kFirstBrowser = 'chromium';

/** What a summary says where the verdict stands beside it. @param {string} summary the engine's, in the page's language */
export function withoutVerdict(summary) {
  const verdict = Object.values(kVerdicts).map(({ word }) => `${word}: `).find((start) => summary.startsWith(start)) ?? '';
  const rest = summary.slice(verdict.length);
  return rest.charAt(0).toUpperCase() + rest.slice(1);
}

/** @param {Outcome} outcome @returns {Step | null} the step that failed, or else the last one */
export const decidingStep = (outcome) =>
  outcome.steps.find((step) => step.outcome === 'fail') ?? outcome.steps.at(-1) ?? null;

/**
 * A name for a step that stays the same while the user types, so that an opened step stays open.
 * @param {readonly Step[]} steps
 * @returns {string[]}
 */
export function stepKeys(steps) {
  /** @type {Map<string, number>} */
  const seen = new Map();
  return steps.map(({ hop, phase, id }) => {
    const stem = `${hop}-${phase}-${id}`;
    const nth = (seen.get(stem) ?? 0) + 1;
    seen.set(stem, nth);
    return `${stem}-${nth}`;
  });
}

/** @param {string} url @returns {{ host: string, path: string }} */
export function splitUrl(url) {
  if (!URL.canParse(url)) return { host: url, path: '' };
  const { host, protocol, pathname, search } = new URL(url);
  return { host: host || protocol, path: pathname + search };
}
