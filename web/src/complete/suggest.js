import data from './headers.json' with { type: 'json' };

/**
 * What could be meant at the caret of a raw header text. The lists are headers.json; nothing is judged here.
 *
 * @typedef {{ origin: string, method: string, requestHeaders: string[], responseHeaders: string[], requestUrl: string }} Facts
 *   of the scenario, for values that follow from it
 * @typedef {{ from: number, to: number, options: string[], after: string, typed: string }} Suggestions
 *   `options` replace the text from `from` to `to`, and `after` comes behind them
 */

/** @type {Record<string, string[]>} */
const kValues = data.values;
const kMostOptions = 8;

/**
 * @param {string} text
 * @param {number} caret
 * @param {'headers' | 'answer'} kind
 * @param {Facts} facts
 * @returns {Suggestions | null} null where nothing fits, or what is typed is whole already
 */
export function suggest(text, caret, kind, facts) {
  const start = text.lastIndexOf('\n', caret - 1) + 1;
  const stop = text.indexOf('\n', caret);
  const line = text.slice(start, caret);
  const rest = text.slice(caret, stop === -1 ? text.length : stop);
  // The body begins behind an empty line.
  if (kind === 'answer' && /\n\n/.test(text.slice(0, start))) return null;
  const status = kind === 'answer' && start === 0 ? /^(HTTP\/[\d.]+ +)(\d*)$/i.exec(line) : null;
  if (status) return rest === '' ? fitting(data.statuses, status[2], start + status[1].length, caret, '') : null;
  const colon = line.indexOf(':');
  if (colon === -1) return names(line, rest, kind, start, caret);
  return values(line, rest, colon, facts, start, caret);
}

/** @param {string} line @param {string} rest @param {'headers' | 'answer'} kind @param {number} start @param {number} caret */
function names(line, rest, kind, start, caret) {
  if (/[^\w-]/.test(line) || /^[\w-]/.test(rest)) return null;
  const list = kind === 'answer' ? data.response : data.request;
  return fitting(list, line, start, caret, rest.startsWith(':') ? '' : ': ');
}

/** @param {string} line @param {string} rest @param {number} colon @param {Facts} facts @param {number} start @param {number} caret */
function values(line, rest, colon, facts, start, caret) {
  const name = line.slice(0, colon).trim().toLowerCase();
  const isList = data.lists.includes(name);
  const known = kValues[name];
  if (!known || (rest.trim() !== '' && !(isList && rest.trimStart().startsWith(',')))) return null;
  const begin = isList ? Math.max(colon, line.lastIndexOf(',')) + 1 : colon + 1;
  const typed = line.slice(begin).trimStart();
  const there = isList ? new Set(`${line.slice(colon + 1, begin)},${rest}`.split(',').map((item) => item.trim().toLowerCase())) : new Set();
  const options = known.flatMap((value) => filled(value, facts)).filter((value) => !there.has(value.toLowerCase()));
  return fitting(options, typed, start + line.length - typed.length, caret, '');
}

/** @param {string} value one of the data's, or the place of what the scenario says @param {Facts} facts @returns {string[]} */
function filled(value, facts) {
  if (value === '{requestHeaders}') return facts.requestHeaders;
  if (value === '{responseHeaders}') return facts.responseHeaders;
  const text = value.replace(/\{(origin|method|requestUrl)\}/, (_, name) => facts[/** @type {'origin'} */ (name)]);
  return text === '' || text === '/' ? [] : [text];
}

/**
 * Those that begin with what is typed, then those with a part that does: `allow-o` finds Access-Control-Allow-Origin.
 * @param {readonly string[]} list
 * @param {string} typed
 * @param {number} from
 * @param {number} to
 * @param {string} after
 * @returns {Suggestions | null}
 */
function fitting(list, typed, from, to, after) {
  const wanted = typed.toLowerCase();
  const unique = [...new Set(list)];
  if (unique.some((option) => option.toLowerCase() === wanted) && after === '') return null;
  const begins = unique.filter((option) => option.toLowerCase().startsWith(wanted));
  const inside = wanted === '' ? [] : unique.filter((option) => !begins.includes(option) && option.toLowerCase().includes(`-${wanted}`));
  const options = [...begins, ...inside].slice(0, kMostOptions);
  return options.length === 0 ? null : { from, to, options, after, typed };
}

/** @param {import('../model/types.js').Scenario} scenario @returns {Facts} */
export function factsOf({ page, request, server }) {
  const origin = URL.canParse(page.url) ? new URL(page.url).origin : '';
  const names = (/** @type {readonly [string, string][] | undefined} */ headers) => (headers ?? []).map(([name]) => name.trim()).filter(Boolean);
  return {
    origin: page.sandboxed ? '' : origin,
    method: request.method ?? 'GET',
    requestHeaders: names(request.headers),
    responseHeaders: [...new Set(server.flatMap(({ response }) => names(response?.headers)))]
      .filter((name) => !/^(access-control-|vary$)/i.test(name)),
    requestUrl: URL.canParse(request.url, page.url) ? new URL(request.url, page.url).href : '',
  };
}
