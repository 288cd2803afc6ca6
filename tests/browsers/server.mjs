import { readFileSync } from 'node:fs';
import net from 'node:net';
import tls from 'node:tls';

/**
 * A server that writes what a scenario says, byte for byte, and remembers every request that reaches it.
 *
 * Every port speaks HTTP and TLS: the first byte tells. An answer is ended by closing the connection, so that no header
 * line has to be added to it, and a connection carries one request alone.
 */

/** Paths of the laboratory itself. */
export const kControl = '/__corslab/';

/** Ports that the origins of scenarios may name. On these, names below `localhost` can be served too. */
export const kPorts = [80, 443, 8080, 8443];
export const kLocalPorts = [9080, 9443];

const kReasons = { 200: 'OK', 204: 'No Content', 301: 'Moved Permanently', 302: 'Found', 404: 'Not Found' };

/** The scenario that a URL belongs to: every URL of a scenario has a path that starts with `/c` and its id. */
export const idIn = (text) => /\bc(\d+-\d+)\b/.exec(text)?.[1];

const latin1 = (text) => Buffer.from(text, 'latin1');

/** @param {Buffer} bytes The first line and the headers. */
function parseHead(bytes) {
  const [first, ...lines] = bytes.toString('latin1').split('\r\n');
  const [, method, target] = /^(.*) ([^ ]*) HTTP\/1\.[01]$/.exec(first) ?? [];
  const headers = lines.map((line) => {
    const colon = line.indexOf(':');
    return [line.slice(0, colon).toLowerCase(), line.slice(colon + 1).replace(/^[ \t]+|[ \t]+$/g, '')];
  });
  return { method, target, headers };
}

export const headerOf = (headers, name) => headers.find(([key]) => key === name)?.[1];

const endsOf = ({ remoteAddress, remotePort, localAddress, localPort }) => `${remoteAddress}:${remotePort} ${localAddress}:${localPort}`;

/** The bytes that answer a request. */
function answerBytes(answer, method) {
  let head = `HTTP/1.1 ${answer.status} ${kReasons[answer.status] ?? 'Status'}\r\n`;
  for (const [name, value] of answer.headers ?? []) head += `${name}: ${value}\r\n`;
  const bodiless = method === 'HEAD' || answer.status === 204 || answer.status === 304;
  const body = bodiless ? Buffer.alloc(0) : Buffer.from(answer.body ?? '', 'utf8');
  return Buffer.concat([latin1(`${head}\r\n`), body]);
}

/** A URL as the contract names server entries: no fragment, no credentials. */
function entryUrl(text) {
  const url = new URL(text);
  url.hash = '';
  url.username = '';
  url.password = '';
  return url.href;
}

