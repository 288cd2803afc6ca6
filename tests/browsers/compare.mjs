import { spawnSync } from 'node:child_process';
import { isDeepStrictEqual } from 'node:util';

/** Compares what the engine predicts with what a browser did. */

/** The engine's results, in order. */
export function predict(engine, scenarios) {
  const input = scenarios.map((scenario) => `${JSON.stringify(scenario)}\n`).join('');
  const { status, stdout, error } = spawnSync(engine, ['eval', '--lines', '--no-steps'], { input, maxBuffer: 1 << 30, encoding: 'utf8' });
  if (error || status !== 0) throw error ?? new Error(`${engine} ended with ${status}`);
  return stdout.trimEnd().split('\n').map((line) => JSON.parse(line));
}

const headersOf = ({ headers }) => headers;

/** `[field, how to read it]`; the last two are known to real browsers alone. */
const kFields = [
  ['verdict', (outcome) => outcome.verdict],
  ['settled', (outcome) => outcome.settled],
  ['exception', (outcome) => outcome.exception?.name ?? null],
  ['response', (outcome) => outcome.response],
  ['wire', (outcome) => outcome.wire.map(({ method, url, preflight }) => ({ method, url, preflight }))],
  ['wire headers', (outcome) => outcome.wire.map(headersOf)],
];
const kOwnFields = [
  ['message', (outcome) => outcome.exception?.message ?? null],
  ['console', (outcome) => outcome.console],
];

export const kFieldNames = [...kFields, ...kOwnFields].map(([name]) => name);

const flat = (outcome) => [outcome, ...(outcome.then ?? [])];

/**
 * The fields of one scenario: which agree, and the differences.
 * @returns {{ fields: Map<string, boolean>, differences: object[], against: string }}
 */
export function compareOne(browser, result, observed) {
  const known = result.browsers?.[browser] !== undefined;
  const against = known ? browser : 'standard';
  const predicted = result.browsers?.[against];
  const fields = new Map();
  const differences = [];
  if (!predicted) return { fields, differences: [{ field: 'input', expected: result.error, observed: null, request: 0 }], against };
  for (const [field, read] of known ? [...kFields, ...kOwnFields] : kFields) {
    let same = true;
    const ours = flat(predicted);
    const theirs = flat(observed);
    for (let request = 0; request < Math.max(ours.length, theirs.length); ++request) {
      const [expected, actual] = [ours, theirs].map((outcomes) => (outcomes[request] ? read(outcomes[request]) : undefined));
      if (isDeepStrictEqual(expected, actual)) continue;
      same = false;
      differences.push({ field, request, expected, observed: actual });
    }
    fields.set(field, same);
  }
  return { fields, differences, against };
}

/**
 * All scenarios of one browser: a row of the table, and the differences.
 * @param {{ id: string, scenario: object }[]} items
 * @param {object[]} results the engine's, in the same order
 * @param {Map<string, object>} outcomes by id; scenarios without one do not count
 */
export function compareAll(browser, items, results, outcomes) {
  const agree = new Map();
  const differences = [];
  let total = 0;
  let all = 0;
  let against = 'standard';
  for (const [index, { id }] of items.entries()) {
    const observed = outcomes.get(id);
    if (!observed) continue;
    const compared = compareOne(browser, results[index], observed);
    against = compared.against;
    total += 1;
    if (compared.differences.length === 0) all += 1;
    for (const [field, same] of compared.fields) agree.set(field, (agree.get(field) ?? 0) + (same ? 1 : 0));
    for (const difference of compared.differences) differences.push({ id, browser, against, ...difference });
  }
  return { row: { browser, against, total, agree, all }, differences };
}

/** `verdict=99,wire=99.5`: the share of scenarios, in percent, in which a field has to agree. */
export function readBounds(text) {
  return text.split(',').map((part) => {
    const [field, percent] = part.split('=');
    if (!kFieldNames.includes(field) || !(Number(percent) > 0 && Number(percent) <= 100)) throw new Error(`No bound: ${part}`);
    return [field, Number(percent)];
  });
}

/** What is below the bounds, in words. */
export function belowBounds(rows, bounds) {
  return rows.flatMap(({ browser, agree, total }) =>
    bounds
      .filter(([field, percent]) => total === 0 || (agree.get(field) ?? 0) * 100 < percent * total)
      .map(([field, percent]) => `${browser}: ${field} agrees in ${agree.get(field) ?? 0} of ${total}, which is below ${percent} %`));
}

/** A table of agreement. @param {{ browser: string, against: string, total: number, agree: Map<string, number>, all: number }[]} rows */
export function table(rows) {
  const share = (part, total) => (part === undefined ? '-' : `${((100 * part) / total).toFixed(total < 2000 ? 1 : 2)} %`);
  const head = ['browser', 'compared with', 'scenarios', ...kFieldNames, 'all'];
  const lines = rows.map(({ browser, against, total, agree, all }) => [
    browser,
    against,
    String(total),
    ...kFieldNames.map((name) => share(agree.get(name), total)),
    share(all, total),
  ]);
  const widths = head.map((name, column) => Math.max(name.length, ...lines.map((line) => line[column].length)));
  return [head, ...lines].map((line) => line.map((cell, column) => cell.padEnd(widths[column])).join('  ').trimEnd()).join('\n');
}
