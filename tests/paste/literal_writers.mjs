// Random literals of JavaScript and Python, each written in one of the ways in which people write it.
import { diceFrom } from '../dice.mjs';

const pieces = ['a', 'https://', 'example.com', "'", '"', '\\', '`', '\n', '\t', '$', '{', '}', '${', 'é', '😀', '\u2028', '#', '//', '/*', ' ', '0', '7', '\r', '\x00', '\x7f', ',', 'x'];
const patterns = ['a+', '^https?:\\/\\/[^/]+$', '\\.example\\.com$', '[\\]/]', '(a|b)?', '\\d{2}'];

const hex = (code, width) => code.toString(16).padStart(width, '0');

/** What both languages share: the choice of values, and white space between tokens. */
function shared(dice, comment) {
  const { chance, pick, below, many } = dice;
  const gap = () => (chance(0.8) ? pick(['', ' ']) : pick(['\n', '\t', comment(), '\r\n  ']));
  const text = () => many(6, () => pick(pieces)).join('');
  const joined = (open, items, close) => {
    const trailing = items.length > 0 && chance(0.3) ? `${gap()},` : '';
    return `${open}${gap()}${items.join(`${gap()},${gap()}`)}${trailing}${gap()}${close}`;
  };
  return { gap, text, joined, below, pick, chance, many };
}

/** Sums, products and remainders. */
const arithmetic = ({ pick, below, chance, gap }, number) => () => {
  let out = number();
  for (let i = below(3); i >= 0; i -= 1) {
    const sign = pick(['+', '-', '*', '*', '%']);
    const usual = chance(0.3) ? `(${gap()}${number()}${gap()}${pick(['+', '-'])}${gap()}${number()})` : number();
    // Nothing is divided by nothing.
    const term = sign === '%' ? String(1 + below(20)) : usual;
    out = `${out}${gap()} ${sign} ${gap()}${term}`;
  }
  return out;
};

export function javascriptWriter(seed) {
  const dice = diceFrom(seed);
  const tools = shared(dice, () => dice.pick(['// no { "\n', '/* not ] \' */', '/**/']));
  const { gap, text, joined, below, pick, chance, many } = tools;

  const escaped = (quote) => [...text()].map((c) => {
    const code = c.codePointAt(0);
    const must = c === quote || c === '\\' || ((c === '\n' || c === '\r') && quote !== '`') || c === '\r' || (c === '$' && quote === '`');
    if (!must && chance(0.85)) return c;
    const simple = { '\n': '\\n', '\r': '\\r', '\t': '\\t', "'": "\\'", '"': '\\"', '\\': '\\\\', '`': '\\`', $: '\\$' }[c];
    if (simple && chance(0.6)) return simple;
    if (code < 256 && chance(0.4)) return `\\x${hex(code, 2)}`;
    if (chance(0.5)) return `\\u{${hex(code, 1)}}`;
    return [...Array(c.length).keys()].map((i) => `\\u${hex(c.charCodeAt(i), 4)}`).join('');
  }).join(chance(0.05) ? '\\\n' : '');
  const string = (quotes = ["'", '"', '`']) => {
    const quote = pick(quotes);
    return `${quote}${escaped(quote)}${quote}`;
  };
  const number = () => pick([
    () => String(below(1000)), () => `0x${hex(below(70000), 1)}`, () => `0b${below(99).toString(2)}`, () => `0O${below(99).toString(8)}`,
    () => `${below(99)}.${below(999)}`, () => `.${below(99)}`, () => `${below(99)}.`, () => `${below(9)}e${below(5)}`, () => `${1 + below(99)}_000`, () => `${below(9)}E-${below(4)}`])();
  const sum = arithmetic(tools, number);
  const regex = () => {
    const flags = pick(['', '', 'i', 'gi', 'm']);
    const pattern = pick(patterns);
    if (chance(0.5)) return `/${pattern}/${flags}`;
    const quoted = `'${pattern.replaceAll('\\', '\\\\')}'`;
    return `${pick(['new RegExp', 'RegExp'])}(${gap()}${quoted}${flags || chance(0.2) ? `, '${flags}'` : ''}${gap()})`;
  };
  const key = () => pick([() => pick(['a', 'b1', '$c', '_d', 'get', 'async', 'new', 'true']), () => string(["'", '"']), () => String(below(20)), () => `[${gap()}${string()}${gap()}]`])();
  const value = (depth) => {
    const simple = [() => string(), () => string(), number, sum, regex, () => `-${number()}`, () => `+${gap()}${number()}`, () => pick(['true', 'false', 'null', 'undefined'])];
    if (depth === 0 || chance(0.4)) return pick(simple)();
    const inner = () => value(depth - 1);
    const list = () => joined('[', many(4, inner), ']');
    return pick([
      list, list,
      () => joined('{', many(4, () => `${key()}${gap()}:${gap()}${inner()}`), '}'),
      () => `(${gap()}${inner()}${gap()})`,
      () => `new Set(${list()})`,
      () => joined('[', [`...${list()}`, inner(), `...new Set([${string()}, ${string()}])`], ']'),
      () => joined('{', [`a: 1`, `...${joined('{', [`a${gap()}: ${inner()}`, `b: ${inner()}`], '}')}`], '}'),
      () => many(2, () => string()).concat(string()).join(`${gap()}+${gap()}`),
    ])();
  };
  return (count) => {
    const names = many(5, () => value(2));
    const declared = names.map((written, i) => `${pick(['const', 'let', 'var'])} n${i}${gap()}=${gap()}${written}${pick([';', '\n', ' // end\n'])}`);
    const options = Array.from({ length: count }, (_, i) => {
      const named = names.length > 0 && chance(0.15);
      return `o${i}${gap()}:${gap()}${named ? `n${below(names.length)}` : value(3)}`;
    });
    return `const c = require('cors');\n${declared.join('')}\ncors(${gap()}${joined('{', options, '}')}${gap()})`;
  };
}

