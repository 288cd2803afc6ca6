import { valueAt } from '../model/pointer.js';

/**
 * A scenario without its secrets. The engine says where they are; here each is replaced by a value of its kind, so that CORS
 * comes to the same verdict.
 *
 * @typedef {import('../model/types.js').Scenario} Scenario
 * @typedef {{ path: string, name: string }} Secret
 * @typedef {[start: number, end: number]} Range
 */

const kMask = '...';

/** A header's value may not be longer than 128 bytes where it is to need no preflight: a mask stays on its side of that. */
const kLongHeader = 128;

/** Shorter texts stand elsewhere by chance. */
const kUnmistakable = 8;

const kToken = /(eyJ[\w-]{5,}\.[\w-]*\.?[\w-]*)/dg;
const kUserInfo = /\b[a-z][a-z0-9+.-]*:\/\/([^\s/?#@]+)@/dgi;
const kParameter = /(?<=^|[?&#;\s])([^?&#;\s=]+)=([^&#;\s]+)/dg;

/** @param {RegExp} pattern with the flag `d` @param {string} text @returns {Range[]} of its last group */
const ranges = (pattern, text) => [...text.matchAll(pattern)].map(({ indices }) => /** @type {Range} */ (indices?.at(-1)));

/** @param {string} name as it stands in a URL */
function decoded(name) {
  try {
    return decodeURIComponent(name.replaceAll('+', ' '));
  } catch {
    return name;
  }
}

/** @param {string} text */
const escaped = (text) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

/** @param {string} text @param {string} name of the parameter or the member @returns {Range[]} what is secret in a URL or a body */
function inText(text, name) {
  const word = escaped(name);
  const parameters = [...text.matchAll(kParameter)].filter((match) => decoded(match[1]) === name);
  const found = [
    ...ranges(kToken, text),
    ...ranges(kUserInfo, text),
    ...parameters.map(({ indices }) => /** @type {Range} */ (indices?.[2])),
    ...ranges(new RegExp(`"${word}"\\s*:\\s*"((?:[^"\\\\]|\\\\.)+)"`, 'dg'), text),
    ...ranges(new RegExp(`"${word}"\\s*:\\s*(-?[\\w.+]+)`, 'dg'), text),
    ...ranges(new RegExp(`name="${word}"[^\\r\\n]*\\r?\\n(?:[^\\r\\n]+\\r?\\n)*\\r?\\n([^\\r\\n]+)`, 'dg'), text),
  ];
  return found.length > 0 ? found : [[0, text.length]];
}

/** @param {string} value @param {string} name in lower case @returns {Range[]} what is secret in a header's value */
function inHeader(value, name) {
  if (name === 'cookie') return ranges(/=\s*([^;\s][^;]*)/dg, value);
  if (name === 'set-cookie') return ranges(/^[^=;]*=([^;]+)/dg, value);
  const scheme = /^[A-Za-z][\w-]*[ \t]+(?=\S)/.exec(value)?.[0] ?? '';
  return [[scheme.length, value.length]];
}

const kHeader = /\/headers\/\d+\/1$/;

/** @param {Scenario} scenario @param {Secret} secret @param {string} text what stands there @returns {Range[]} */
function rangesOf(scenario, { path, name }, text) {
  const header = kHeader.test(path) ? String(valueAt(scenario, path.replace(/1$/, '0'))).toLowerCase() : '';
  // A header may also hold a URL that holds a secret.
  return header === name.toLowerCase() ? inHeader(text, header) : inText(text, name);
}

/** @param {string} text @param {readonly Range[]} secret */
function without(text, secret) {
  let result = '';
  let at = 0;
  for (const [start, end] of [...secret].sort(([a], [b]) => a - b)) {
    if (start >= at) result += text.slice(at, start) + kMask;
    at = Math.max(at, end);
  }
  return result + text.slice(at);
}

/**
 * @param {Scenario} scenario
 * @param {readonly Secret[]} secrets
 * @returns {Scenario}
 */
export function masked(scenario, secrets) {
  /** What is secret at a place. @type {Map<string, Range[]>} */
  const here = new Map();
  /** What is secret wherever it stands. @type {Set<string>} */
  const everywhere = new Set();
  for (const secret of secrets) {
    const text = valueAt(scenario, secret.path);
    if (typeof text !== 'string') continue;
    const found = rangesOf(scenario, secret, text);
    here.set(secret.path, [...(here.get(secret.path) ?? []), ...found]);
    for (const [start, end] of found) if (end - start >= kUnmistakable) everywhere.add(text.slice(start, end));
  }
  if (here.size === 0) return scenario;
  const words = [...everywhere].sort((a, b) => b.length - a.length);
  return /** @type {Scenario} */ (walked(scenario, '', (text, path) => {
    const result = words.reduce((before, word) => before.replaceAll(word, kMask), without(text, here.get(path) ?? []));
    return kHeader.test(path) && text.length > kLongHeader ? result.padEnd(kLongHeader + 1, '.') : result;
  }));
}

/**
 * @param {unknown} value
 * @param {string} path
 * @param {(text: string, path: string) => string} change
 * @returns {unknown}
 */
function walked(value, path, change) {
  if (typeof value === 'string') return change(value, path);
  if (Array.isArray(value)) return value.map((item, i) => walked(item, `${path}/${i}`, change));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, walked(item, `${path}/${key}`, change)]));
}
