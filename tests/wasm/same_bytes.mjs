// The vectors through WebAssembly in Node and through the native binary: the same bytes must come out.
// Usage: node same_bytes.mjs build/native/corslab build/wasm
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join, resolve } from 'node:path';
import { vectorScenarios } from '../vectors/scenarios.mjs';

const [binary, wasmFolder] = process.argv.slice(2).map((path) => resolve(path));

const faulty = ['', '{', '[]', '{"version":1,"version":1}', '"\\ud800"', '{"page":{"url":7}}', '\u00e9'];
const inputs = [...vectorScenarios().map((scenario) => JSON.stringify(scenario)), ...faulty];

const createCorslab = createRequire(import.meta.url)(join(wasmFolder, 'corslab.js'));
const engine = await createCorslab({ wasmBinary: readFileSync(join(wasmFolder, 'corslab.wasm')) });

const native = spawnSync(binary, ['eval', '--lines'], { input: inputs.join('\n') + '\n', encoding: 'utf8', maxBuffer: 1 << 28 });
const lines = native.stdout.split('\n');
let different = 0;
inputs.forEach((input, index) => {
  const fromWasm = engine.evaluate(input);
  if (fromWasm === lines[index]) return;
  different += 1;
  console.error(`different for ${input}\n  native ${lines[index]}\n  wasm   ${fromWasm}`);
});
if (JSON.parse(engine.version()).contract !== 1) different += 1;
console.log(`${inputs.length} documents, ${different} different`);
process.exit(different === 0 && native.status === 0 && lines.length === inputs.length + 1 ? 0 : 1);
