// Starts servers with generated configurations, on loopback. Each gives the answers to a list of requests.
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import http from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { freePorts, startBackend, whileRunning } from '../servers/backend.mjs';
import { exchange, listen } from '../servers/wire.mjs';

const kModules = fileURLToPath(new URL('../servers/node_modules/.corslab-generated/', import.meta.url));
const kApache = ['mpm_event', 'authz_core', 'headers', 'setenvif', 'rewrite', 'proxy', 'proxy_http'];
const kHandler = { status: 200, headers: [['Content-Type', 'application/json'], ['X-Request-Id', '7'], ['Access-Control-Allow-Origin', 'https://backend.example']], body: '{}' };

let count = 0;

/** What the templates of Node leave open: the application around them. */
const kAround = {
  express: (text) => `import express from 'express';\nconst app = express();\n${text}\napp.use((request, response) => { response.set('X-Request-Id', '7').json({}); });\nexport default app;\n`,
  koa: (text) => `import Koa from 'koa';\nconst app = new Koa();\n${text}\napp.use((ctx) => { ctx.set('X-Request-Id', '7'); ctx.body = {}; });\nexport default app.callback();\n`,
  fastify: (text) => `import Fastify from 'fastify';\nconst app = Fastify();\n${text}\napp.route({ method: ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE'], url: '/*', handler: async (request, reply) => reply.header('X-Request-Id', '7').send({}) });\nawait app.ready();\nexport default (request, response) => app.server.emit('request', request, response);\n`,
  hono: (text) => `import { Hono } from 'hono';\nconst app = new Hono();\n${text}\napp.all('*', (c) => c.json({}, 200, { 'X-Request-Id': '7' }));\nexport default { fetch: app.fetch };\n`,
  worker: (text) => `${text}\nasync function handle() { return Response.json({}, { headers: { 'X-Request-Id': '7', 'Access-Control-Allow-Origin': 'https://backend.example' } }); }\n`,
};

/** A fetch handler as a listener of Node. */
const fromFetch = (handler) => async (request, response) => {
  const answer = await handler.fetch(new Request(`http://127.0.0.1${request.url}`, { method: request.method, headers: request.headers }), {});
  response.writeHead(answer.status, [...answer.headers].flat());
  response.end(Buffer.from(await answer.arrayBuffer()));
};

async function askNode(id, text, requests) {
  mkdirSync(kModules, { recursive: true });
  count += 1;
  const file = join(kModules, `${process.pid}-${count}.mjs`);
  writeFileSync(file, kAround[id](text));
  try {
    const made = (await import(pathToFileURL(file).href)).default;
    const server = http.createServer(typeof made === 'function' ? made : fromFetch(made));
    const port = await listen(server);
    const answers = [];
    for (const request of requests) answers.push(await exchange(port, request));
    await new Promise((resolve) => { server.close(resolve); server.closeAllConnections(); });
    return answers;
  } finally {
    rmSync(file);
  }
}

function askPython(id, text, requests) {
  const script = fileURLToPath(new URL('python_app.py', import.meta.url));
  const { stdout, stderr, status } = spawnSync('/usr/bin/python3', [script], { input: JSON.stringify({ stack: id, text, requests }), encoding: 'utf8', timeout: 60_000 });
  if (status !== 0) throw new Error(`${id}: ${stderr}`);
  return JSON.parse(stdout);
}

