import { t } from '../text/catalogue.js';
import { decidingStep, splitUrl } from './outcome.js';

/**
 * Where browsers differ: from the Standard, and so from one another. Nothing is judged here, outcomes are held side by side.
 *
 * @typedef {import('./types.js').Outcome} Outcome
 * @typedef {import('./types.js').Step} Step
 * @typedef {import('./types.js').WireRequest} WireRequest
 * @typedef {{ browsers: string[], differs: boolean, what: string, why: string, detail: string }} Note
 *   `what` differs, and `why`. Where the result is the same, `what` is empty and `why` tells of another way to it.
 * @typedef {{ headline: string, differing: string[], notes: Note[] }} Comparison
 */

export const kStandard = 'standard';

/** @type {Record<import('./types.js').Verdict, () => string>} */
const kWords = {
  allowed: () => t('difference.allowed'), opaque: () => t('difference.opaque'), blocked: () => t('difference.blocked'), invalid: () => t('difference.invalid'),
};

/** What can be observed of an outcome. @param {Outcome} outcome @returns {unknown} */
const observed = ({ verdict, wire, response, then }) => [
  verdict,
  wire.map(({ method, url, preflight, headers }) => [method, url, preflight, headers]),
  response,
  (then ?? []).map(observed),
];

/** @param {Outcome} a @param {Outcome} b */
const same = (a, b) => JSON.stringify(observed(a)) === JSON.stringify(observed(b));

/** @param {Record<string, Outcome>} browsers @returns {Comparison} */
export function compare(browsers) {
  const standard = browsers[kStandard];
  const real = Object.keys(browsers).filter((name) => name !== kStandard);
  if (!standard || real.length === 0) return { headline: '', differing: [], notes: [] };
  /** @type {Note[]} */
  const notes = [];
  for (const name of real) {
    const note = noteOn(browsers[name], standard);
    if (!note) continue;
    const known = notes.find((other) => other.what === note.what && other.why === note.why);
    if (known) known.browsers.push(name);
    else notes.push({ ...note, browsers: [name] });
  }
  const differing = real.filter((name) => !same(browsers[name], standard));
  const together = real.every((name) => same(browsers[name], browsers[real[0]]));
  return { headline: headlineOf(differing.length, together), differing, notes: notes.sort((a, b) => Number(b.differs) - Number(a.differs)) };
}

/** @param {number} differing @param {boolean} together */
function headlineOf(differing, together) {
  if (differing === 0) return t('difference.agree');
  return together ? t('difference.agree-not') : t('difference.differ');
}

/** @param {Outcome} outcome @param {Outcome} standard @returns {Omit<Note, 'browsers'> | null} */
function noteOn(outcome, standard) {
  const differs = !same(outcome, standard);
  const departure = [outcome, ...(outcome.then ?? [])].flatMap(({ steps }) => steps).find(({ id }) => id === 'departure');
  if (!differs && !departure) return null;
  const what = differs ? difference(outcome, standard) : '';
  if (departure) return { differs, what, why: departure.title, detail: departure.detail };
  const stopping = outcome.verdict === standard.verdict ? null : stop(outcome) ?? stop(standard);
  if (!stopping) return { differs, what, why: '', detail: '' };
  const { title, detail } = stopping;
  return { differs, what, why: stop(outcome) ? t('difference.stops', { title }) : t('difference.standard-stops', { title }), detail };
}

/** @param {Outcome} outcome @returns {Step | null} */
function stop(outcome) {
  const step = decidingStep(outcome);
  return step?.outcome === 'fail' ? step : null;
}

/** The first thing that differs, as a sentence. @param {Outcome} outcome @param {Outcome} standard */
function difference(outcome, standard) {
  if (outcome.verdict !== standard.verdict) {
    return t('difference.verdict', { verdict: kWords[outcome.verdict](), standard: kWords[standard.verdict]() });
  }
  return wireDifference(outcome.wire, standard.wire) || responseDifference(outcome, standard) || t('difference.later');
}

/** @param {WireRequest} request */
const keyOf = ({ method, url, preflight }) => JSON.stringify([method, url, preflight]);

/** @param {WireRequest[]} list @param {WireRequest[]} other @returns {WireRequest[]} what of the list is not in the other */
function extra(list, other) {
  const left = other.map(keyOf);
  return list.filter((request) => {
    const at = left.indexOf(keyOf(request));
    if (at !== -1) left.splice(at, 1);
    return at === -1;
  });
}

/** @param {WireRequest} request */
const named = ({ method, url, preflight }) => {
  const { host, path } = splitUrl(url);
  return preflight ? t('difference.preflight-to', { url: host + path }) : `${method} ${host}${path}`;
};

/** @param {WireRequest[]} wire @param {WireRequest[]} standard */
function wireDifference(wire, standard) {
  const more = extra(wire, standard);
  const less = extra(standard, wire);
  if (more.length > 0 && less.length === 0) return t('difference.also', { request: named(more[0]) });
  if (less.length > 0 && more.length === 0) return t('difference.not', { request: named(less[0]) });
  if (more.length > 0) return t('difference.instead', { request: named(more[0]), standard: named(less[0]) });
  for (let i = 0; i < wire.length; i += 1) {
    if (keyOf(wire[i]) !== keyOf(standard[i])) return t('difference.order');
    const text = headerDifference(wire[i].headers, standard[i].headers);
    if (text) return wire.length > 1 ? t('difference.request-number', { number: i + 1, header: text }) : t('difference.request', { header: text });
  }
  return '';
}

/** @param {import('./types.js').Header[]} headers @param {import('./types.js').Header[]} standard */
function headerDifference(headers, standard) {
  const theirs = new Map(standard);
  const own = new Map(headers);
  for (const [name, value] of own) {
    const other = theirs.get(name);
    if (other === undefined) return t('difference.left-out', { name, value });
    if (other !== value) return t('difference.other-value', { name, value, other });
  }
  const missing = [...theirs.keys()].find((name) => !own.has(name));
  return missing ? t('difference.no-header', { name: missing }) : '';
}

/** @param {Outcome} outcome @param {Outcome} standard */
function responseDifference({ response }, { response: other }) {
  if (!response || !other) return '';
  for (const field of /** @type {const} */ (['type', 'status', 'url', 'redirected'])) {
    if (response[field] !== other[field]) return t('difference.sees', { field, value: String(response[field]), other: String(other[field]) });
  }
  const headers = headerDifference(response.headers, other.headers);
  if (headers) return t('difference.response', { header: headers });
  return response.body === other.body ? '' : t('difference.body');
}
