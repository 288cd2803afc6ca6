/**
 * JSON Pointers of a scenario, as far as the form needs them.
 *
 * @typedef {{ field: string, line: number | null }} Place
 *   `field` is the pointer of the form field that holds the value; `line` the index of a header in it.
 */

const kAnswer = /^(\/server\/\d+\/(?:preflight|response))(?:\/headers(?:\/(\d+))?|\/status|\/body)?(?:\/.*)?$/;
const kHeaders = /^(\/request\/headers)(?:\/(\d+))?(?:\/.*)?$/;

/**
 * The form field that a pointer into the scenario lies in: header lists and answers are one field each.
 * @param {string} pointer
 * @returns {Place}
 */
export function placeOf(pointer) {
  const match = kAnswer.exec(pointer) ?? kHeaders.exec(pointer);
  if (match) return { field: match[1], line: match[2] === undefined ? null : Number(match[2]) };
  return { field: pointer, line: null };
}

/**
 * @param {unknown} document_
 * @param {string} pointer of plain keys, without escapes
 * @returns {unknown} undefined where it leads nowhere
 */
export const valueAt = (document_, pointer) =>
  pointer.split('/').slice(1).reduce((/** @type {any} */ value, key) => value?.[key], document_);

/** @param {string} pointer the pointer of a status or of something else in an answer */
export const isStatus = (pointer) => pointer.endsWith('/status');
