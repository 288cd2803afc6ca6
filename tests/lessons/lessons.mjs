// Each lesson, held against the engine: its beginning is not done yet, its solution is, a lazy one is refused for what the lesson
// says, and everything that the text claims happens.
// Usage: node lessons.mjs build/native/corslab
import { spawnSync } from 'node:child_process';
import { checkTask, methodsOnWire } from '../../web/src/lessons/check.js';
import { patched } from '../../web/src/model/patch.js';
import { kLanguages, readLessons, shapeProblems } from '../../web/lessons.mjs';

const kFewest = 16;
const kBrowsers = ['standard', 'chromium', 'firefox', 'webkit'];
const kCommands = { evaluate: 'eval', audit: 'audit' };

/** Asks the native engine, each question once. @param {string} binary */
function asker(binary) {
  const known = new Map();
  return async (tool, scenario) => {
    const text = JSON.stringify(scenario);
    const key = `${tool} ${text}`;
    if (!known.has(key)) {
      const { stdout } = spawnSync(binary, [kCommands[tool]], { input: text, encoding: 'utf8' });
      known.set(key, JSON.parse(stdout));
    }
    return known.get(key);
  };
}

const withThen = (outcome) => [outcome, ...(outcome.then ?? [])];

/** @returns {Promise<string[]>} what does not hold */
async function claimProblems(lesson, claim, ask) {
  const result = await ask('evaluate', patched(lesson.scenario, claim.patch ?? []));
  if (result.error) return [`claim ${claim.id}: ${JSON.stringify(result.error)}`];
  const problems = [];
  for (const browser of claim.browsers ?? kBrowsers) {
    const outcomes = withThen(result.browsers[browser]);
    const say = (text) => problems.push(`claim ${claim.id} in ${browser}: ${text}`);
    for (const { verdict } of outcomes) if (verdict !== claim.verdict) say(`${verdict}, not ${claim.verdict}`);
    const methods = methodsOnWire(outcomes).join(' ');
    if (claim.wire && methods !== claim.wire.join(' ')) say(`${methods || 'nothing'} on the wire`);
    const seen = (outcomes[0].response?.headers ?? []).map(([name]) => name);
    for (const name of claim.visible ?? []) if (!seen.includes(name)) say(`${name} is hidden`);
    for (const name of claim.hidden ?? []) if (seen.includes(name)) say(`${name} is visible`);
  }
  return problems;
}

/** @returns {Promise<string[]>} */
async function taskProblems(lesson, ask) {
  const problems = [];
  const failing = async (patch) => (await checkTask(lesson, patched(lesson.scenario, patch), ask)).flatMap(({ met }, i) => (met ? [] : [i]));
  if ((await failing([])).length === 0) problems.push('the beginning passes already');
  const left = await failing(lesson.solution);
  if (left.length > 0) problems.push(`the solution fails conditions ${left}`);
  if (lesson.lazy.length === 0) problems.push('no lazy solution');
  for (const [i, { patch, refused }] of lesson.lazy.entries()) {
    const found = await failing(patch);
    if (found.join() !== refused.join()) problems.push(`lazy solution ${i} fails conditions [${found}], not [${refused}]`);
  }
  return problems;
}

async function main([binary]) {
  const ask = asker(binary);
  const lessons = await readLessons();
  let wrong = 0;
  let claims = 0;
  const report = (lesson, problems) => {
    for (const problem of problems) console.log(`${lesson}: ${problem}`);
    wrong += problems.length;
  };
  if (lessons.length < kFewest) report('lessons', [`${lessons.length} are too few`]);
  for (const lesson of lessons) {
    claims += lesson.claims.length;
    report(lesson.slug, shapeProblems(lesson));
    report(lesson.slug, await taskProblems(lesson, ask));
    for (const claim of lesson.claims) report(lesson.slug, await claimProblems(lesson, claim, ask));
  }
  console.log(`${lessons.length} lessons in ${kLanguages.length} languages, ${claims} claims, ${wrong} problems`);
  return wrong === 0 ? 0 : 1;
}

process.exitCode = await main(process.argv.slice(2));
