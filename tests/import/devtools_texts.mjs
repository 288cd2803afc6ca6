// What developer tools put on the clipboard for a recorded request, as their sources do it.

/** https://source.chromium.org/chromium/chromium/src/+/main:third_party/devtools-frontend/src/front_end/panels/network/NetworkLogView.ts */
function posix(text) {
  if (!/[\0-\x1f\x7f-\x9f!']/.test(text)) return `'${text}'`;
  return `$'${text.replace(/\\/g, '\\\\').replace(/'/g, "\\'").replace(/\n/g, '\\n').replace(/\r/g, '\\r')
    .replace(/[\0-\x1f\x7f-\x9f!]/g, (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`)}'`;
}

const cmd = (text) => `^"${text.replace(/\\/g, '\\\\').replace(/"/g, '\\"')
  .replace(/[^a-zA-Z0-9\s_\-:=+~'/.',?;()*`]/gu, '^$&').replace(/%(?=[a-zA-Z0-9_])/g, '%^').replace(/\r?\n/g, '^\n\n')}^"`;

const kLeftOut = new Set(['accept-encoding', 'host', 'content-length', 'connection', 'method', 'path', 'scheme', 'version', 'authority', 'protocol']);

const headersOf = ({ headers }) => headers.map(({ name, value }) => [name.replace(/^:/, ''), value]).filter(([name]) => !kLeftOut.has(name.toLowerCase()));

const bodyOf = ({ postData }) => postData?.text ?? null;

/** @returns {Record<string, string>} a text for each way to copy */
export function asCurl(request) {
  const lines = (quote, end) => {
    const words = [`curl ${quote(request.url)}`];
    const inferred = bodyOf(request) === null ? 'GET' : 'POST';
    if (request.method !== inferred) words.push(`-X ${quote(request.method)}`);
    for (const [name, value] of headersOf(request)) {
      words.push(name.toLowerCase() === 'cookie' ? `-b ${quote(value)}` : `-H ${quote(value.trim() ? `${name}: ${value}` : `${name};`)}`);
    }
    if (bodyOf(request) !== null) words.push(`--data-raw ${quote(bodyOf(request))}`);
    return words.join(end);
  };
  const firefox = [`curl ${posix(request.url)}`, ...(request.method === 'GET' ? [] : [`-X ${request.method}`]),
    ...request.headers.filter(({ name }) => !/^(host|content-length|:.*)$/i.test(name)).map(({ name, value }) => `-H ${posix(`${name}: ${value}`)}`),
    ...(bodyOf(request) === null ? [] : [`--data-raw ${posix(bodyOf(request))}`])].join(' ');
  return { 'curl (Chrome)': lines(posix, ' \\\n  '), 'curl (Chrome, cmd)': lines(cmd, ' ^\n  '), 'curl (Firefox)': firefox };
}

/** What the browser's own record has besides: the mode and the credentials. */
export function asFetch(request, { mode = 'cors', credentials = 'omit' }, referrer) {
  const kept = Object.fromEntries(headersOf(request).filter(([name]) => !/^(cookie|origin|referer|user-agent)$/i.test(name)));
  const node = Object.fromEntries(headersOf(request).filter(([name]) => !/^(user-agent|origin)$/i.test(name)));
  const body = bodyOf(request);
  const chrome = { headers: kept, referrer, referrerPolicy: 'strict-origin-when-cross-origin', body, method: request.method, mode, credentials };
  const firefox = { credentials, headers: { 'User-Agent': 'Mozilla/5.0', ...kept }, referrer, ...(body === null ? {} : { body }), method: request.method, mode };
  return {
    'fetch (Chrome)': `fetch(${JSON.stringify(request.url)}, ${JSON.stringify(chrome, null, 2)}); ;`,
    'fetch (Chrome, Node)': `fetch(${JSON.stringify(request.url)}, ${JSON.stringify({ headers: { ...node, Referer: referrer }, body, method: request.method }, null, 2)});`,
    'fetch (Firefox)': `await fetch(${JSON.stringify(request.url)}, ${JSON.stringify(firefox, null, 4)});`,
  };
}
