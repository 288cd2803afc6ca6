import { readFile } from 'node:fs/promises';
import { load as fetched } from './load_browser.js';

/** Node's fetch() reads no files. @param {URL | string} source a URL, or a path */
export async function load(source) {
  if (source instanceof URL ? source.protocol !== 'file:' : /^https?:/.test(source)) return fetched(source);
  const file = typeof source === 'string' && source.startsWith('file:') ? new URL(source) : source;
  return new Uint8Array(await readFile(file));
}
