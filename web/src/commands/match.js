/**
 * How well a text answers what was typed into a search: letters in their order, better where they begin words or follow each other.
 *
 * @typedef {{ score: number, at: number[] }} Match   `at`: the places of the letters in the text
 */

/** @param {string} query @param {string} text @returns {Match | null} null where it does not */
export function match(query, text) {
  const wanted = query.toLowerCase().replace(/\s+/g, '');
  const letters = text.toLowerCase();
  const whole = letters.indexOf(query.trim().toLowerCase());
  if (wanted === '') return { score: 0, at: [] };
  if (whole !== -1) {
    const starts = whole === 0 || !/[\p{L}\p{N}]/u.test(letters[whole - 1]);
    return { score: 1000 + (starts ? 500 : 0) - whole, at: range(whole, query.trim().length) };
  }
  const at = [];
  let score = 0;
  let from = 0;
  for (const letter of wanted) {
    const found = letters.indexOf(letter, from);
    if (found === -1) return null;
    const starts = found === 0 || !/[\p{L}\p{N}]/u.test(letters[found - 1]);
    score += starts ? 8 : found === at.at(-1) ? 5 : 0;
    score -= Math.min(found - from, 10);
    at.push(found);
    from = found + 1;
  }
  return score > 0 ? { score, at } : null;
}

/** @param {number} from @param {number} count */
const range = (from, count) => Array.from({ length: count }, (_, i) => from + i);
