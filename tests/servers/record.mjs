// Records answers of the real libraries, for replay.mjs. Usage: node record.mjs NAME VERSION COUNT SEED FILE.jsonl.gz
// A version of Flask-CORS other than the installed one: put its sources in front with PYTHONPATH.
import { writeFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { documentGenerator } from './generator.mjs';
import { startExpress } from './express.mjs';
import { askFlask } from './lab.mjs';

const [name, version, count, seed, file] = process.argv.slice(2);
const documents = Array.from({ length: Number(count) }, documentGenerator(Number(seed), name, [version]));

async function askExpress() {
  const server = await startExpress();
  const answers = [];
  for (const document of documents) answers.push(await server.ask(document));
  await server.close();
  return answers;
}

const answers = name === 'express-cors' ? await askExpress() : askFlask(documents);
const lines = documents.map((document, i) => `${JSON.stringify([document, answers[i]])}\n`).join('');
writeFileSync(file, gzipSync(lines, { level: 9 }));
