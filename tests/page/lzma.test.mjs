import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { unpack } from '../../web/src/single/lzma.js';
import { diceFrom } from '../dice.mjs';
import { kWeb } from './browser.mjs';

/** What xz packs comes out again, byte for byte. */
function roundTrip(bytes, lc, pb) {
  const packed = execFileSync('xz', ['--format=lzma', '--stdout', `--lzma1=preset=9e,lc=${lc},lp=0,pb=${pb}`], { input: bytes, maxBuffer: 2 ** 30 });
  assert.equal(Buffer.compare(Buffer.from(unpack(packed.subarray(13), { lc, pb, size: bytes.length })), bytes), 0);
}

test('a module and its scripts', () => {
  roundTrip(Buffer.concat([readFileSync(`${kWeb}/corslab_tools.wasm`), readFileSync(`${kWeb}/corslab.js`)]), 3, 0);
});

test('bytes of all kinds', () => {
  const dice = diceFrom(7);
  for (const [lc, pb] of [[0, 0], [3, 0], [3, 2], [4, 0]]) {
    for (const size of [1, 2, 3, 100, 5000]) {
      roundTrip(Buffer.from(Array.from({ length: size }, () => dice.below(256))), lc, pb);
      roundTrip(Buffer.from(Array.from({ length: size }, () => 97 + dice.below(2))), lc, pb);
    }
    roundTrip(Buffer.alloc(100_000, 7), lc, pb);
    roundTrip(Buffer.alloc(3_000_000, 'far apart, and the same again'), lc, pb);
  }
});
