// Random requests, written as commands and scripts in random styles: reading them gives the same requests back.
// Usage: node round_trip.mjs CORSLAB [COUNT] [SEED]
import { spawnSync } from 'node:child_process';
import { diceFrom } from '../dice.mjs';
import { curlWriters, scriptWriters } from './request_writers.mjs';

const [binary, count = '300', seed = String(Date.now() % 1000000)] = process.argv.slice(2);
const dice = diceFrom(Number(seed));

const kLetters = ['a', 'B', '7', ' ', '"', "'", '\\', '$', '%', '^', '`', '&', '|', ';', '{', '}', '(', '<', '!', '~', '=', '?', '#', 'é', '€', '😀', '\n', '\t', '%41', '\\n', '$HOME', '${x}'];
const word = (letters, most) => dice.many(most, () => dice.pick(letters)).join('');
const line = () => word(kLetters.filter((letter) => /^[\x20-\x7e]+$/.test(letter)), 8).trim();

function randomRequest() {
  const method = dice.pick(['GET', 'POST', 'PUT', 'DELETE', 'PATCH', 'HEAD', 'OPTIONS']);
  const origin = dice.pick(['https://api.example.com', 'http://localhost:8080', 'https://[::1]:8443']);
  const query = dice.chance(0.5) ? `?q=${encodeURIComponent(word(kLetters, 4))}&x='1'` : '';
  const headers = [];
  for (const name of ['X-One', 'x-two', 'Authorization', 'Content-Type', 'Accept']) {
    if (!dice.chance(0.4)) continue;
    headers.push([name, name === 'Content-Type' ? dice.pick(['application/json', 'text/plain']) : line() || 'v']);
  }
  const takesBody = !['GET', 'HEAD'].includes(method);
  const body = takesBody && dice.chance(0.6) ? word(kLetters, 30) || '{}' : null;
  // Without one, curl would set a type of its own.
  if (body !== null && !headers.some(([name]) => name === 'Content-Type')) headers.push(['Content-Type', 'text/plain']);
  return {
    url: new URL(`${origin}/items/${dice.below(100)}${query}`).href,
    method,
    headers,
    body,
    credentials: dice.pick(['include', 'same-origin']),
    page: dice.pick(['https://app.example.com', 'http://localhost:3000']),
  };
}

const plain = ({ request, page }) => JSON.stringify({
  url: request.url,
  method: request.method,
  headers: request.headers,
  body: request.body ?? null,
  credentials: request.credentials,
  page: new URL(page.url).origin,
});

let different = 0;
let texts = 0;
const writers = { ...curlWriters, ...scriptWriters };
for (let i = 0; i < Number(count); i += 1) {
  const request = randomRequest();
  for (const [name, write] of Object.entries(writers)) {
    const text = write(request, dice);
    if (text === null) continue;
    texts += 1;
    const { stdout } = spawnSync(binary, ['import'], { input: text, encoding: 'utf8' });
    const read = JSON.parse(stdout);
    // A script's page is not in it, unless it was copied.
    const page = name === 'chromeFetch' || name in curlWriters ? request.page : 'https://app.example';
    const expected = plain({ request, page: { url: page } });
    const got = read.requests?.length === 1 ? plain(read.requests[0].scenario) : stdout;
    if (got === expected) continue;
    different += 1;
    if (different <= 3) console.log(`DIFFERS ${name}\n${text}\nexpected ${expected}\ngot      ${got}`);
  }
}
console.log(`seed ${seed}: ${texts} texts, ${different} different`);
process.exit(different === 0 && texts > 0 ? 0 : 1);
