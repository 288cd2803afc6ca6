import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gunzipSync, gzipSync } from 'node:zlib';

/** Recordings that the repository keeps: `recorded/SEED.jsonl.gz`, the browsers' versions beside each, and `known.json`. */

export const kFolder = fileURLToPath(new URL('recorded', import.meta.url));

export const kBrowsers = ['chromium', 'firefox', 'webkit'];

const parse = (text) => text.trimEnd().split('\n').map((line) => JSON.parse(line));

/** Whether a recording can be packed: every scenario was run in every browser. */
export function checkItems(items, name) {
  const seen = new Set();
  for (const { id, scenario, observed } of items) {
    if (seen.has(id)) throw new Error(`${name}: ${id} is there twice`);
    seen.add(id);
    const missing = kBrowsers.filter((browser) => !observed?.[browser]);
    if (!scenario || missing.length > 0) throw new Error(`${name}: ${id} lacks ${missing.join(', ') || 'its scenario'}`);
  }
}

/** All scenarios of all packs. */
export function readPacks(folder = kFolder) {
  const items = readdirSync(folder)
    .filter((name) => name.endsWith('.jsonl.gz'))
    .sort()
    .flatMap((name) => parse(gunzipSync(readFileSync(join(folder, name))).toString('utf8')));
  checkItems(items, folder);
  return items;
}

/** @returns {{ id: string, browser: string, field: string, why: string }[]} differences that are known */
export const readKnown = (folder = kFolder) => JSON.parse(readFileSync(join(folder, 'known.json'), 'utf8'));

/** Packs what `lab.sh --record FILE` wrote. @returns {string} the pack */
export function pack(recording, folder = kFolder) {
  const items = parse(readFileSync(recording, 'utf8'));
  checkItems(items, recording);
  const seeds = new Set(items.map(({ id }) => id.split('-')[0]));
  if (seeds.size !== 1) throw new Error(`${recording} has more than one seed`);
  const versions = `${recording.replace(/\.jsonl$/, '')}.versions.json`;
  if (!existsSync(versions)) throw new Error(`${versions} is missing`);
  const [seed] = seeds;
  mkdirSync(folder, { recursive: true });
  const file = join(folder, `${seed}.jsonl.gz`);
  writeFileSync(file, gzipSync(items.map((item) => `${JSON.stringify(item)}\n`).join(''), { level: 9 }));
  writeFileSync(join(folder, `${seed}.versions.json`), readFileSync(versions));
  return file;
}
