import { mistakeIn } from './json_place.js';

/**
 * A HAR file, judged in pieces: which requests it holds, and what the engine says to each. Runs in a worker or in the page.
 *
 * @typedef {import('../model/types.js').Verdict} Verdict
 * @typedef {Record<string, any>} Entry an entry of a HAR file, as it stands there
 * @typedef {{ entries: Entry[], pages: Map<string, string> }} Har `pages`: the URLs of pages by their ids
 * @typedef {{ places: number[], page: string | null }} Chunk entries of one page, by their places in the file
 * @typedef {{
 *   at: number, method: string, url: string, page: string, status: number | null,
 *   verdicts: Record<string, Verdict> | null, summary: string
 * }} Row `at`: the entry's place in the file; `summary` says why where there are no verdicts
 * @typedef {{ kind: 'not-json' | 'no-entries' | 'failed', detail?: string, line?: number, column?: number }} HarError
 */

/** So many that the way into the engine and back costs little, so few that a chunk takes a few hundredths of a second. */
export const kChunk = 200;

/** @param {unknown} value @returns {value is Record<string, any>} */
const isObject = (value) => typeof value === 'object' && value !== null && !Array.isArray(value);

/** @param {string} text @returns {{ har: Har } | { error: HarError }} */
export function readHar(text) {
  let found;
  try {
    found = JSON.parse(text.charCodeAt(0) === 0xfeff ? text.slice(1) : text);
  } catch {
    return { error: { kind: 'not-json', ...placeOf(text) } };
  }
  const entries = found?.log?.entries;
  if (!Array.isArray(entries)) return { error: { kind: 'no-entries' } };
  const pages = new Map();
  for (const page of Array.isArray(found.log.pages) ? found.log.pages : []) {
    if (isObject(page) && URL.canParse(page.title)) pages.set(String(page.id), page.title);
  }
  return { har: { entries: entries.filter(isObject), pages } };
}

/** @param {string} text that is no JSON */
function placeOf(text) {
  const at = mistakeIn(text);
  const before = text.slice(0, at).split('\n');
  return { line: before.length, column: (before.at(-1)?.length ?? 0) + 1 };
}

/** Whether a HAR file is what a text looks like: it is read as one then, and told what is wrong with it. @param {string} text */
export const looksLikeHar = (text) => /^\ufeff?\s*\{/.test(text) && /"log"\s*:/.test(text.slice(0, 2000));

/** @param {Entry} entry @returns {string} */
const urlOf = ({ request }) => (typeof request?.url === 'string' ? request.url : '');

/** @param {Entry} entry @param {string} name in lower case */
const headerOf = ({ request }, name) =>
  Array.isArray(request?.headers) ? request.headers.find((/** @type {any} */ header) => String(header?.name).toLowerCase() === name)?.value : undefined;

/** @param {Entry} entry */
const isPreflight = (entry) => entry.request?.method === 'OPTIONS' && headerOf(entry, 'access-control-request-method') !== undefined;

/**
 * Entries in an order in which each preflight stands right before its request, so that no chunk parts them.
 * @param {readonly Entry[]} entries
 * @returns {number[][]} the places of entries that belong together
 */
export function joined(entries) {
  /** The preflights that wait for their request, by its URL. @type {Map<string, number[]>} */
  const waiting = new Map();
  /** @type {number[][]} */
  const groups = [];
  entries.forEach((entry, at) => {
    const url = urlOf(entry);
    if (isPreflight(entry)) {
      waiting.set(url, [...(waiting.get(url) ?? []), at]);
      return;
    }
    groups.push([...(waiting.get(url) ?? []), at]);
    waiting.delete(url);
  });
  return groups.concat([...waiting.values()].map((places) => places));
}

/**
 * Request headers that the browser sets by itself, whatever the page says, and that tell nothing of it: they are in every
 * entry, and would be read only to be dropped.
 */
const kIdle = /^(:|sec-ch-ua|(accept-encoding|accept-language|connection|content-length|dnt|host|priority|sec-fetch-dest|sec-fetch-user|sec-gpc|te|upgrade-insecure-requests|user-agent)$)/i;

/** @param {any} headers @param {RegExp} [idle] */
const headersOf = (headers, idle) => !Array.isArray(headers) ? headers : headers
  .filter((/** @type {any} */ header) => !idle?.test(header?.name))
  .map((/** @type {any} */ header) => ({ name: header?.name, value: header?.value }));

/** What a verdict may depend on: most of a file's room is taken by the rest. @param {Entry} entry @returns {Entry} */
function slim({ pageref, _resourceType, request, response }) {
  const { method, url, headers, postData } = request ?? {};
  const { status, headers: answered, _error } = response ?? {};
  return { pageref, _resourceType, request: { method, url, headers: headersOf(headers, kIdle), postData }, response: { status, headers: headersOf(answered), _error } };
}

/** @param {Har} har @param {number} at */
const pageOf = ({ entries, pages }, at) => pages.get(String(entries[at].pageref)) ?? null;

/**
 * What is judged at once.
 * @param {Har} har
 * @returns {Chunk[]}
 */
export function chunksOf(har) {
  /** @type {Chunk[]} */
  const chunks = [];
  /** The chunk of each page that has room left. @type {Map<string | null, Chunk>} */
  const open = new Map();
  for (const group of joined(har.entries)) {
    const page = pageOf(har, group[group.length - 1]);
    let chunk = open.get(page);
    if (!chunk || chunk.places.length + group.length > kChunk) {
      chunk = { places: [], page };
      open.set(page, chunk);
      chunks.push(chunk);
    }
    chunk.places.push(...group);
  }
  return chunks;
}

/**
 * What the tool `judge` is asked about a chunk.
 * @param {Har} har
 * @param {Chunk} chunk
 */
export const chunkText = ({ entries }, { places, page }) => JSON.stringify({ version: 1, entries: places.map((at) => slim(entries[at])), page });

/**
 * What it said, entry by entry.
 * @param {Har} har
 * @param {Chunk} chunk
 * @param {any} said
 * @returns {Row[]}
 */
export const rowsOf = ({ entries }, { places }, said) =>
  places.map((at, i) => rowOf(entries[at], at, said.error ? { skipped: said.error.message } : said.entries[i] ?? {}));

/** @param {Entry} entry @param {number} at @param {any} said @returns {Row} */
function rowOf(entry, at, said) {
  const status = said.status ?? entry.response?.status;
  return {
    at,
    method: String(said.method ?? entry.request?.method ?? ''),
    url: String(said.url ?? urlOf(entry)),
    page: String(said.page ?? ''),
    status: Number.isInteger(status) && status > 0 ? status : null,
    verdicts: said.verdicts ?? null,
    summary: String(said.summary ?? said.skipped ?? ''),
  };
}

/** A body is shown from its beginning on. */
const kBody = 65_536;

/** @param {Entry} entry */
function cut(entry) {
  const text = entry.response?.content?.text;
  if (typeof text !== 'string' || text.length <= kBody) return entry;
  return { ...entry, response: { ...entry.response, content: { ...entry.response.content, text: text.slice(0, kBody) } } };
}

/**
 * What the tool `import` is asked about one entry: a file with it alone, and its preflight.
 * @param {Har} har
 * @param {number} at
 */
export function entryText({ entries, pages }, at) {
  const places = joined(entries).find((group) => group.includes(at)) ?? [at];
  const log = { version: '1.2', pages: [...pages].map(([id, title]) => ({ id, title })), entries: places.map((place) => cut(entries[place])) };
  return JSON.stringify({ log });
}
