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
  const said = exception ? [outcome.exception?.message ?? ''] : outcome.console.map((line) => line.text);
  return said.some((line) => bare(line).includes(bare(text)));
}

/** @param {MessageMatch} match @param {Outcome | null} outcome @param {string} tested */
export function checkOf(match, outcome, tested) {
  if (!match.scenario || !outcome) return '';
  if (saidAgain(match, outcome)) return `In the scenario below ${tested} says just that. Change it until the message is gone.`;
  if (match.predicted) return `The scenario below comes close, but ${tested} does not say just that in it: something else matters that the text does not tell.`;
  if (match.today) return `The scenario below asks with fetch(). ${tested} then says it a little differently: see its console.`;
  return `The scenario below is made for it. ${tested} has other words for it today: see its console.`;
}
