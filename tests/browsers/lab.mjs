import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { belowBounds, compareAll, predict, readBounds, table } from './compare.mjs';
import { makeScenario } from './generator.mjs';
import { removeFolder, stopAllNow, temporaryFolder } from './processes.mjs';
import { runBrowser } from './run_browser.mjs';
import { kHosts } from './values.mjs';

/** Random scenarios in real browsers, beside what the engine predicts. See README.md. */

const kEngine = fileURLToPath(new URL('../../build/native/corslab', import.meta.url));

const { values: args } = parseArgs({
  options: {
    browsers: { type: 'string', default: 'chromium,firefox,webkit' },
    seed: { type: 'string', default: '1' },
    count: { type: 'string', default: '100' },
    from: { type: 'string', default: '0' },
    only: { type: 'string', multiple: true },
    scenarios: { type: 'string' },
    record: { type: 'string' },
    out: { type: 'string', default: fileURLToPath(new URL('../../build/browsers', import.meta.url)) },
    engine: { type: 'string', default: kEngine },
    'at-least': { type: 'string' },
    tabs: { type: 'string' },
    address: { type: 'string' },
    'own-pages': { type: 'boolean', default: false },
    list: { type: 'boolean', default: false },
  },
});

const bounds = args['at-least'] ? readBounds(args['at-least']) : [];

const say = (text) => process.stderr.write(`${text}\n`);

/** Lines as --list and --record write them. @param {string} file */
function readScenarios(file) {
  return readFileSync(file, 'utf8').split('\n').filter((line) => line !== '').map((line, i) => {
    const { id, scenario } = JSON.parse(line);
    if (typeof id !== 'string' || !scenario?.request) throw new Error(`${file}, line ${i + 1}: { "id", "scenario" } expected`);
    return { id, scenario };
  });
}

function chosenScenarios() {
  if (args.scenarios) return readScenarios(args.scenarios);
  if (args.only) {
    return args.only.flatMap((list) => list.split(',')).map((id) => {
      const [seed, number] = id.split('-').map(Number);
      return makeScenario(seed, number);
    });
  }
  const first = Number(args.from);
  return Array.from({ length: Number(args.count) }, (_, index) => makeScenario(Number(args.seed), first + index));
}

/** A certificate that nobody signed, for all hosts. */
function makeCertificate(folder) {
  const key = join(folder, 'key.pem');
  const cert = join(folder, 'cert.pem');
  const names = [...kHosts, 'localhost', '*.localhost'].map((host) => `DNS:${host}`).join(',');
  execFileSync('openssl', ['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-days', '30', '-subj', '/CN=corslab', '-addext', `subjectAltName=${names},IP:127.0.0.1`, '-keyout', key, '-out', cert], { stdio: 'ignore' });
  return { key, cert };
}

/** Writes what each browser did, and the browsers' versions beside it. */
function record(file, items, observed, versions) {
  const lines = items.map(({ id, scenario }) => `${JSON.stringify({ id, scenario, observed: observed.get(id) })}\n`);
  writeFileSync(file, lines.join(''));
  writeFileSync(`${file.replace(/\.jsonl$/, '')}.versions.json`, `${JSON.stringify(versions, null, 2)}\n`);
}

/** Prints what agrees; with bounds also each difference and what is below them. @returns {boolean} whether the bounds hold */
function judge(rows, differences) {
  if (rows.length > 0) console.log(table(rows));
  const file = join(args.out, 'differences.jsonl');
  if (bounds.length > 0) {
    for (const { id, browser, field, request } of differences) console.log(`${id} ${browser} ${field}${request ? ` of request ${request + 1}` : ''}`);
    if (differences.length > 0) console.log('One of them again: bash tests/browsers/lab.sh --only ID');
    if (args.record) console.log(`What the browsers did: ${args.record}`);
  }
  if (rows.length > 0) console.log(`Differences: ${file}`);
  const below = bounds.length > 0 && rows.length === 0 ? [`No engine at ${args.engine}`] : belowBounds(rows, bounds);
  for (const text of below) console.log(text);
  return below.length === 0;
}

async function main() {
  const items = chosenScenarios();
  if (args.list) {
    for (const item of items) console.log(JSON.stringify(item));
    return 0;
  }
  mkdirSync(args.out, { recursive: true });
  const folder = temporaryFolder('lab');
  const address = args.address ?? `127.77.${(process.pid >> 8) & 255}.${1 + (process.pid % 250)}`;
  const results = existsSync(args.engine) ? predict(args.engine, items.map(({ scenario }) => scenario)) : undefined;
  const differences = [];
  const observed = new Map(items.map(({ id }) => [id, {}]));
  const rows = [];
  const versions = {};
  let lost = 0;
  try {
    const certificate = makeCertificate(folder);
    for (const name of args.browsers.split(',')) {
      const driver = await import(`./${name}.mjs`);
      const begin = Date.now();
      const { outcomes, failures, version, other } = await runBrowser(driver, items, {
        address,
        ...certificate,
        tabs: Number(args.tabs ?? driver.defaultTabs ?? 2),
        hosts: kHosts,
        ownPages: args['own-pages'],
        say,
      });
      const seconds = (Date.now() - begin) / 1000;
      versions[name] = version;
      for (const [id, outcome] of outcomes) observed.get(id)[name] = outcome;
      for (const [id, why] of failures) say(`${name}: ${id} ${why}`);
      lost += failures.size;
      if (results) {
        const compared = compareAll(name, items, results, outcomes);
        rows.push(compared.row);
        differences.push(...compared.differences);
      }
      writeFileSync(join(args.out, `other-${name}.txt`), other.map(({ level, category, text }) => `${level} [${category ?? ''}] ${text}\n`).join(''));
      say(`${name} (${version}): ${outcomes.size} scenarios in ${seconds.toFixed(1)} s, ${(outcomes.size / seconds).toFixed(1)} a second`);
    }
  } finally {
    const scenarios = new Map(items.map(({ id, scenario }) => [id, scenario]));
    writeFileSync(join(args.out, 'differences.jsonl'), differences.map((one) => `${JSON.stringify({ ...one, scenario: scenarios.get(one.id) })}\n`).join(''));
    removeFolder(folder);
  }
  if (args.record) record(args.record, items, observed, versions);
  if (args.only || args.scenarios) for (const item of items) console.log(JSON.stringify({ ...item, observed: observed.get(item.id) }, null, 2));
  return judge(rows, differences) && lost === 0 ? 0 : 1;
}

// Whatever happens, this ends.
const limit = 180_000 + 500 * Number(args.count) * args.browsers.split(',').length;
setTimeout(() => {
  say(`Not done after ${limit / 1000} s`);
  stopAllNow();
  process.exit(1);
}, limit).unref();

for (const name of ['SIGINT', 'SIGTERM']) {
  process.on(name, () => {
    stopAllNow();
    process.exit(130);
  });
}
process.on('exit', stopAllNow);
process.exitCode = await main();
process.exit();
