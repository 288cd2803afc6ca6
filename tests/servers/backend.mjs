// The server behind a proxy: it answers every request with the handler of the document in turn, byte for byte.
import net from 'node:net';

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
