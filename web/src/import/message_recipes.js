/**
 * What has to go wrong for a message, by its case: everything else is right. The names are those of core/data/browsers.json.
 *
 * @typedef {import('./template.js').Facts} Facts
 * @typedef {{ status?: number, headers?: Record<string, string | string[] | null> }} Spoilt   null: the header is missing
 * @typedef {{
 *   url?: string, request?: Partial<import('../model/types.js').Request>, preflighted?: boolean, silent?: boolean,
 *   securePage?: boolean,
 *   answer?: Spoilt, preflight?: Spoilt, response?: Spoilt, from?: (page: string) => string
 * }} Recipe
 *   `answer`: to the preflight where the message is about it, else to the request. `silent`: no server answers at all.
 *   `from`: where a redirect to the URL comes from.
 */

const kOrigin = 'Access-Control-Allow-Origin';
const kCredentials = 'Access-Control-Allow-Credentials';
const kMethods = 'Access-Control-Allow-Methods';
const kHeaders = 'Access-Control-Allow-Headers';

/** Values that a browser asks permission for, of headers that it would send without asking. @type {Record<string, string>} */
const kUnusual = {
  'content-type': 'application/json', authorization: 'Bearer abc123', accept: '"', 'accept-language': '@', 'content-language': '@',
  range: 'bytes=0-1,4-5', 'save-data': 'off', dpr: 'x', width: 'x', 'viewport-width': 'x', downlink: 'x', rtt: 'x', ect: 'x',
  'device-memory': 'x',
};

/** @param {string} text as Chromium writes it */
const unescaped = (text) => text.replace(/\\u00([0-9A-F]{2})/g, (_, hex) => String.fromCharCode(parseInt(hex, 16)));

/** @param {Facts} facts @param {string} otherwise */
const valueOf = ({ value, escaped }, otherwise) => value ?? (escaped === undefined ? otherwise : unescaped(escaped));

/** @param {Facts} facts @returns {number | undefined} */
const statusOf = ({ status }) => (/^\d+$/.test(status ?? '') ? Number(status) : undefined);

/** @param {Facts} facts @param {number} otherwise */
function redirectStatus(facts, otherwise) {
  const status = statusOf(facts);
  return status && [301, 302, 303, 307, 308].includes(status) ? status : otherwise;
}

/**
 * An Access-Control-Allow-Origin or -Credentials that does not do. Safari also tells that it came with a redirect.
 * @param {Facts} facts
 * @param {Spoilt['headers']} headers
 * @returns {Spoilt}
 */
const refused = (facts, headers) =>
  facts.location === undefined
    ? { status: statusOf(facts), headers }
    : { status: redirectStatus(facts, 302), headers: { ...headers, Location: facts.location } };

/** @param {string} otherwise @returns {(facts: Facts) => Recipe} */
const origin = (otherwise) => (facts) => ({ answer: refused(facts, { [kOrigin]: valueOf(facts, otherwise) }) });

/** @param {Facts} facts @returns {Recipe} */
function missing(facts) {
  const headers = { [kOrigin]: null, [kCredentials]: null };
  // Of a redirect Firefox tells the status alone, and says behind it that the request failed.
  if (!facts.failedAfter || redirectStatus(facts, 0) === 0) return { answer: refused(facts, headers) };
  return { preflighted: false, answer: refused({ ...facts, location: 'https://api.example.com/new' }, headers) };
}

/** @param {string} location @param {Facts} facts @returns {Recipe} */
const redirectsTo = (location, facts) => ({
  url: facts.url ?? facts.initial,
  response: { status: redirectStatus(facts, 302), headers: { Location: facts.location ?? location } },
});

