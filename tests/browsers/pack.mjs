// Packs a recording of lab.sh for replay.mjs. Usage: node pack.mjs RECORDING.jsonl
import { statSync } from 'node:fs';
import { pack } from './packs.mjs';

const [recording] = process.argv.slice(2);
if (!recording) {
  console.error('Usage: node pack.mjs RECORDING.jsonl');
  process.exit(2);
}
const file = pack(recording);
console.log(`${file}: ${statSync(file).size} bytes`);
