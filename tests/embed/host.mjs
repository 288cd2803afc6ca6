import { createHash } from 'node:crypto';
import { readFile, stat } from 'node:fs/promises';
import { createServer } from 'node:http';
import { extname, join, normalize } from 'node:path';
import { kWeb } from '../page/browser.mjs';

/** Sites of other people: pages under a strict policy, and visits to them that keep a record of everything unwanted. */

export const kPolicy = (scripts = "'self'") => [
  "default-src 'none'",
  `script-src ${scripts} 'wasm-unsafe-eval'`,
  `connect-src ${scripts}`,
  "style-src 'self'",
  "img-src 'self' data:",
  "font-src 'self'",
  "frame-src 'self'",
  "manifest-src 'self'",
  "base-uri 'none'",
].join('; ');

const kTypes = {
  '.html': 'text/html; charset=utf-8', '.js': 'text/javascript', '.mjs': 'text/javascript', '.css': 'text/css', '.json': 'application/json',
  '.wasm': 'application/wasm', '.svg': 'image/svg+xml', '.woff2': 'font/woff2', '.woff': 'font/woff', '.png': 'image/png', '.ico': 'image/x-icon',
};

/** The file that a path stands for, below a folder. */
async function fileAt(folder, path) {
  const file = normalize(join(folder, path.endsWith('/') ? `${path}index.html` : path));
  if (!file.startsWith(folder)) return null;
  const info = await stat(file).catch(() => null);
  return info?.isFile() ? file : null;
}

/**
 * @param {object} site
 * @param {Record<string, string>} [site.pages] HTML (or CSS, JavaScript, JSON: by the name's ending) by path
 * @param {string} [site.folder] what else there is
 * @param {string | ((html: string) => string)} [site.policy] for HTML
 * @param {Record<string, string>} [site.headers] with everything
 */
export async function host({ pages = {}, folder = kWeb, policy = kPolicy(), headers = {} }) {
  const requests = [];
  const server = createServer(async (request, response) => {
    const path = decodeURIComponent(new URL(request.url ?? '/', 'http://localhost').pathname);
    requests.push(path);
    const file = path in pages ? null : await fileAt(folder, path);
    const body = path in pages ? pages[path] : file && await readFile(file);
    if (body === null) return response.writeHead(404, { 'Content-Type': 'text/plain' }).end('404\n');
    const type = kTypes[extname(file ?? path)] ?? 'text/html; charset=utf-8';
    const rules = typeof policy === 'function' ? policy(String(body)) : policy;
    const guarded = type.startsWith('text/html') && rules ? { 'Content-Security-Policy': rules } : {};
    return response.writeHead(200, { 'Content-Type': type, 'Cache-Control': 'no-store', ...guarded, ...headers }).end(body);
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(undefined)));
  return { url: `http://127.0.0.1:${server.address().port}/`, requests, stop: () => server.close() };
}

/** The sources of the inline code that a site's generator writes itself, for its policy. */
export function inlineHashes(html) {
  const hash = (text) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
  const unescape = (text) => text.replaceAll('&quot;', '"').replaceAll('&#39;', "'").replaceAll('&amp;', '&');
  const all = (pattern) => [...new Set([...html.matchAll(pattern)].map(([, text]) => hash(text)))];
  return {
    scripts: all(/<script(?![^>]*\bsrc=)(?![^>]*application\/(?:ld\+)?json)[^>]*>([^]*?)<\/script>/g),
    styles: all(/<style[^>]*>([^]*?)<\/style>/g),
    attributes: [...new Set([...html.matchAll(/\sstyle="([^"]*)"/g)].map(([, text]) => hash(unescape(text))))],
  };
}

/** A visit: `problems` collects console errors and warnings, exceptions, policy violations and requests to elsewhere. */
export async function visit(browser, url, { width = 1280, height = 900, colorScheme = 'light', allowed = [], ...more } = {}) {
  const context = await browser.newContext({ viewport: { width, height }, colorScheme, reducedMotion: 'reduce', ...more });
  const page = await context.newPage();
  page.setDefaultTimeout(20_000);
  const problems = [];
  const own = [new URL(url).origin, ...allowed];
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) problems.push(`${message.type()}: ${message.text()}`);
  });
  page.on('pageerror', (error) => problems.push(`exception: ${error.message}`));
  page.on('request', (request) => {
    const to = request.url();
    if (!own.some((origin) => to.startsWith(`${origin}/`)) && !/^(?:data|blob):/.test(to)) problems.push(`request: ${to}`);
  });
  if (more.javaScriptEnabled !== false) {
    await page.addInitScript(() => {
      document.addEventListener('securitypolicyviolation', (event) => console.error(`policy: ${event.violatedDirective} ${event.blockedURI} ${event.sample}`));
      window.events = [];
      for (const name of ['ready', 'input', 'result', 'solved', 'error']) {
        document.addEventListener(`corslab-${name}`, ({ type, detail, composed }) => window.events.push({ type, detail: structuredClone(detail), composed }));
      }
    });
  }
  return { page, problems, go: () => page.goto(url), close: () => context.close() };
}

/** Until an element shows a verdict. */
export const started = (page, selector = 'cors-lab') =>
  page.waitForFunction((name) => document.querySelector(name)?.result, selector);

export const verdictIn = (page, selector = 'cors-lab') =>
  page.locator(`${selector} corslab-verdict-line`).getAttribute('data-verdict');

export const kStar = {
  version: 1,
  page: { url: 'https://app.example.com/shop' },
  request: { url: 'https://api.example.com/items', credentials: 'include' },
  server: [{ url: 'https://api.example.com/items', response: { status: 200, headers: [['Access-Control-Allow-Origin', '*']], body: '[]' } }],
};

export const asAttribute = (value) => JSON.stringify(value).replaceAll('&', '&amp;').replaceAll('"', '&quot;');

export const document_ = (body, head = '') => `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>A page</title>
<meta name="viewport" content="width=device-width, initial-scale=1"><link rel="icon" href="data:,">${head}</head><body><main><h1>A page</h1>${body}</main></body></html>`;

export const kScript = '<script src="/corslab-embed.js" defer></script>';
