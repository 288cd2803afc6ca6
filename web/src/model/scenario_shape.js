/**
 * Whether a document found in a link can be put into the form at all. Whether it makes sense is for the engine to say.
 *
 * @typedef {import('./types.js').Scenario} Scenario
 */

/** @param {unknown} value @returns {value is Record<string, unknown>} */
const isObject = (value) => typeof value === 'object' && value !== null && !Array.isArray(value);

/** @param {unknown} value */
const isText = (value) => typeof value === 'string';

/** @param {unknown} value */
const isTextOrMissing = (value) => value === undefined || typeof value === 'string';

/** @param {unknown} value */
const isHeaders = (value) =>
  Array.isArray(value) && value.every((pair) => Array.isArray(pair) && pair.length === 2 && pair.every(isText));

/** @param {unknown} value */
const isAnswer = (value) =>
  isObject(value) && Number.isInteger(value.status) && isHeaders(value.headers ?? []) && isTextOrMissing(value.body);

/** @param {unknown} value */
const isEntry = (value) =>
  isObject(value) &&
  isText(value.url) &&
  (value.preflight === undefined || isAnswer(value.preflight)) &&
  (isAnswer(value.response) || isObject(value.middleware));

/** @param {Record<string, unknown>} request */
const isRequest = (request) =>
  isText(request.url) &&
  [request.api, request.method, request.mode, request.credentials, request.redirect].every(isTextOrMissing) &&
  isHeaders(request.headers ?? []) &&
  (request.body === null || isTextOrMissing(request.body));

/** @param {unknown} document_ @returns {document_ is Scenario} */
export function isScenario(document_) {
  if (!isObject(document_) || document_.version !== 1) return false;
  const { page, request, server, then } = document_;
  if (!isObject(page) || !isText(page.url)) return false;
  if (page.sandboxed !== undefined && typeof page.sandboxed !== 'boolean') return false;
  if (!isObject(request) || !isRequest(request)) return false;
  if (!Array.isArray(server) || server.length > 100 || !server.every(isEntry)) return false;
  return then === undefined || (Array.isArray(then) && then.every(isObject));
}
