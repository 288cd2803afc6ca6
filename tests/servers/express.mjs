// Express with the real cors, over loopback: what goes on the wire for a middleware document.
import express from 'express';
import http from 'node:http';
import { createRequire } from 'node:module';
import { applied, exchange, listen, ownLines, revive } from './wire.mjs';

const load = createRequire(import.meta.url);
const errorPage = new Set(['content-security-policy', 'x-content-type-options', 'content-type', 'content-length']);

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
    for (const [name, values] of applied(handler)) response.setHeader(name, values);
    response.end(Buffer.from(handler.body ?? '')); // As res.send() does; with a text, Node would write the headers as UTF-8.
  });
  app.use((error, request, response, next) => { notes.threw = true; next(error); });
  return app;
}

/** @returns {Promise<{ ask(document: object): Promise<object>, close(): Promise<void> }>} */
export async function startExpress() {
  let app = null;
  const server = http.createServer((request, response) => app(request, response));
  const port = await listen(server);
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
        if (ownLines.has(key) || (notes.threw && errorPage.has(key))) return false;
        return key !== 'content-length' || (notes.ownLength && !notes.handlerRan);
      });
      return { status, headers: kept, handlerRan: notes.handlerRan };
    },
    close: () => new Promise((resolve) => { server.close(resolve); }),
  };
}
