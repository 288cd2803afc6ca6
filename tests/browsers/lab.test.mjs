import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, writeFileSync } from 'node:fs';
import net from 'node:net';
import { join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { belowBounds, predict, readBounds } from './compare.mjs';
import { makeScenario } from './generator.mjs';
import { outcomesOf } from './observe.mjs';
import { checkItems, pack, readPacks } from './packs.mjs';
import { removeFolder, temporaryFolder } from './processes.mjs';
import { idIn, LabServer } from './server.mjs';
import { kPageOrigins } from './values.mjs';

/** What can be tested of the laboratory without a browser. */

const kEngine = fileURLToPath(new URL('../../build/native/corslab', import.meta.url));

const many = Array.from({ length: 1500 }, (_, number) => makeScenario(7, number));

test('the same seed gives the same scenarios', () => {
  for (const [number, item] of many.entries()) assert.deepEqual(makeScenario(7, number), item);
  assert.notDeepEqual(makeScenario(8, 0).scenario, many[0].scenario);
});

test('every server entry has the id of its scenario', () => {
  for (const { id, scenario } of many) {
    for (const { url } of scenario.server) {
      assert.equal(idIn(url), id);
      assert.equal(new URL(url).href, url);
    }
  }
});

test('page origins are serialized ones', () => {
  for (const [, origin] of kPageOrigins) assert.equal(new URL(origin).origin, origin);
});

test('the engine takes them all, and about half are allowed', { skip: !existsSync(kEngine) }, () => {
  const results = predict(kEngine, many.map(({ scenario }) => scenario));
  assert.deepEqual(results.filter(({ error }) => error), []);
  const allowed = results.filter(({ browsers }) => browsers.standard.verdict === 'allowed').length / many.length;
  assert.ok(allowed > 0.4 && allowed < 0.65, `${allowed}`);
});

test('answers are written byte for byte, requests are remembered', async () => {
  const folder = temporaryFolder('lab-test');
  const [key, cert] = [join(folder, 'key.pem'), join(folder, 'cert.pem')];
  execFileSync('openssl', ['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-subj', '/CN=x', '-keyout', key, '-out', cert], { stdio: 'ignore' });
  const server = new LabServer({ address: '127.0.0.1', key, cert, control: async () => '', pages: new Map() });
  removeFolder(folder);
  const port = await server.listenOn('127.0.0.1');
  const url = `http://127.0.0.1:${port}/c1-1/a`;
  const page = { url: 'http://127.0.0.1/c1-1/page' };
  server.add('1-1', { page, server: [{ url, preflight: { status: 700, headers: [] }, response: { status: 200, headers: [['X-A', ' \xE9\t'], ['x-a', ''], ['X-A', '\x01\xFF']], body: '\u00e9' } }] });
  const ask = async (text) => {
    const socket = net.connect(port, '127.0.0.1');
    const parts = [];
    socket.on('data', (part) => parts.push(part));
    socket.write(text, 'latin1');
    await once(socket, 'close');
    return Buffer.concat(parts).toString('latin1');
  };
  const head = `/c1-1/a HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\n`;
  assert.equal(await ask(`FOO ${head}X-B:  \xFE \r\nX-b: 2\r\nUser-Agent: browser\r\nContent-Length: 2\r\n\r\nab`), 'HTTP/1.1 200 OK\r\nX-A:  \xE9\t\r\nx-a: \r\nX-A: \x01\xFF\r\n\r\n\xC3\xA9');
  assert.equal(await ask(`OPTIONS ${head}Origin: null\r\nAccess-Control-Request-Method: FOO\r\n\r\n`), 'HTTP/1.1 700 Status\r\n\r\n');
  const wire = server.take('1-1');
  const scenario = { page, request: { url, headers: [['x-b', '1'], ['Cookie', 'a'], ['User-Agent', 'mine']] } };
  const outcome = outcomesOf(scenario, [{ start: 0, refused: false, settled: 'rejected', exception: null }], wire, [], new Map([['user-agent', 'browser']]));
  assert.deepEqual(outcome.wire, [
    { method: 'FOO', url, preflight: false, headers: [['x-b', '\xFE, 2']] },
    { method: 'OPTIONS', url, preflight: true, headers: [['access-control-request-method', 'FOO'], ['origin', 'null']] },
  ]);
  server.close();
});

test('bounds hold at their edge, and not below', () => {
  const row = (agree, total) => ({ browser: 'x', agree: new Map([['wire', agree]]), total });
  const bounds = readBounds('wire=99');
  assert.deepEqual(belowBounds([row(297, 300)], bounds), []);
  assert.equal(belowBounds([row(296, 300)], bounds).length, 1);
  assert.equal(belowBounds([row(0, 0)], bounds).length, 1);
  for (const wrong of ['wires=99', 'wire', 'wire=101']) assert.throws(() => readBounds(wrong), /No bound/);
});

test('a recording is packed when it is whole', () => {
  const folder = temporaryFolder('pack-test');
  const items = many.slice(0, 3).map((item) => ({ ...item, observed: { chromium: {}, firefox: {}, webkit: {} } }));
  const recording = join(folder, 'a.jsonl');
  writeFileSync(recording, items.map((item) => `${JSON.stringify(item)}\n`).join(''));
  assert.throws(() => pack(recording, folder), /versions\.json is missing/);
  writeFileSync(join(folder, 'a.versions.json'), '{}\n');
  assert.equal(pack(recording, folder), join(folder, '7.jsonl.gz'));
  assert.deepEqual(readPacks(folder), items);
  removeFolder(folder);
  assert.throws(() => checkItems([items[0], items[0]], 'a'), /twice/);
  assert.throws(() => checkItems([{ ...items[0], observed: { chromium: {}, firefox: {} } }], 'a'), /lacks webkit/);
});
