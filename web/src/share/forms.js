import { encodeFragment } from '../model/share.js';
import { t } from '../text/catalogue.js';
import { fetchCode } from './fetch_code.js';
import { report } from './report.js';
import { curlCommands } from './shell.js';

/**
 * The forms in which a scenario can be given away as text.
 *
 * @typedef {import('./report.js').Told} Told
 * @typedef {'link' | 'report' | 'curl' | 'fetch' | 'scenario' | 'result'} FormId
 * @typedef {{
 *   id: FormId, name: string, hint: string, copy: string, download?: string, file?: string, type?: string,
 *   needsResult: boolean, make(told: Told): string
 * }} Form `copy` and `download` are what the buttons say
 */

/** @param {import('../model/types.js').Scenario} scenario @param {string} [lesson] that it belongs to */
export const linkOf = (scenario, lesson) => `${location.href.split('#')[0]}${encodeFragment(scenario, lesson)}`;

/** @param {unknown} data */
const json = (data) => `${JSON.stringify(data, null, 2)}\n`;

/** @param {import('../model/types.js').WireRequest} request */
const titleOf = ({ preflight }) => (preflight ? t('wire.preflight') : t('wire.request'));

/** @returns {Form[]} */
export const forms = () => [
  {
    id: 'link', name: t('share.link'), hint: t('share.link-hint'), copy: t('page.copy-link'), needsResult: false,
    make: ({ link }) => link,
  },
  {
    id: 'report', name: t('share.report'), hint: t('share.report-hint'), copy: t('share.copy-report'), download: t('share.download-report'),
    file: 'corslab-report.md', type: 'text/markdown', needsResult: true, make: report,
  },
  {
    id: 'curl', name: 'curl', hint: t('share.curl-hint'), copy: t('share.copy-curl'), needsResult: true,
    make: ({ scenario, result, browser }) => curlCommands(result.browsers[browser].wire, scenario.request.body, titleOf) || `# ${t('wire.nothing')}`,
  },
  {
    id: 'fetch', name: 'fetch()', hint: t('share.fetch-hint'), copy: t('share.copy-fetch'), needsResult: false,
    make: ({ scenario }) => fetchCode(scenario),
  },
  {
    id: 'scenario', name: t('share.scenario-json'), hint: t('share.scenario-hint'), copy: t('share.copy-scenario'), download: t('share.download-scenario'),
    file: 'corslab-scenario.json', type: 'application/json', needsResult: false, make: ({ scenario }) => json(scenario),
  },
  {
    id: 'result', name: t('share.result-json'), hint: t('share.result-hint'), copy: t('share.copy-result'), download: t('share.download-result'),
    file: 'corslab-result.json', type: 'application/json', needsResult: true, make: ({ result }) => json(result),
  },
];
