// Each departure of a browser has a scenario in departures.json that shows it, and docs/browsers.md lists them all.
//   node departures.mjs BINARY           checks both: that the engine names the departure, and that the list is up to date
//   node departures.mjs BINARY --write   writes the list anew
import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';

const [binary, option] = process.argv.slice(2);
const here = (path) => new URL(path, import.meta.url);
const kDocument = here('../../docs/browsers.md');
const kBegin = '<!-- departures: begin -->\n';
const kEnd = '<!-- departures: end -->';
const kNames = { chromium: 'Chromium', firefox: 'Firefox', webkit: 'WebKit' };

const shown = JSON.parse(readFileSync(here('departures.json'), 'utf8'));
const browsers = JSON.parse(readFileSync(here('../../core/data/browsers.json'), 'utf8'));
const texts = JSON.parse(readFileSync(here('../../core/data/departures.json'), 'utf8'));

/** Flags whose departure no scenario can show. */
const kUnseen = {
  max_age_limit: 'none: no time passes in one',
  counts_allow_origin_lines: "none: the Standard's verdict, in other words",
};

const textOf = (flag, value) => texts[`${flag}:${value.split('::').at(-1)}`] ?? texts[flag];
const sentence = (text) => text[0].toUpperCase() + text.slice(1);
const cell = (text) => text.replaceAll('|', '\\|');

function stepsOf(result, browser) {
  const outcome = result.browsers[browser];
  return [outcome, ...(outcome.then ?? [])].flatMap(({ steps }) => steps).filter(({ id }) => id === 'departure');
}

function checkScenarios() {
  const input = shown.map(({ scenario }) => JSON.stringify(scenario)).join('\n');
  const lines = execFileSync(binary, ['eval', '--lines'], { input: `${input}\n`, encoding: 'utf8', maxBuffer: 1 << 28 });
  const results = lines.trim().split('\n').map((line) => JSON.parse(line));
  return shown.flatMap(({ browser, departure }, i) =>
    stepsOf(results[i], browser).some(({ title }) => title === departure) ? [] : [`${browser}: ${departure}: its scenario does not show it`]);
}

const missing = [];

// One row a departure and browser: what it is, what the Standard says, where it is known from, its scenario.
function list() {
  const rows = [];
  for (const [browser, { flags }] of Object.entries(browsers)) {
    for (const [flag, [value, source]] of Object.entries(flags)) {
      const text = textOf(flag, value);
      if (!text) continue;
      const number = shown.findIndex((one) => one.browser === browser && one.departure === text[1]) + 1;
      if (!number && !kUnseen[flag]) missing.push(`${browser}: ${text[1]}: no scenario shows it`);
      const anchor = text[0].startsWith('https') ? text[0] : `https://fetch.spec.whatwg.org/#${text[0]}`;
      rows.push({ browser, row: `| ${cell(text[1])} | [${cell(sentence(text[2]))}](${anchor}) | ${cell(source)} | ${number || kUnseen[flag] || 'none yet'} |\n` });
    }
  }
  return Object.keys(browsers).map((browser) => {
    const own = rows.filter((one) => one.browser === browser);
    return `### ${kNames[browser]}: ${own.length} departures\n\n| What it does | What the Standard says | Known from | Scenario |\n|---|---|---|---|\n${own.map(({ row }) => row).join('')}`;
  }).join('\n');
}

const document = readFileSync(kDocument, 'utf8');
const [before, rest] = document.split(kBegin);
const after = rest.split(kEnd)[1];
const wanted = `${before}${kBegin}\n${list()}\n${kEnd}${after}`;
const problems = [...checkScenarios(), ...missing];
if (option === '--write') writeFileSync(kDocument, wanted);
else if (wanted !== document) problems.push('docs/browsers.md does not list the departures as they are; write it anew with --write');
for (const problem of problems) console.log(problem);
console.log(`${shown.length} departures shown by a scenario, ${problems.length} problems`);
process.exitCode = problems.length ? 1 : 0;
