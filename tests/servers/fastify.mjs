// Fastify with the real @fastify/cors, over loopback: what goes on the wire for a middleware document.
import Fastify from 'fastify';
import cors from '@fastify/cors';
import { applied, exchange, ownLines, revive } from './wire.mjs';

const methods = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE'];

async function makeApp({ middleware, handler = {} }, notes) {
  const app = Fastify({ exposeHeadRoutes: false });
  app.addHook('onError', async () => { notes.threw = true; });
  await app.register(cors, revive(middleware.options ?? {}));
  app.setNotFoundHandler((request, reply) => { notes.missing = true; reply.code(404).send({}); });
  app.route({
    method: methods,
    url: '*',
    handler(request, reply) {
      notes.handlerRan = true;
      reply.code(handler.status ?? 200);
      for (const [name, values] of applied(handler)) reply.header(name, values.length > 1 ? values : values[0]);
      reply.send(Buffer.from(handler.body ?? ''));
    },
  });
  await app.listen({ port: 0, host: '127.0.0.1' });
  return app;
}

/** An application is a server of its own. @returns {Promise<{ ask(document: object): Promise<object>, close(): Promise<void> }>} */
export async function startFastify() {
  return {
    async ask(document) {
      const notes = { handlerRan: false, threw: false, missing: false };
      let app;
      try {
        app = await makeApp(document, notes);
      } catch {
        return { refused: true };
      }
      const { status, headers } = await exchange(app.server.address().port, document.request);
      await app.close();
      const pageOfItsOwn = notes.threw || notes.missing;
      const typed = notes.handlerRan ? (document.handler?.headers ?? []).some(([name]) => name.toLowerCase() === 'content-type') : !pageOfItsOwn;
      const kept = headers.filter(([name]) => {
        const key = name.toLowerCase();
        if (ownLines.has(key) || (key === 'content-type' && !typed)) return false;
        return key !== 'content-length' || !(notes.handlerRan || pageOfItsOwn);
      });
      return { status, headers: kept, handlerRan: notes.handlerRan };
    },
    async close() {},
  };
}
