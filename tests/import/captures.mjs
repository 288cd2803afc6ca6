// What the real curl and the real Chromium have in hand, imported: the scenario says the verdict that the browser really had.
// Usage: node captures.mjs CORSLAB
import { spawnSync, spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chunkText, chunksOf, readHar } from '../../web/src/import/har_reading.js';
import { launch } from '../page/browser.mjs';
import { asCurl, asFetch } from './devtools_texts.mjs';

const [binary] = process.argv.slice(2);

const kOrigin = 'Access-Control-Allow-Origin';
const kCredentials = 'Access-Control-Allow-Credentials';
const kMethods = 'Access-Control-Allow-Methods';
const kHeaders = 'Access-Control-Allow-Headers';
const json = { 'Content-Type': 'application/json' };

/** What a page asks for, and what the server answers; `ORIGIN` stands for the page's origin. */
const cases = [
  { name: 'everyone', answer: { [kOrigin]: '*' } },
  { name: 'nobody', answer: {} },
  { name: 'own', answer: { [kOrigin]: 'ORIGIN' } },
  { name: 'slash', answer: { [kOrigin]: 'ORIGIN/' } },
  { name: 'cookies', init: { credentials: 'include' }, answer: { [kOrigin]: 'ORIGIN', [kCredentials]: 'true' } },
  { name: 'cookies-any', init: { credentials: 'include' }, answer: { [kOrigin]: '*', [kCredentials]: 'true' } },
  { name: 'text', init: { method: 'POST', body: 'hi' }, answer: { [kOrigin]: '*' } },
  { name: 'json', init: { method: 'POST', headers: json, body: '{"a":"it\'s"}' }, preflight: { [kOrigin]: '*', [kHeaders]: 'content-type' }, answer: { [kOrigin]: '*' } },
  { name: 'json-any', init: { method: 'POST', headers: json, body: '{}' }, preflight: { [kOrigin]: '*', [kHeaders]: '*' }, answer: { [kOrigin]: '*' } },
  { name: 'json-not', init: { method: 'POST', headers: json, body: '{}' }, preflight: { [kOrigin]: '*' }, answer: { [kOrigin]: '*' } },
  { name: 'put', init: { method: 'PUT', body: 'x' }, preflight: { [kOrigin]: '*', [kMethods]: 'PUT' }, answer: { [kOrigin]: '*' } },
  { name: 'put-not', init: { method: 'PUT', body: 'x' }, preflight: { [kOrigin]: '*', [kMethods]: 'PATCH' }, answer: { [kOrigin]: '*' } },
  { name: 'delete-then-not', init: { method: 'DELETE' }, preflight: { [kOrigin]: '*', [kMethods]: 'DELETE' }, answer: {} },
  { name: 'token', init: { headers: { Authorization: 'Bearer t', 'X-Trace': '1' } }, preflight: { [kOrigin]: '*', [kHeaders]: 'authorization, x-trace' }, answer: { [kOrigin]: '*' } },
  { name: 'no-cors', init: { mode: 'no-cors' }, answer: {} },
  { name: 'redirect', status: 302, answer: { [kOrigin]: '*', Location: '/everyone' } },
  { name: 'redirect-not', status: 302, answer: { [kOrigin]: '*', Location: '/nobody' } },
];

/** @returns {Promise<{ port: number, stop: () => void }>} */
function serve(handle) {
  return new Promise((resolve) => {
    const server = createServer(handle);
    server.listen(0, '127.0.0.1', () => resolve({ port: server.address().port, stop: () => { server.closeAllConnections(); server.close(); } }));
  });
}

const pages = await serve((request, response) => response.setHeader('Content-Type', 'text/html').end('<!doctype html><title>Page</title>'));
const origin = `http://localhost:${pages.port}`;
const api = await serve((request, response) => {
  const one = cases.find(({ name }) => `/${name}` === request.url);
  const asks = request.method === 'OPTIONS';
  const headers = (asks ? one?.preflight : one?.answer) ?? {};
  for (const [name, value] of Object.entries(headers)) response.setHeader(name, value.replace('ORIGIN', origin));
  response.statusCode = asks ? 204 : one?.status ?? (one ? 200 : 404);
  request.resume().on('end', () => response.end(asks ? undefined : 'ok'));
});
const urlOf = ({ name }) => `http://localhost:${api.port}/${name}`;

