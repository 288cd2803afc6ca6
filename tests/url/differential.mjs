// Generated URLs through our parser and through Node's: href, origin and failure must be the same.
// Usage: node differential.mjs build/native/tests/url_dump [COUNT] [SEED]
import { spawnSync } from 'node:child_process';
import { diceFrom } from '../dice.mjs';

const [binary, count = '100000', seed = '1'] = process.argv.slice(2);

const { below, pick, chance } = diceFrom(Number(seed));
const many = (most, make) => Array.from({ length: below(most + 1) }, make);

const schemes = ['http', 'https', 'HTTP', 'hTTps', 'ws', 'wss', 'ftp', 'file', 'FILE', 'blob', 'data', 'about', 'mailto',
  'javascript', 'foo', 'a+b-c.1', 'web+x', '1x', 'x y', '', 'view-source'];
const slashes = ['//', '//', '//', '//', '//', '/', '', '\\\\', '/\\', '\\/', '///', '////'];
const words = ['a', 'B', 'example', 'www', 'com', 'co.uk', 'localhost', 'x-y', 'under_score', '~', 'index.html', 'C:', 'c|', 'Z:',
  '.', '..', '%2e', '%2E%2e', '.%2E', '...', '%', '%4', '%zz', '%00', '%41', '%C3%A9', '%ff', 'é', 'ü', '日本', '😀', '\u00ad',
  ' ', '\t', '\n', '\r', '\0', '\x1f', '\x7f', '\u0080', '\ufdd0', '\uffff', '"', '#', '<', '>', '?', '`', '{', '}', '|', '^', '\\',
  '/', ':', ';', '=', '@', '[', ']', '&', '+', ',', '!', '$', "'", '(', ')', '*', '-', '_', '0', '9', '80', '0x7f'];
const numbers = ['0', '1', '127', '255', '256', '65535', '4294967295', '4294967296', '0x7f', '0X7F', '0x', '0xG', '010', '08', '00',
  '1e1', '0xffffffff', '0x100000000', '999999999999999999999', '', '01', '192', '168'];
const pieces = ['0', '1', 'ffff', 'FFFF', 'abcd', '12345', 'g', '::', ':', '::', ':', ':', '1.2.3.4', '127.0.0.1', '256.1.1.1',
  '1.2.3', '00', '0db8', '2001', '%25eth0', '1.02.3.4'];
const ports = ['', ':', ':80', ':443', ':21', ':0', ':00080', ':8080', ':65535', ':65536', ':99999999999', ':-1', ':8a', ': 80', ':٣'];

const domain = () => Array.from({ length: 1 + below(3) }, () => (chance(0.85)
  ? pick(['a', 'example', 'EXAMPLE', 'www', 'com', 'Org', 'x-y', '-a-', 'a_b', '1a', 'a1', 'xn', 'test', 'a--b', '%41%62', 'sub'])
  : pick(words))).join('.') + (chance(0.1) ? '.' : '');
const ipv4 = () => Array.from({ length: 1 + below(5) }, () => pick(numbers)).join('.') + (chance(0.1) ? '.' : '');
const ipv6 = () => `[${many(9, () => pick(pieces)).join(chance(0.7) ? ':' : '')}]`;
const host = () => pick([domain, domain, domain, domain, ipv4, ipv4, ipv6, () => '', () => pick(words)])();
const userinfo = () => (chance(0.15) ? `${many(2, () => pick(words)).join('')}${chance(0.5) ? `:${many(2, () => pick(words)).join('')}` : ''}@` : '');
const path = () => (chance(0.85) ? pick(['/', '/', '/', '', '\\']) : '') + many(5, () => many(3, () => pick(words)).join('')).join(pick(['/', '/', '\\']));
const query = () => (chance(0.3) ? `?${many(4, () => pick(words)).join('')}` : '');
const fragment = () => (chance(0.2) ? `#${many(4, () => pick(words)).join('')}` : '');

const absolute = () => `${pick(schemes)}:${pick(slashes)}${userinfo()}${host()}${chance(0.4) ? pick(ports) : ''}${path()}${query()}${fragment()}`;
const relative = () => pick([
  () => path(), () => `//${userinfo()}${host()}${pick(ports)}${path()}`, () => query() || fragment(), () => '', () => `${pick(schemes)}:${path()}`,
  () => many(6, () => pick(words)).join(''),
])() + query() + fragment();
const nested = () => `blob:${absolute()}`;

function mutated(text) {
  const letters = [...text];
  const at = below(letters.length + 1);
  if (chance(0.4)) letters.splice(at, 0, pick(words));
  else if (chance(0.5)) letters.splice(at, 1);
  else if (letters.length > 0) letters[at % letters.length] = pick(words);
  return letters.join('');
}

const bases = ['http://example.com/a/b?c#d', 'https://user:pw@h.example:8443/x/', 'file:///C:/a/b', 'file://host/a', 'foo://h/a/b', 'foo:/a/b',
  'about:blank', 'data:text/plain,x', 'mailto:a@b', 'http://1.2.3.4', 'foo:a/b?q', 'file:///', 'ws://h/a/../b'];

