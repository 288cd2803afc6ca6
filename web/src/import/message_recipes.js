/**
 * What has to go wrong for a message, by its case: everything else is right. The names are those of core/data/browsers.json.
 *
 * @typedef {import('./template.js').Facts} Facts
 * @typedef {{ status?: number, headers?: Record<string, string | string[] | null>, body?: string, fault?: 'reset' | 'truncated' }} Spoilt   null: the header is missing
 * @typedef {{
 *   url?: string, request?: Partial<import('../model/types.js').Request>, preflighted?: boolean, silent?: boolean,
 *   securePage?: boolean, page?: string,
 *   answer?: Spoilt, preflight?: Spoilt, response?: Spoilt, from?: (page: string) => string
 * }} Recipe
 *   `answer`: to the preflight where the message is about it, else to the request. `silent`: no server answers at all. `page`: which one asks, where the message does not tell.
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

/** The bytes of what Firefox reads as UTF-8. @param {string | undefined} text */
const bytesOf = (text) => text && String.fromCharCode(...new TextEncoder().encode(text));

/** @param {Facts} facts @param {string} otherwise */
const valueOf = ({ value, escaped, utf8 }, otherwise) =>
  value ?? bytesOf(utf8) ?? (escaped === undefined ? otherwise : unescaped(escaped));

/** @param {Facts} facts */
const itemOf = ({ item, token }) => item ?? bytesOf(token);

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
  url: facts.url ?? facts.initial ?? 'https://api.example.com/items',
  response: { status: redirectStatus(facts, 302), headers: { Location: facts.location ?? location } },
});

/** @param {Facts} facts @returns {Recipe} */
function redirectedPreflight(facts) {
  const status = redirectStatus(facts, 302);
  const allowed = valueOf(facts, '');
  if (!allowed) return { preflighted: true, preflight: { status, headers: { Location: '/login' } } };
  // Firefox goes to the other server in nobody's name, who is not the page that is allowed.
  const headers = { [kOrigin]: allowed, Location: 'https://www.example.com/login' };
  const recipe = { preflighted: true, preflight: { status, headers } };
  return /^https?:\/\/[^/]+$/.test(allowed) ? { ...recipe, page: `${allowed}/` } : recipe;
}

