import { readFile, stat } from 'node:fs/promises';
import { createServer } from 'node:http';
import { basename, extname, join, normalize, sep } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';

/** Serves build/web on the loopback interface. */

const kRoot = fileURLToPath(new URL('../build/web', import.meta.url));

/** For what brings no policy of its own. The page does: its first script and style stand in it, and their digests with them. */
const kPolicy = [
  "default-src 'none'",
  "script-src 'self' 'wasm-unsafe-eval'",
  "style-src 'self'",
  "connect-src 'self'",
  "img-src 'self' data:",
  "base-uri 'none'",
  "form-action 'none'",
].join('; ');
const kOwnPolicy = new Set(['index.html', 'corslab.html', 'corslab.de.html']);

/** @type {Record<string, string>} */
const kTypes = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json',
  '.wasm': 'application/wasm',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.webmanifest': 'application/manifest+json',
};

/** By `Content-Encoding`, the best first. @type {Record<string, (bytes: Buffer) => Promise<Buffer>>} */
const kEncodings = {
  br: (bytes) => promisify(brotliCompress)(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 8, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length } }),
  gzip: (bytes) => promisify(gzip)(bytes),
};

/** @param {string | string[] | undefined} accepted */
function encodingFor(accepted) {
  const names = String(accepted ?? '').split(',').map((item) => item.split(';')[0].trim());
  return Object.keys(kEncodings).find((name) => names.includes(name)) ?? null;
}

/** @param {string} file */
const policyOf = (file) => (kOwnPolicy.has(basename(file)) ? {} : { 'Content-Security-Policy': kPolicy });

/** Files as they are sent: each is compressed once for as long as it stays the same. */
class Bodies {
  /** @type {Map<string, { tag: string, body: Promise<Buffer> }>} */
  #made = new Map();

  /** @param {string} file @param {string} tag @param {string | null} encoding */
  get(file, tag, encoding) {
    const key = `${file} ${encoding}`;
    const made = this.#made.get(key);
    if (made?.tag === tag) return made.body;
    const body = readFile(file).then((bytes) => (encoding ? kEncodings[encoding](bytes) : bytes));
    this.#made.set(key, { tag, body });
    return body;
  }
}

/** @param {string} root @param {Bodies} [bodies] @returns {import('node:http').RequestListener} */
export const listener = (root, bodies = new Bodies()) => async (request, response) => {
  const fail = (/** @type {number} */ status) => response.writeHead(status, { 'Content-Type': 'text/plain' }).end(`${status}\n`);
  if (request.method !== 'GET' && request.method !== 'HEAD') return fail(405);
  let path;
  try {
    path = decodeURIComponent(new URL(request.url ?? '/', 'http://localhost').pathname);
  } catch {
    return fail(400);
  }
  const file = normalize(join(root, path.endsWith('/') ? `${path}index.html` : path));
  if (!file.startsWith(root + sep) || path.includes('\0')) return fail(404);
  const info = await stat(file).catch(() => null);
  if (!info?.isFile()) return fail(404);
  const type = kTypes[extname(file)] ?? 'application/octet-stream';
  const encoding = type === 'image/png' ? null : encodingFor(request.headers['accept-encoding']);
  const tag = `"${info.size.toString(36)}-${Math.round(info.mtimeMs).toString(36)}${encoding ? `-${encoding}` : ''}"`;
  const headers = {
    // What changes is asked for each time, and sent only if it has changed.
    'Cache-Control': 'no-cache',
    ETag: tag,
    Vary: 'Accept-Encoding',
    'X-Content-Type-Options': 'nosniff',
    'Referrer-Policy': 'no-referrer',
    ...policyOf(file),
  };
  if (request.headers['if-none-match'] === tag) return response.writeHead(304, headers).end();
  const body = await bodies.get(file, tag, encoding).catch(() => null);
  if (!body) return fail(404);
  response.writeHead(200, { ...headers, 'Content-Type': type, 'Content-Length': body.length, ...(encoding && { 'Content-Encoding': encoding }) });
  return response.end(request.method === 'HEAD' ? undefined : body);
};

/**
 * Listens on the first free loopback port from `port` on.
 * @param {number} port 0 takes any
 * @param {string} [root]
 * @returns {Promise<{ server: import('node:http').Server, url: string }>}
 */
export function serve(port, root = kRoot) {
  const server = createServer(listener(root));
  return new Promise((resolve, reject) => {
    let tries = 0;
    server.on('error', (/** @type {NodeJS.ErrnoException} */ error) => {
      tries += 1;
      if (error.code === 'EADDRINUSE' && tries < 100) server.listen(port + tries, '127.0.0.1');
      else reject(error);
    });
    server.listen(port, '127.0.0.1', () => {
      const address = /** @type {import('node:net').AddressInfo} */ (server.address());
      resolve({ server, url: `http://127.0.0.1:${address.port}/` });
    });
  });
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const { url } = await serve(Number(process.env.PORT ?? 8080));
  console.log(`corslab is at ${url}`);
}
