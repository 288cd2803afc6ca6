import { copyFile, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { embedOptions } from './embed_build.mjs';

/** The package `corslab`, ready for `npm pack`: the engine as a library, its tools, and <cors-lab>. */

const kHere = fileURLToPath(new URL('.', import.meta.url));
const kTypes = ['index.d.ts', 'tools.d.ts', 'element.d.ts', 'documents.d.ts'];
/** From the build of the page. */
const kShared = ['corslab.wasm', 'corslab_tools.wasm', 'corslab-embed.js', 'corslab-tools.js', 'corslab-frame.js', 'corslab-texts.de.json'];

/** Where pages are built without a browser there is no HTMLElement to extend. */
const kBanner = { js: 'const HTMLElement = globalThis.HTMLElement ?? class {};' };

/** @param {string} version */
const description = (version) => ({
  name: 'corslab',
  version,
  description: 'What browsers do with a cross-origin request, step by step: the Fetch Standard, Chromium, Firefox and WebKit, as a WebAssembly engine and as an element to embed.',
  keywords: ['cors', 'cross-origin', 'fetch', 'preflight', 'http', 'web-component', 'wasm'],
  license: 'MIT',
  type: 'module',
  engines: { node: '>=18' },
  exports: {
    '.': { types: './index.d.ts', node: './corslab.node.js', default: './corslab.js' },
    './tools': { types: './tools.d.ts', node: './tools.node.js', default: './tools.js' },
    './element': { types: './element.d.ts', default: './element.js' },
    './documents': { types: './documents.d.ts' },
    './corslab-embed.js': './corslab-embed.js',
    './corslab-frame.js': './corslab-frame.js',
    './corslab.classic.js': './corslab.classic.js',
    './corslab.wasm': './corslab.wasm',
    './corslab_tools.wasm': './corslab_tools.wasm',
    './package.json': './package.json',
  },
  types: './index.d.ts',
  sideEffects: ['./element.js', './corslab-embed.js', './corslab-frame.js', './corslab.classic.js'],
});

/**
 * @param {{
 *   build: (entry: string, options: import('esbuild').BuildOptions) => Promise<import('esbuild').BuildResult<{ write: false }>>,
 *   bundle: import('./embed_build.mjs').Bundle, web: string, out: string
 * }} given `web` is the folder of the built page
 */
export async function buildPackage({ build, bundle, web, out }) {
  await rm(out, { recursive: true, force: true });
  await mkdir(out, { recursive: true });
  const options = embedOptions(bundle);
  const entry = (/** @type {string} */ name, /** @type {string} */ file) => ({ in: join(kHere, 'src/package', file), out: name });
  /** @type {import('esbuild').BuildOptions} */
  const modules = { ...options, format: 'esm', splitting: true, chunkNames: 'chunk-[hash]' };
  const browser = await build('', { ...modules, banner: kBanner,
    entryPoints: [entry('corslab', 'corslab_browser.js'), entry('tools', 'tools_browser.js'), entry('element', 'element.js')] });
  const node = await build('', { ...modules, external: ['node:*'],
    entryPoints: [entry('corslab.node', 'corslab_node.js'), entry('tools.node', 'tools_node.js')] });
  for (const { path, text } of [...browser.outputFiles, ...node.outputFiles]) await writeFile(join(out, basename(path)), text);
  await writeFile(join(out, 'corslab.classic.js'), await bundle('package/classic.js', { ...options, format: 'iife' }));
  for (const name of kShared) await copyFile(join(web, name), join(out, name));
  for (const name of kTypes) await copyFile(join(kHere, 'src/package', name), join(out, name));
  await copyFile(join(kHere, 'src/package/README.md'), join(out, 'README.md'));
  await copyFile(join(kHere, '../LICENSE'), join(out, 'LICENSE'));
  const { version } = JSON.parse(await readFile(join(kHere, 'package.json'), 'utf8'));
  await writeFile(join(out, 'package.json'), `${JSON.stringify(description(version), null, 2)}\n`);
}
