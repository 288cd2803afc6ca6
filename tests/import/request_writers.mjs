// Requests as developer tools and people write them.

/** In POSIX quotes, as Chrome does. */
function posix(text) {
  if (!/[\0-\x1f\x7f-\x9f!']/.test(text)) return `'${text}'`;
  const escaped = text.replace(/\\/g, '\\\\').replace(/'/g, "\\'").replace(/\n/g, '\\n').replace(/\r/g, '\\r')
    .replace(/[\0-\x1f\x7f-\x9f!]/g, (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`);
  return `$'${escaped}'`;
}

const posixDouble = (text) => `"${text.replace(/["\\$`]/g, '\\$&')}"`;

/** Each byte that matters behind a backslash, as a careful person does. */
const posixBare = (text) => text.replace(/[^A-Za-z0-9_\-:/.,%+=]/gu, (c) => (c === '\n' ? "'\n'" : `\\${c}`)) || "''";

/** For the command prompt, as Chrome does. */
const cmd = (text) => `^"${text.replace(/\\/g, '\\\\').replace(/"/g, '\\"')
  .replace(/[^a-zA-Z0-9\s_\-:=+~'/.',?;()*`]/gu, '^$&').replace(/%(?=[a-zA-Z0-9_])/g, '%^').replace(/\r?\n/g, '^\n\n')}^"`;

const powershell = (text) => `'${text.replace(/'/g, "''")}'`;

/** The words of a command for curl, quoted. */
function curl(request, dice, quote, separator) {
  const method = dice.chance(0.5) ? ['-X', request.method] : [`-X${request.method}`];
  const parts = request.method === 'HEAD' ? ['-I'] : request.method === 'GET' && dice.chance(0.5) ? [] : method;
  const words = [...parts];
  for (const [name, value] of [...request.headers, ['Origin', request.page]]) words.push(dice.pick(['-H', '--header']), quote(`${name}: ${value}`));
  if (request.credentials === 'include') words.push(dice.pick(['-b', '--cookie']), quote('sid=1'));
  if (request.body !== null) words.push('--data-raw', quote(request.body));
  words.push(...dice.pick([[], ['-sS'], ['--compressed'], ['-k', '-L']]));
  return `curl ${quote(request.url)}${words.map((word) => (word.startsWith('-') ? separator : ' ') + word).join('')}\n`;
}

export const curlWriters = {
  posix: (request, dice) => curl(request, dice, posix, dice.pick([' ', ' \\\n  '])),
  posixDouble: (request, dice) => curl(request, dice, posixDouble, ' '),
  posixBare: (request, dice) => curl(request, dice, posixBare, ' '),
  cmd: (request, dice) => curl(request, dice, cmd, ' ^\n  '),
  powershell: (request, dice) => curl(request, dice, powershell, ' `\n  '),
};

/** A literal in one of JavaScript's three ways. */
function literal(text, dice) {
  const json = JSON.stringify(text);
  if (dice.chance(0.4)) return json;
  const inner = json.slice(1, -1).replace(/\\"/g, '"');
  if (dice.chance(0.5)) return `'${inner.replace(/'/g, "\\'")}'`;
  return `\`${inner.replace(/`/g, '\\`').replace(/\$\{/g, '\\${')}\``;
}

const key = (name, dice) => (/^[A-Za-z]+$/.test(name) && dice.chance(0.5) ? name : literal(name, { ...dice, chance: () => true }));

function headersOf(request, dice) {
  const pairs = request.headers.map(([name, value]) => [name, literal(value, dice)]);
  const object = `{ ${pairs.map(([name, value]) => `${key(name, dice)}: ${value}`).join(', ')} }`;
  const list = `[${pairs.map(([name, value]) => `['${name}', ${value}]`).join(', ')}]`;
  return dice.pick([object, list, `new Headers(${object})`, `new Headers(${list})`]);
}

function fetchCall(request, dice) {
  const members = [];
  if (request.method !== 'GET' || dice.chance(0.3)) members.push(`method: ${literal(request.method, dice)}`);
  if (request.headers.length > 0) members.push(`headers: ${headersOf(request, dice)}`);
  if (request.body !== null) members.push(`body: ${literal(request.body, dice)}`);
  if (request.credentials !== 'same-origin') members.push(`credentials: ${literal(request.credentials, dice)}`);
  const init = `{ ${members.join(dice.pick([', ', ',\n  ']))} }`;
  const url = literal(request.url, dice);
  const body = dice.pick([
    `fetch(${url}, ${init})`, `await fetch(${url}, ${init});`, `fetch(new Request(${url}, ${init}))`,
    `const url = ${url};\nconst init = ${init};\nfetch(url, init).then((r) => r.json());`,
    `window.fetch(\`\${base}\`, ${init});\nconst base = ${url};`,
  ]);
  return body;
}

function chromeFetch(request) {
  const headers = Object.fromEntries([['accept', '*/*'], ['accept-language', 'en'], ['sec-fetch-mode', 'cors'], ...request.headers]
    .map(([name, value]) => [name, value]));
  // Chrome has each name once.
  if (request.headers.some(([name]) => name === 'Accept')) delete headers.accept;
  return `fetch(${JSON.stringify(request.url)}, ${JSON.stringify({
    headers, referrer: `${request.page}/`, referrerPolicy: 'strict-origin-when-cross-origin', body: request.body,
    method: request.method, mode: 'cors', credentials: request.credentials,
  }, null, 2)});`;
}

function xhr(request, dice) {
  const lines = [`xhr.open(${literal(request.method, dice)}, ${literal(request.url, dice)}${dice.pick(['', ', true'])});`];
  for (const [name, value] of request.headers) lines.push(`xhr.setRequestHeader('${name}', ${literal(value, dice)});`);
  if (request.credentials === 'include') lines.push('xhr.withCredentials = true;');
  lines.push(`xhr.send(${request.body === null ? '' : literal(request.body, dice)});`);
  return `const xhr = new XMLHttpRequest();\n${lines.join('\n')}\n`;
}

export const scriptWriters = { fetch: fetchCall, chromeFetch, xhr };
