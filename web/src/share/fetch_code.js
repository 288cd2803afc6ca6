/**
 * A request as the call that makes it.
 *
 * @typedef {import('../model/types.js').Scenario} Scenario
 */

/** What is not said by JSON alone: the line separators that older engines take for line ends. @param {string} text */
const literal = (text) =>
  `'${JSON.stringify(text).slice(1, -1).replaceAll('\\"', '"').replaceAll("'", "\\'").replace(/[\u2028\u2029]/g, (letter) => `\\u${letter.charCodeAt(0).toString(16)}`)}'`;

/** @param {string} name */
const key = (name) => (/^[A-Za-z_$][\w$]*$/.test(name) ? name : literal(name));

/** @param {Scenario} scenario */
export function fetchCode({ request }) {
  const { url, headers = [], body } = request;
  const lines = [];
  for (const name of /** @type {const} */ (['method', 'mode', 'credentials', 'redirect'])) {
    if (request[name] !== undefined) lines.push(`  ${name}: ${literal(String(request[name]))},`);
  }
  if (headers.length > 0) {
    const names = headers.map(([name]) => name.toLowerCase());
    // An object holds each name once; a list of pairs holds what there is.
    const once = new Set(names).size === names.length && !names.includes('__proto__');
    const pairs = headers.map(([name, value]) => (once ? `    ${key(name)}: ${literal(value)},` : `    [${literal(name)}, ${literal(value)}],`));
    lines.push(once ? '  headers: {' : '  headers: [', ...pairs, once ? '  },' : '  ],');
  }
  if (typeof body === 'string') lines.push(`  body: ${literal(body)},`);
  if (lines.length === 0) return `const response = await fetch(${literal(url)});\n`;
  return `const response = await fetch(${literal(url)}, {\n${lines.join('\n')}\n});\n`;
}
