// Hono with its real cors, over loopback: what goes on the wire for a middleware document.
import http from 'node:http';
import { Hono } from 'hono';
import { cors } from 'hono/cors';
import { exchange, listen, ownLines, revive } from './wire.mjs';

const withoutBody = new Set([204, 205, 304]);

function makeApp({ middleware, handler = {} }, notes) {
  const app = new Hono();
  app.use(cors(revive(middleware.options ?? {})));
  app.all('*', () => {
    notes.handlerRan = true;
    const status = handler.status ?? 200;
    // Bytes: with a text, Response would add a Content-Type.
    const body = withoutBody.has(status) ? null : Buffer.from(handler.body ?? '');
    return new Response(body, { status, headers: handler.headers ?? [] });
  });
  app.onError(() => { notes.threw = true; return new Response(null, { status: 500 }); });
  return app;
}

/** The least that stands between Node and an application of Fetch's kind. */
async function serve(app, request, response) {
  const headers = new Headers();
  for (let i = 0; i < request.rawHeaders.length; i += 2) headers.append(request.rawHeaders[i], request.rawHeaders[i + 1]);
  const answer = await app.fetch(new Request(`http://localhost${request.url}`, { method: request.method, headers }));
  const lines = [...answer.headers].filter(([name]) => name !== 'set-cookie');
  for (const cookie of answer.headers.getSetCookie()) lines.push(['set-cookie', cookie]);
  response.writeHead(answer.status, lines.sort(([a], [b]) => (a < b ? -1 : Number(a > b))).flat());
  response.end(Buffer.from(await answer.arrayBuffer()));
}

/** @returns {Promise<{ ask(document: object): Promise<object>, close(): Promise<void> }>} */
export async function startHono() {
  let app = null;
  const server = http.createServer((request, response) => serve(app, request, response));
  const port = await listen(server);
  return {
    async ask(document) {
      const notes = { handlerRan: false };
      try {
        app = makeApp(document, notes);
      } catch {
        return { refused: true };
      }
      const { status, headers } = await exchange(port, document.request);
      const kept = headers.filter(([name]) => !ownLines.has(name.toLowerCase()) && name.toLowerCase() !== 'content-length');
      return { status, headers: kept, handlerRan: notes.handlerRan };
    },
    close: () => new Promise((resolve) => { server.close(resolve); }),
  };
}
