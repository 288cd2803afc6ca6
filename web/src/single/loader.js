import { unpack } from './lzma.js';

/** The first script of the single file: unpacks the rest, which the build has put in place of `corslabPacked`. */

const { letters, text, length, wasm, style, lc, pb, size } = corslabPacked;
const bytes = new Uint8Array(length);
for (let at = 0, held = 0, bits = 0, put = 0; put < length; at += 2) {
  held = (held << 13) | (letters.indexOf(text[at]) * 91 + letters.indexOf(text[at + 1]));
  bits += 13;
  for (; bits >= 8 && put < length; put += 1) {
    bits -= 8;
    bytes[put] = held >> bits;
    held &= (1 << bits) - 1;
  }
}
const all = unpack(bytes, { lc, pb, size });
// For the script, which has no other way to it.
Object.assign(globalThis, { corslabModule: all.subarray(0, wasm) });
const textOf = (/** @type {number} */ from, /** @type {number} */ to) => new TextDecoder().decode(all.subarray(from, to));
const add = (/** @type {string} */ name, /** @type {string} */ content) => document.head.append(Object.assign(document.createElement(name), { textContent: content }));
add('style', textOf(wasm, wasm + style));
add('script', textOf(wasm + style, size));
