// How fast a HAR file is judged through WebAssembly, held against what JSON.parse takes for the same text.
// Usage: node judge_speed.mjs build/wasm [ENTRIES]
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join, resolve } from 'node:path';
import { entry } from './har_entries.mjs';
import { chunkText, chunksOf, readHar } from '../../web/src/import/har_reading.js';

const [folder, count = '10000'] = process.argv.slice(2);
/** JSON.parse is as fast as reading gets; judging takes four browsers on top of it. */
const kMostRatio = 60;

const module = createRequire(import.meta.url)(join(resolve(folder), 'corslab_tools.js'));
const tools = await module({ wasmBinary: readFileSync(join(resolve(folder), 'corslab_tools.wasm')) });

const entries = Array.from({ length: Number(count) }, (_, index) => entry(index));
const text = JSON.stringify(entries);
const parseOnce = () => {
  const start = performance.now();
  JSON.parse(text);
  return performance.now() - start;
};
const parsing = Math.min(parseOnce(), parseOnce(), parseOnce());

const whole = (list) => JSON.parse(tools.judge(JSON.stringify({ version: 1, entries: list, page: null }))).entries;
whole(entries.slice(0, 200));
// As the page asks, chunk by chunk, so that it can show how far it is.
const { har } = readHar(JSON.stringify({ log: { entries } }));
const start = performance.now();
const judged = [];
for (const chunk of chunksOf(har)) {
  const said = JSON.parse(tools.judge(chunkText(har, chunk))).entries;
  chunk.places.forEach((place, i) => (judged[place] = said[i]));
}
const taken = performance.now() - start;
// What the page leaves out of an entry makes no difference.
const left = JSON.stringify(whole(entries.slice(0, 500))) === JSON.stringify(judged.slice(0, 500));

const wrong = judged.filter(({ verdicts }, index) => verdicts?.chromium !== (index % 5 === 0 ? 'blocked' : 'allowed'));
const ratio = taken / parsing;
console.log(`${entries.length} entries (${(text.length / 1e6).toFixed(1)} MB) in ${taken.toFixed(0)} ms: ${(entries.length / taken * 1000).toFixed(0)} entries a second, ` +
  `${ratio.toFixed(1)} times JSON.parse (at most ${kMostRatio}); ${wrong.length} of them wrong${left ? '' : ', and not what whole entries give'}`);
process.exit(left && judged.length === entries.length && wrong.length === 0 && ratio <= kMostRatio ? 0 : 1);
