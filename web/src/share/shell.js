import { splitUrl } from '../model/outcome.js';

/**
 * What reaches the servers, as curl commands for a POSIX shell: `bash` and `zsh` for bytes beyond ASCII.
 *
 * @typedef {import('../model/types.js').WireRequest} WireRequest
 */

/** @param {string} text of bytes, read as Latin-1, or of Unicode */
const escapes = (text, utf8 = false) =>
  [...(utf8 ? String.fromCharCode(...new TextEncoder().encode(text)) : text)].map((letter) => {
    const code = letter.charCodeAt(0);
    if (letter === '\\' || letter === "'") return `\\${letter}`;
    return code < 0x20 || code > 0x7e ? `\\x${code.toString(16).padStart(2, '0')}` : letter;
  }).join('');

/** @param {string} text @param {boolean} [utf8] whether letters beyond ASCII go out in UTF-8, as in a body */
export function quoted(text, utf8 = false) {
  if (/^[\x20-\x7e]*$/.test(text)) return `'${text.replaceAll("'", "'\\''")}'`;
  return `$'${escapes(text, utf8)}'`;
}

/** An empty value is not sent with a colon, but with a semicolon. @param {string} name @param {string} value */
const header = (name, value) => `-H ${quoted(value === '' ? `${name};` : `${name}: ${value}`)}`;

/** @param {WireRequest} request @param {string | null} body */
function command({ method, url, preflight, headers }, body) {
  const names = headers.map(([name]) => name.toLowerCase());
  const sent = preflight ? null : body;
  const words = ['curl -i'];
  if (method === 'HEAD') words.push('--head');
  else if (method !== 'GET' || sent !== null) words.push(`-X ${/^[\w-]+$/.test(method) ? method : quoted(method)}`);
  words.push(...headers.map(([name, value]) => header(name, value)));
  if (sent !== null) {
    // curl would call it a form.
    if (!names.includes('content-type')) words.push("-H 'Content-Type:'");
    words.push(`--data-raw ${quoted(sent, true)}`);
  }
  words.push(quoted(url));
  return words.join(words.length > 4 ? ' \\\n  ' : ' ');
}

/**
 * @param {readonly WireRequest[]} wire
 * @param {string | null | undefined} body the request's; a redirect may have taken it away together with the method
 * @param {(request: WireRequest) => string} titleOf
 */
export function curlCommands(wire, body, titleOf) {
  const bodyOf = (/** @type {WireRequest} */ { method }) => (body && method !== 'GET' && method !== 'HEAD' ? body : null);
  return wire.map((request) => `# ${titleOf(request)}\n${command(request, bodyOf(request))}`).join('\n\n');
}

/** @param {WireRequest} request as HTTP text */
export function httpText({ method, url, headers }) {
  const { host, path } = splitUrl(url);
  return [`${method} ${path} HTTP/1.1`, `host: ${host}`, ...headers.map(([name, value]) => `${name}: ${value}`)].join('\n');
}
