import { t } from '../text/catalogue.js';
import { h } from '../view/dom.js';

/**
 * What is wrong with a text, where in it, and how it looks there.
 *
 * @typedef {import('./importer.js').Mistake} Mistake
 */

/** @param {Mistake | null} mistake @returns {(Node | string)[]} nothing where there is none */
export function mistakeView(mistake) {
  if (!mistake) return [];
  const { message, line, column, text } = mistake;
  const place = line === undefined ? null : column === undefined ? t('import.at-line', { line }) : t('import.at-line-column', { line, column });
  const at = (column ?? 1) - 1;
  const from = Math.max(0, at - 40);
  const mark = text && line !== undefined
    ? h('code', { class: 'mistake-line' }, from > 0 ? '…' : '', text.slice(from, at), h('mark', {}, text.charAt(at) || ' '), text.slice(at + 1, at + 60))
    : null;
  const said = message.charAt(0).toUpperCase() + message.slice(1);
  return [...(place ? [h('strong', {}, place), ' '] : []), said, ...(mark ? [mark] : [])];
}
