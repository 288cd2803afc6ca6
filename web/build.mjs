import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdir, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import * as esbuild from 'esbuild';
import { buildEmbed } from './embed_build.mjs';
import { firstView } from './first_view.mjs';
import { writeLessonPages } from './lesson_pages.mjs';
import { lessonModule } from './lessons.mjs';
import { readMessages } from './messages.mjs';
import { buildPackage } from './package.mjs';
import { writeManifest, writeWorker } from './offline.mjs';
import { readTexts, textModule } from './texts.mjs';

/** Builds the hosted page, the single file and what is for other pages into build/web, and the package into build/package, from build/wasm. */

const kHere = fileURLToPath(new URL('.', import.meta.url));
const kWasm = process.env.CORSLAB_WASM ?? join(kHere, '../build/wasm');
const kOut = process.env.CORSLAB_OUT ?? join(kHere, '../build/web');
const kPackage = process.env.CORSLAB_PACKAGE ?? join(kOut, '../package');

async function readExamples() {
  const folder = join(kHere, 'examples');
  const names = (await readdir(folder)).filter((name) => name.endsWith('.json')).sort();
  return Promise.all(names.map(async (name) => JSON.parse(await readFile(join(folder, name), 'utf8'))));
}

/** As text to parse: quicker to start with than an object literal, and smaller once compressed. @param {unknown} data */
const parsedText = (data) => `JSON.parse(${JSON.stringify(JSON.stringify(data))})`;

/**
 * Emscripten's loader as a module. It is always given the WebAssembly module's bytes: how it would find them itself, in every
 * place where it might run, is left out.
 * @param {string} path
 */
async function engineLoader(path) {
  let text = await readFile(path, 'utf8');
  const replacements = [
    ['if(ENVIRONMENT_IS_NODE)', 'if(false)'],
    ['ENVIRONMENT_IS_WEB||ENVIRONMENT_IS_WORKER', 'false'],
    [text.slice(text.indexOf("if (typeof exports === 'object'")), 'export default createCorslab;'],
  ];
  for (const [known, short] of replacements) {
    if (known.length < 10 || !text.includes(known)) throw new Error(`${path}: not the loader that is known`);
    text = text.replaceAll(known, () => short);
  }
  return text;
}

