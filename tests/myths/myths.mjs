// Each myth with a scenario that proves it wrong: what happens there, and that the engine tells the myth.
// Usage: node myths.mjs build/native/corslab [--write]; --write makes docs/myths.md anew.
import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const kFewest = 15;

const path = (name) => fileURLToPath(new URL(name, import.meta.url));
const read = (name) => JSON.parse(readFileSync(path(name), 'utf8'));

function run(binary, command, documents) {
  const { stdout } = spawnSync(binary, [command, '--lines'], { input: documents.map((document) => `${JSON.stringify(document)}\n`).join(''), encoding: 'utf8' });
  return stdout.trimEnd().split('\n').map((line) => JSON.parse(line));
}

const kWords = { allowed: 'allowed', opaque: 'sent, opaque', blocked: 'blocked' };

function page(texts, proofs) {
  const rows = Object.entries(texts.belief).map(([id, belief]) => {
    const { shows, verdict, wire } = proofs.find((proof) => proof.id === id);
    return `## ${belief}\n\n${texts.truth[id]} [The rule](${texts.spec[id]})\n\n*Shown by:* ${shows} On the wire: ${wire.join(', ')}; then it is ${kWords[verdict]}. (\`${id}\`)\n`;
  });
  return `# Common beliefs about CORS, and what holds\n\nThe page tells them where a scenario relies on them. Each has a scenario in \`tests/myths/myths.json\` that proves it\n`
    + `wrong: the engine follows the Standard there, and the recordings of three browsers hold the engine. This page is made by\n\`tests/myths/myths.mjs --write\`.\n\n${rows.join('\n')}`;
}

function main([binary, write]) {
  const texts = read('../../core/data/myths.json');
  const proofs = read('myths.json');
  const ids = Object.keys(texts.belief);
  const problems = [];
  for (const group of [texts.truth, texts.spec]) {
    if (Object.keys(group).join() !== ids.join()) problems.push('myths.json: the groups have different myths');
  }
  if (proofs.map(({ id }) => id).join() !== ids.join()) problems.push('each myth needs one scenario, in the same order');
  if (ids.length < kFewest) problems.push(`${ids.length} myths`);
  const results = run(binary, 'eval', proofs.map(({ scenario }) => scenario));
  const reports = run(binary, 'fix', proofs.map(({ scenario }) => scenario));
  proofs.forEach(({ id, verdict, wire }, i) => {
    const { standard } = results[i].browsers;
    if (standard.verdict !== verdict) problems.push(`${id}: ${standard.verdict}, not ${verdict}`);
    const methods = standard.wire.map(({ method }) => method).join();
    if (methods !== wire.join()) problems.push(`${id}: ${methods} on the wire`);
    if (!reports[i].myths.some((myth) => myth.id === id)) problems.push(`${id}: not told`);
  });
  const file = path('../../docs/myths.md');
  const text = page(texts, proofs);
  if (write) writeFileSync(file, text);
  else if (readFileSync(file, 'utf8') !== text) problems.push('docs/myths.md is not up to date: run with --write');
  for (const problem of problems) console.log(problem);
  console.log(`${ids.length} myths, ${problems.length} problems`);
  return problems.length === 0 ? 0 : 1;
}

process.exitCode = main(process.argv.slice(2));
