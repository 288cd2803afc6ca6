import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { brotliCompressSync, constants } from 'node:zlib';
import { kWeb } from './browser.mjs';

const read = (name) => readFileSync(`${kWeb}/${name}`);
const brotli = (bytes) => brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } }).length;
/** What the page loads at once, the engine last: the document names all of it. */
const kLinked = [...read('index.html').toString().matchAll(/"([\w.-]+\.(?:js|css|webmanifest))"/g)].map(([, name]) => name);
const kHosted = ['index.html', ...kLinked, 'corslab.wasm'];

test('the engine is at most 80 KB compressed', () => assert.ok(brotli(read('corslab.wasm')) <= 80_000));

test('the hosted page is at most 130 KB compressed, engine included', () => {
  const sizes = kHosted.map((name) => [name, brotli(read(name))]);
  const total = sizes.reduce((sum, [, size]) => sum + size, 0);
  assert.ok(total <= 130_000, JSON.stringify(sizes));
});

test('all but the engine is at most 45 KB compressed', () => {
  const total = kHosted.slice(0, -1).reduce((sum, name) => sum + brotli(read(name)), 0);
  assert.ok(total <= 45_000, String(total));
});

test('corslab.html is at most 450 KB', () => assert.ok(read('corslab.html').length <= 450_000));
