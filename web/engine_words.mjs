import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** FNV-1a of the text in UTF-8, as core/german/text_key.h has it. @param {string} text */
function textKey(text) {
  let hash = 2166136261;
  for (const byte of Buffer.from(text)) hash = Math.imul(hash ^ byte, 16777619);
  return (hash >>> 0).toString(16).padStart(8, '0');
}

/**
 * The engine's words in another language, as its module takes them.
 * @param {string} wasm the folder of the WebAssembly build
 * @param {string} language
 */
export async function engineWords(wasm, language) {
  const names = /** @type {Record<string, string>} */ ({ de: 'german' });
  const rows = JSON.parse(await readFile(join(wasm, 'generated', `${names[language]}.json`), 'utf8'));
  const lines = rows.slice(0, -1).map(([english, text, told]) => (told ? `${text}\t${told}\n` : `${textKey(english)}\t${text}\n`));
  return lines.sort().join('');
}
