// The real Apache in front of a small server, over loopback: what goes on the wire for a middleware document.
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePorts, listens, startBackend } from './backend.mjs';
import { exchange } from './wire.mjs';

const own = new Set(['server', 'date', 'connection', 'content-length', 'transfer-encoding', 'keep-alive']);
const modules = ['mpm_event', 'authz_core', 'headers', 'setenvif', 'rewrite', 'proxy', 'proxy_http'];

const quoted = (text) => `"${text.replace(/[\\"]/g, '\\$&')}"`;

function directive(one) {
  for (const name of ['SetEnvIf', 'SetEnvIfNoCase']) if (one[name]) return `${name} ${one[name].map(quoted).join(' ')}`;
  if (one.RewriteRule) return `RewriteEngine On\nRewriteCond %{REQUEST_METHOD} =${one.method}\nRewriteRule ^ - [R=${one.RewriteRule},L]`;
  const expression = one.method && quoted(`expr=%{REQUEST_METHOD} == '${one.method}'${one.env ? ` && -n reqenv('${one.env}')` : ''}`);
  return `Header ${one.Header.map(quoted).join(' ')} ${expression ?? (one.env ? `env=${one.env}` : '')}`;
}

const configuration = ({ directives = [] }, folder, port, backend) => `ServerRoot ${folder}
PidFile ${folder}/pid
ErrorLog ${folder}/error.log
ServerName localhost
Listen 127.0.0.1:${port}
${modules.map((name) => `LoadModule ${name}_module /usr/lib/apache2/modules/mod_${name}.so`).join('\n')}
<VirtualHost 127.0.0.1:${port}>
ProxyPass / http://127.0.0.1:${backend}/
${directives.map(directive).join('\n')}
</VirtualHost>
`;

/** A configuration is a server of its own. @returns {Promise<{ ask(document: object): Promise<object>, close(): Promise<void> }>} */
export async function startApache() {
  const folder = mkdtempSync(join(tmpdir(), 'corslab-apache-'));
  const backend = await startBackend();
  const [port] = await freePorts(1);
  return {
    async ask({ middleware, request, handler = {} }) {
      const file = join(folder, 'httpd.conf');
      writeFileSync(file, configuration(middleware.options ?? {}, folder, port, backend.port));
      backend.answerWith(handler);
      const server = spawn('/usr/sbin/apache2', ['-X', '-f', file], { stdio: 'ignore' });
      const ended = new Promise((resolve) => { server.on('exit', resolve); });
      let found;
      try {
        if (!await listens(port, () => server.exitCode !== null)) return { refused: true };
        found = await exchange(port, request);
      } finally {
        server.kill('SIGKILL');
        await ended;
        rmSync(join(folder, 'pid'), { force: true });
      }
      const { status, headers } = found;
      const handlerRan = backend.ran();
      const typed = handlerRan && (handler.headers ?? []).some(([name]) => name.toLowerCase() === 'content-type');
      const kept = headers.filter(([name]) => !own.has(name.toLowerCase()) && (typed || name !== 'Content-Type'));
      return { status, headers: kept, handlerRan };
    },
    async close() {
      await backend.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
