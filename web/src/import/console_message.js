import { t } from '../text/catalogue.js';
import { compiledMessages } from './message_templates.js';
import { scenarioFor } from './message_scenario.js';
import { plainQuotes } from './template.js';

/**
 * What a browser's console said: which sentence it is, what it means, and a scenario in which it is said again. Whether
 * it really is, the engine tells.
 *
 * @typedef {import('./message_templates.js').KnownMessage} KnownMessage
 * @typedef {import('./message_templates.js').MessageData} MessageData
 * @typedef {import('./template.js').Found & { known: KnownMessage }} Sighting
 * @typedef {{
 *   browser: import('./message_templates.js').Engine, case: string, versions: string, title: string, detail: string,
 *   advice: string, certain: boolean, exception: boolean, predicted: boolean, today: boolean, text: string,
 *   facts: import('./template.js').Facts, scenario: import('../model/types.js').Scenario | null
 * }} MessageMatch
 *   `certain`: the text tells the reason. `predicted`: today's browser prints it in these words; `today`: it does for
 *   some kind of request.
 * @typedef {{ matches: MessageMatch[], reason: string }} Reading   `reason`: why there is no match
 */

/** @type {Record<string, () => string>} */
const kMakers = { chromium: () => t('reader.chromium'), firefox: () => 'Firefox', webkit: () => t('reader.webkit') };

/** A whole console full of messages is shorter. */
const kLongest = 100_000;

/** @param {MessageData} data @returns {(text: string) => Reading} */
export function messageReader(data) {
  /** @type {ReturnType<typeof compiledMessages> | null} */
  let compiled = null;
  return (text) => readConsoleMessage(text, data, (compiled ??= compiledMessages(data)));
}

/**
 * @param {string} pasted
 * @param {MessageData} data
 * @param {ReturnType<typeof compiledMessages>} compiled
 * @returns {Reading}
 */
function readConsoleMessage(pasted, data, compiled) {
  const text = pasted.slice(0, kLongest).replace(/[\u200b-\u200d\ufeff]/g, '').replaceAll('\r\n', '\n');
  const sightings = sight(text, compiled);
  const reasons = sightings.filter((sighting) => !follows(sighting, sightings));
  const told = reasons.length > 0 ? reasons : sightings.filter(({ known }) => !known.exception);
  const chosen = told.length > 0 ? told : sightings.slice(0, 1);
  if (chosen.length === 0) return { matches: [], reason: notUnderstood(text) };
  const matches = chosen.map((sighting) => toMatch(sighting, sightings, text, data));
  return { matches: matches.filter((match, i) => !matches.slice(0, i).some((before) => says(before, match))), reason: '' };
}

/** Whether a match says what another one says, and perhaps more. @param {MessageMatch} match @param {MessageMatch} other */
const says = (match, other) =>
  match.browser === other.browser && match.case === other.case &&
  Object.entries(other.facts).every(([name, fact]) => match.facts[name] === fact || name === 'failedAfter');

/**
 * Where sentences overlap, the one of which most was found is meant.
 * @param {string} text
 * @param {ReturnType<typeof compiledMessages>} compiled
 * @returns {Sighting[]} in the order of the text
 */
function sight(text, compiled) {
  const plain = plainQuotes(text);
  const all = compiled.flatMap(({ known, template }) => template.find(text, plain).map((found) => ({ ...found, known })))
    // Safari says the same of other local URLs.
    .filter(({ known, facts }) => known.case !== 'file-scheme' || facts.url?.startsWith('file:'));
  // What two browsers say alike is of the one that says more beside it.
  const sumOf = (/** @type {string} */ browser) => all.reduce((sum, { known, weight }) => sum + (known.browser === browser ? weight : 0), 0);
  const said = Object.fromEntries(Object.keys(kMakers).map((browser) => [browser, sumOf(browser)]));
  /** @type {Sighting[]} */
  const kept = [];
  for (const sighting of all.sort((a, b) => b.weight - a.weight || said[b.known.browser] - said[a.known.browser])) {
    if (kept.every(({ start, end }) => sighting.end <= start || sighting.start >= end)) kept.push(sighting);
  }
  return kept.sort((a, b) => a.start - b.start);
}

/**
 * @param {Sighting} sighting
 * @param {Sighting[]} all
 * @param {string} text
 * @param {MessageData} data
 * @returns {MessageMatch}
 */