let failed = 0;
let checks = 0;
function check(holds, what) {
  checks += 1;
  if (holds) return;
  failed += 1;
  console.log(`FAILED ${what}`);
}

function corslab(args, input) {
  const { stdout, error } = spawnSync(binary, args, { input, encoding: 'utf8', maxBuffer: 1 << 26 });
  if (error) throw error;
  return JSON.parse(stdout);
}
const imported = (text) => corslab(['import'], text);
const verdictOf = (scenario) => corslab(['eval', '--no-steps', '--browser', 'chromium'], JSON.stringify(scenario)).browsers?.chromium.verdict;

/** What Chromium does with each case, and the HAR file that it leaves. */
async function browse(folder) {
  const browser = await launch();
  const path = join(folder, 'capture.har');
  const context = await browser.newContext({ recordHar: { path } });
  const page = await context.newPage();
  await page.goto(`${origin}/page`);
  await context.addCookies([{ name: 'sid', value: '1', url: `http://localhost:${api.port}/` }]);
  const verdicts = {};
  for (const one of cases) {
    verdicts[one.name] = await page.evaluate(([url, init]) => fetch(url, init).then(
      ({ type }) => (type.startsWith('opaque') ? 'opaque' : 'allowed'), () => 'blocked'), [urlOf(one), one.init ?? {}]);
  }
  await context.close();
  await browser.close();
  return { verdicts, har: readFileSync(path, 'utf8') };
}

const pairs = (headers) => Object.entries(headers).map(([name, value]) => [name, value.replace('ORIGIN', origin)]);

/** The scenario with what the servers really answer. */
function answered(scenario, one) {
  const target = one.answer.Location && cases.find(({ name }) => `/${name}` === one.answer.Location);
  const entry = (other) => ({
    url: urlOf(other),
    ...(other.preflight ? { preflight: { status: 204, headers: pairs(other.preflight) } } : {}),
    response: { status: other.status ?? 200, headers: pairs(other.answer), body: 'ok' },
  });
  return { ...scenario, server: [entry(one), ...(target ? [entry(target)] : [])] };
}

/** The command, as it is typed, with what curl prints. */
function runCurl(one) {
  const init = one.init ?? {};
  const quote = (text) => `'${text.replace(/'/g, "'\\''")}'`;
  const words = ['-sv', ...(one.status ? ['-L'] : []), '-H', `Origin: ${origin}`];
  if (init.method) words.push('-X', init.method);
  for (const [name, value] of Object.entries(init.headers ?? {})) words.push('-H', `${name}: ${value}`);
  if (init.body) words.push('--data-raw', init.body, ...(init.headers?.['Content-Type'] ? [] : ['-H', 'Content-Type: text/plain']));
  if (init.credentials === 'include') words.push('-b', 'sid=1');
  words.push(urlOf(one));
  return new Promise((resolve, reject) => {
    const child = spawn('curl', ['--noproxy', '*', '--max-time', '20', ...words], { stdio: ['ignore', 'pipe', 'pipe'] });
    let text = `$ curl ${words.map((word) => (/^[\w:/.-]+$/.test(word) ? word : quote(word))).join(' ')}\n`;
    child.stdout.on('data', (data) => { text += data; });
    child.stderr.on('data', (data) => { text += data; });
    child.on('error', reject).on('close', () => resolve(text));
  });
}

async function checkCurl(verdicts) {
  for (const one of cases) {
    if (one.init?.mode === 'no-cors') continue;
    const text = await runCurl(one);
    const document = imported(text);
    const [request] = document.requests ?? [];
    check(document.kind === 'curl-verbose' && document.requests.length === 1, `curl -v ${one.name}: ${text}${JSON.stringify(document)}`);
    if (!request) continue;
    const ids = request.missing.map(({ id }) => id);
    const misses = [...(one.init?.credentials === 'include' ? [] : ['credentials-mode']), ...(one.preflight ? ['preflight-answer'] : [])];
    check(ids.join() === misses.join(), `curl -v ${one.name} misses ${ids}, not ${misses}`);
    if (one.preflight) request.scenario.server[0].preflight = { status: 204, headers: pairs(one.preflight) };
    check(verdictOf(request.scenario) === verdicts[one.name], `curl -v ${one.name}: ${verdictOf(request.scenario)}, Chromium ${verdicts[one.name]}`);
  }
}