/** @param {Facts} facts @returns {Recipe} */
const badMethod = ({ item }) => {
  const method = item || 'PUT';
  // Firefox has one sentence for three mistakes.
  const token = /^[\w!#$%&'*+.^`|~-]+$/.test(method) && !/^(connect|trace|track)$/i.test(method);
  return { request: token ? { method, mode: 'no-cors' } : { method }, silent: true };
};

/** @type {Record<string, (facts: Facts, browser: string) => Recipe | null>} */
export const kRecipes = {
  'origin-missing': missing,
  'access-control': missing,
  'unknown-reason': missing,
  'net-failed': missing,
  'origin-mismatch': (facts, browser) =>
    browser === 'webkit' ? missing(facts) : origin('https://www.example.com')(facts),
  'origin-invalid': origin('example.com'),
  'origin-null': origin('null'),
  'origin-space': origin('https://a.example https://b.example'),
  'origin-list': origin('https://a.example, https://b.example'),
  'origin-several': (facts) => ({ answer: refused(facts, { [kOrigin]: ['https://a.example', 'https://b.example'] }) }),
  'origin-wildcard': (facts) => ({ request: { credentials: 'include' }, answer: refused(facts, { [kOrigin]: '*' }) }),
  credentials: (facts) => ({
    request: { credentials: 'include' },
    answer: refused(facts, { [kCredentials]: valueOf(facts, '') || null }),
  }),
  'preflight-status': (facts) => ({ preflighted: true, preflight: { status: statusOf(facts) ?? 404 } }),
  'preflight-redirect': (facts) => ({
    preflighted: true,
    preflight: { status: redirectStatus(facts, 302), headers: { Location: 'https://www.example.com/login' } },
  }),
  'methods-syntax': ({ value, item }) => ({ preflighted: true, preflight: { headers: { [kMethods]: value ?? item ?? 'GET PUT' } } }),
  'headers-syntax': ({ value, item }) => ({ preflighted: true, preflight: { headers: { [kHeaders]: value ?? item ?? 'X-One X-Two' } } }),
  method: ({ item }) => ({ preflighted: true, request: { method: item || 'PUT' }, preflight: { headers: { [kMethods]: 'GET' } } }),
  header: ({ item, typed }) => {
    const name = item ?? typed ?? 'X-Requested-With';
    return {
      preflighted: true,
      request: { headers: [[name, kUnusual[name.toLowerCase()] ?? 'value']] },
      preflight: { headers: { [kHeaders]: null } },
    };
  },
  'authorization-wildcard': () => ({
    preflighted: true,
    request: { headers: [['Authorization', 'Bearer abc123']] },
    preflight: { headers: { [kHeaders]: '*' } },
  }),
  connection: ({ failedAfter }) => ({ preflighted: failedAfter !== undefined, silent: true }),
  'net-error': () => ({ silent: true }),
  'preflight-connection': () => ({ preflighted: true, silent: true }),
  'mode-same-origin': () => ({ request: { mode: 'same-origin' } }),
  'mode-same-origin-redirected': () => ({ request: { mode: 'same-origin' }, from: (page) => new URL('/moved', page).href }),
  'no-cors-redirect-mode': () => ({ request: { mode: 'no-cors', redirect: 'error' } }),
  scheme: ({ url, scheme }) => ({ request: { url: url ?? `${scheme ?? 'ftp'}://files.example.com/` }, silent: true }),
  'scheme-fetch': ({ url, scheme }) => ({ request: { url: url ?? `${scheme ?? 'ftp'}://files.example.com/` }, silent: true }),
  'mixed-content': ({ url }) => ({ url: url ?? 'http://api.example.com/items', securePage: true }),
  'not-allowed': () => ({ url: 'http://api.example.com/items', securePage: true }),
  'redirect-mode': (facts) => ({
    request: { redirect: 'error' },
    response: { status: redirectStatus(facts, 302), headers: { Location: 'https://api.example.com/new' } },
  }),
  'redirect-limit': (facts) => {
    const url = facts.url ?? 'https://api.example.com/items';
    return { url, response: { status: 302, headers: { Location: url } } };
  },
  'redirect-credentials': (facts) => ({ ...redirectsTo('https://user:password@other.example/', facts), url: facts.url }),
  'redirect-scheme': (facts) => redirectsTo('ftp://files.example.com/', facts),
  'redirect-local-scheme': (facts) => redirectsTo('data:text/plain,hello', facts),
  'resource-policy': (facts) => ({
    request: { mode: 'no-cors' },
    response: { ...refused(facts, { 'Cross-Origin-Resource-Policy': 'same-origin' }) },
  }),
  'header-name': ({ item }) => ({ request: { headers: [[item ?? 'Bad name', 'value']] }, silent: true }),
  'header-value': ({ item, value }) => ({ request: { headers: [[item || 'X-Header', value || 'one\ntwo']] }, silent: true }),
  'mode-navigate': () => ({ request: { mode: 'navigate' }, silent: true }),
  'body-with-get': ({ method }) => ({ request: { method: method ?? 'GET', body: 'text' }, silent: true }),
  'url-credentials': ({ item }) => ({ request: { url: item || 'https://user:password@api.example.com/' }, silent: true }),
  'url-unparsable': ({ item }) => ({ request: { url: item || 'https://' }, silent: true }),
  'method-no-cors': badMethod,
  'method-malformed': ({ item }) => ({ request: { method: item || 'PUT PUT' }, silent: true }),
  'method-forbidden': (facts) => (facts.item ? badMethod(facts) : { request: { method: 'TRACE' }, silent: true }),
};
