import { t } from '../text/catalogue.js';
import { plainQuotes } from './template.js';

/**
 * Whether a browser says, in the engine's prediction, what was pasted.
 *
 * @typedef {import('../model/types.js').Outcome} Outcome
 * @typedef {import('./console_message.js').MessageMatch} MessageMatch
 */

/** @param {string} text */
const bare = (text) => plainQuotes(text).replace(/\s+/g, ' ').trim();

/** @param {MessageMatch} match @param {Outcome} outcome */
export function saidAgain({ text, exception }, outcome) {
  const said = exception ? [outcome.exception?.message ?? '', outcome.response?.bodyError?.message ?? ''] : outcome.console.map((line) => line.text);
  return said.some((line) => bare(line).includes(bare(text)));
}

/** @param {MessageMatch} match @param {Outcome | null} outcome @param {string} tested */
export function checkOf(match, outcome, tested) {
  if (!match.scenario || !outcome) return '';
  if (saidAgain(match, outcome)) return t('reader.says', { browser: tested });
  if (match.predicted) return t('reader.close', { browser: tested });
  if (match.today) return t('reader.differently', { browser: tested });
  return t('reader.today', { browser: tested });
}
