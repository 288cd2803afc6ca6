import { readFile, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import * as esbuild from 'esbuild';
import { embedded, kPrefix } from './embed_style.mjs';
import { engineWords } from './engine_words.mjs';
import { readTexts } from './texts.mjs';

/** What is for foreign pages: one script that defines <cors-lab>, and a page for frames. */

const kElements = fileURLToPath(new URL('./src/elements/', import.meta.url));

/**
 * How the page's modules are bundled.
 * @typedef {(entry: string, options: import('esbuild').BuildOptions) => Promise<string>} Bundle
 */

/** The names of the page's own elements. */
async function elementNames() {
  const files = (await readdir(kElements)).filter((name) => name.endsWith('.js'));
  const sources = await Promise.all(files.map((name) => readFile(join(kElements, name), 'utf8')));
  return sources.flatMap((source) => [...source.matchAll(/\bdefine\('([\w-]+)'/g)].map(([, name]) => name));
}

/** `corslab-embed-style`, the style sheet as a text. @param {Bundle} bundle @returns {import('esbuild').Plugin} */
const styleModule = (bundle) => ({
  name: 'embed-style',
  setup(build) {
    build.onResolve({ filter: /^corslab-embed-style$/ }, ({ path }) => ({ path, namespace: 'embed-style' }));
    build.onLoad({ filter: /.*/, namespace: 'embed-style' }, async () => {
      const css = embedded(await bundle('styles/embed.css', { target: undefined, minify: false }), await elementNames());
      return { contents: (await esbuild.transform(css, { loader: 'css', minify: true })).code.trim(), loader: 'text' };
    });
  },
});

/**
 * Emscripten's loader without its own ways of reading files in Node: the engine's bytes are given to it everywhere, and bundlers need not
 * look for `require`.
 * @type {import('esbuild').Plugin}
 */
const plainLoader = {
  name: 'plain-loader',
  setup(build) {
    build.onLoad({ filter: /corslab(_tools)?\.js$/ }, async ({ path }) => {
      const text = await readFile(path, 'utf8');
      const contents = text.replace(/ENVIRONMENT_IS_NODE=[^;]*;/, 'ENVIRONMENT_IS_NODE=false;').replaceAll('if(ENVIRONMENT_IS_NODE)', 'if(false)');
      return { contents, loader: 'js' };
    });
  },
};

/** What is different where a page is not ours. @param {Bundle} bundle @returns {import('esbuild').BuildOptions} */
export const embedOptions = (bundle) => ({
  define: { CORSLAB_PREFIX: JSON.stringify(kPrefix) },
  plugins: [styleModule(bundle), plainLoader],
});

/** The areas of the texts that the element shows. */
async function embedTexts(/** @type {string} */ language) {
  const source = await readFile(new URL('./src/embed/texts.js', import.meta.url), 'utf8');
  const areas = [...source.matchAll(/corslab-texts\/([\w-]+)/g)].map(([, area]) => area).concat('server');
  return Object.fromEntries(Object.entries(await readTexts(language)).filter(([area]) => areas.includes(area)));
}

/**
 * @param {{ bundle: Bundle, out: string, wasm: string, page: (html: string, parts: { assets: string, script: string }) => string }} given
 * @returns {Promise<void>}
 */
export async function buildEmbed({ bundle, out, page, wasm }) {
  const options = embedOptions(bundle);
  /** @type {[string, string][]} */
  const files = [
    ['corslab-embed.js', await bundle('main_embed.js', { ...options, format: 'iife' })],
    ['corslab-tools.js', await bundle('tools_embed.js', { ...options, format: 'esm' })],
    ['corslab-frame.js', await bundle('main_frame_host.js', { format: 'iife' })],
    ['corslab-embed-page.js', await bundle('main_frame.js', { format: 'iife' })],
    ['corslab-embed.css', await bundle('styles/frame.css', { target: undefined })],
    ['corslab-texts.de.json', JSON.stringify({ areas: await embedTexts('de'), words: await engineWords(wasm, 'de') })],
    ['embed.html', page(await readFile(new URL('./embed.html', import.meta.url), 'utf8'), {
      assets: '<link rel="stylesheet" href="corslab-embed.css">\n<script src="corslab-embed.js" defer></script>\n<script src="corslab-embed-page.js" defer></script>',
      script: '',
    })],
  ];
  for (const [name, text] of files) await writeFile(join(out, name), text);
}
