// Fresh documents through `corslab simulate` and through the real libraries: status and header lines must be the same.
// Usage: node differential.mjs CORSLAB [COUNT] [SEED] [express-cors|flask-cors]
import { execFileSync } from 'node:child_process';
import { askFlask, askOurs, compare, python } from './lab.mjs';
import { documentGenerator } from './generator.mjs';
import { startExpress } from './express.mjs';

const [corslab, count = '200', seed = String(Date.now() % 1000000), only] = process.argv.slice(2);
const some = (name, versions) => {
  const next = documentGenerator(Number(seed), name, versions);
  return Array.from({ length: Number(count) }, next);
};

async function express() {
  const documents = some('express-cors', ['2.8.6', '2.8.6', '2.8.6', '2.8.5', '2.8.4', '2.8.3']);
  const server = await startExpress();
  const theirs = [];
  for (const document of documents) theirs.push(await server.ask(document));
  await server.close();
  return compare(`express-cors, seed ${seed}`, documents, askOurs(corslab, documents), theirs);
}

function flask() {
  // Which version is installed: Debian's, unless the sources of another are put in front of it.
  const version = process.env.CORSLAB_FLASK_CORS_VERSION ?? execFileSync('dpkg-query', ['-W', '-f', '${Version}', 'python3-flask-cors'], { encoding: 'utf8' });
  const documents = some('flask-cors', [version]);
  return compare(`flask-cors ${version} (${python}), seed ${seed}`, documents, askOurs(corslab, documents), askFlask(documents));
}

const parts = { 'express-cors': express, 'flask-cors': flask };
let well = true;
for (const [name, part] of Object.entries(parts)) {
  if (only === undefined || only === name) well = (await part()) && well;
}
process.exitCode = well ? 0 : 1;
