// The real servers, by the name of the middleware: which versions they are, and what they answer.
import { execFileSync } from 'node:child_process';
import { askPython } from './lab.mjs';
import { startApache } from './apache.mjs';
import { askCaddy } from './caddy.mjs';
import { startExpress } from './express.mjs';
import { startFastify } from './fastify.mjs';
import { askGo, rsCors } from './go.mjs';
import { startHono } from './hono.mjs';
import { startKoa } from './koa.mjs';
import { startNginx } from './nginx.mjs';

/** One document after the other, through a server in this process. */
const through = (start) => async (documents) => {
  const server = await start();
  const answers = [];
  for (const document of documents) answers.push(await server.ask(document));
  await server.close();
  return answers;
};

const withPython = (runner) => async (documents) => askPython(runner, documents);

const ofDebian = (name) => execFileSync('dpkg-query', ['-W', '-f', '${Version}', name], { encoding: 'utf8' });

/** @type {Record<string, { versions(): string[], ask(documents: object[]): Promise<object[]> }>} */
export const realServers = {
  'express-cors': { versions: () => ['2.8.6', '2.8.6', '2.8.6', '2.8.5', '2.8.4', '2.8.3'], ask: through(startExpress) },
  // Debian's, unless the sources of another version are put in front of it with PYTHONPATH.
  'flask-cors': { versions: () => [process.env.CORSLAB_FLASK_CORS_VERSION ?? ofDebian('python3-flask-cors')], ask: withPython('flask_runner.py') },
  'fastify-cors': { versions: () => ['11.4.3'], ask: through(startFastify) },
  'koa-cors': { versions: () => ['5.0.0'], ask: through(startKoa) },
  'hono-cors': { versions: () => ['4.13.19'], ask: through(startHono) },
  starlette: { versions: () => [process.env.CORSLAB_STARLETTE_VERSION ?? '0.26.1'], ask: withPython('starlette_runner.py') },
  'django-cors-headers': { versions: () => [process.env.CORSLAB_DJANGO_CORS_VERSION ?? '3.14.0'], ask: withPython('django_runner.py') },
  nginx: { versions: () => ['1.22.1'], ask: through(startNginx) },
  apache: { versions: () => ['2.4.71'], ask: through(startApache) },
  caddy: { versions: () => ['2.6.2'], ask: askCaddy },
  ...(rsCors && { 'rs-cors': { versions: () => ['1.11.1'], ask: askGo } }),
};