function checkHar(har, verdicts) {
  const { requests } = imported(har);
  const { log } = JSON.parse(har);
  const judged = corslab(['import', '--judge'], har).entries;
  check(judged.length === log.entries.length, `${judged.length} entries judged of ${log.entries.length}`);
  // The page sends less of an entry.
  const read = readHar(har).har;
  for (const chunk of chunksOf(read)) {
    const less = corslab(['import', '--judge'], chunkText(read, chunk)).entries;
    chunk.places.forEach((at, i) => check(JSON.stringify(less[i]) === JSON.stringify(judged[at]), `judge of less of entry ${at}: ${JSON.stringify(less[i])}, of all of it ${JSON.stringify(judged[at])}`));
  }
  let certain = 0;
  for (const one of cases) {
    const request = requests.find(({ scenario }) => scenario.request.url === urlOf(one));
    check(request, `HAR ${one.name} is not among the requests`);
    if (request) {
      check(request.scenario.page.url.startsWith(origin), `HAR ${one.name}: page ${request.scenario.page.url}`);
      // What was blocked leaves no answer behind: then none is assumed, and said so.
      check(verdictOf(request.scenario) === verdicts[one.name], `HAR ${one.name}: ${verdictOf(request.scenario)}, Chromium ${verdicts[one.name]}`);
    }
    const entry = judged.find(({ url, verdicts: given }) => url === urlOf(one) && given);
    if (entry) certain += 1;
    check(!entry || entry.verdicts.chromium === verdicts[one.name], `judge ${one.name}: ${entry?.verdicts.chromium}, Chromium ${verdicts[one.name]}`);
    checkTexts(one, log.entries.find(({ request: { url, method } }) => url === urlOf(one) && method !== 'OPTIONS'), verdicts[one.name]);
  }
  return certain;
}

/** "Copy as cURL" and "Copy as fetch" of the recorded request, with the answers of the servers. */
function checkTexts(one, entry, verdict) {
  if (!entry) return;
  for (const [name, text] of [...Object.entries(asCurl(entry.request)), ...Object.entries(asFetch(entry.request, one.init ?? {}, `${origin}/`))]) {
    const { requests, error } = imported(text);
    check(requests?.length === 1, `${name} of ${one.name}: ${text}\n${JSON.stringify(error)}`);
    if (requests?.length !== 1) continue;
    const { scenario } = requests[0];
    check((scenario.request.body ?? null) === (one.init?.body ?? null), `${name} of ${one.name}: body ${scenario.request.body}`);
    // Of a request that failed, Chromium does not record all headers: what is gone has to be named.
    if (one.init?.credentials === 'include' && requests[0].missing.some(({ id }) => id === 'credentials-mode')) {
      check(!entry.request.headers.some(({ name: header }) => /^cookie$/i.test(header)), `${name} of ${one.name}: the cookie was overlooked`);
      continue;
    }
    const given = verdictOf(answered(scenario, one));
    check(given === verdict, `${name} of ${one.name}: ${given}, Chromium ${verdict}\n${text}`);
  }
}

const folder = mkdtempSync(join(tmpdir(), 'corslab-captures-'));
try {
  const { verdicts, har } = await browse(folder);
  check(new Set(Object.values(verdicts)).size === 3, 'Chromium gave all three verdicts');
  await checkCurl(verdicts);
  const certain = checkHar(har, verdicts);
  check(certain >= cases.length / 2, `${certain} cases judged for certain`);
  console.log(`${cases.length} cases in Chromium, ${certain} of its HAR file judged for certain; ${checks} checks, ${failed} failed`);
} finally {
  rmSync(folder, { recursive: true });
  pages.stop();
  api.stop();
}
process.exitCode = failed === 0 ? 0 : 1;
