import { readFile, readdir } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { engineWords } from './engine_words.mjs';

/** The catalogue of the page's texts: web/texts/LANGUAGE/area.json, each an object of texts by name. */

const kFolder = new URL('./texts/', import.meta.url);

/** @param {string} language @returns {Promise<Record<string, Record<string, string>>>} the areas by name */
export async function readTexts(language) {
  const folder = new URL(`${language}/`, kFolder);
  const files = (await readdir(folder)).filter((name) => name.endsWith('.json')).sort();
  return Object.fromEntries(await Promise.all(files.map(async (name) =>
    [name.slice(0, -5), JSON.parse(await readFile(new URL(name, folder), 'utf8'))])));
}

/** What is data in English, in another language: `examples`, by id, `explanations`, and `kinds` of requests. @param {string} language @returns {Promise<Record<string, any>>} */
async function readTextData(language) {
  const folder = new URL(`data/${language}/`, kFolder);
  return Object.fromEntries(await Promise.all(['examples', 'explanations', 'kinds'].map(async (name) =>
    [name, JSON.parse(await readFile(new URL(`${name}.json`, folder), 'utf8'))])));
}

/** Areas that are not part of the first load: they come with the module that imports `corslab-texts/AREA`. */
export const kLazyAreas = ['commands', 'complete', 'embed', 'import', 'lessons', 'offline', 'reader', 'server', 'share'];

const kCatalogue = JSON.stringify(fileURLToPath(new URL('./src/text/catalogue.js', import.meta.url)));

/** @param {unknown} data */
const parsed = (data) => `JSON.parse(${JSON.stringify(JSON.stringify(data))})`;

/** @param {Record<string, unknown>} areas */
const adding = (areas) => `import { addTexts } from ${kCatalogue}; addTexts(${parsed(areas)});`;

/**
 * The code of a virtual module.
 * @param {string} path `corslab-texts`, `corslab-texts/AREA` or `corslab-language/NAME`
 * @param {string} wasm the folder of the WebAssembly build
 */
export async function textModule(path, wasm) {
  const [kind, name] = path.split('/');
  if (kind === 'corslab-language') {
    const { examples, explanations, kinds } = await readTextData(name);
    return `export const kTexts = ${parsed(await readTexts(name))}; export const kExamples = ${parsed(examples)}; export const kExplanations = ${parsed(explanations)}; export const kKinds = ${parsed(kinds)}; export const kEngineWords = ${parsed(await engineWords(wasm, name))};`;
  }
  const areas = await readTexts('en');
  if (name) return adding({ [name]: areas[name] });
  return adding(Object.fromEntries(Object.entries(areas).filter(([area]) => !kLazyAreas.includes(area))));
}
