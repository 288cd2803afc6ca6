// The real Caddy in front of a small server, over loopback: what goes on the wire for middleware documents.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePorts, proxyAnswer, startBackend, whileRunning } from './backend.mjs';
import { exchange } from './wire.mjs';

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
  const command = ['/usr/bin/caddy', ['run', '--config', file, '--adapter', 'caddyfile']];
  const { answers } = await whileRunning(command, ports, { HOME: folder, XDG_DATA_HOME: folder, XDG_CONFIG_HOME: folder }, async () => {
    const found = [];
    for (const [i, { request, handler = {} }] of documents.entries()) {
      backend.answerWith(handler);
      const answer = await exchange(ports[i], request);
      found.push(proxyAnswer(answer, handler, backend.ran()));
    }
    return found;
  });
  return answers ?? null;
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
