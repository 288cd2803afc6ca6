// Generated regular expressions through ours and through Node's and Python's: the same must be refused, and the same groups found.
// Usage: node differential.mjs REGEX_DUMP [COUNT] [SEED] [ecmascript|python]
import { spawnSync } from 'node:child_process';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { regexGenerator } from './generator.mjs';

const [binary, count = '20000', seed = String(Date.now() % 1000000), only] = process.argv.slice(2);
const python = process.env.CORSLAB_PYTHON ?? 'python3';
const oracle = join(dirname(fileURLToPath(import.meta.url)), 'oracle.py');
const mostUnsupported = 0.01;

/** A place in UTF-16 code units as code points. */
const inCodePoints = (text, place) => [...text.slice(0, place)].length;

function askNode([, flags, pattern, , text]) {
  let regex;
  try {
    regex = new RegExp(pattern, `${flags}${flags.includes('d') ? '' : 'd'}`);
  } catch {
    return { refused: 'syntax' };
  }
  const found = regex.exec(text);
  if (found === null) return { groups: null };
  const place = flags.includes('u') ? (at) => inCodePoints(text, at) : (at) => at;
  return { groups: Array.from(found.indices, (span) => (span === undefined ? null : span.map(place))) };
}

function askLines(command, args, questions) {
  const input = questions.map((question) => `${JSON.stringify(question)}\n`).join('');
  const { stdout, status, stderr, error } = spawnSync(command, args, { input, encoding: 'utf8', maxBuffer: 1 << 30, timeout: 500_000 });
  if (status !== 0) throw new Error(`${command} ended with ${status}: ${error ?? stderr}`);
  return stdout.trimEnd().split('\n').map((line) => JSON.parse(line));
}

function compare(flavour) {
  const next = regexGenerator(Number(seed), flavour);
  const questions = Array.from({ length: Number(count) }, next);
  const ours = askLines(binary, [], questions);
  const theirs = flavour === 'python' ? askLines(python, [oracle], questions) : questions.map(askNode);
  const tally = { matched: 0, unmatched: 0, refused: 0, unsupported: {} };
  let differences = 0;
  questions.forEach((question, i) => {
    const own = ours[i];
    const leftOut = own.unsupported ?? own.outcome;
    if (leftOut !== undefined) {
      tally.unsupported[leftOut] = (tally.unsupported[leftOut] ?? 0) + 1;
      return;
    }
    if (JSON.stringify(own) !== JSON.stringify(theirs[i])) {
      differences += 1;
      if (differences <= 12) console.log('DIFFERS', JSON.stringify(question), 'ours', JSON.stringify(own), 'theirs', JSON.stringify(theirs[i]));
    } else if (own.refused) tally.refused += 1;
    else if (own.groups) tally.matched += 1;
    else tally.unmatched += 1;
  });
  const leftOut = Object.values(tally.unsupported).reduce((a, b) => a + b, 0);
  console.log(`${flavour}: seed ${seed}, ${count} pairs, ${differences} differences; ${JSON.stringify(tally)}`);
  return differences === 0 && leftOut < Number(count) * mostUnsupported;
}

const flavours = only ? [only] : ['ecmascript', 'python'];
process.exitCode = flavours.map(compare).every(Boolean) ? 0 : 1;
