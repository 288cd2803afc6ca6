import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { brotliCompressSync, constants } from 'node:zlib';
import { kWeb } from '../page/browser.mjs';

const brotli = (name) => brotliCompressSync(readFileSync(`${kWeb}/${name}`), { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } }).length;

test('the element with its engine is at most 130 KB compressed', () => {
  const sizes = ['corslab-embed.js', 'corslab.wasm'].map((name) => [name, brotli(name)]);
  assert.ok(sizes.reduce((sum, [, size]) => sum + size, 0) <= 130_000, JSON.stringify(sizes));
});

test('the script for a page around a frame is at most 1 KB compressed', () => assert.ok(brotli('corslab-frame.js') <= 1000));
