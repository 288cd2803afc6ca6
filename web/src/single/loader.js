import { unpack } from './lzma.js';

/** The first script of the single file: unpacks the rest, which the build has put in place of `corslabPacked`. */

const { letters, text, length, wasm, lc, pb, size } = corslabPacked;
const view = new DataView(new ArrayBuffer((text.length / 5) * 4));
for (let at = 0, value = 0; at < text.length; at += 1) {
  value = value * 85 + letters.indexOf(text[at]);
  if (at % 5 === 4) {
    view.setUint32(((at - 4) / 5) * 4, value);
    value = 0;
  }
}
const all = unpack(new Uint8Array(view.buffer, 0, length), { lc, pb, size });
// For the script, which has no other way to it.
Object.assign(globalThis, { corslabModule: all.subarray(0, wasm) });
const parts = JSON.parse(new TextDecoder().decode(all.subarray(wasm)));
['style', 'script'].forEach((name, i) => document.head.append(Object.assign(document.createElement(name), { textContent: parts[i] })));
