// Generated literals, written in random styles, as ours reads them and as Node and Python do.
// Usage: node literals.mjs CORSLAB [COUNT] [SEED] [javascript|python]
import { spawnSync } from 'node:child_process';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { javascriptWriter, pythonWriter } from './literal_writers.mjs';

const [binary, count = '3000', seed = String(Date.now() % 1000000), only] = process.argv.slice(2);
const python = process.env.CORSLAB_PYTHON ?? 'python3';
const oracle = join(dirname(fileURLToPath(import.meta.url)), 'oracle.py');
const perText = 25;

function run(command, args, input) {
  const { stdout, status, stderr, error } = spawnSync(command, args, { input, encoding: 'utf8', maxBuffer: 1 << 28 });
  if (error) throw error;
  return { stdout, status, stderr };
}

/** What JSON makes of a value, regular expressions and sets included. */
function plain(value) {
  if (value instanceof RegExp) return { regex: value.source, flags: value.flags };
  if (value instanceof Set) return {};
  if (Array.isArray(value)) return value.map(plain);
  if (value && typeof value === 'object') return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, plain(item)]));
  return value === undefined ? null : value;
}

/** In one order of members and of flags; a regular expression as the language itself prints it. */
function canonical(value, flavour) {
  if (Array.isArray(value)) return value.map((item) => canonical(item, flavour));
  if (!value || typeof value !== 'object') return Object.is(value, -0) ? 0 : value;
  if ('regex' in value) {
    const flags = [...(value.flags ?? '')].sort().join('');
    return { regex: flavour === 'javascript' ? new RegExp(value.regex, flags).source : value.regex, flags };
  }
  return Object.fromEntries(Object.keys(value).sort().map((key) => [key, canonical(value[key], flavour)]));
}

function askNode(texts) {
  return texts.map((text) => {
    let given;
    new Function('cors', 'require', text)((options) => { given = options; }, () => {});
    return plain(given);
  });
}

function askPython(texts) {
  const { stdout, status, stderr } = run(python, [oracle], texts.map((text) => `${JSON.stringify(text)}\n`).join(''));
  if (status !== 0) throw new Error(`${python} ended with ${status}: ${stderr}`);
  return stdout.trimEnd().split('\n').map((line) => JSON.parse(line));
}

function compare(flavour) {
  const next = (flavour === 'python' ? pythonWriter : javascriptWriter)(Number(seed));
  const texts = Array.from({ length: Math.ceil(Number(count) / perText) }, () => next(perText));
  const theirs = (flavour === 'python' ? askPython : askNode)(texts);
  let differences = 0;
  texts.forEach((text, i) => {
    const { stdout } = run(binary, ['paste'], text);
    const own = JSON.parse(stdout);
    const ours = JSON.stringify(canonical(own.middleware?.options ?? null, flavour));
    const expected = JSON.stringify(canonical(theirs[i], flavour));
    if (ours === expected && own.unknown?.length === 0) return;
    differences += 1;
    if (differences <= 3) console.log(`DIFFERS\n${text}\nours   ${ours}\ntheirs ${expected}\n${JSON.stringify(own.error ?? own.unknown)}`);
  });
  console.log(`${flavour}: seed ${seed}, ${texts.length * perText} literals in ${texts.length} texts, ${differences} texts differ`);
  return differences === 0;
}

const flavours = only ? [only] : ['javascript', 'python'];
process.exitCode = flavours.map(compare).every(Boolean) ? 0 : 1;