function toMatch(sighting, all, text, { browsers, explanations }) {
  const { known } = sighting;
  const facts = { ...besides(sighting, all), ...sighting.facts };
  const which = explained(known.case, facts);
  const [title, detail, advice] = (explanations[`${known.browser}.${which}`] ?? explanations[which] ?? explanations['unknown-reason'])
    .map((words) => filled(words, facts));
  return {
    browser: known.browser,
    case: known.case,
    versions: versionsOf(known, browsers[known.browser].tested, facts.kind),
    title,
    detail,
    advice,
    certain: !known.follows || known.case === 'connection' || known.case === 'net-error',
    exception: known.exception,
    predicted: known.predicted,
    today: known.predicted || known.versions.current === true,
    text: text.slice(sighting.start, sighting.end),
    facts,
    scenario: scenarioFor(known, facts),
  };
}

/** Some sentences have several causes, which the URLs in them tell. @param {string} which @param {import('./template.js').Facts} facts */
function explained(which, { url, previous }) {
  if (previous && ['mode-same-origin', 'scheme', 'file-scheme'].includes(which)) return 'redirect-scheme';
  return which === 'mode-same-origin' && url?.startsWith('data:') ? 'data-invalid' : which;
}

/**
 * Whether a line stands beside another one that tells the reason.
 * @param {Sighting} sighting
 * @param {Sighting[]} all
 */
function follows({ known, start, facts }, all) {
  if (known.follows) return true;
  // Firefox tells a preflight's redirect in two lines.
  return ['preflight-status', 'origin-mismatch'].includes(known.case) &&
    all.some((other) => other.known.case === 'preflight-redirect' && other.start < start && other.facts.url === facts.url);
}

/**
 * What the next lines of the same browser add: the reason often names no URL, and the line behind it does.
 * @param {Sighting} sighting
 * @param {Sighting[]} all
 */
function besides(sighting, all) {
  const { known, start } = sighting;
  const others = all.filter((other) => other.start > start && other.known.browser === known.browser);
  const next = others.findIndex((other) => !follows(other, all));
  const following = others.slice(0, next === -1 ? others.length : next);
  /** @type {import('./template.js').Facts} */
  const facts = Object.assign({}, ...following.toReversed().map((other) => other.facts));
  // Where the line behind names another URL, a redirect came from there.
  const { url } = sighting.facts;
  const previous = following.find((other) => url && other.facts.url && other.facts.url !== url)?.facts.url;
  if (previous) facts.previous = previous;
  // Firefox says so behind a preflight, and behind a redirect.
  if (following.some((other) => other.known.case === 'connection')) facts.failedAfter = 'yes';
  return facts;
}

/** @param {KnownMessage} known @param {string} tested @param {string | undefined} kind what asked */
function versionsOf({ browser, predicted, versions: { since, until, current, what } }, tested, kind) {
  if (predicted) return tested;
  const asked = kind ?? what;
  return [kMakers[browser](), whenOf(since, until) || (current ? '' : t('reader.older')), asked ? t('reader.for', { what: asked }) : ''].filter(Boolean).join(', ');
}

/** @param {string | undefined} since @param {string | undefined} until versions */
function whenOf(since, until) {
  if (since && until) return t('reader.from-to', { since, until });
  if (until) return t('reader.up-to', { until });
  return since ? t('reader.from-on', { since }) : '';
}

/**
 * {name|words} stands for a fact, or for the words where there is none.
 * @param {string} text
 * @param {import('./template.js').Facts} facts
 */
function filled(text, facts) {
  const value = facts.value ?? facts.escaped ?? facts.utf8 ?? facts.cut;
  const item = facts.item ?? facts.token;
  /** @type {Record<string, string | undefined>} */
  const known = { ...facts, value, item, location: facts.location ?? (facts.previous && facts.url), given: value ?? item, sent: facts.sent ?? facts.origin };
  return text.replace(/\{(\w+)\|([^}]*)\}/g, (_, name, words) => {
    const fact = known[name];
    return fact === undefined || fact === '' || fact === '(null)' ? words : fact;
  });
}

/** @param {string} text */
function notUnderstood(text) {
  const line = text.trim().split('\n')[0].slice(0, 120);
  if (line === '') return t('reader.empty');
  const about = /cors|cross.?origin|access-control|fetch|origin/i.test(text);
  return about ? t('reader.about-it', { line }) : t('reader.not-about-it', { line });
}