const kFiles = {
  nginx(text, folder, port, backend) {
    const [outer, inner] = text.split('# In server { }:');
    const temporary = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map((name) => `${name}_temp_path ${folder}/${name};`).join(' ');
    return `daemon off; master_process off; pid ${folder}/pid; error_log ${folder}/error.log;\nevents { worker_connections 64; }\nhttp { access_log off; ${temporary}\nupstream backend { server 127.0.0.1:${backend}; }\n${outer}\nserver { listen 127.0.0.1:${port};\n${inner}\n}\n}\n`;
  },
  apache: (text, folder, port, backend) => `ServerRoot ${folder}\nPidFile ${folder}/pid\nErrorLog ${folder}/error.log\nServerName localhost\nListen 127.0.0.1:${port}\n${kApache.map((name) => `LoadModule ${name}_module /usr/lib/apache2/modules/mod_${name}.so`).join('\n')}\n<VirtualHost 127.0.0.1:${port}>\nProxyPass / http://127.0.0.1:${backend}/\n${text}\n</VirtualHost>\n`,
  caddy: (text, folder, port, backend) => `{\nadmin off\nauto_https off\n}\nhttp://127.0.0.1:${port} {\nbind 127.0.0.1\n${text}\nreverse_proxy 127.0.0.1:${backend}\n}\n`,
};
const kCommands = {
  nginx: (file, folder) => ['/usr/sbin/nginx', ['-c', file, '-p', folder]],
  apache: (file) => ['/usr/sbin/apache2', ['-X', '-f', file]],
  caddy: (file) => ['/usr/bin/caddy', ['run', '--config', file, '--adapter', 'caddyfile']],
};

async function askServer(id, text, requests) {
  const folder = mkdtempSync(join(tmpdir(), `corslab-${id}-`));
  const backend = await startBackend();
  const [port] = await freePorts(1);
  const file = join(folder, 'configuration');
  writeFileSync(file, kFiles[id](text, folder, port, backend.port));
  try {
    const { answers, said } = await whileRunning(kCommands[id](file, folder), [port], { HOME: folder, XDG_DATA_HOME: folder, XDG_CONFIG_HOME: folder }, async () => {
      const found = [];
      for (const request of requests) {
        backend.answerWith(kHandler);
        found.push(await exchange(port, request));
      }
      return found;
    });
    if (!answers) throw new Error(`${id} does not start: ${said.slice(-600)}`);
    return answers;
  } finally {
    await backend.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

const goProgram = (text) => `package main

import (
	"net"
	"net/http"
	"os"

	"github.com/rs/cors"
)

func main() {
	mux := http.NewServeMux()
	mux.HandleFunc("/", func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("X-Request-Id", "7")
		w.Write([]byte("{}"))
	})
${text}
	listener, err := net.Listen("tcp", "127.0.0.1:"+os.Args[1])
	if err != nil {
		panic(err)
	}
	http.Serve(listener, handler)
}
`;

/** Debian's Go and rs/cors: without modules, so that nothing is fetched. */
async function askGo(id, text, requests) {
  const folder = mkdtempSync(join(tmpdir(), `corslab-${id}-`));
  try {
    writeFileSync(join(folder, 'main.go'), goProgram(text));
    const env = { ...process.env, GO111MODULE: 'off', GOPATH: '/usr/share/gocode', GOCACHE: join(tmpdir(), 'corslab-go-cache'), GOFLAGS: '', CGO_ENABLED: '0' };
    const { status, stderr } = spawnSync('go', ['build', '-o', join(folder, 'server'), join(folder, 'main.go')], { env, encoding: 'utf8', timeout: 300_000 });
    if (status !== 0) throw new Error(`${id} does not compile: ${stderr}`);
    const [port] = await freePorts(1);
    const { answers, said } = await whileRunning([join(folder, 'server'), [String(port)]], [port], {}, async () => {
      const found = [];
      for (const request of requests) found.push(await exchange(port, request));
      return found;
    });
    if (!answers) throw new Error(`${id} does not start: ${said.slice(-600)}`);
    return answers;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Those that can be started here. @type {Record<string, (id: string, text: string, requests: object[]) => Promise<object[]> | object[]>} */
export const kStarted = {
  express: askNode, fastify: askNode, koa: askNode, hono: askNode, worker: askNode,
  flask: askPython, starlette: askPython, django: askPython,
  'rs-cors': askGo,
  nginx: askServer, apache: askServer, caddy: askServer,
};
