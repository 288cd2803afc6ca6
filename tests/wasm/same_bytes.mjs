// The vectors through WebAssembly in Node and through the native binary: the same bytes must come out.
// Usage: node same_bytes.mjs build/native/corslab build/wasm
import { spawnSync } from 'node:child_process';
import { readFileSync, readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gunzipSync } from 'node:zlib';
import { engineWords } from '../../web/engine_words.mjs';
import { vectorScenarios } from '../vectors/scenarios.mjs';

const [binary, wasmFolder] = process.argv.slice(2).map((path) => resolve(path));

const faulty = ['', '{', '[]', '{"version":1,"version":1}', '"\\ud800"', '{"page":{"url":7}}', '\u00e9'];
const inputs = [...vectorScenarios().map((scenario) => JSON.stringify(scenario)), ...faulty];

/** The middleware documents that the real libraries have answered. */
function recordedDocuments() {
  const folder = fileURLToPath(new URL('../servers/recorded', import.meta.url));
  return readdirSync(folder).filter((name) => name.endsWith('.jsonl.gz')).flatMap((name) =>
    gunzipSync(readFileSync(join(folder, name))).toString('utf8').trimEnd().split('\n').map((line) => JSON.stringify(JSON.parse(line)[0])));
}

const load = async (name) => createRequire(import.meta.url)(join(wasmFolder, `${name}.js`))({ wasmBinary: readFileSync(join(wasmFolder, `${name}.wasm`)) });

let documents = 0;
let different = 0;

/** Holds one call of a module against one command of the binary. */
function hold(call, command, inputs, ...options) {
  const native = spawnSync(binary, [command, '--lines', ...options], { input: `${inputs.join('\n')}\n`, encoding: 'utf8', maxBuffer: 1 << 29 });
  const lines = native.stdout.split('\n');
  if (native.status !== 0 || lines.length !== inputs.length + 1) throw new Error(`corslab ${command} --lines: ${native.status}, ${lines.length} lines`);
  documents += inputs.length;
  inputs.forEach((input, index) => {
    const fromWasm = call(input);
    if (fromWasm === lines[index]) return;
    different += 1;
    console.error(`different for ${command} ${input}\n  native ${lines[index]}\n  wasm   ${fromWasm}`);
  });
}

const engine = await load('corslab');
hold(engine.evaluate, 'eval', inputs);
for (const browser of ['standard', 'webkit']) hold((input) => engine.glance(input, browser), 'eval', inputs.slice(0, 400), '--browser', browser);
if (JSON.parse(engine.version()).contract !== 1) different += 1;

const tools = await load('corslab_tools');
hold(tools.evaluate, 'eval', inputs);
hold((input) => tools.glance(input, 'firefox'), 'eval', inputs.slice(0, 400), '--browser', 'firefox');
hold(tools.fix, 'fix', inputs);
hold(tools.simulate, 'simulate', [...recordedDocuments(), ...faulty]);

tools.speak(await engineWords(wasmFolder, 'de'));
hold(tools.evaluate, 'eval', inputs, '--language', 'de');
hold(tools.fix, 'fix', inputs.slice(0, 200), '--language', 'de');
hold(tools.simulate, 'simulate', [...recordedDocuments().slice(0, 200), ...faulty], '--language', 'de');
hold(tools.generate, 'generate', ['{"origins":[]}', '{"origins":"*","maxAge":-1}', ...faulty], '--language', 'de');
tools.speak('');
hold(tools.evaluate, 'eval', inputs.slice(0, 100));

console.log(`${documents} documents, ${different} different`);
process.exit(different === 0 ? 0 : 1);
