/** Where a text stops being JSON: not every browser tells. */

const kSpace = /[ \t\n\r]*/y;
const kEscape = /\\(?:["\\/bfnrt]|u[\dA-Fa-f]{4})/y;
const kScalar = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null/y;

/** @param {RegExp} pattern sticky @param {string} text @param {number} at @returns {number} where it ends; -1 where it does not match */
function past(pattern, text, at) {
  pattern.lastIndex = at;
  return pattern.test(text) ? pattern.lastIndex : -1;
}

/** By hand: a body may be larger than what a pattern can be held against. @param {string} text @param {number} at */
function stringEnd(text, at) {
  if (text[at] !== '"') return -1;
  for (let i = at + 1; i < text.length; ) {
    const code = text.charCodeAt(i);
    if (code === 0x22) return i + 1;
    if (code < 0x20) return -1;
    i = code === 0x5c ? past(kEscape, text, i) : i + 1;
    if (i < 0) return -1;
  }
  return -1;
}

/** @param {string} text @param {number} at */
const scalarEnd = (text, at) => Math.max(stringEnd(text, at), past(kScalar, text, at));

/**
 * What may come next: a value; a value or the list's end; a name; a name or the object's end; what follows a value.
 * @typedef {'value' | 'first-value' | 'name' | 'first-name' | 'after'} Expected
 */

/** @param {string} text @returns {number} the offset of the first mistake; its length where the text ends too early, or has none */
export function mistakeIn(text) {
  /** @type {('{' | '[')[]} */
  const open = [];
  /** @type {Expected} */
  let expected = 'value';
  let at = text.charCodeAt(0) === 0xfeff ? 1 : 0;
  for (;;) {
    at = past(kSpace, text, at);
    const letter = text[at];
    const inside = open.at(-1);
    if (letter === undefined) return text.length;
    if (expected === 'after') {
      if (inside === undefined) return at;
      if (letter === ',') expected = inside === '{' ? 'name' : 'value';
      else if (letter !== (inside === '{' ? '}' : ']')) return at;
      else open.pop();
      at += 1;
    } else if ((expected === 'first-name' && letter === '}') || (expected === 'first-value' && letter === ']')) {
      open.pop();
      expected = 'after';
      at += 1;
    } else if (expected === 'name' || expected === 'first-name') {
      const end = stringEnd(text, at);
      const colon = end < 0 ? end : past(kSpace, text, end);
      if (colon < 0 || text[colon] !== ':') return colon < 0 ? at : colon;
      expected = 'value';
      at = colon + 1;
    } else if (letter === '{' || letter === '[') {
      open.push(letter);
      expected = letter === '{' ? 'first-name' : 'first-value';
      at += 1;
    } else {
      const end = scalarEnd(text, at);
      if (end < 0) return at;
      expected = 'after';
      at = end;
    }
  }
}
