// What the tests' servers of Node share: options, a handler's headers, and raw requests over loopback.
import net from 'node:net';

/** Lines that Node adds on its own. */
export const ownLines = new Set(['date', 'connection', 'keep-alive', 'transfer-encoding', 'x-powered-by']);

/** Options as JavaScript has them: { regex, flags } becomes a RegExp. */
export function revive(value) {
  if (Array.isArray(value)) return value.map(revive);
  if (value === null || typeof value !== 'object') return value;
  if (typeof value.regex === 'string') return new RegExp(value.regex, value.flags ?? '');
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, revive(item)]));
}

/** A handler's headers, each name once with all its values. @returns {Map<string, string[]>} */
export function applied({ headers = [] }) {
  const byKey = new Map();
  for (const [name, value] of headers) {
    const key = name.toLowerCase();
    if (byKey.has(key)) byKey.get(key)[1].push(value);
    else byKey.set(key, [name, [value]]);
  }
  return new Map(byKey.values());
}

/** @param {import('node:http').Server} server @returns {Promise<number>} the port */
export async function listen(server) {
  await new Promise((resolve) => { server.listen(0, '127.0.0.1', resolve); });
  return server.address().port;
}

/** One raw exchange. @returns {Promise<{ status: number, headers: [string, string][] }>} */
export function exchange(port, { method = 'GET', path, headers = [] }) {
  const lines = [`${method} ${path} HTTP/1.1`, `Host: 127.0.0.1:${port}`, ...headers.map(([name, value]) => `${name}: ${value}`), 'Connection: close', '', ''];
  return new Promise((resolve, reject) => {
    const socket = net.connect(port, '127.0.0.1', () => socket.write(Buffer.from(lines.join('\r\n'), 'latin1')));
    const chunks = [];
    socket.setTimeout(10_000, () => socket.destroy(new Error('no answer within 10 s')));
    socket.on('data', (chunk) => chunks.push(chunk));
    socket.on('error', reject);
    socket.on('end', () => {
      const head = Buffer.concat(chunks).toString('latin1').split('\r\n\r\n')[0].split('\r\n');
      const split = (line) => { const colon = line.indexOf(':'); return [line.slice(0, colon), line.slice(colon + 1).replace(/^[ \t]+|[ \t]+$/g, '')]; };
      resolve({ status: Number(head[0].split(' ')[1]), headers: head.slice(1).map(split) });
    });
  });
}
