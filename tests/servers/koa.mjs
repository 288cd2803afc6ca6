// Koa with the real @koa/cors, over loopback: what goes on the wire for a middleware document.
import http from 'node:http';
import Koa from 'koa';
import cors from '@koa/cors';
import { applied, exchange, listen, ownLines, revive } from './wire.mjs';

function makeApp({ middleware, handler = {} }, notes) {
  const app = new Koa();
  app.on('error', () => { notes.threw = true; });
  app.use(cors(revive(middleware.options ?? {})));
  app.use((context) => {
    notes.handlerRan = true;
    context.status = handler.status ?? 200;
    context.body = Buffer.from(handler.body ?? '');
    if (!context.response.is('bin')) throw new Error('expected the type of a buffer');
    context.remove('Content-Type');
    for (const [name, values] of applied(handler)) context.res.setHeader(name, values);
  });
  return app.callback();
}

/** @returns {Promise<{ ask(document: object): Promise<object>, close(): Promise<void> }>} */
export async function startKoa() {
  let app = null;
  const server = http.createServer((request, response) => app(request, response));
  const port = await listen(server);
  return {
    async ask(document) {
      const notes = { handlerRan: false, threw: false };
      try {
        app = makeApp(document, notes);
      } catch {
        return { refused: true };
      }
      const { status, headers } = await exchange(port, document.request);
      const kept = headers.filter(([name]) => {
        const key = name.toLowerCase();
        return !ownLines.has(key) && key !== 'content-length' && !(notes.threw && key === 'content-type');
      });
      return { status, headers: kept, handlerRan: notes.handlerRan };
    },
    close: () => new Promise((resolve) => { server.close(resolve); }),
  };
}
