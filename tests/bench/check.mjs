// Holds the bounds of docs/performance.md. All figures are of this one run, each the best of several rounds; what is asserted are ratios, the engine's
// being against the JSON library's work on the same documents.
// Usage: node check.mjs build/native/tests/corslab_bench build/wasm
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join, resolve } from 'node:path';

const [bench, wasmFolder] = process.argv.slice(2).map((path) => resolve(path));

/** A machine that others use, too, is quiet now and then: it is asked again until the bounds hold, but not for ever. */
const kRounds = 12;

// The figures of one run of the native benchmark, in nanoseconds by name.
function nativeRound() {
  const text = execFileSync(bench, ['--benchmark_format=json', '--benchmark_repetitions=2', '--benchmark_min_time=0.1'],
    { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });
  const best = {};
  for (const { run_type: type, run_name: name, cpu_time: time } of JSON.parse(text).benchmarks) {
    if (type === 'iteration') best[name] = Math.min(best[name] ?? Infinity, time);
  }
  return best;
}

// Nanoseconds of one `evaluate` in Wasm; the processor's time, as in the native figures.
function wasmRound(engine, text) {
  const rounds = [];
  for (let round = 0; round < 3; round += 1) {
    const start = process.cpuUsage();
    for (let i = 0; i < 2000; i += 1) engine.evaluate(text);
    rounds.push(process.cpuUsage(start).user * 1000 / 2000);
  }
  return Math.min(...rounds);
}

const rowsOf = (native, wasm) => [
  ['engine alone / nlohmann_json alone', native.engine / native.json_alone, 1],
  ['evaluate / nlohmann_json alone', native.evaluate / native.json_alone, 3],
  ['evaluate without steps, four browsers / engine alone', native.evaluate_without_steps / native.engine, 10],
  ['Wasm / native', wasm / native.evaluate, 2],
];

// The two take turns, so that a machine that is slow for a while is slow for both.
async function measure() {
  const createCorslab = createRequire(import.meta.url)(join(wasmFolder, 'corslab.js'));
  const engine = await createCorslab({ wasmBinary: readFileSync(join(wasmFolder, 'corslab.wasm')) });
  const text = readFileSync(new URL('one_preflight.json', import.meta.url), 'utf8');
  const native = {};
  let wasm = Infinity;
  for (let round = 0; round < kRounds; round += 1) {
    for (const [name, time] of Object.entries(nativeRound())) native[name] = Math.min(native[name] ?? Infinity, time);
    wasm = Math.min(wasm, wasmRound(engine, text));
    if (round >= 3 && rowsOf(native, wasm).every(([, ratio, bound]) => ratio <= bound)) break;
  }
  return { native, wasm };
}

const { native, wasm } = await measure();
const rows = rowsOf(native, wasm);
const microseconds = (nanoseconds) => `${(nanoseconds / 1000).toFixed(1)} us`;
console.log(`engine alone ${microseconds(native.engine)}, evaluate ${microseconds(native.evaluate)}, ` +
  `without steps ${microseconds(native.evaluate_without_steps)}, ` +
  `nlohmann_json alone ${microseconds(native.json_alone)}, evaluate in Wasm ${microseconds(wasm)}`);
let good = true;
for (const [name, ratio, bound] of rows) {
  good &&= ratio <= bound;
  console.log(`${ratio <= bound ? 'ok  ' : 'OVER'} ${name}: ${ratio.toFixed(2)}, at most ${bound}`);
}
process.exit(good ? 0 : 1);
