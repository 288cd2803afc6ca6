// Generates regular expressions and texts for them, in ECMAScript's or Python's syntax: most are sound, some are not.
import { diceFrom } from '../dice.mjs';

const letters = ['a', 'b', 'A', 'B', 'x', '-', '_', '.', '0', '1', '7', ' ', '/', ':', 'é', 'É', 's', 'S', 'k', 'µ', 'ß', 'ÿ', '\n'];
const originParts = ['https', 'http', '://', 'example', 'com', '.', 'EXAMPLE', 'app', 'a', 'evil', ':', '8080', '-', 'org', 'localhost', '/'];
const sharedEscapes = ['\\d', '\\w', '\\s', '\\D', '\\W', '\\S', '\\.', '\\/', '\\-', '\\n', '\\t', '\\x41', '\\u0061', '\\$', '\\('];
const ecmaEscapes = ['\\_', '\\cA', '\\c', '\\c1', '\\0', '\\01', '\\x4', '\\u', '\\u{61}', '\\k', '\\8', '\\07', '\\12', '\\377', '\\e', '\\-',
  '\\p{L}', '\\ud83d\\ude00', '\\:', '\\u017f', '\\u212a', '\\@'];
const pythonEscapes = ['\\_', '\\e', '\\0', '\\07', '\\12', '\\101', '\\377', '\\400', '\\x4', '\\U00000061', '\\a', '\\8', '\\:', '\\a', '\\v',
  '\\u0131', '\\u017f', '\\Z', '\\A', '\\z', '\\@'];
const oddities = ['{', '}', ']', '[', ')', '(', '*', '+', '?', '|', '\\', '{1', '{1,', '{,2}', '{}', '{,}', '{2,1}', '(?', '(?<', '(?P<', '-', '&&',
  '{0}', '++', '*?', '(?:', '[^]', '[]', '(?#c)', '😀'];

/**
 * @param {number} seed
 * @param {'ecmascript' | 'python'} flavour
 */