/** @param {Facts} facts @returns {Recipe} */
const badMethod = (facts) => {
  const method = itemOf(facts) || 'PUT';
  // Firefox has one sentence for three mistakes.
  const token = /^[\w!#$%&'*+.^`|~-]+$/.test(method) && !/^(connect|trace|track)$/i.test(method);
  return { request: token ? { method, mode: 'no-cors' } : { method }, silent: true };
};

/** @param {string} url @returns {Recipe} */
const opaquely = (url) => ({ request: { url, mode: 'no-cors' }, silent: true });

/** @param {string} page */
const moved = (page) => new URL('/moved', page).href;

/**
 * A redirect to what the message names, from what the line behind it does. Firefox calls either that or the page the content.
 * @param {Facts} facts
 * @returns {Recipe}
 */
function ledThere({ url = '', previous = '', principal }) {
  const recipe = { ...redirectsTo(url, { url: previous }), preflighted: false };
  const page = /^https?:\/\/app\.example\.com\b/.test(previous) ? 'https://page.example.net/' : 'https://app.example.com/';
  return principal === previous ? { ...recipe, page } : recipe;
}

/** @param {Facts} facts @returns {Recipe} */
function sameOrigin(facts) {
  if (facts.previous) return ledThere(facts);
  return facts.url?.startsWith('data:') ? { request: { url: facts.url }, silent: true } : { request: { mode: 'same-origin' } };
}

/** @param {Facts} facts @returns {Recipe} */
function otherScheme(facts) {
  if (facts.previous) return ledThere(facts);
  return { request: { url: facts.url ?? `${facts.scheme ?? 'ftp'}://files.example.com/` }, silent: true };
}

/** @param {Facts} facts @param {string} browser @returns {Recipe} */
function file(facts, browser) {
  if (facts.previous) return ledThere(facts);
  const url = facts.url ?? 'file:///home/me/data.json';
  return browser === 'chromium' ? opaquely(url) : { request: { url }, silent: true };
}

/** @param {string} otherwise @returns {(facts: Facts) => Recipe} */
const insecure = (otherwise) => ({ url, previous }) => {
  if (url?.startsWith('blob:') && !previous) return { ...opaquely(url), securePage: true };
  // A redirect to a scheme that cannot be fetched is refused as insecure first.
  if (url && !/^https?:/i.test(url)) return { ...redirectsTo(url, previous ? { url: previous } : {}), request: { mode: 'no-cors' }, securePage: true };
  return { url: url ?? otherwise, securePage: true, ...(previous && { from: () => previous }) };
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
  'preflight-redirect': redirectedPreflight,
  'methods-syntax': (facts) => ({ preflighted: true, preflight: { headers: { [kMethods]: facts.value ?? itemOf(facts) ?? 'GET PUT' } } }),
  'headers-syntax': (facts) => ({ preflighted: true, preflight: { headers: { [kHeaders]: facts.value ?? itemOf(facts) ?? 'X-One X-Two' } } }),
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
  'mode-same-origin': sameOrigin,
  'mode-same-origin-redirected': () => ({ request: { mode: 'same-origin' }, from: moved }),
  'no-cors-redirect-mode': () => ({ request: { mode: 'no-cors', redirect: 'error' } }),
  scheme: otherScheme,
  'scheme-fetch': otherScheme,
  'file-scheme': file,
  'mixed-content': insecure('http://api.example.com/items'),
  'mixed-content-local': insecure('http://localhost:3000/items'),
  'bad-port': ({ url, port }) => ({ url: url ?? `https://api.example.com:${port ?? 6000}/items` }),
  'bad-port-preflight': ({ url }) => ({
    preflighted: true,
    url: url ?? 'https://api.example.com:6000/items',
    from: () => 'https://old.example.com/items',
  }),
  'preflight-reset': () => ({ preflighted: true, preflight: { fault: 'reset' } }),
  'preflight-cut-off': () => ({ preflighted: true, preflight: { status: 200, body: 'The beginning', fault: 'truncated' } }),
  'body-cut-off': () => ({ response: { headers: { 'Content-Length': '1000' }, body: 'The beginning', fault: 'truncated' } }),
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
  // Firefox says more where the request may tell.
  'redirect-data-scheme': (facts) => ({
    ...redirectsTo('data:text/plain,hello', facts),
    ...(!facts.failedAfter && { request: { mode: 'no-cors' } }),
  }),
  // Before a foreign server is asked: afterwards there are other words for it.
  'redirect-file-scheme': (facts) => {
    if (facts.url && facts.url === facts.location) return opaquely(facts.url);
    return { ...redirectsTo('file:///home/me/data.json', facts), request: { mode: 'no-cors' } };
  },
  'redirect-ftp-scheme': (facts) => (facts.url?.startsWith('ftp:') ? { ...opaquely(facts.url), page: 'http://app.example.com/' } : redirectsTo('ftp://files.example.com/', facts)),
  'redirect-scheme-no-cors': ({ url }) => ({
    request: { mode: 'no-cors' },
    // For a page over https other words come first, and for a blob: URL of another origin.
    page: `${/^blob:(https?:\/\/[^/]+)\//.exec(url ?? '')?.[1] ?? 'http://app.example.com'}/`,
    ...redirectsTo(url ?? 'foo://files.example.com/', {}),
  }),
  'resource-policy': (facts) => ({
    request: { mode: 'no-cors' },
    response: { ...refused(facts, { 'Cross-Origin-Resource-Policy': 'same-origin' }) },
  }),
  'header-name': (facts) => ({ request: { headers: [[itemOf(facts) ?? 'Bad name', 'value']] }, silent: true }),
  'header-value': ({ item, value, cut }) => ({
    // Firefox shows it up to the first NUL.
    request: { headers: [[item || 'X-Header', value || (cut === undefined ? 'one\ntwo' : `${cut}\0`)]] },
    silent: true,
  }),
  'mode-navigate': () => ({ request: { mode: 'navigate' }, silent: true }),
  'body-with-get': ({ method }) => ({ request: { method: method ?? 'GET', body: 'text' }, silent: true }),
  'url-credentials': ({ item }) => ({ request: { url: item || 'https://user:password@api.example.com/' }, silent: true }),
  'url-unparsable': ({ item }) => ({ request: { url: item || 'https://' }, silent: true }),
  'method-no-cors': badMethod,
  'method-malformed': ({ item }) => ({ request: { method: item || 'PUT PUT' }, silent: true }),
  'method-forbidden': (facts) => (itemOf(facts) ? badMethod(facts) : { request: { method: 'TRACE' }, silent: true }),
};