export class LabServer {
  /** @param {{ address: string, key: string, cert: string, control: (request) => Promise<string>, pages: Map<string, string> }} options */
  constructor({ address, key, cert, control, pages }) {
    this.pages = pages;
    this.address = address;
    this.control = control;
    this.runs = new Map();
    this.strays = [];
    /** The headers of the laboratory's own requests: what this browser sends by itself. */
    this.defaults = new Map();
    this.sockets = new Set();
    this.listeners = [];
    /** The sockets below TLS, by their ends. */
    this.belowTls = new Map();
    const secureContext = tls.createSecureContext({ key: readFileSync(key), cert: readFileSync(cert) });
    this.tls = tls.createServer({ secureContext, SNICallback: (name, done) => done(null, secureContext) });
    this.tls.on('secureConnection', (socket) => this.#serve(socket, 'https'));
    this.tls.on('tlsClientError', () => {});
  }

  async listen() {
    for (const port of kPorts) await this.listenOn(this.address, port);
    for (const port of kLocalPorts) {
      await this.listenOn(this.address, port);
      await this.listenOn('127.0.0.1', port);
    }
  }

  /** Listens there, on any port that is free if none is given. Resolves to the port. */
  listenOn(address, port = 0) {
    const listener = net.createServer((socket) => this.#accept(socket));
    this.listeners.push(listener);
    return new Promise((resolve, reject) => {
      listener.once('error', reject);
      listener.listen({ port, host: address }, () => resolve(listener.address().port));
    });
  }

  close() {
    for (const listener of this.listeners) listener.close();
    for (const socket of this.sockets) socket.destroy();
  }

  /** From now on this scenario is answered, and its requests are remembered. */
  add(id, scenario) {
    const routes = new Map();
    for (const entry of scenario.server) if (!routes.has(entry.url)) routes.set(entry.url, entry);
    this.runs.set(id, { routes, page: entryUrl(scenario.page.url), sandboxed: scenario.page.sandboxed, wire: [] });
  }

  /** The requests of a scenario, in order of arrival; it is forgotten. */
  take(id) {
    const wire = this.runs.get(id)?.wire ?? [];
    this.runs.delete(id);
    return wire;
  }

  #accept(socket) {
    this.sockets.add(socket);
    socket.on('close', () => this.sockets.delete(socket));
    socket.on('error', () => {});
    socket.setNoDelay(true);
    socket.setTimeout(60_000, () => socket.destroy());
    socket.once('data', (first) => {
      socket.pause();
      socket.unshift(first);
      if (first[0] === 0x16) {
        const ends = endsOf(socket);
        this.belowTls.set(ends, socket);
        socket.on('close', () => this.belowTls.delete(ends));
        this.tls.emit('connection', socket);
      } else this.#serve(socket, 'http');
    });
  }

  #serve(socket, scheme) {
    let bytes = Buffer.alloc(0);
    let head;
    let bodyAt = 0;
    socket.on('error', () => {});
    const read = (chunk) => {
      bytes = Buffer.concat([bytes, chunk]);
      if (!head) {
        const end = bytes.indexOf('\r\n\r\n');
        if (end < 0) return;
        head = parseHead(bytes.subarray(0, end));
        bodyAt = end + 4;
      }
      const length = Number(headerOf(head.headers, 'content-length') ?? 0);
      if (bytes.length < bodyAt + length) return;
      socket.off('data', read);
      socket.on('data', () => {});
      void this.#answer(socket, scheme, head, bytes.subarray(bodyAt, bodyAt + length));
    };
    socket.on('data', read);
    socket.resume();
  }

  async #answer(socket, scheme, { method, target, headers }, body) {
    const at = Date.now();
    const host = headerOf(headers, 'host');
    const url = `${scheme}://${host}${target}`;
    const ownPage = this.pages.get(url);
    if (ownPage) target = ownPage;
    if (target === `${kControl}warm`) {
      const headers = ['Origin', 'Methods', 'Headers'].map((name) => [`Access-Control-Allow-${name}`, '*']);
      headers[1][1] = 'PUT';
      headers[2][1] = 'x-warm';
      socket.end(answerBytes({ status: 200, headers: [...headers, ['Access-Control-Max-Age', '600']], body: 'ok' }, method));
      return;
    }
    if (target?.startsWith(kControl)) {
      if (target === `${kControl}report`) this.defaults = new Map(headers);
      const text = await this.control({ method, target, body: body.toString('utf8'), server: this });
      socket.end(
        `HTTP/1.1 200 OK\r\nContent-Type: text/html;charset=utf-8\r\nCache-Control: no-store\r\nContent-Length: ${Buffer.byteLength(text)}\r\nConnection: close\r\n\r\n${text}`,
      );
      return;
    }
    const run = this.runs.get(idIn(url) ?? '');
    if (run?.sandboxed && url === run.page && headerOf(headers, 'sec-fetch-mode') !== 'cors' && method === 'GET') {
      const text = await this.control({ target: `${kControl}frame`, server: this });
      socket.end(answerBytes({ status: 200, headers: [['Content-Type', 'text/html;charset=utf-8']], body: text }, 'GET'));
      return;
    }
    const entry = run?.routes.get(url);
    if (!entry) {
      if (idIn(url)) this.strays.push({ method, url });
      this.#reset(socket);
      return;
    }
    const preflight = method === 'OPTIONS' && headerOf(headers, 'access-control-request-method') !== undefined;
    run.wire.push({ at, method, url, preflight, headers });
    const answer = preflight ? entry.preflight ?? entry.response : entry.response;
    if (answer.fault === 'reset') {
      this.#reset(socket);
      return;
    }
    socket.end(answerBytes(answer, method));
  }

  #reset(socket) {
    const below = this.belowTls.get(endsOf(socket));
    if (!(socket instanceof tls.TLSSocket)) socket.resetAndDestroy();
    else if (below && !below.destroyed) below.resetAndDestroy();
    else socket.destroy();
  }
}
