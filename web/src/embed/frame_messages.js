/**
 * What a page and a frame with embed.html in it tell each other. Every message is an object with a `type` and the members below, each of which
 * is looked at: what is no such message is not answered, and members that are not named here are dropped.
 *
 * To the frame: `corslab:ask` (tell the height again), `corslab:options`, `corslab:show`.
 * To the page: `corslab:ready`, `corslab:height`, `corslab:result`, `corslab:solved`, `corslab:error`. None of them holds what a user typed.
 *
 * @typedef {{ view?: string, browser?: string, theme?: string, readonly?: boolean }} FrameOptions
 * @typedef {{ type: 'ask' } | { type: 'options', options: FrameOptions } | { type: 'show', scenario: object, task: object | null }} ToFrame
 * @typedef {(
 *   { type: 'ready' } | { type: 'height', height: number } | { type: 'result', verdicts: Record<string, string> } |
 *   { type: 'solved' } | { type: 'error', code: string, path: string }
 * )} ToPage
 */

const kPrefix = 'corslab:';
export const kVersion = 1;

const kChoices = {
  view: ['full', 'verdict', 'timeline', 'trace', 'exercise'],
  browser: ['all', 'chromium', 'firefox', 'webkit', 'standard'],
  theme: ['auto', 'light', 'dark'],
};
const kVerdicts = ['allowed', 'opaque', 'blocked', 'invalid'];
const kHighest = 20_000;

/** @param {unknown} value @returns {value is Record<string, any>} */
const isObject = (value) => typeof value === 'object' && value !== null && !Array.isArray(value);

/** @param {Record<string, any>} given @returns {FrameOptions} those that are understood */
export function optionsOf(given) {
  /** @type {Record<string, any>} */
  const options = {};
  for (const [name, choices] of Object.entries(kChoices)) if (choices.includes(given[name])) options[name] = given[name];
  if (typeof given.readonly === 'boolean') options.readonly = given.readonly;
  return options;
}

/** @param {unknown} data what came to the frame @returns {ToFrame | null} */
export function readToFrame(data) {
  if (!isObject(data)) return null;
  if (data.type === `${kPrefix}ask`) return { type: 'ask' };
  if (data.type === `${kPrefix}options`) return { type: 'options', options: optionsOf(data) };
  if (data.type !== `${kPrefix}show` || !isObject(data.scenario)) return null;
  // Whether it is a scenario the element finds out.
  const { task = null } = data;
  return task === null || typeof task === 'object' ? { type: 'show', scenario: data.scenario, task } : null;
}

/** @param {unknown} data what came to the page @returns {ToPage | null} */
export function readToPage(data) {
  if (!isObject(data)) return null;
  switch (data.type) {
    case `${kPrefix}ready`: return data.version === kVersion ? { type: 'ready' } : null;
    case `${kPrefix}solved`: return { type: 'solved' };
    case `${kPrefix}height`: return Number.isFinite(data.height) && data.height > 0 ? { type: 'height', height: Math.min(Math.ceil(data.height), kHighest) } : null;
    case `${kPrefix}error`: return typeof data.code === 'string' && typeof data.path === 'string' ? { type: 'error', code: data.code, path: data.path } : null;
    case `${kPrefix}result`: {
      if (!isObject(data.verdicts)) return null;
      const verdicts = Object.entries(data.verdicts).filter(([name, verdict]) => kChoices.browser.includes(name) && kVerdicts.includes(verdict));
      return { type: 'result', verdicts: Object.fromEntries(verdicts) };
    }
    default: return null;
  }
}

/** @param {string} type @param {Record<string, unknown>} [members] */
export const message = (type, members = {}) => ({ type: kPrefix + type, ...members });
