import { linesOf } from '../elements/console_view.js';
import { specUrl } from '../elements/step_card.js';
import { formatAnswer, formatHeaders } from '../model/http_text.js';
import { decidingStep, kBrowsers, kVerdicts, withoutVerdict } from '../model/outcome.js';
import { t } from '../text/catalogue.js';
import { httpText } from './shell.js';

/**
 * A scenario and what became of it, as Markdown for a ticket or a mail.
 *
 * @typedef {import('../model/types.js').FixReport} FixReport
 * @typedef {import('../model/types.js').Outcome} Outcome
 * @typedef {import('../model/types.js').Result} Result
 * @typedef {import('../model/types.js').Scenario} Scenario
 * @typedef {{
 *   scenario: Scenario, result: Result, browser: string, tested: Record<string, string>, fixes: FixReport | null, link: string
 * }} Told
 */

/** A fence that nothing inside of it can end. @param {string} text @param {string} [language] */
function block(text, language = 'text') {
  const longest = Math.max(2, ...[...text.matchAll(/`+/g)].map(([ticks]) => ticks.length));
  const fence = '`'.repeat(longest + 1);
  return `${fence}${language}\n${text}\n${fence}`;
}

/** A text in which only `backticks` mean something. @param {string} text */
const plain = (text) =>
  text.replace(/\s+/g, ' ').split('`').map((part, i) => (i % 2 === 1 ? part : part.replace(/[\\*_[\]<>#|~]/g, '\\$&'))).join('`');

/** @param {string} text */
const cell = (text) => plain(text).replaceAll(/(?<!\\)\|/g, '\\|');

/** @param {Told} told */
export function report(told) {
  const { result, browser, link } = told;
  const outcome = result.browsers[browser];
  const parts = [
    `# ${kVerdicts[outcome.verdict].word}: ${plain(request(told.scenario))}`,
    table(told),
    decides(outcome),
    ...scenarioParts(told.scenario),
    ...consoleParts(told),
    `## ${t('wire.heading')}`,
    outcome.wire.length > 0 ? outcome.wire.map(exchange).join('\n\n') : t('wire.nothing'),
    ...fixParts(told.fixes),
    `[${t('share.open')}](<${link}>)`,
  ];
  return `${parts.filter(Boolean).join('\n\n')}\n`;
}

/** @param {Scenario} scenario */
const request = ({ request: { method = 'GET', url } }) => `${method} ${url}`;

/** @param {Told} told */
function table({ result, tested }) {
  const rows = Object.keys(kBrowsers).filter((name) => name in result.browsers).map((name) => {
    const { verdict, summary } = result.browsers[name];
    return `| ${cell(tested[name] ?? kBrowsers[name].name)} | ${kVerdicts[verdict].word} | ${cell(withoutVerdict(summary) || kVerdicts[verdict].means)} |`;
  });
  return [`| ${t('share.browser')} | ${t('share.verdict')} | ${t('share.why')} |`, '|---|---|---|', ...rows].join('\n');
}

/** @param {Outcome} outcome */
function decides(outcome) {
  const step = decidingStep(outcome);
  if (!step) return '';
  const detail = step.detail ? ` ${plain(step.detail)}` : '';
  return `## ${t('share.decides')}\n\n**${plain(step.title)}.**${detail} ([${t('page.rule')}](${specUrl(step.spec)}))`;
}

/** @param {Scenario} scenario */
function scenarioParts({ page, request: { url, method = 'GET', mode, credentials, redirect, headers = [], body }, server }) {
  const options = Object.entries({ mode, credentials, redirect }).flatMap(([name, value]) => (value === undefined ? [] : [`${name}: \`${value}\``]));
  const head = [`${method} ${url}`, ...(headers.length > 0 ? [formatHeaders(headers)] : [])].join('\n');
  const answers = server.flatMap(({ url: at, preflight, response, middleware }) => [
    preflight ? `${t('share.preflight-answer', { url: `\`${at}\`` })}\n\n${block(formatAnswer(preflight), 'http')}` : '',
    response ? `${t('share.answer', { url: `\`${at}\`` })}\n\n${block(formatAnswer(response), 'http')}` : '',
    middleware ? `${t('share.middleware', { url: `\`${at}\`` })}\n\n${block(JSON.stringify(middleware, null, 2), 'json')}` : '',
  ]);
  return [
    `## ${t('share.scenario')}`,
    `${t('share.page', { url: `\`${page.url}\`` })}${page.sandboxed ? ` ${t('form.sandboxed')}.` : ''}${options.length > 0 ? ` ${options.join(', ')}.` : ''}`,
    block(body ? `${head}\n\n${body}` : head, 'http'),
    ...answers,
  ];
}

/** @param {Told} told */
function consoleParts({ result, tested }) {
  return Object.keys(kBrowsers).flatMap((name) => {
    const outcome = result.browsers[name];
    const lines = outcome ? linesOf(outcome, name) : [];
    if (lines.length === 0) return [];
    return [`## ${t('console.heading-of', { name: tested[name] ?? kBrowsers[name].name })}`, block(lines.map(({ text }) => text.trimEnd()).join('\n'))];
  });
}

/** @param {Outcome['wire'][number]} request */
function exchange(request) {
  const answer = request.answer ? `${t('wire.answered')}${request.answer.status}.` : t('wire.no-answer');
  return `${request.preflight ? t('wire.preflight') : t('wire.request')}. ${answer}\n\n${block(httpText(request), 'http')}`;
}

/** @param {FixReport | null} found */
function fixParts(found) {
  if (!found || (found.fixes.length === 0 && found.advice.length === 0)) return [];
  const fixes = found.fixes.map(({ changes, allows }, i) =>
    `${i + 1}. ${plain([...changes, ...allows].map(({ text }) => text).join(' '))}`);
  const advice = found.advice.map(({ text }) => `* ${plain(text)}`);
  return [`## ${fixes.length > 0 ? t('fixes.heading') : t('fixes.advice')}`, fixes.join('\n'), advice.join('\n')];
}
