import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { createServer } from 'node:http';
import { extname, join, normalize, sep } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

/** Serves build/web on the loopback interface, under the policy that the page is made for. */

const kRoot = fileURLToPath(new URL('../build/web', import.meta.url));

const kPolicy = [
  "default-src 'none'",
  "script-src 'self' 'wasm-unsafe-eval'",
  "style-src 'self'",
  "connect-src 'self'",
  "img-src 'self' data:",
  "base-uri 'none'",
  "form-action 'none'",
].join('; ');

/** @type {Record<string, string>} */
const kTypes = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json',
  '.wasm': 'application/wasm',
};

/** The single file holds its script and style, and brings its own policy. @param {string} file */
const policyOf = (file) => (file.endsWith(`${sep}corslab.html`) ? {} : { 'Content-Security-Policy': kPolicy });

/** @param {string} root @returns {import('node:http').RequestListener} */
export const listener = (root) => async (request, response) => {
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
  response.writeHead(200, {
    'Content-Type': kTypes[extname(file)] ?? 'application/octet-stream',
    'Content-Length': info.size,
    'Cache-Control': 'no-cache',
    'X-Content-Type-Options': 'nosniff',
    'Referrer-Policy': 'no-referrer',
    ...policyOf(file),
  });
  if (request.method === 'HEAD') return response.end();
  return createReadStream(file).pipe(response);
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