export function regexGenerator(seed, flavour) {
  const dice = diceFrom(seed);
  const { below, pick, chance, many } = dice;
  const python = flavour === 'python';
  let groups = 0;
  let names = [];

  const escape = () => (chance(0.7) ? pick(sharedEscapes) : pick(python ? pythonEscapes : ecmaEscapes));
  const literal = () => {
    const c = chance(0.5) ? pick(originParts) : pick(letters);
    return /^[.*+?^$()[\]{}|\\/]$/.test(c) && chance(0.6) ? `\\${c}` : c;
  };
  const classItem = () => {
    if (chance(0.35)) return `${pick(letters)}-${chance(0.9) ? pick(['z', 'Z', '9', 'x', 'ÿ', '\\xff', '\\d', '\\u2000']) : pick(letters)}`;
    if (chance(0.3)) return escape();
    return chance(0.9) ? pick(letters) : pick(['\\b', '\\B', '[', '^', '$', '\\]', '-', '|', '{', '\\-', '\\k', '😀', 'ſ', 'K']);
  };
  const set = () => `[${chance(0.3) ? '^' : ''}${chance(0.04) ? ']' : ''}${many(4, classItem).join('')}${chance(0.1) ? '-' : ''}]`;
  const quantifier = () => {
    const core = pick(['*', '+', '?', '*', '+', '?', '{0,2}', '{1}', '{2}', '{1,}', '{2,3}', '{0}', '{,2}', '{1,2}']);
    return core + (chance(0.25) ? '?' : python && chance(0.12) ? '+' : '');
  };
  const reference = () => {
    if (names.length > 0 && chance(0.4)) return python ? `(?P=${pick(names)})` : `\\k<${pick(names)}>`;
    return `\\${1 + below(Math.max(groups, 1) + (chance(0.1) ? 2 : 0))}`;
  };
  const name = () => {
    const text = chance(0.95) ? pick(['a', 'b', 'host', 'n1', '_', 'é', 'c', 'd']) : pick(['1a', 'a-b', '', '$', 'a b']);
    names.push(text);
    return text;
  };
  const flagged = (body) => (python && chance(0.6) ? `(?${pick(['i', 'm', 's', 'x', 'a', 'i-s', '-i', 'ms', 'u', 'ai', '-x'])}:${body})` : `(?:${body})`);
  function group(depth) {
    const body = () => alternation(depth - 1);
    const kind = below(20);
    if (kind < 6) { groups += 1; return `(${body()})`; }
    if (kind < 10) return `(?:${body()})`;
    if (kind < 12) { groups += 1; const own = name(); return python ? `(?P<${own}>${body()})` : `(?<${own}>${body()})`; }
    if (kind < 14) return `(?${pick(['=', '!'])}${body()})`;
    if (kind < 16) return `(?${pick(['<=', '<!'])}${python && chance(0.7) ? many(3, () => pick([literal, escape, set])()).join('') : body()})`;
    if (kind === 16) return flagged(body());
    if (python && kind === 17) return `(?>${body()})`;
    if (python && kind === 18) return `(?(${chance(0.9) ? 1 + below(Math.max(groups, 1)) : pick(['a', '0', '9', '-1'])})${sequence(depth - 1)}${chance(0.6) ? `|${sequence(depth - 1)}` : ''})`;
    groups += 1;
    return `(${body()})`;
  }
  function term(depth) {
    const r = below(100);
    if (r < 38) return literal();
    if (r < 48) return escape();
    if (r < 58) return set();
    if (r < 64) return '.';
    if (r < 70) return pick(['^', '$', '\\b', '\\B', '^', '$']);
    if (r < 76) return reference();
    if (r < 78) return pick(python && chance(0.05) ? ['\\N{DIGIT ONE}'] : oddities);
    return depth > 0 ? group(depth) : literal();
  }
  const quantified = (depth) => term(depth) + (chance(0.28) ? quantifier() : '');
  function sequence(depth) { return many(4, () => quantified(depth)).join(''); }
  function alternation(depth) {
    const parts = [sequence(depth)];
    while (chance(0.25) && parts.length < 4) parts.push(sequence(depth));
    return parts.join('|');
  }
  const originPattern = () => `${chance(0.7) ? '^' : ''}https?:${chance(0.5) ? '\\/\\/' : '//'}${chance(0.5) ? pick(['(.+\\.)?', '([a-z0-9-]+\\.)*', '.*', '(?:app|www)\\.', '[\\w-]+\\.', '(?!evil)[a-z]+\\.']) : ''}example${pick(['\\.', '.'])}com${chance(0.3) ? '(:\\d+)?' : ''}${chance(0.6) ? '$' : ''}`;
  const pattern = () => {
    groups = 0;
    names = [];
    if (chance(0.1)) return originPattern();
    const lead = python && chance(0.08) ? pick(['(?i)', '(?s)', '(?m)', '(?x) ', '(?a)', '(?im)', '(?i)(?s)', ' (?i)', '(?L)', '(?au)', '(?t)']) : '';
    return lead + alternation(2 + below(2));
  };
  const flags = () => {
    const wanted = python ? ['i', 'm', 's', 'x', 'a'] : ['i', 'm', 's', 'u', 'g', 'y', 'd'];
    const chances = python ? [0.35, 0.15, 0.15, 0.07, 0.1] : [0.4, 0.15, 0.15, 0.25, 0.05, 0.05, 0.03];
    return wanted.filter((_, i) => chance(chances[i])).join('');
  };
  // Texts take bits of the pattern, so that they match now and then.
  const text = (source) => {
    const bits = source.replace(/[\\^$*+?()[\]{}|]/g, ' ').split(/ +/).filter(Boolean);
    const piece = () => {
      const r = below(10);
      if (r < 5 && bits.length > 0) return pick(bits);
      return r < 8 ? pick(originParts) : pick([...letters, 'ÿ', 'Ÿ', 'ſ', 'K', '\r', '\u00a0', '\u0085', '😀', 'я']);
    };
    const made = many(6, piece).join('');
    return chance(0.2) ? made.toUpperCase() : chance(0.1) ? `${made}\n` : made;
  };
  return () => {
    const source = pattern();
    const mode = python ? pick(['match', 'match', 'search', 'fullmatch']) : 'search';
    return [flavour, flags(), source, mode, text(source)];
  };
}