export function pythonWriter(seed) {
  const dice = diceFrom(seed);
  const tools = shared(dice, () => dice.pick(['# no { "\n', '#\n']));
  const { gap, text, joined, below, pick, chance, many } = tools;

  const escaped = (quote, format) => [...text()].map((c) => {
    const code = c.codePointAt(0);
    if (format && (c === '{' || c === '}')) return c + c;
    const long = quote.length === 3;
    const must = c === quote[0] || c === '\\' || (c === '\n' && !long) || c === '\r' || c === '\0';
    if (!must && chance(0.85)) return c;
    const simple = { '\n': '\\n', '\r': '\\r', '\t': '\\t', "'": "\\'", '"': '\\"', '\\': '\\\\' }[c];
    if (simple && chance(0.6)) return simple;
    if (code < 256 && chance(0.3)) return `\\x${hex(code, 2)}`;
    if (code < 256 && chance(0.3)) return `\\${code.toString(8).padStart(3, '0')}`;
    return code < 65536 && chance(0.5) ? `\\u${hex(code, 4)}` : `\\U${hex(code, 8)}`;
  }).join(chance(0.05) ? '\\\n' : '');
  const raw = () => many(5, () => pick(['a', '\\d', '\\.', '^https://', '[a-z]+', '\\\\', '{', '"', '#', '\\n'])).join('');
  const plainText = () => {
    if (chance(0.2)) return `${pick(['r', 'R'])}'${raw()}'`;
    const quote = pick(["'", '"', "'''", '"""']);
    const prefix = pick(['', '', '', 'u', 'f', 'F', 'U']);
    return `${prefix}${quote}${escaped(quote, prefix.toLowerCase() === 'f')}${quote}`;
  };
  // A line cannot end between texts that stand side by side, except in brackets: all of them are in some.
  const string = () => many(1, plainText).concat(plainText()).join(gap() || ' ');
  const whole = () => pick([() => String(below(1000)), () => `0x${hex(below(70000), 1)}`, () => `0b${below(99).toString(2)}`, () => `0o${below(99).toString(8)}`, () => `${1 + below(99)}_000`, () => '00'])();
  const number = () => (chance(0.6) ? whole() : pick([() => `${below(99)}.${below(999)}`, () => `.${below(99)}`, () => `${below(99)}.`, () => `${below(9)}e${below(5)}`, () => `${below(9)}E-0${below(4)}`])());
  const sum = arithmetic({ ...tools, pick: (list) => { const one = pick(list); return one === '%' ? '-' : one; } }, number);
  const divided = () => `${whole()} ${pick(['//', '%', '/'])} ${1 + below(20)} + ${whole()}`;
  const regex = () => {
    const flags = pick(['', '', ', re.I', ', flags=re.IGNORECASE', ', re.I | re.M', ', re.X|re.DOTALL,']);
    return `re.compile(${gap()}r"${pick(patterns)}"${flags}${gap()})`;
  };
  const value = (depth) => {
    const simple = [string, string, number, sum, divided, regex, () => `-${whole()}`, () => pick(['True', 'False', 'None']), () => `timedelta(${pick(['hours', 'days', 'minutes', 'weeks', 'seconds'])}=${below(50)})`];
    if (depth === 0 || chance(0.4)) return pick(simple)();
    const inner = () => value(depth - 1);
    const list = () => joined('[', many(4, inner), ']');
    return pick([
      list, list,
      () => joined('{', many(4, () => `${string()}${gap()}:${gap()}${inner()}`), '}'),
      () => `(${gap()}${inner()}${gap()})`,
      () => `(${inner()},${gap()})`,
      () => joined('(', [inner(), inner(), ...many(2, inner)], ')'),
      () => '()',
      () => `{'a', "b"${pick(['', ', "c"', ',', ', "b"'])}}`,
      () => joined('[', [`*${list()}`, inner()], ']'),
      () => joined('{', [`'a': 1`, `**{'a': ${inner()}, "b": ${inner()}}`], '}'),
      () => `list(${list()}) + ${list()}`,
      () => `dict(a=${inner()}${gap()},${gap()}b=${inner()})`,
    ])();
  };
  return (count) => {
    const names = many(5, () => value(2));
    const declared = names.map((written, i) => `n${i} = (${written})${pick(['\n', ';\n', ' # end\n'])}`);
    const options = Array.from({ length: count }, (_, i) => {
      const named = names.length > 0 && chance(0.15);
      return `o${i}${gap()}=${gap()}${named ? `n${below(names.length)}` : value(3)}`;
    });
    return `${declared.join('')}\nCORS(app, ${options.join(`,${gap()}`)}${chance(0.5) ? ',' : ''})\n`;
  };
}