/** Modules that are no files of web/src: the engine's, the examples as one, texts, and what is known of the browsers' messages. */
const virtualModules = {
  name: 'virtual-modules',
  /** @param {import('esbuild').PluginBuild} build */
  setup(build) {
    build.onResolve({ filter: /^corslab-engine$/ }, () => ({ path: join(kWasm, 'corslab.js'), namespace: 'engine' }));
    build.onResolve({ filter: /^corslab-tools-engine$/ }, () => ({ path: join(kWasm, 'corslab_tools.js'), namespace: 'engine' }));
    build.onLoad({ filter: /.*/, namespace: 'engine' }, async ({ path }) => ({ contents: await engineLoader(path), loader: 'js' }));
    build.onResolve({ filter: /^corslab-(examples|messages)$/ }, ({ path }) => ({ path, namespace: 'data' }));
    build.onLoad({ filter: /.*/, namespace: 'data' }, async ({ path }) => ({
      contents: path === 'corslab-examples'
        ? `export const kExamples = ${parsedText(await readExamples())};`
        : `export const kMessages = ${parsedText(await readMessages())};`,
      loader: 'js',
    }));
    build.onResolve({ filter: /^corslab-style\// }, ({ path }) => ({ path, namespace: 'style' }));
    build.onLoad({ filter: /.*/, namespace: 'style' }, async ({ path }) =>
      ({ contents: await bundle(`styles/${path.split('/')[1]}.css`, { target: undefined }), loader: 'text' }));
    build.onResolve({ filter: /^corslab-lessons\b/ }, ({ path }) => ({ path, namespace: 'lessons' }));
    build.onLoad({ filter: /.*/, namespace: 'lessons' }, async ({ path }) => ({ contents: await lessonModule(path), loader: 'js' }));
    build.onResolve({ filter: /^corslab-(texts|language)\b/ }, ({ path }) => ({ path, namespace: 'texts' }));
    build.onLoad({ filter: /.*/, namespace: 'texts' }, async ({ path }) => ({ contents: await textModule(path, kWasm), loader: 'js', resolveDir: kHere }));
  },
};

/**
 * @param {string} entry
 * @param {import('esbuild').BuildOptions} options
 */
const build = (entry, { plugins = [], define = {}, ...options }) =>
  esbuild.build({
    entryPoints: [join(kHere, 'src', entry)],
    bundle: true,
    minify: true,
    write: false,
    metafile: true,
    outdir: kOut,
    target: 'es2022',
    logLevel: 'warning',
    plugins: [virtualModules, ...plugins],
    define: { CORSLAB_PREFIX: '""', CORSLAB_LANGUAGE: '""', ...define },
    legalComments: 'none',
    ...options,
  });

/** One file that needs no other. @param {string} entry @param {import('esbuild').BuildOptions} options */
const bundle = async (entry, options) => (await build(entry, options)).outputFiles[0].text.trim();

/** What would be loaded later is left out. @type {import('esbuild').Plugin} */
const nothingLater = {
  name: 'nothing-later',
  setup(build) {
    build.onResolve({ filter: /./ }, ({ kind, path }) => (kind === 'dynamic-import' ? { path, external: true } : undefined));
  },
};

/** What comes with the page: the first verdict needs the first of these alone. */
const kStages = ['main_hosted.js', 'app/start.js'].map((file) => join(kHere, 'src', file));

/**
 * What is loaded later names the page's stages as its own need, which is always met, and so does a stage the one before it: so
 * all of a stage is needed by the same ones, and esbuild makes one file of it instead of one for each set of those who share
 * something.
 * @type {import('esbuild').Plugin}
 */
const stagesTogether = {
  name: 'stages-together',
  setup(build) {
    /** @type {Set<string>} */
    const later = new Set();
    build.onResolve({ filter: /^\.{1,2}\// }, ({ kind, resolveDir, path }) => {
      if (kind === 'dynamic-import') later.add(resolve(resolveDir, path));
      return undefined;
    });
    build.onLoad({ filter: /\.js$/, namespace: 'file' }, async ({ path }) => {
      const stage = kStages.indexOf(path);
      const needs = kStages.at(stage === -1 ? -1 : stage - 1);
      return later.has(path) ? { contents: `import ${JSON.stringify(needs)};${await readFile(path, 'utf8')}`, loader: 'js' } : undefined;
    });
  },
};

/**
 * Modules that share what they have in common, each loaded when it is first asked for.
 * @returns {Promise<{ files: { name: string, text: string }[], first: string[] }>} `first` are those of the stages, in their order
 */
async function modules() {
  const { outputFiles, metafile } = await build('', {
    entryPoints: [{ in: kStages[0], out: 'corslab' }],
    format: 'esm',
    // Modules are always read as UTF-8.
    charset: 'utf8',
    splitting: true,
    plugins: [stagesTogether],
    chunkNames: '[name]-[hash]',
  });
  const nameOf = (/** @type {string} */ path) => relative(kOut, resolve(path));
  const outputs = new Map(Object.entries(metafile.outputs).map(([path, output]) => [nameOf(path), output]));
  /** @param {string} stage */
  const fileOf = (stage) => [...outputs].find(([, { entryPoint }]) => entryPoint && resolve(entryPoint) === stage)?.[0] ?? '';
  const first = new Set(kStages.map(fileOf));
  for (const file of first) {
    for (const { path, kind } of outputs.get(file)?.imports ?? []) if (kind === 'import-statement') first.add(nameOf(path));
  }
  return { files: outputFiles.map(({ path, text }) => ({ name: nameOf(path), text })), first: [...first] };
}

/** @param {string} html @param {{ assets: string, script: string, first?: import('./first_view.mjs').FirstView }} parts */
function page(html, { assets, script, first }) {
  /** @param {string} [drawn] */
  const ahead = (drawn) => (drawn ? ` inert>${drawn}` : '>');
  return html
    .replace(/\n\s+/g, '\n')
    .replace('<!-- assets -->', () => assets)
    .replace('><!-- tools -->', () => ahead(first?.tools))
    .replace('><!-- paste -->', () => ahead(first?.paste))
    .replace('<!-- first -->\n', () => (first ? `<div class="first" inert>${first.main}</div>\n` : ''))
    .replace('<!-- script -->', () => script);
}

/** @param {string} text */
const hash = (text) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;

/** The 91 letters of ASCII that mean nothing in a script, in a text in single quotes and in HTML. */
const kLetters = Array.from({ length: 95 }, (_, i) => String.fromCharCode(32 + i)).filter((letter) => !"'<\\`".includes(letter));

/** Bytes as text: 13 bits in two letters. @param {Buffer} bytes */
function asText(bytes) {
  let text = '';
  let held = 0;
  let bits = 0;
  for (const byte of [...bytes, 0]) {
    held = (held << 8) | byte;
    bits += 8;
    if (bits < 13) continue;
    bits -= 13;
    const value = held >> bits;
    text += kLetters[Math.floor(value / 91)] + kLetters[value % 91];
    held &= (1 << bits) - 1;
  }
  const value = held << (13 - bits);
  return text + kLetters[Math.floor(value / 91)] + kLetters[value % 91];
}

/** What of LZMA's context suits a WebAssembly module, scripts and texts in one stream. */
const kContext = { lc: 4, pb: 0 };

/**
 * A script that unpacks the module, another script and a style, and puts the two into the page: all shrinks to a third.
 * @param {string} script
 * @param {string} style
 */
async function unpacking(script, style) {
  const wasm = await readFile(join(kWasm, 'corslab_tools.wasm'));
  const parts = [wasm, Buffer.from(style), Buffer.from(script)];
  const all = Buffer.concat(parts);
  const { lc, pb } = kContext;
  const packed = execFileSync('xz', ['--format=lzma', '--stdout', `--lzma1=preset=9e,lc=${lc},lp=0,pb=${pb}`], { input: all, maxBuffer: 2 ** 30 });
  // The header holds what is known here anyway.
  const bytes = packed.subarray(13);
  const data = { letters: kLetters.join(''), text: asText(bytes), length: bytes.length, wasm: parts[0].length, style: parts[1].length, ...kContext, size: all.length };
  return bundle('single/loader.js', { format: 'iife', define: { corslabPacked: JSON.stringify(data) } });
}

/** What a document forbids itself, wherever it is opened. @param {string[]} allowed rules beside those that hold for all */
const policy = (allowed) =>
  `<meta http-equiv="Content-Security-Policy" content="${["default-src 'none'", ...allowed, "base-uri 'none'", "form-action 'none'"].join('; ')}">`;

/** The single file asks for nothing at all. @param {string[]} scripts @param {string} style */
const singlePolicy = (scripts, style) => policy([`script-src ${scripts.map(hash).join(' ')} 'wasm-unsafe-eval'`, `style-src ${hash(style)}`, 'img-src data:']);

/** The hosted page asks for what lies beside it. @param {string} script @param {string} style */
const hostedPolicy = (script, style) => policy([
  `script-src 'self' ${hash(script)} 'wasm-unsafe-eval'`,
  `style-src 'self' ${hash(style)}`,
  "connect-src 'self'",
  "img-src 'self' data:",
  "worker-src 'self'",
  "manifest-src 'self'",
]);

/** Styles of what comes later, and of paper; the single file holds them all. */
const kMoreStyles = ['print', 'import', 'share'];

const texts = await readTexts('en');
const html = (await readFile(join(kHere, 'index.html'), 'utf8')).replace(/data-text="(\w+)\.([\w-]+)">/g, (place, area, name) => place + texts[area][name]);
const [style, ...moreStyles] = await Promise.all(['main', ...kMoreStyles].map((name) => bundle(`styles/${name}.css`, { target: undefined })));
const hosted = await modules();

await rm(kOut, { recursive: true, force: true });
await mkdir(kOut, { recursive: true });
for (const name of ['corslab.wasm', 'corslab_tools.wasm']) await writeFile(join(kOut, name), await readFile(join(kWasm, name)));
for (const { name, text } of hosted.files) await writeFile(join(kOut, name), text);
await writeFile(join(kOut, 'corslab_worker.js'), await bundle('main_worker.js', { format: 'esm' }));
for (const [i, name] of kMoreStyles.entries()) await writeFile(join(kOut, `corslab_${name}.css`), moreStyles[i]);
const firstScript = await bundle('first/first_script.js', {
  format: 'iife',
  external: ['./corslab.js'],
  define: { CORSLAB_FIRST: JSON.stringify(hosted.first) },
});
await writeFile(join(kOut, 'index.html'), page(html, {
  first: await firstView({
    script: await bundle('first/first_view.js', { format: 'iife', globalName: 'first', plugins: [nothingLater] }),
    example: (await readExamples())[0],
    wasm: kWasm,
  }),
  assets: [
    hostedPolicy(firstScript, style),
    // What the first frame needs comes with the page.
    `<script>${firstScript}</script>`,
    `<style>${style}</style>`,
    '<link rel="stylesheet" href="corslab_print.css" media="print">',
    '<link rel="manifest" href="manifest.webmanifest">',
    '<meta name="corslab-version" content="">',
  ].join('\n'),
  script: '',
}));
const allStyles = [style, ...moreStyles].join('\n');
await writeLessonPages(kOut, await bundle('styles/lesson_pages.css', { target: undefined }));
for (const [language, name] of [['en', 'corslab.html'], ['de', 'corslab.de.html']]) {
  const single = await bundle('main_single.js', { format: 'iife', define: { CORSLAB_LANGUAGE: JSON.stringify(language) } });
  const loader = await unpacking(single, allStyles);
  // What lies beside the hosted page is not there.
  await writeFile(join(kOut, name), page(html.replace(/<!-- beside -->[^]*?<!-- end -->/g, ''), {
    assets: singlePolicy([loader, single], allStyles),
    script: `<script>${loader}</script>`,
  }));
}
await buildEmbed({ bundle, out: kOut, page, wasm: kWasm });
await buildPackage({ build, bundle, web: kOut, out: kPackage });
await writeManifest(kOut, texts.page.tagline);
await writeWorker(kOut, (files, version) => bundle('offline/service_worker.js', {
  format: 'iife',
  define: { CORSLAB_FILES: JSON.stringify(files), CORSLAB_VERSION: JSON.stringify(version) },
}));
