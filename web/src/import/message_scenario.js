import { kRecipes } from './message_recipes.js';

/**
 * A scenario in which a console message is said: the engine then tells whether it is.
 *
 * @typedef {import('../model/types.js').Answer} Answer
 * @typedef {import('../model/types.js').Header} Header
 * @typedef {import('../model/types.js').Request} Request
 * @typedef {import('../model/types.js').Scenario} Scenario
 * @typedef {import('./message_recipes.js').Recipe} Recipe
 * @typedef {import('./template.js').Facts} Facts
 */

const kPage = 'app.example.com';
const kOtherPage = 'page.example.net';
const kUrl = 'https://api.example.com/items';

/** @param {string | undefined} text */
const parsed = (text) => (text !== undefined && URL.canParse(text) ? new URL(text) : null);

/** The origin that a server sees for a page. @param {import('../model/types.js').Page} page */
const originOf = (page) => (page.sandboxed ? 'null' : parsed(page.url)?.origin ?? 'null');

/**
 * @param {Facts} facts
 * @param {string} url
 * @param {boolean} secure whether the page has to be one over https
 * @returns {import('../model/types.js').Page}
 */
function pageFor(facts, url, secure) {
  const document_ = facts.page ?? facts.principal?.replace(/^moz-nullprincipal:[^?]*\?/, '');
  const sandboxed = facts.principal?.startsWith('moz-nullprincipal:') ?? false;
  if (parsed(document_)) return sandboxed ? { url: String(document_), sandboxed } : { url: String(document_) };
  const origin = facts.origin ?? facts.sent;
  const named = parsed(origin);
  if (named && origin !== 'null') return { url: named.href };
  // A page over https could not ask a server over http.
  const scheme = parsed(url)?.protocol === 'http:' && !secure ? 'http:' : 'https:';
  const taken = parsed(url)?.host === kPage || parsed(facts.value)?.host === kPage;
  const host = taken ? kOtherPage : kPage;
  const page = { url: `${scheme}//${host}/` };
  return origin === 'null' ? { ...page, sandboxed: true } : page;
}

/** @param {Header[]} headers @param {Record<string, string | string[] | null>} changes null takes a header away */
function changed(headers, changes) {
  const names = Object.keys(changes);
  const kept = headers.filter(([name]) => !names.includes(name));
  const added = names.flatMap((name) => [changes[name] ?? []].flat().map((value) => /** @type {Header} */ ([name, value])));
  return [...added, ...kept];
}

/**
 * What is right about everything, before the recipe spoils it.
 * @param {string} origin
 * @param {Request} request
 * @returns {{ preflight: Answer, response: Answer }}
 */
function goodAnswers(origin, request) {
  /** @type {Header[]} */
  const allow = [['Access-Control-Allow-Origin', origin]];
  if (request.credentials === 'include') allow.push(['Access-Control-Allow-Credentials', 'true']);
  /** @type {Header[]} */
  const preflight = [...allow, ['Access-Control-Allow-Methods', request.method ?? 'GET']];
  const names = (request.headers ?? []).map(([name]) => name);
  if (names.length > 0) preflight.push(['Access-Control-Allow-Headers', names.join(', ')]);
  return { preflight: { status: 204, headers: preflight }, response: { status: 200, headers: allow } };
}

/** @param {Facts} facts @param {Recipe} recipe @param {boolean} preflighted @returns {Request} */
function requestFor(facts, recipe, preflighted) {
  /** @type {Request} */
  const request = { url: '' };
  if (facts.method && !recipe.request?.method && facts.method !== 'GET') request.method = facts.method;
  Object.assign(request, recipe.request);
  const plain = ['GET', 'HEAD', 'POST'].includes(request.method ?? 'GET');
  if (preflighted && plain && !request.headers) {
    if (facts.method) request.headers = [['X-Requested-With', 'XMLHttpRequest']];
    else request.method = 'PUT';
  }
  return request;
}

/**
 * @param {Answer} good
 * @param {import('./message_recipes.js').Spoilt | undefined} spoilt
 * @returns {Answer}
 */
const answerFor = (good, spoilt) => ({
  status: spoilt?.status ?? good.status,
  headers: changed(good.headers, spoilt?.headers ?? {}),
});

/**
 * @param {{ case: string, browser: string }} message
 * @param {Facts} facts
 * @returns {Scenario | null} null where no scenario can say it
 */
export function scenarioFor(message, facts) {
  const recipe = kRecipes[message.case]?.(facts, message.browser);
  if (!recipe) return null;
  const url = recipe.url ?? facts.url ?? (facts.host ? `https://${facts.host}/` : kUrl);
  const page = pageFor(facts, url, recipe.securePage === true);
  const preflighted = recipe.preflighted ?? (facts.preflight ?? facts.failedAfter) !== undefined;
  const request = requestFor(facts, recipe, preflighted);
  const first = facts.initial && facts.initial !== url ? facts.initial : recipe.from?.(page.url) ?? null;
  request.url = first ?? recipe.request?.url ?? url;
  if (recipe.silent) return { version: 1, page, request, server: [] };

  // A request that comes from one foreign origin to another comes in nobody's name.
  const foreign = first !== null && parsed(first)?.origin !== originOf(page) && parsed(first)?.origin !== parsed(url)?.origin;
  const good = goodAnswers(foreign ? 'null' : originOf(page), request);
  const withPreflight = preflighted || !['GET', 'HEAD', 'POST'].includes(request.method ?? 'GET') || request.headers !== undefined;
  const spoilt = { preflight: recipe.preflight, response: recipe.response };
  if (recipe.answer) spoilt[preflighted ? 'preflight' : 'response'] = recipe.answer;
  const response = answerFor(good.response, spoilt.response);
  const entry = withPreflight ? { url, preflight: answerFor(good.preflight, spoilt.preflight), response } : { url, response };
  if (first === null) return { version: 1, page, request, server: [entry] };

  const before = goodAnswers(originOf(page), request);
  before.response.status = ['GET', undefined].includes(request.method) ? 302 : 307;
  before.response.headers.push(['Location', url]);
  const redirect = withPreflight ? { url: first, ...before } : { url: first, response: before.response };
  return { version: 1, page, request, server: [redirect, entry] };
}
