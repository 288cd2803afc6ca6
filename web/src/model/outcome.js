/**
 * Reading a result: which step and which request the picture should point at. The engine decided; this only looks it up.
 *
 * @typedef {import('./types.js').Outcome} Outcome
 * @typedef {import('./types.js').Step} Step
 * @typedef {import('./types.js').Verdict} Verdict
 */

/** @type {Record<Verdict, { word: string, means: string }>} */
export const kVerdicts = {
  allowed: { word: 'Allowed', means: 'The script may read the response.' },
  opaque: { word: 'Opaque', means: 'It was sent, but the script can read nothing.' },
  blocked: { word: 'Blocked', means: 'The script gets a network error.' },
  invalid: { word: 'Invalid', means: 'The call threw before anything was sent.' },
};

/** In the order in which they are shown. @type {Record<string, { name: string, known: string }>} */
export const kBrowsers = {
  chromium: { name: 'Chromium', known: 'Chrome, Edge, Opera' },
  firefox: { name: 'Firefox', known: 'Firefox, Tor Browser' },
  webkit: { name: 'WebKit', known: 'Safari, all browsers on iOS' },
  standard: { name: 'Fetch Standard', known: 'the rules, to the letter' },
};

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
