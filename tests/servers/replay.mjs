// What the real libraries answered once, in recorded/, beside what we answer now. Needs no server.
// Usage: node replay.mjs CORSLAB
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { askOurs, compare, here } from './lab.mjs';

const corslab = process.argv[2];
const folder = join(here, 'recorded');
const files = readdirSync(folder).filter((file) => file.endsWith('.jsonl.gz')).sort();
const wells = files.map((file) => {
  const pairs = gunzipSync(readFileSync(join(folder, file))).toString('utf8').trimEnd().split('\n').map((line) => JSON.parse(line));
  const documents = pairs.map(([document]) => document);
  return compare(file, documents, askOurs(corslab, documents), pairs.map(([, answer]) => answer));
});
process.exitCode = wells.length > 0 && wells.every(Boolean) ? 0 : 1;
