import { formatAnswer, formatHeaders } from '../model/http_text.js';
import { t } from '../text/catalogue.js';
import { h } from '../view/dom.js';

/**
 * @typedef {import('../model/types.js').Answer} Answer
 * @typedef {import('../model/types.js').Request} Request
 * @typedef {import('../model/types.js').Scenario} Scenario
 * @typedef {import('../model/types.js').ServerEntry} ServerEntry
 */

/** A scenario to read, where it is not to be changed: the page, its call, and the answers as HTTP text. @param {Scenario} scenario */
export function scenarioText({ page, request, server }) {
  const many = server.length > 1;
  return h('div', { class: 'scenario-text', part: 'scenario' },
    block(t('form.page'), page.sandboxed ? `${page.url}\n${t('form.sandboxed')}` : page.url),
    block(t('form.request'), callText(request)),
    ...server.flatMap((entry) => answers(entry).map(([title, text]) => block(many ? `${title}: ${entry.url}` : title, text))));
}

/** @param {string} title @param {string} text */
const block = (title, text) => h('div', { class: 'scenario-block' }, h('h3', {}, title), h('pre', { class: 'code' }, text));

/** @param {Request} request */
function callText({ url, api, headers, body, ...options }) {
  const lines = Object.entries({ ...options, ...(headers?.length ? { headers } : {}), ...(body === undefined || body === null ? {} : { body }) })
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => `  ${name}: ${name === 'headers' ? headersText(/** @type {any} */ (value)) : JSON.stringify(value)},`);
  const call = `${api ?? 'fetch'}(${JSON.stringify(url)}`;
  return lines.length > 0 ? `${call}, {\n${lines.join('\n')}\n})` : `${call})`;
}

/** @param {import('../model/types.js').Header[]} headers */
const headersText = (headers) => `[\n${headers.map((pair) => `    ${JSON.stringify(pair)},`).join('\n')}\n  ]`;

/** @param {ServerEntry} entry @returns {[string, string][]} */
function answers({ preflight, response, middleware }) {
  if (middleware) return [[t('form.view-configuration'), JSON.stringify(middleware, null, 2)]];
  const answer = (/** @type {Answer | undefined} */ given) => (given ? formatAnswer({ ...given, headers: given.headers ?? [] }) : formatHeaders([]));
  if (!preflight) return [[t('form.every-answer'), answer(response)]];
  return [[t('form.preflight-answer'), answer(preflight)], [t('form.request-answer'), answer(response)]];
}
