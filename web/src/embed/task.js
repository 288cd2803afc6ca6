import { checkTask } from '../lessons/check.js';
import { kBrowsers, kVerdicts } from '../model/outcome.js';
import { listed, t } from '../text/catalogue.js';
import { SourceError } from './source.js';

/**
 * The task of an exercise: conditions as those of the lessons (docs/embedding.md lists them), each of which may have a `text` of its own.
 *
 * @typedef {import('../engine/engine.js').Engine} Engine
 * @typedef {import('../lessons/check.js').Condition & { text?: string }} Condition
 * @typedef {import('../model/types.js').Scenario} Scenario
 * @typedef {{ text: string, holds: boolean }} Checked
 */

const kKinds = ['verdict', 'variant', 'keep', 'value', 'type', 'status', 'visible', 'hidden', 'unsent', 'wire', 'audit'];

/**
 * @param {any} task a list of conditions, or an object with them and a `goal`
 * @returns {{ goal: string, conditions: Condition[] }}
 */
export function readTaskOf(task) {
  const conditions = Array.isArray(task) ? task : task?.conditions;
  if (!Array.isArray(conditions) || conditions.length === 0) throw new SourceError('A task is a list of conditions, or an object with "goal" and "conditions".');
  const unknown = conditions.find((condition) => !kKinds.includes(condition?.kind));
  if (unknown !== undefined) throw new SourceError(`The task has a condition of an unknown kind: ${JSON.stringify(unknown?.kind)}.`);
  return { goal: Array.isArray(task) ? '' : String(task.goal ?? ''), conditions };
}

/**
 * @param {Condition[]} conditions
 * @param {{ start: Scenario, scenario: Scenario, engine: Engine }} given
 * @returns {Promise<Checked[]>}
 */
export async function check(conditions, { start, scenario, engine }) {
  const findings = await checkTask({ scenario: start, task: conditions }, scenario, async (tool, asked) => {
    if (tool === 'audit') return engine.call('audit', JSON.stringify(asked));
    await engine.wait(asked);
    return engine.evaluate(asked);
  });
  return findings.map(({ met, found }, at) => ({ text: [sentenceOf(conditions[at]), met ? '' : found].filter(Boolean).join(' '), holds: met }));
}

/** @param {Condition} condition @returns {string} what is asked, where its author has no words of his own */
function sentenceOf(condition) {
  if (condition.text) return condition.text;
  switch (condition.kind) {
    case 'verdict': return condition.browsers
      ? t('embed.task-verdict-in', { verdict: kVerdicts[condition.verdict].word, browsers: listed(condition.browsers.map((name) => kBrowsers[name]?.name ?? name)) })
      : t('embed.task-verdict', { verdict: kVerdicts[condition.verdict].word });
    case 'variant': return t('embed.task-variant', { changes: changesOf(condition.patch), verdict: kVerdicts[condition.verdict].word });
    case 'keep': return t('embed.task-keep', { paths: listed(condition.paths) });
    case 'value': return t('embed.task-value', { path: condition.path, value: JSON.stringify(condition.value) });
    case 'type': return t('embed.task-type', { type: condition.type });
    case 'status': return t('embed.task-status', { status: condition.status });
    case 'visible': return t('embed.task-visible', { headers: listed(condition.headers) });
    case 'hidden': return t('embed.task-hidden', { headers: listed(condition.headers) });
    case 'unsent': return t('embed.task-unsent', { headers: listed(condition.headers) });
    case 'wire': return t('embed.task-wire', { methods: listed(condition.methods) });
    default: return t('embed.task-audit');
  }
}

/** @param {import('../model/types.js').Patch} patch */
const changesOf = (patch) => listed(patch.map(({ path, value }) => `${path} = ${JSON.stringify(value)}`));
