// The server behind a proxy: it answers every request with the handler of the document in turn, byte for byte.
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import net from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { exchange } from './wire.mjs';

/** @returns {Promise<{ port: number, answerWith(handler: object): void, ran(): boolean, close(): Promise<void> }>} */
export async function startBackend() {
  let answer = '';
  let ran = false;
  const server = net.createServer((socket) => {
    let head = '';
    socket.on('error', () => {});
    socket.on('data', (chunk) => {
      head += chunk.toString('latin1');
      if (!head.includes('\r\n\r\n')) return;
      ran = true;
      const hasNoBody = head.startsWith('HEAD ');
      const [lines, body] = answer;
      socket.end(Buffer.concat([Buffer.from(lines, 'latin1'), Buffer.from(hasNoBody ? '' : body)]));
    });
  });
  await new Promise((resolve) => { server.listen(0, '127.0.0.1', resolve); });
  return {
    port: server.address().port,
    answerWith({ status = 200, headers = [], body = '' }) {
      const empty = status === 204 || status === 304;
      const lines = [`HTTP/1.1 ${status} Status`, ...headers.map(([name, value]) => `${name}: ${value}`),
        ...(empty ? [] : [`Content-Length: ${Buffer.byteLength(body)}`]), 'Connection: close', '', ''];
      answer = [lines.join('\r\n'), empty ? '' : body];
      ran = false;
    },
    ran: () => ran,
    close: () => new Promise((resolve) => { server.close(resolve); }),
  };
}

/** Ports that were free a moment ago, all different. @returns {Promise<number[]>} */
export async function freePorts(count) {
  const servers = Array.from({ length: count }, () => net.createServer());
  for (const server of servers) await new Promise((resolve) => { server.listen(0, '127.0.0.1', resolve); });
  const ports = servers.map((server) => server.address().port);
  for (const server of servers) await new Promise((resolve) => { server.close(resolve); });
  return ports;
}

/** Waits until someone listens there, or `ended()`; 10 s at most. @returns {Promise<boolean>} */
export async function listens(port, ended) {
  for (let i = 0; i < 1000 && !ended(); i += 1) {
    const open = await new Promise((resolve) => {
      const socket = net.connect(port, '127.0.0.1', () => { socket.destroy(); resolve(true); });
      socket.on('error', () => resolve(false));
    });
    if (open) return true;
    await new Promise((resolve) => { setTimeout(resolve, 10); });
  }
  return false;
}

/**
 * Runs a server as long as it is asked, and ends it.
 * @template T
 * @param {[string, string[]]} command @param {number[]} ports where it has to listen @param {NodeJS.ProcessEnv} env
 * @param {() => Promise<T>} ask
 * @returns {Promise<{ answers?: T, said: string }>} no answers where it does not start
 */
export async function whileRunning([command, args], ports, env, ask) {
  const server = spawn(command, args, { stdio: ['ignore', 'ignore', 'pipe'], env: { ...process.env, ...env } });
  let said = '';
  server.stderr.on('data', (chunk) => { said = (said + chunk).slice(-4000); });
  const ended = new Promise((resolve) => { server.on('exit', resolve); });
  try {
    for (const port of ports) {
      if (!await listens(port, () => server.exitCode !== null)) return { said };
    }
    return { answers: await ask(), said };
  } finally {
    server.kill('SIGKILL');
    await ended;
  }
}

/** Lines that a server in front of another one, or Node behind it, adds on its own. */
const kProxyLines = new Set(['server', 'date', 'connection', 'content-length', 'transfer-encoding', 'keep-alive']);

/** A proxy's answer without what it adds on its own. @param {{ status: number, headers: [string, string][] }} found */
export function proxyAnswer({ status, headers }, handler, handlerRan) {
  const typed = handlerRan && (handler.headers ?? []).some(([name]) => name.toLowerCase() === 'content-type');
  return { status, headers: headers.filter(([name]) => !kProxyLines.has(name.toLowerCase()) && (typed || name !== 'Content-Type')), handlerRan };
}

/**
 * A proxy in front of a small server: a configuration is a process of its own.
 * @param {string} name
 * @param {(options: object, folder: string, port: number, backend: number) => string} configuration the text of its file
 * @param {(file: string, folder: string) => [string, string[]]} command
 * @returns {Promise<{ ask(document: object): Promise<object>, close(): Promise<void> }>}
 */
export async function startProxy(name, configuration, command) {
  const folder = mkdtempSync(join(tmpdir(), `corslab-${name}-`));
  const file = join(folder, `${name}.conf`);
  const backend = await startBackend();
  const [port] = await freePorts(1);
  return {
    async ask({ middleware, request, handler = {} }) {
      writeFileSync(file, configuration(middleware.options ?? {}, folder, port, backend.port));
      backend.answerWith(handler);
      const { answers } = await whileRunning(command(file, folder), [port], {}, () => exchange(port, request));
      rmSync(join(folder, 'pid'), { force: true });
      return answers ? proxyAnswer(answers, handler, backend.ran()) : { refused: true };
    },
    async close() {
      await backend.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
