// Records answers of the real libraries, for replay.mjs. Usage: node record.mjs NAME VERSION COUNT SEED FILE.jsonl.gz
// A version of Flask-CORS other than the installed one: put its sources in front with PYTHONPATH.
import { writeFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { documentGenerator } from './generator.mjs';
import { realServers } from './real.mjs';

const [name, version, count, seed, file] = process.argv.slice(2);
const documents = Array.from({ length: Number(count) }, documentGenerator(Number(seed), name, [version]));

const answers = await realServers[name].ask(documents);
const lines = documents.map((document, i) => `${JSON.stringify([document, answers[i]])}\n`).join('');
writeFileSync(file, gzipSync(lines, { level: 9 }));
