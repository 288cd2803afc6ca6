import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { examples, kWeb, launch } from '../page/browser.mjs';
import { document_, host, kStar, started, verdictIn, visit } from './host.mjs';

/** The packed file, installed elsewhere without a network, in Node, TypeScript, Vite and a page without modules. */

const kPackage = process.env.CORSLAB_PACKAGE ?? join(kWeb, '../package');
const kBinary = process.env.CORSLAB_BINARY ?? fileURLToPath(new URL('../../build/native/corslab', import.meta.url));
const from = (folder) => createRequire(new URL(`../../${folder}/package.json`, import.meta.url));

const kFolder = mkdtempSync(join(tmpdir(), 'corslab-package-'));
const write = (name, text) => {
  const file = join(kFolder, name);
  mkdirSync(join(file, '..'), { recursive: true });
  writeFileSync(file, text);
  return file;
};
const npm = (args, cwd) => execFileSync('npm', [...args, '--no-audit', '--no-fund', '--offline', '--loglevel=error', '--update-notifier=false'], { cwd, encoding: 'utf8' });

describe('the package', () => {
  let browser;

  before(async () => {
    npm(['pack', '--pack-destination', kFolder], kPackage);
    const [packed] = readdirSync(kFolder).filter((name) => name.endsWith('.tgz'));
    write('package.json', JSON.stringify({ name: 'scratch', private: true, type: 'module' }));
    npm(['install', `./${packed}`], kFolder);
    browser = await launch();
  });
  after(async () => {
    await browser?.close();
    rmSync(kFolder, { recursive: true, force: true });
  });

  test('has all that its description names, and may be published', () => {
    const folder = join(kFolder, 'node_modules/corslab');
    const described = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
    assert.equal(described.name, 'corslab');
    assert.equal(described.private, undefined);
    const files = (value) => (typeof value === 'string' ? [value] : Object.values(value).flatMap(files));
    for (const file of [...files(described.exports), described.types, 'README.md', 'LICENSE']) assert.ok(existsSync(join(folder, file)), file);
    assert.equal(described.dependencies, undefined);
  });

  test('gives in Node, byte for byte, what the command gives', () => {
    write('eval.mjs', `import { createEngine } from 'corslab';
import { createInterface } from 'node:readline';
const engine = await createEngine();
for await (const line of createInterface({ input: process.stdin })) console.log(engine.evaluateText(line));
`);
    const input = `${[...examples.map(({ scenario }) => scenario), { page: 7 }].map((scenario) => JSON.stringify(scenario)).join('\n')}\n`;
    const run = (command, args) => spawnSync(command, args, { input, cwd: kFolder, encoding: 'utf8', maxBuffer: 1 << 28 });
    const packed = run(process.execPath, ['eval.mjs']);
    assert.equal(packed.stderr, '');
    assert.ok(packed.stdout.length > 10_000);
    assert.equal(packed.stdout, run(kBinary, ['eval', '--lines']).stdout);
  });

  test('has the tools, the links, and an element that may be imported where there is none', () => {
    const file = write('tools.mjs', `import { decodeScenario, encodeScenario, evaluate, isScenario } from 'corslab';
import { createTools } from 'corslab/tools';
import 'corslab/element';
const scenario = ${JSON.stringify(kStar)};
const tools = await createTools();
const { middleware } = tools.paste("app.use(cors({ origin: 'https://app.example.com' }))");
console.log(JSON.stringify({
  verdict: (await evaluate(scenario)).browsers.webkit.verdict,
  error: (await evaluate({})).error.code,
  link: decodeScenario('https://lab.example/#s=' + encodeScenario(scenario)),
  damaged: decodeScenario('e30'), shape: isScenario(scenario),
  works: tools.fix(scenario).fixes[0].works.length,
  reply: tools.simulate({ middleware, request: { method: 'GET', path: '/', headers: [['Origin', 'https://app.example.com']] }, handler: { status: 200, headers: [] } }).status,
  sources: tools.explain({ middleware, request: { method: 'GET', path: '/', headers: [] }, handler: { status: 200, headers: [] } }).sources.length > 0,
  rule: tools.audit(scenario).version, stacks: tools.generate({ origins: ['https://app.example.com'] }).stacks.length > 10,
  simulated: tools.evaluate({ ...scenario, server: [{ url: scenario.server[0].url, middleware }] }).browsers.standard.verdict,
}));
`);
    const found = JSON.parse(execFileSync(process.execPath, [file], { cwd: kFolder, encoding: 'utf8' }));
    assert.deepEqual(found, { verdict: 'blocked', error: found.error, link: kStar, damaged: null, shape: true, works: 4, reply: 200, sources: true, rule: 1, stacks: true, simulated: 'blocked' });
    assert.equal(typeof found.error, 'string');
  });

  for (const [module, moduleResolution] of [['esnext', 'bundler'], ['nodenext', 'nodenext']]) {
    test(`has types that hold, ${moduleResolution}`, () => {
      write('use.ts', `import { createEngine, evaluate, type Engine, type Result, type Scenario } from 'corslab';
import { createTools } from 'corslab/tools';
import type { FixReport } from 'corslab/documents';
import { CorsLab } from 'corslab/element';

const scenario: Scenario = ${JSON.stringify(kStar)};
export async function use(): Promise<string> {
  const engine: Engine = await createEngine({ wasm: new URL('https://a.example/corslab.wasm') });
  const result = engine.evaluate(scenario);
  if ('error' in result) return result.error.path;
  const whole: Result = result;
  const tested: string = engine.version().tested.firefox;
  const report = (await createTools()).fix(scenario);
  const fixes: FixReport['fixes'] = 'error' in report ? [] : report.fixes;
  const again = await evaluate(scenario);
  // @ts-expect-error there is no such browser
  whole.browsers.netscape;
  // @ts-expect-error a header is a pair
  scenario.request.headers = [['Content-Type']];
  // @ts-expect-error it may be an error
  again.browsers;
  return whole.browsers.chromium.steps[0].evidence[0].at ?? fixes[0].changes[0].text + tested;
}
const element = document.createElement('cors-lab');
element.scenario = scenario;
element.view = 'trace';
element.addEventListener('corslab-result', (event) => event.detail.result.browsers.firefox.verdict satisfies string);
export const same: boolean = element instanceof CorsLab;
`);
      write('tsconfig.json', JSON.stringify({
        compilerOptions: { strict: true, noEmit: true, target: 'es2022', lib: ['es2023', 'dom', 'dom.iterable'], module, moduleResolution, types: [], skipLibCheck: false }, files: ['use.ts'],
      }));
      const { stdout, status } = spawnSync(process.execPath, [from('web').resolve('typescript/bin/tsc'), '-p', kFolder], { encoding: 'utf8' });
      assert.equal(stdout, '');
      assert.equal(status, 0);
    });
  }

  /** Opens a folder under the strict policy. */
  async function opened(folder, pages, look) {
    const site = await host({ folder, pages });
    const { page, problems, go, close } = await visit(browser, site.url);
    await go();
    await look(page, site);
    assert.deepEqual(problems, []);
    await close();
    site.stop();
  }

  test('works in a Vite build: the engine, the tools and the element', async () => {
    write('index.html', document_('<cors-lab></cors-lab><output></output>', '').replace('</body>', '<script type="module" src="./main.js"></script></body>'));
    write('main.js', `import { evaluate } from 'corslab';
import { createTools } from 'corslab/tools';
import 'corslab/element';
const scenario = ${JSON.stringify(kStar)};
document.querySelector('cors-lab').scenario = scenario;
const result = await evaluate(scenario);
const { fixes } = (await createTools()).fix(scenario);
document.querySelector('output').textContent = result.browsers.firefox.verdict + ' ' + fixes.length;
`);
    const { build } = await import(pathToFileURL(join(fileURLToPath(new URL('./vitepress/node_modules/vite/', import.meta.url)), 'dist/node/index.js')).href);
    await build({ root: kFolder, logLevel: 'warn', configFile: false, build: { outDir: join(kFolder, 'dist'), target: 'es2022' } });
    await opened(join(kFolder, 'dist'), {}, async (page, { requests }) => {
      await started(page);
      assert.equal(await verdictIn(page), 'blocked');
      await page.getByText(/^blocked \d/).waitFor();
      assert.ok(requests.some((path) => /corslab-.*\.wasm$/.test(path)));
    });
  });

  test('works without modules, as the global corslab', async () => {
    const script = `corslab.evaluate(${JSON.stringify(kStar)}).then(({ browsers }) => { document.querySelector('output').textContent = browsers.chromium.verdict; });`;
    const html = document_('<output></output>', '<script src="/corslab.classic.js" defer></script><script src="/use.js" defer></script>');
    await opened(join(kFolder, 'node_modules/corslab'), { '/': html, '/use.js': script }, (page) => page.getByText('blocked', { exact: true }).waitFor());
  });

  test('has the script for pages, which finds its files in it', async () => {
    cpSync(join(kFolder, 'node_modules/corslab'), join(kFolder, 'static/lab'), { recursive: true });
    const html = document_(`<cors-lab><script type="application/json">${JSON.stringify(kStar)}</script></cors-lab>`, '<script src="/lab/corslab-embed.js" defer></script>');
    await opened(join(kFolder, 'static'), { '/': html }, async (page) => {
      await started(page);
      assert.equal(await verdictIn(page), 'blocked');
    });
  });

});
