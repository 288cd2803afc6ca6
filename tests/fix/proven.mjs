// Holds the offered fixes against the engine: each patch is made, and the scenario run again.
// Usage: node proven.mjs build/native/corslab [SEED]
//  1. Every fix makes the requests succeed in the browsers that it names, and takes success away from none.
//  2. Of the blocked scenarios that generous headers would open, at least 99 % get a fix.
import { spawnSync } from 'node:child_process';
import { patched } from '../../web/src/model/patch.js';
import { makeScenario } from '../browsers/generator.mjs';

const kAtLeast = 0.99;
const kScenarios = 12_000;
const kEnough = 5000;
const kBrowsers = ['standard', 'chromium', 'firefox', 'webkit'];

function run(binary, args, documents) {
  const { stdout, status } = spawnSync(binary, [...args, '--lines'], {
    input: documents.map((document) => `${JSON.stringify(document)}\n`).join(''), encoding: 'utf8', maxBuffer: 2 ** 31 - 1,
  });
  if (status !== 0) throw new Error(`corslab ${args.join(' ')} ended with ${status}`);
  return stdout.trimEnd().split('\n').map((line) => JSON.parse(line));
}

const succeeds = (outcome) => [outcome, ...(outcome.then ?? [])].every(({ verdict }) => verdict === 'allowed' || verdict === 'opaque');

const working = (result) => kBrowsers.filter((browser) => succeeds(result.browsers[browser]));

/** The scenario with answers that allow as much as headers can, for one way of spelling the origins. */
function generous(scenario, origins) {
  const { method = 'GET', headers = [] } = scenario.request;
  const requests = [scenario.request, ...(scenario.then ?? [])];
  const methods = [...new Set(requests.map((request) => request.method ?? method))].filter((name) => /^[\w!#$%&'*+.^`|~-]+$/.test(name));
  const names = [...new Set(requests.flatMap((request) => request.headers ?? headers).map(([name]) => name))].filter((name) => /^[\w!#$%&'*+.^`|~-]+$/.test(name));
  // What goes wrong with a connection stays as it is.
  const preflightOf = ({ preflight }) => ({ status: 204, headers: preflight?.headers ?? [], fault: preflight?.fault });
  const of = (answer, origin) => ({
    ...answer,
    headers: [
      ...answer.headers.filter(([name]) => !/^access-control-|^cross-origin-resource-policy$/i.test(name)),
      ['Access-Control-Allow-Origin', origin], ['Access-Control-Allow-Credentials', 'true'],
      ['Access-Control-Allow-Methods', methods.flatMap((name) => [name, name.toUpperCase()]).join(', ')],
      ['Access-Control-Allow-Headers', names.join(', ')],
      ['Cross-Origin-Resource-Policy', 'cross-origin'],
    ],
  });
  return {
    ...scenario,
    server: scenario.server.map((entry, index) => ({
      ...entry, preflight: of(preflightOf(entry), origins[index]), response: of(entry.response, origins[index]),
    })),
  };
}

/** Whether headers alone can open it, in every browser. */
function headersCanFix(binary, scenario) {
  const page = new URL(scenario.page.url);
  const own = scenario.page.sandboxed ? 'null' : page.origin;
  const count = Math.min(scenario.server.length, 6);
  const variants = Array.from({ length: 2 ** count }, (_, bits) => generous(scenario, scenario.server.map((__, i) => (bits >> i) & 1 ? 'null' : own)));
  return run(binary, ['eval', '--no-steps'], variants).some((result) => !result.error && working(result).length === kBrowsers.length);
}

function main([binary, given]) {
  const seed = Number(given ?? Math.floor(Math.random() * 1e6));
  console.log(`Seed ${seed}`);
  const scenarios = Array.from({ length: kScenarios }, (_, number) => makeScenario(seed, number).scenario);
  const before = run(binary, ['eval', '--no-steps'], scenarios);
  const blocked = scenarios.map((scenario, i) => ({ scenario, works: working(before[i]) })).filter(({ works }) => works.length < kBrowsers.length);
  const start = process.hrtime.bigint();
  const reports = run(binary, ['fix'], blocked.map(({ scenario }) => scenario));
  const milliseconds = Number(process.hrtime.bigint() - start) / 1e6;
  const trials = blocked.flatMap(({ scenario, works }, i) => reports[i].fixes.map((fix) => ({ scenario: patched(scenario, fix.patch), fix, works, i })));
  const after = run(binary, ['eval', '--no-steps'], trials.map(({ scenario }) => scenario));
  let wrong = 0;
  trials.forEach(({ fix, works, scenario }, k) => {
    const now = working(after[k]);
    const right = now.join() === fix.works.join() && works.every((name) => now.includes(name)) && now.length > works.length;
    if (right) return;
    wrong += 1;
    if (wrong <= 5) console.log(`A fix that is none: says ${fix.works}, does ${now}, was ${works}\n  ${JSON.stringify(fix.changes)}\n  ${JSON.stringify(scenario)}`);
  });
  const without = blocked.filter((_, i) => !reports[i].fixes.some((fix) => fix.works.length === kBrowsers.length));
  const missed = without.filter(({ scenario }) => headersCanFix(binary, scenario));
  for (const { scenario } of missed.slice(0, 5)) console.log(`No fix: ${JSON.stringify(scenario)}`);
  const fixable = blocked.length - without.length + missed.length;
  const share = 1 - missed.length / fixable;
  console.log(`${blocked.length} blocked scenarios, ${trials.length} fixes, ${wrong} of them wrong; of ${fixable} that headers or the request can open `
    + `${(100 * share).toFixed(2)} % have a fix for every browser; ${(milliseconds / blocked.length).toFixed(2)} ms a search`);
  return wrong === 0 && share >= kAtLeast && blocked.length >= kEnough ? 0 : 1;
}

process.exitCode = main(process.argv.slice(2));
