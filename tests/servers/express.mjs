// Express with the real cors, over loopback: what goes on the wire for a middleware document.
import express from 'express';
import http from 'node:http';
import net from 'node:net';
import { createRequire } from 'node:module';

const load = createRequire(import.meta.url);
const own = new Set(['date', 'connection', 'keep-alive', 'transfer-encoding', 'x-powered-by']);
const errorPage = new Set(['content-security-policy', 'x-content-type-options', 'content-type', 'content-length']);

/** Options as JavaScript has them: { regex, flags } becomes a RegExp. */
function revive(value) {
  if (Array.isArray(value)) return value.map(revive);
  if (value === null || typeof value !== 'object') return value;
  if (typeof value.regex === 'string') return new RegExp(value.regex, value.flags ?? '');
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, revive(item)]));
}

/** The application, and what it notes about a request. */
function makeApp({ middleware, handler = {} }, notes) {
  const cors = load(middleware.version === '2.8.6' ? 'cors' : `cors-${middleware.version}`);
  const app = express();
  app.disable('x-powered-by');
  app.set('env', 'test'); // No stack traces on the terminal.
  app.use((request, response, next) => {
    response.on('finish', () => { notes.ownLength = response.hasHeader('content-length'); });
    next();
  });
  app.use(cors(revive(middleware.options ?? {})));
  app.use((request, response) => {
    notes.handlerRan = true;
    response.statusCode = handler.status ?? 200;
    const seen = new Set();
    for (const [name, value] of handler.headers ?? []) {
      const key = name.toLowerCase();
      if (seen.has(key)) response.appendHeader(name, value);
      else response.setHeader(name, value);
      seen.add(key);
    }
    response.end(Buffer.from(handler.body ?? '')); // As res.send() does; with a text, Node would write the headers as UTF-8.
  });
  app.use((error, request, response, next) => { notes.threw = true; next(error); });
  return app;
}

/** One raw exchange. @returns {Promise<{ status: number, headers: [string, string][] }>} */
export function exchange(port, { method = 'GET', path, headers = [] }) {
  const lines = [`${method} ${path} HTTP/1.1`, `Host: 127.0.0.1:${port}`, ...headers.map(([name, value]) => `${name}: ${value}`), 'Connection: close', '', ''];
  return new Promise((resolve, reject) => {
    const socket = net.connect(port, '127.0.0.1', () => socket.write(Buffer.from(lines.join('\r\n'), 'latin1')));
    const chunks = [];
    socket.setTimeout(10_000, () => socket.destroy(new Error('no answer within 10 s')));
    socket.on('data', (chunk) => chunks.push(chunk));
    socket.on('error', reject);
    socket.on('end', () => {
      const head = Buffer.concat(chunks).toString('latin1').split('\r\n\r\n')[0].split('\r\n');
      const split = (line) => { const colon = line.indexOf(':'); return [line.slice(0, colon), line.slice(colon + 1).replace(/^[ \t]+|[ \t]+$/g, '')]; };
      resolve({ status: Number(head[0].split(' ')[1]), headers: head.slice(1).map(split) });
    });
  });
}

/** @returns {Promise<{ ask(document: object): Promise<object>, close(): Promise<void> }>} */
export async function startExpress() {
  let app = null;
  const server = http.createServer((request, response) => app(request, response));
  await new Promise((resolve) => { server.listen(0, '127.0.0.1', resolve); });
  const { port } = server.address();
  return {
    async ask(document) {
      const notes = { handlerRan: false, threw: false, ownLength: false };
      try {
        app = makeApp(document, notes);
      } catch {
        return { refused: true };
      }
      const { status, headers } = await exchange(port, document.request);
      const kept = headers.filter(([name]) => {
        const key = name.toLowerCase();
        if (own.has(key) || (notes.threw && errorPage.has(key))) return false;
        return key !== 'content-length' || (notes.ownLength && !notes.handlerRan);
      });
      return { status, headers: kept, handlerRan: notes.handlerRan };
    },
    close: () => new Promise((resolve) => { server.close(resolve); }),
  };
}
