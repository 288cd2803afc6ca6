// Fresh documents through `corslab simulate` and through the real libraries: status and header lines must be the same.
// Usage: node differential.mjs CORSLAB [COUNT] [SEED] [NAME]
import { askOurs, compare } from './lab.mjs';
import { documentGenerator } from './generator.mjs';
import { realServers } from './real.mjs';

const [corslab, count = '200', seed = String(Date.now() % 1000000), only] = process.argv.slice(2);
let well = true;
for (const [name, { versions, ask }] of Object.entries(realServers)) {
  if (only !== undefined && only !== name) continue;
  const known = versions();
  const next = documentGenerator(Number(seed), name, known);
  const documents = Array.from({ length: Number(count) }, next);
  const theirs = await ask(documents);
  well = compare(`${name} ${[...new Set(known)].join(', ')}, seed ${seed}`, documents, askOurs(corslab, documents), theirs) && well;
}
process.exitCode = well ? 0 : 1;
