import { patched } from '../model/patch.js';
import { valueAt } from '../model/pointer.js';

/**
 * Whether a lesson's task is done. Each condition is data, and is held against what the engine says of the learner's scenario:
 * nothing is decided here about CORS.
 *
 * @typedef {import('../model/types.js').AuditFinding} AuditFinding
 * @typedef {import('../model/types.js').Outcome} Outcome
 * @typedef {import('../model/types.js').Patch} Patch
 * @typedef {import('../model/types.js').Result} Result
 * @typedef {import('../model/types.js').Scenario} Scenario
 * @typedef {import('../model/types.js').Verdict} Verdict
 * @typedef {(
 *   { kind: 'verdict', verdict: Verdict, browsers?: string[] } |
 *   { kind: 'variant', patch: Patch, verdict: Verdict, browsers?: string[] } |
 *   { kind: 'keep', paths: string[] } |
 *   { kind: 'value', path: string, value: unknown } |
 *   { kind: 'type', type: string } |
 *   { kind: 'status', status: number } |
 *   { kind: 'visible' | 'hidden' | 'unsent', headers: string[] } |
 *   { kind: 'wire', methods: string[] } |
 *   { kind: 'audit', from?: string, refuse?: string[] }
 * )} Condition
 * @typedef {{ met: boolean, found: string }} Finding `found`: the titles of what an audit found
 * @typedef {(tool: 'evaluate' | 'audit', scenario: Scenario) => Promise<any>} Ask
 */

const kAllBrowsers = ['standard', 'chromium', 'firefox', 'webkit'];
const kSeverities = ['critical', 'high', 'medium', 'low', 'info'];

/** What a scenario means where it says nothing, so that a value put back by hand counts as the one that was left out. */
const kDefaults = {
  page: { sandboxed: false },
  request: { api: 'fetch', method: 'GET', mode: 'cors', credentials: 'same-origin', redirect: 'follow', headers: [], body: null },
};

/** @param {Scenario} scenario @returns {Scenario} */
const filled = (scenario) => ({
  ...scenario,
  page: { ...kDefaults.page, ...scenario.page },
  request: { ...kDefaults.request, ...scenario.request },
});

/** The same text for the same value, whatever the order of its members. @param {unknown} value @returns {string} */
export const canonical = (value) => JSON.stringify(value, (_, part) =>
  (part && typeof part === 'object' && !Array.isArray(part) ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1))) : part)) ?? '';

/** An outcome and those of its further requests. @param {Outcome} outcome @returns {Outcome[]} */
const withThen = (outcome) => [outcome, ...(outcome.then ?? [])];

/**
 * @param {Result | { error: unknown }} result
 * @param {string[]} browsers
 * @param {(outcomes: Outcome[]) => boolean} holds
 */
const inAll = (result, browsers, holds) =>
  !('error' in result) && browsers.every((name) => holds(withThen(result.browsers[name])));

/** @param {Verdict} verdict */
const allAre = (verdict) => (/** @type {Outcome[]} */ outcomes) => outcomes.every((outcome) => outcome.verdict === verdict);

/** @param {Outcome[]} outcomes */
export const methodsOnWire = (outcomes) => outcomes.flatMap(({ wire }) => wire.map(({ method }) => method));

/** @param {Outcome} outcome */
const namesSeen = ({ response }) => (response?.headers ?? []).map(([name]) => name);

/**
 * @param {Result} result
 * @param {Exclude<Condition, { kind: 'variant' | 'keep' | 'value' | 'audit' }>} condition
 */
function holdsIn(result, condition) {
  switch (condition.kind) {
    case 'verdict': return inAll(result, condition.browsers ?? kAllBrowsers, allAre(condition.verdict));
    case 'type': return inAll(result, kAllBrowsers, ([outcome]) => outcome.response?.type === condition.type);
    case 'status': return inAll(result, kAllBrowsers, ([outcome]) => outcome.response?.status === condition.status);
    case 'visible': return inAll(result, kAllBrowsers, ([outcome]) => condition.headers.every((name) => namesSeen(outcome).includes(name)));
    case 'hidden': return inAll(result, kAllBrowsers, ([outcome]) => !condition.headers.some((name) => namesSeen(outcome).includes(name)));
    case 'wire': return inAll(result, kAllBrowsers, (outcomes) => canonical(methodsOnWire(outcomes)) === canonical(condition.methods));
    case 'unsent': return inAll(result, kAllBrowsers, (outcomes) => outcomes.every(({ wire }) =>
      wire.every(({ headers }) => !headers.some(([name]) => condition.headers.includes(name)))));
    default: return false;
  }
}

/** @param {Scenario} scenario @param {Condition & { kind: 'audit' }} condition @param {Ask} ask @returns {Promise<Finding>} */
async function audited(scenario, { from, refuse = [] }, ask) {
  const report = await ask('audit', scenario);
  if ('error' in report) return { met: false, found: '' };
  const bad = from === undefined ? [] : kSeverities.slice(0, kSeverities.indexOf(from) + 1);
  const findings = /** @type {AuditFinding[]} */ (report.findings).filter(({ rule, severity }) => bad.includes(severity) || refuse.includes(rule));
  return { met: findings.length === 0, found: [...new Set(findings.map(({ title }) => title))].join('; ') };
}

/**
 * @param {Scenario} scenario the learner's
 * @param {Patch} patch
 * @returns {Scenario | null} null where the patch no longer fits
 */
function variantOf(scenario, patch) {
  try {
    return patched(scenario, patch);
  } catch {
    return null;
  }
}

/**
 * @param {{ scenario: Scenario, task: Condition[] }} lesson
 * @param {Scenario} scenario as the learner has changed it
 * @param {Ask} ask
 * @returns {Promise<Finding[]>} one for each condition
 */
export async function checkTask(lesson, scenario, ask) {
  const result = await ask('evaluate', scenario);
  const before = filled(lesson.scenario);
  const now = filled(scenario);
  /** @param {boolean} met @returns {Finding} */
  const plain = (met) => ({ met, found: '' });
  return Promise.all(lesson.task.map(async (condition) => {
    switch (condition.kind) {
      case 'keep': return plain(condition.paths.every((path) => canonical(valueAt(now, path)) === canonical(valueAt(before, path))));
      case 'value': return plain(canonical(valueAt(now, condition.path)) === canonical(condition.value));
      case 'audit': return audited(scenario, condition, ask);
      case 'variant': {
        const variant = variantOf(scenario, condition.patch);
        return plain(variant !== null && inAll(await ask('evaluate', variant), condition.browsers ?? kAllBrowsers, allAre(condition.verdict)));
      }
      default: return plain(holdsIn(result, condition));
    }
  }));
}