function generate() {
  let input = pick([absolute, absolute, absolute, relative, nested])();
  while (chance(0.3)) input = mutated(input);
  return chance(0.4) || !/^[a-z]/i.test(input) ? [input, chance(0.8) ? pick(bases) : absolute()] : [input];
}

function byNode([input, base]) {
  try {
    const url = base === undefined ? new URL(input) : new URL(input, base);
    return { href: url.href, origin: url.origin };
  } catch {
    return null;
  }
}

// Where Node strays from the Standard, or is older than it, a URL that shows it cannot be compared. Each probe tells
// whether this Node does; `touches` finds the URLs concerned. They are counted, and replaced by others.
const strays = [
  { name: '^ is encoded in paths', is: byNode(['http://a/^']).href !== 'http://a/%5E',
    touches: ([input, base]) => input.includes('^') || base?.includes('^') },
  { name: 'spaces at the end of an opaque path are encoded', is: byNode(['foo:a #b'])?.href !== 'foo:a%20#b',
    touches: (_, mine) => /^[^/?#]*:(?!\/)[^?#]*( |%20)($|[?#])/.test(mine?.href) },
  { name: 'ASCII domains are never refused for their Punycode', is: byNode(['http://xn--a/']) === null,
    touches: (one) => one.some((text) => /xn--/i.test(decodeSafely(text))) },
  { name: 'a blob: URL has an origin for http and https alone', is: byNode(['blob:ftp://a/'])?.origin !== 'null',
    touches: (_, mine) => /^blob:(ftp|wss?):/i.test(mine?.href) },
  { name: 'a base with an opaque path takes nothing but a fragment', is: byNode(['x#y', 'mailto:a']) !== null,
    touches: ([input, base], mine) => mine === null && input.includes('#') && /^[^:]+:(?!\/)/.test(base && byNode([base])?.href) },
  { name: 'an empty query of the base is kept', is: byNode(['', 'http://a/?']).href !== 'http://a/?',
    touches: ([, base], mine) => mine !== null && /[?](#|$)/.test(base && byNode([base])?.href) },
  { name: 'two dots that lead to the root leave its slash', is: byNode(['foo://a/..'])?.href !== 'foo://a/',
    touches: (_, mine) => /^(?!https?:|wss?:|ftp:|file:)[^:]+:(\/\/[^/?#]*)?\/([?#]|$)/.test(mine?.href) },
  { name: 'a drive letter is a letter and a colon, and nothing behind', is: byNode(['file:///a:b/..']).href !== 'file:///',
    touches: (one, mine) => /^file:/.test(mine?.href) && one.some((text) => /[a-z][\t\n\r]*(:|%3a|\|)[\t\n\r]*[^/\\]/i.test(text.slice(5))) },
  { name: 'dots are dots behind a segment that begins with one', is: byNode(['http://a//.b/.']).href !== 'http://a//.b/',
    touches: (one) => one.some((text) => /[/\\][\t\n\r]*\.[^/\\].*[/\\][\t\n\r]*\.\.?($|[\t\n\r?#/\\])/s.test(text)) },
].filter(({ is }) => is);

function decodeSafely(text) {
  return text.replace(/[\t\n\r]/g, '').replace(/%([0-9a-f]{2})/gi, (_, hex) => String.fromCharCode(parseInt(hex, 16)));
}

// A host that is not ASCII depends on the Unicode tables of the two sides: only its being ASCII is ours to compare.
function hasForeignHost(text) {
  const decoded = decodeSafely(text).replace(/\\/g, '/').replace(/^\s*blob:/i, '');
  const authority = /^[^:/?#]*:?\/*([^/?#]*)/.exec(decoded)?.[1] ?? '';
  return /[^\0-\x7f]/.test(authority) || /%[0-9a-f]{2}/i.test(authority);
}

const wanted = Number(count);
const setAside = new Map();
let compared = 0;
let different = 0;
for (let round = 0; compared < wanted && round < 100; round += 1) {
  const cases = Array.from({ length: 20000 }, generate);
  const run = spawnSync(binary, { input: `${cases.map((one) => JSON.stringify(one)).join('\n')}\n`, encoding: 'utf8', maxBuffer: 1 << 28 });
  const lines = run.stdout.split('\n');
  if (run.status !== 0 || lines.length !== cases.length + 1) throw new Error(`url_dump failed: ${run.stderr}`);
  for (const [index, one] of cases.entries()) {
    if (compared === wanted) break;
    const mine = JSON.parse(lines[index]);
    const rule = strays.find(({ touches }) => touches(one, mine))?.name
      ?? (one.some(hasForeignHost) ? 'the host is not ASCII' : undefined);
    if (rule !== undefined) {
      setAside.set(rule, (setAside.get(rule) ?? 0) + 1);
      continue;
    }
    compared += 1;
    const node = byNode(one);
    if (JSON.stringify(mine) === JSON.stringify(node)) continue;
    different += 1;
    if (different <= 20) console.error(`${JSON.stringify(one)}\n  ours ${JSON.stringify(mine)}\n  Node ${JSON.stringify(node)}`);
  }
}
for (const [name, number] of setAside) console.log(`set aside: ${number} (${name})`);
console.log(`${compared} URLs compared with Node ${process.versions.node}, ${different} different`);
process.exit(compared === wanted && different === 0 ? 0 : 1);
