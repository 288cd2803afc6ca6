/** From what a browser and the server saw to an outcome as the contract has it. */

/** Names that only the browser may set: such a header counts when its value is the script's. */
const kForbidden = new Set([
  'accept-charset', 'accept-encoding', 'access-control-request-headers', 'access-control-request-method', 'connection', 'content-length', 'cookie', 'cookie2', 'date', 'dnt',
  'expect', 'host', 'keep-alive', 'origin', 'referer', 'set-cookie', 'te', 'trailer', 'transfer-encoding', 'upgrade', 'via',
]);

const isForbidden = (name) => kForbidden.has(name) || name.startsWith('proxy-') || name.startsWith('sec-');

/**
 * Headers of a request on the wire that an outcome has.
 * @param {Map<string, string>} defaults what the browser sends when a script sets nothing
 */
function wireHeaders({ preflight, headers }, request, defaults) {
  const scripted = new Map();
  const single = new Set();
  for (const [name, value] of request.headers ?? []) {
    const key = name.toLowerCase();
    const trimmed = value.replace(/^[ \t\r\n]+|[ \t\r\n]+$/g, '');
    scripted.set(key, scripted.has(key) ? `${scripted.get(key)}, ${trimmed}` : trimmed);
    single.add(`${key}: ${trimmed}`);
  }
  const kept = new Map();
  for (const [name, value] of headers) {
    const own = name === 'origin' || name.startsWith('access-control-request-');
    const content = !preflight && name === 'content-type';
    const browsers = isForbidden(name) || defaults.get(name) === value;
    const script = !preflight && scripted.has(name) && (!browsers || scripted.get(name) === value || single.has(`${name}: ${value}`));
    if (own || content || script) kept.set(name, kept.has(name) ? `${kept.get(name)}, ${value}` : value);
  }
  return [...kept].sort(([a], [b]) => (a < b ? -1 : 1));
}

function verdictOf(seen) {
  if (seen.settled === 'pending') return 'pending';
  if (seen.settled === 'rejected') return seen.refused ? 'invalid' : 'blocked';
  return seen.response.type.startsWith('opaque') ? 'opaque' : 'allowed';
}

/** Which request something at this time belongs to. */
function indexAt(seen, at) {
  let index = 0;
  while (index + 1 < seen.length && at >= seen[index + 1].start) ++index;
  return index;
}

/** What a line says of the laboratory instead of the scenario. */
const asInScenario = (text, scenario) =>
  text
    .replace(/https?:\/\/[^/\s]+\/__corslab\/run\?job=\d+/g, () => scenario.page.url)
    .replace(/moz-nullprincipal:\{[0-9a-f-]+\}/g, 'moz-nullprincipal:{00000000-0000-0000-0000-000000000000}');

/**
 * @param {object} scenario
 * @param {object[]} seen what the page saw of each request
 * @param {object[]} wire what the server saw of all
 * @param {object[][]} lines the console's lines for each request
 * @param {Map<string, string>} defaults headers that the browser sends when a script sets nothing
 */
export function outcomesOf(scenario, seen, wire, lines, defaults) {
  const requests = [scenario.request, ...(scenario.then ?? [])];
  const outcomes = seen.map((one, index) => ({
    verdict: verdictOf(one),
    settled: one.settled,
    exception: one.exception ?? null,
    response: one.response ?? null,
    wire: wire
      .filter(({ at }) => indexAt(seen, at) === index)
      .map((request) => ({
        method: request.method,
        url: request.url,
        preflight: request.preflight,
        headers: wireHeaders(request, requests[index], defaults),
      })),
    console: (lines[index] ?? []).map(({ level, text }) => ({ level, text: asInScenario(text, scenario) })),
  }));
  const [first, ...then] = outcomes;
  return scenario.then ? { ...first, then } : first;
}
