// Our answers beside the real ones.
import { spawnSync } from 'node:child_process';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const here = dirname(fileURLToPath(import.meta.url));
export const python = process.env.CORSLAB_SERVERS_PYTHON ?? '/usr/bin/python3';

/** Lines of JSON through a command. */
export function throughLines(command, args, documents) {
  const input = documents.map((document) => `${JSON.stringify(document)}\n`).join('');
  const { stdout, status, stderr, error } = spawnSync(command, args,
    { input, encoding: 'utf8', maxBuffer: 1 << 30, timeout: 500_000 });
  if (status !== 0) throw new Error(`${command} ended with ${status}: ${error ?? stderr}`);
  return stdout.trimEnd().split('\n').map((line) => JSON.parse(line));
}

export const askOurs = (corslab, documents) => throughLines(corslab, ['simulate', '--lines'], documents);
export const askPython = (runner, documents) => throughLines(python, [join(here, runner)], documents);

// What we say we cannot tell.
const openCodes = new Set(['unsupported-regex', 'unsupported-option', 'expensive-regex']);

/** @returns {'same' | 'refused' | 'open' | 'different'} */
export function judge(ours, theirs) {
  const code = ours.error?.code;
  if (openCodes.has(code)) return 'open';
  if (theirs.broken) return code === 'bad-header' ? 'refused' : 'different';
  if (theirs.refused) return code === 'bad-option' || code === 'bad-regex' ? 'refused' : 'different';
  return JSON.stringify(ours) === JSON.stringify(theirs) ? 'same' : 'different';
}

/** Counts the verdicts, prints what differs. @returns {boolean} whether all is well */
export function compare(title, documents, ours, theirs) {
  const tally = { same: 0, refused: 0, open: 0, different: 0 };
  documents.forEach((document, i) => {
    const verdict = judge(ours[i], theirs[i]);
    tally[verdict] += 1;
    if (verdict === 'different' && tally.different <= 8) {
      console.log(`DIFFERS ${JSON.stringify(document)}\n  ours   ${JSON.stringify(ours[i])}\n  theirs ${JSON.stringify(theirs[i])}`);
    }
  });
  const compared = documents.length - tally.open;
  console.log(`${title}: ${documents.length} documents: ${JSON.stringify(tally)}`);
  return tally.different === 0 && ours.length === documents.length && compared >= documents.length * 0.97;
}
