import { createHash } from 'node:crypto';
import { readFile, readdir, writeFile } from 'node:fs/promises';
import { join, sep } from 'node:path';
import { kSvgIcon, pngIcon } from './icons.mjs';

/** What makes the hosted page one that can be installed, and that works without a network. */

/** Not kept: the single files are made to be taken along, other pages have their own copies of what is for them, and the browser
 * keeps the worker. */
const kApart = /^(corslab(\.de)?\.html|sw\.js|embed\.html|corslab-.*)$/;

/** @param {string} description */
const manifestOf = (description) => ({
  name: 'corslab',
  short_name: 'corslab',
  description,
  start_url: './',
  scope: './',
  display: 'standalone',
  background_color: '#f3f0e8',
  theme_color: '#f3f0e8',
  icons: [
    { src: 'icon.svg', type: 'image/svg+xml', sizes: 'any' },
    { src: 'icon-192.png', type: 'image/png', sizes: '192x192' },
    { src: 'icon-512.png', type: 'image/png', sizes: '512x512' },
    { src: 'icon-maskable-512.png', type: 'image/png', sizes: '512x512', purpose: 'maskable' },
  ],
});

/** @param {string} folder @param {string} description */
export async function writeManifest(folder, description) {
  await writeFile(join(folder, 'manifest.webmanifest'), JSON.stringify(manifestOf(description)));
  await writeFile(join(folder, 'icon.svg'), kSvgIcon);
  await writeFile(join(folder, 'icon-192.png'), pngIcon(192, 1));
  await writeFile(join(folder, 'icon-512.png'), pngIcon(512, 1));
  await writeFile(join(folder, 'icon-maskable-512.png'), pngIcon(512, 0.7));
}

/** The digest of every file to keep, by its name. @param {string} folder @returns {Promise<Record<string, string>>} */
async function digestsOf(folder) {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const names = entries.filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath ?? entry.path, entry.name).slice(folder.length).split(sep).filter(Boolean).join('/'))
    .filter((name) => !kApart.test(name))
    .sort();
  return Object.fromEntries(await Promise.all(names.map(async (name) =>
    [name, `sha256-${createHash('sha256').update(await readFile(join(folder, name))).digest('base64')}`])));
}

const kVersionPlace = 'corslab-version" content="';

/**
 * The last step of a build: the worker knows all the other files, and the page its version.
 * @param {string} folder of the built page
 * @param {(files: Record<string, string>, version: string) => Promise<string>} worker gives its code
 */
export async function writeWorker(folder, worker) {
  const before = await digestsOf(folder);
  const version = createHash('sha256').update(JSON.stringify(before)).digest('hex').slice(0, 16);
  const index = join(folder, 'index.html');
  await writeFile(index, (await readFile(index, 'utf8')).replace(kVersionPlace, kVersionPlace + version));
  await writeFile(join(folder, 'sw.js'), await worker(await digestsOf(folder), version));
}
