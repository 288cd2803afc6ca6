/**
 * A browser's sentence with {placeholders} as a pattern that finds it in what people paste.
 *
 * @typedef {Record<string, string>} Facts   what the placeholders stand for, by their names
 * @typedef {{ start: number, end: number, weight: number, facts: Facts }} Found
 *   `weight`: how many letters of the sentence itself were found, which tells a whole sentence from its beginning
 */

/**
 * Signs that copying and typing mix up, each for one other: places in the text stay where they are.
 * @param {string} text
 */
export const plainQuotes = (text) => text.replace(/[‘’‚‛`´]/g, "'").replace(/[“”„‟«»]/g, '"');

/** No browser prints a longer one, and a pattern without an end takes its time. */
const kUrl = '\\S{1,3000}?';
const kAnything = '[^\\n]{0,1000}?';

/** @type {Record<string, string>} */
const kPatterns = {
  url: kUrl,
  initial: kUrl,
  location: kUrl,
  page: kUrl,
  principal: kUrl,
  origin: kUrl,
  sent: kUrl,
  host: '[^\\s:]{1,300}?',
  scheme: '[a-z][\\w+.-]{0,40}',
  status: '\\d{3}|\\(null\\)',
  method: '[^\\s:]{1,40}?',
  kind: '[a-z][a-z ]{1,30}?',
  error: '[A-Z_]{1,60}',
  space: '\\w{1,20}',
  target: '\\w{1,20}',
  reason: '[\\w \'-]{1,60}',
};

/** White space matches any, since lines are wrapped and indented on their way. @param {string} text */
const literal = (text) =>
  plainQuotes(text).replace(/[.*+?^${}()|[\]\\/]/g, '\\$&').replace(/\s+/g, '\\s+');

export class Template {
  /** @type {string[]} */
  #names = [];
  #parts;
  #regex;
  /** A word of it, to look for before all else. */
  #word;

  /**
   * @param {string} text
   * @param {Record<string, string>} parts placeholders that stand for a text with placeholders of its own, or for nothing
   */
  constructor(text, parts) {
    // Some sentences end with a line break, one of them even spelled out: none of it survives copying.
    const sentence = text.trimEnd().replace(/\\n$/, '');
    this.#parts = parts;
    const words = plainQuotes(sentence).toLowerCase().replace(/\{\w+\}/g, ' ').split(/\s+/);
    this.#word = words.reduce((longest, word) => (word.length > longest.length ? word : longest));
    let pattern = this.#pattern(sentence, parts);
    // What comes last has no end to look for.
    if (pattern.endsWith('?)')) pattern = `${pattern.slice(0, -2)})`;
    // The dot behind a URL at the end is none of the dots in it.
    if (sentence.endsWith('}.')) pattern += '(?![^\\s\\[)"\'])';
    this.#regex = new RegExp(pattern, 'dgi');
  }

  /** @param {string} text @param {Record<string, string>} parts @returns {string} */
  #pattern(text, parts) {
    return text.split(/(\{\w+\})/).map((piece) => {
      if (!/^\{\w+\}$/.test(piece)) return literal(piece);
      const name = piece.slice(1, -1);
      this.#names.push(name);
      if (name in parts) return `(${this.#pattern(parts[name], parts)})?`;
      return `(${kPatterns[name] ?? kAnything})`;
    }).join('');
  }

  /**
   * @param {string} text
   * @param {string} plain the same with plain quotes: found is in this one, taken is from the other
   * @returns {Found[]}
   */
  find(text, plain) {
    if (!plain.toLowerCase().includes(this.#word)) return [];
    return [...plain.matchAll(this.#regex)].map((match) => {
      const indices = /** @type {([number, number] | undefined)[]} */ (/** @type {any} */ (match).indices);
      const [start, end] = /** @type {[number, number]} */ (indices[0]);
      /** @type {Facts} */
      const facts = {};
      let weight = end - start;
      this.#names.forEach((name, i) => {
        const range = indices[i + 1];
        if (!range) return;
        // A part is words of the sentence, and its presence a fact.
        if (!(name in this.#parts)) weight -= range[1] - range[0];
        facts[name] ??= text.slice(range[0], range[1]);
      });
      return { start, end, weight, facts };
    });
  }
}
