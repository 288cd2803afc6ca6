// The real nginx in front of a small server, over loopback: what goes on the wire for a middleware document.
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePorts, listens, startBackend } from './backend.mjs';
import { exchange } from './wire.mjs';

const own = new Set(['server', 'date', 'connection', 'content-length', 'transfer-encoding', 'keep-alive']);

const quoted = (text) => `"${text.replace(/[\\"]/g, '\\$&')}"`;

function directive(one) {
  if (one.add_header) return `add_header ${one.add_header.map(quoted).join(' ')}${one.always ? ' always' : ''};`;
  if (one.if) return `if (${one.if.map((part, i) => (i === 2 ? quoted(part) : part)).join(' ')}) { ${(one.then ?? []).map(directive).join(' ')} }`;
  if (one.set) return `set ${one.set[0]} ${quoted(one.set[1])};`;
  return `return ${Array.isArray(one.return) ? `${one.return[0]} ${quoted(one.return[1])}` : one.return};`;
}

const block = (list = []) => list.map(directive).join('\n  ');

function configuration({ maps = [], http, server, location }, folder, port, backend) {
  const map = ({ source, variable, values }) => `map ${quoted(source)} ${variable} { ${values.map(([key, value]) => `${key === 'default' ? key : quoted(key)} ${quoted(value)};`).join(' ')} }`;
  const temporary = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map((name) => `${name}_temp_path ${folder}/${name};`).join(' ');
  return `daemon off; master_process off; pid ${folder}/pid; error_log ${folder}/error.log;
events { worker_connections 64; }
http { access_log off; ${temporary}
  ${maps.map(map).join('\n  ')}
  ${block(http)}
  server { listen 127.0.0.1:${port};
    ${block(server)}
    location / {
      ${block(location)}
      proxy_pass http://127.0.0.1:${backend};
    }
  }
}
`;
}

/** A configuration is a server of its own. @returns {Promise<{ ask(document: object): Promise<object>, close(): Promise<void> }>} */
export async function startNginx() {
  const folder = mkdtempSync(join(tmpdir(), 'corslab-nginx-'));
  const backend = await startBackend();
  const [port] = await freePorts(1);
  return {
    async ask({ middleware, request, handler = {} }) {
      const file = join(folder, 'nginx.conf');
      writeFileSync(file, configuration(middleware.options ?? {}, folder, port, backend.port));
      backend.answerWith(handler);
      const server = spawn('/usr/sbin/nginx', ['-c', file, '-p', folder], { stdio: 'ignore' });
      const ended = new Promise((resolve) => { server.on('exit', resolve); });
      let found;
      try {
        if (!await listens(port, () => server.exitCode !== null)) return { refused: true };
        found = await exchange(port, request);
      } finally {
        server.kill('SIGKILL');
        await ended;
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
