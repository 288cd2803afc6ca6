// Generated configurations in real servers: what the policy allows is allowed in every browser, and nothing else is.
// Usage: node probe.mjs build/native/corslab
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { kStarted } from './stacks.mjs';

const kUrl = 'https://api.example.com/api/items';
const kStranger = 'https://attacker.example';
const kSafelisted = ['GET', 'HEAD', 'POST'];

function run(binary, args, document) {
  const { stdout } = spawnSync(binary, args, { input: document, encoding: 'utf8', maxBuffer: 1 << 28 });
  return stdout;
}

/** What is tried, and whether the policy allows it. */
function probesOf(policy) {
  const { origins, methods, headers = [], credentials = false } = policy;
  const value = (name) => (name === 'Content-Type' ? 'application/json' : '1');
  const withHeaders = (names) => names.map((name) => [name, value(name)]);
  const probes = [];
  const add = (origin, method, names, allowed) => probes.push({ origin, method, headers: withHeaders(names), credentials: credentials ? 'include' : 'omit', allowed });
  const allowedOrigins = origins === '*' ? ['https://app.example.com', kStranger] : origins;
  for (const origin of allowedOrigins) {
    for (const method of methods) add(origin, method, headers, true);
    add(origin, 'GET', [], true);
    add(origin, 'GET', ['X-Not-Listed'], false);
    add(origin, 'QUERY', [], false);
  }
  if (origins === '*') return probes;
  const { protocol, hostname, port } = new URL(origins[0]);
  for (const origin of [kStranger, `${protocol}//${hostname}.attacker.example${port && `:${port}`}`, origins[0].replace(/^https?/, (scheme) => (scheme === 'http' ? 'https' : 'http'))]) {
    for (const method of methods) add(origin, method, headers, false);
    add(origin, 'GET', [], false);
  }
  return probes;
}

/** The requests of a probe: a preflight where one is needed, and the request itself. */
function requestsOf({ origin, method, headers }) {
  const asked = headers.map(([name]) => name.toLowerCase()).sort().join(',');
  const actual = { method, path: '/api/items', headers: [['Origin', origin], ...headers] };
  if (kSafelisted.includes(method) && asked === '') return [actual];
  const ask = [['Origin', origin], ['Access-Control-Request-Method', method], ...(asked ? [['Access-Control-Request-Headers', asked]] : [])];
  return [{ method: 'OPTIONS', path: '/api/items', headers: ask }, actual];
}

const answerOf = ({ status, headers }) => ({ status, headers: headers.filter(([name]) => /^[\w-]+$/.test(name)), body: '{}' });

function scenarioOf({ origin, method, headers, credentials }, answers) {
  const response = answerOf(answers.at(-1));
  const entry = answers.length === 2 ? { url: kUrl, preflight: answerOf(answers[0]), response } : { url: kUrl, response };
  return { version: 1, page: { url: `${origin}/` }, request: { url: kUrl, method, credentials, headers }, server: [entry] };
}

const [binary] = process.argv.slice(2);
const policies = JSON.parse(readFileSync(new URL('policies.json', import.meta.url), 'utf8'));
let asked = 0;
let wrong = 0;
for (const policy of policies) {
  const generated = JSON.parse(run(binary, ['generate'], JSON.stringify(policy)));
  const probes = probesOf(policy);
  for (const [id, ask] of Object.entries(kStarted)) {
    const { text } = generated.stacks.find((stack) => stack.id === id);
    const requests = probes.map(requestsOf);
    const answers = await ask(id, text, requests.flat());
    const scenarios = probes.map((probe, i) => scenarioOf(probe, requests[i].map(() => answers.shift())));
    const results = run(binary, ['eval', '--lines', '--no-steps'], scenarios.map((scenario) => `${JSON.stringify(scenario)}\n`).join('')).trimEnd().split('\n').map((line) => JSON.parse(line));
    probes.forEach((probe, i) => {
      asked += 1;
      const verdicts = results[i].error ? [results[i].error.message] : Object.values(results[i].browsers).map(({ verdict }) => verdict);
      if (verdicts.every((verdict) => verdict === (probe.allowed ? 'allowed' : 'blocked'))) return;
      wrong += 1;
      if (wrong <= 12) console.log(`${id}: ${JSON.stringify(probe)} is ${verdicts.join(', ')}\n  ${JSON.stringify(scenarios[i].server[0]).slice(0, 900)}`);
    });
  }
}
console.log(`${policies.length} policies, ${Object.keys(kStarted).length} kinds of servers, ${asked} probes, ${wrong} not as the policy says`);
process.exit(wrong === 0 && asked > 0 ? 0 : 1);
