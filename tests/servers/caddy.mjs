// The real Caddy in front of a small server, over loopback: what goes on the wire for middleware documents.
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePorts, listens, startBackend } from './backend.mjs';
import { exchange } from './wire.mjs';

const own = new Set(['server', 'date', 'connection', 'content-length', 'transfer-encoding', 'keep-alive']);
const batch = 40;

const quoted = (text) => `"${text}"`;
const words = (list) => [list].flat().map(quoted).join(' ');

function matcher([name, { method, header = [], header_regexp: regexes = [] }]) {
  return `@${name} {\n${method ? `method ${words(method)}\n` : ''}${header.map((one) => `header ${words(one)}\n`).join('')}${regexes.map((one) => `header_regexp ${words(one)}\n`).join('')}}`;
}

function directive(one) {
  const at = one.matcher ? `@${one.matcher}` : '';
  if (one.header) return `header ${at} {\n${one.header.map((operation) => `${words(operation)}\n`).join('')}${one.defer ? 'defer\n' : ''}}`;
  return `respond ${at} ${one.body ? quoted(one.body) : ''} ${one.respond}`;
}

const site = ({ matchers = {}, directives = [] }, port, backend) => `http://127.0.0.1:${port} {
bind 127.0.0.1
${Object.entries(matchers).map(matcher).join('\n')}
${directives.map(directive).join('\n')}
reverse_proxy 127.0.0.1:${backend}
}
`;

/** Documents through one Caddy, each with a site of its own; null where Caddy refuses the file. */
async function askTogether(documents, folder, backend) {
  const ports = await freePorts(documents.length);
  const file = join(folder, 'Caddyfile');
  const sites = documents.map(({ middleware }, i) => site(middleware.options ?? {}, ports[i], backend.port));
  writeFileSync(file, `{\nadmin off\nauto_https off\n}\n${sites.join('')}`);
  const server = spawn('/usr/bin/caddy', ['run', '--config', file, '--adapter', 'caddyfile'], { stdio: 'ignore', env: { ...process.env, HOME: folder, XDG_DATA_HOME: folder, XDG_CONFIG_HOME: folder } });
  const ended = new Promise((resolve) => { server.on('exit', resolve); });
  try {
    const answers = [];
    for (const port of ports) {
      if (!await listens(port, () => server.exitCode !== null)) return null;
    }
    for (const [i, { request, handler = {} }] of documents.entries()) {
      backend.answerWith(handler);
      const { status, headers } = await exchange(ports[i], request);
      const handlerRan = backend.ran();
      const typed = handlerRan && (handler.headers ?? []).some(([name]) => name.toLowerCase() === 'content-type');
      const kept = headers.filter(([name]) => !own.has(name.toLowerCase()) && (typed || name !== 'Content-Type'));
      answers.push({ status, headers: kept, handlerRan });
    }
    return answers;
  } finally {
    server.kill('SIGKILL');
    await ended;
  }
}

/** @param {object[]} documents @returns {Promise<object[]>} */
export async function askCaddy(documents) {
  const folder = mkdtempSync(join(tmpdir(), 'corslab-caddy-'));
  const backend = await startBackend();
  const answers = [];
  for (let i = 0; i < documents.length; i += batch) {
    const some = documents.slice(i, i + batch);
    const together = await askTogether(some, folder, backend);
    for (const [k, document] of some.entries()) {
      answers.push(together ? together[k] : (await askTogether([document], folder, backend))?.[0] ?? { refused: true });
    }
  }
  await backend.close();
  rmSync(folder, { recursive: true, force: true });
  return answers;
}
