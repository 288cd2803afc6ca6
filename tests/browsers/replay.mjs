// What browsers once did, replayed against the engine without them. Usage: node replay.mjs build/native/corslab
// Each difference has to be in recorded/known.json, and each that is there has to be one.
import { compareAll, predict, table } from './compare.mjs';
import { kBrowsers, readKnown, readPacks } from './packs.mjs';

const kFewest = 3000;

const keyOf = ({ id, browser, field }) => `${id} ${browser} ${field}`;

/** What is wrong with the list itself. */
function faultsOf(known) {
  const seen = new Set();
  return known.flatMap((entry) => {
    const key = keyOf(entry);
    const twice = seen.has(key);
    seen.add(key);
    if (twice) return [`known.json has ${key} twice`];
    return entry.why?.trim() ? [] : [`known.json does not say why: ${key}`];
  });
}

function main([binary]) {
  if (!binary) {
    console.error('Usage: node replay.mjs BINARY');
    return 2;
  }
  const items = readPacks();
  const known = readKnown();
  const results = predict(binary, items.map(({ scenario }) => scenario));
  const compared = kBrowsers.map((browser) => compareAll(browser, items, results, new Map(items.map(({ id, observed }) => [id, observed[browser]]))));
  console.log(table(compared.map(({ row }) => row)));

  const faults = faultsOf(known);
  if (items.length < kFewest) faults.push(`${items.length} scenarios, at least ${kFewest} are needed`);
  for (const { row } of compared) if (row.against !== row.browser) faults.push(`The engine does not know ${row.browser}`);
  const expected = new Set(known.map(keyOf));
  const found = new Map(compared.flatMap(({ differences }) => differences).map((difference) => [keyOf(difference), difference]));
  for (const [key, difference] of found) {
    if (expected.has(key)) continue;
    faults.push(`Not known: ${key}\n  engine:  ${JSON.stringify(difference.expected)}\n  browser: ${JSON.stringify(difference.observed)}`);
  }
  for (const key of expected) if (!found.has(key)) faults.push(`No difference any more, take it out of known.json: ${key}`);
  for (const fault of faults.slice(0, 50)) console.log(fault);
  if (faults.length > 50) console.log(`... and ${faults.length - 50} more`);
  console.log(`${items.length} scenarios, ${found.size} differences, ${known.length} known; ${faults.length === 0 ? 'as expected' : `${faults.length} faults`}`);
  return faults.length === 0 ? 0 : 1;
}

process.exitCode = main(process.argv.slice(2));
