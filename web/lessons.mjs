import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/**
 * The lessons: web/lessons/NN-slug.json is what a lesson does, NN-slug.en.md and NN-slug.de.md what it says. docs/lessons.md tells how
 * one is written. Texts are read into a structure here, so that the page never has to make markup from text.
 *
 * @typedef {import('./src/lessons/lesson_text.js').Block} Block
 * @typedef {import('./src/lessons/lesson_text.js').Inline} Inline
 * @typedef {import('./src/lessons/lesson_text.js').LessonText} LessonText
 */

const kFolder = fileURLToPath(new URL('lessons', import.meta.url));

/** What the sections behind the text are called. @type {Record<string, Record<string, 'task' | 'conditions' | 'hint' | 'solution'>>} */
const kSections = {
  en: { Task: 'task', Conditions: 'conditions', Hint: 'hint', Solution: 'solution' },
  de: { Aufgabe: 'task', Bedingungen: 'conditions', Hinweis: 'hint', Lösung: 'solution' },
};

export const kLanguages = Object.keys(kSections);

const kInline = /`([^`]+)`|\*\*(.+?)\*\*|\*([^*\s][^*]*)\*|\[((?:[^[\]`]|`[^`]*`)+)\]\(([^)\s]+)\)/;

/** @param {string} text @returns {Inline[]} */
function inline(text) {
  const match = kInline.exec(text);
  if (!match) return text === '' ? [] : [text];
  const [whole, code, strong, em, label, target] = match;
  const before = text.slice(0, match.index);
  const rest = inline(text.slice(match.index + whole.length));
  return [...(before === '' ? [] : [before]), span({ code, strong, em, label, target }), ...rest];
}

/** @param {Record<string, string | undefined>} part @returns {Inline} */
function span({ code, strong, em, label, target }) {
  if (code !== undefined) return ['code', code];
  if (strong !== undefined) return ['strong', ...inline(strong)];
  if (em !== undefined) return ['em', ...inline(em)];
  if (target?.startsWith('try:')) return ['try', target.slice(4), ...inline(label ?? '')];
  if (target?.startsWith('https://')) return ['a', target, ...inline(label ?? '')];
  throw new Error(`A link leads to "${target}"`);
}

/** @param {string} text @returns {Block[]} */
function blocks(text) {
  /** @type {Block[]} */
  const found = [];
  for (const part of text.split(/\n{2,}/)) {
    const lines = part.split('\n').filter((line) => line !== '');
    if (lines.length === 0) continue;
    const items = lines.filter((line) => line.startsWith('- ')).map((line) => inline(line.slice(2)));
    if (lines.every((line) => line.startsWith('    '))) found.push(['pre', lines.map((line) => line.slice(4)).join('\n')]);
    else if (items.length === lines.length) found.push(['ul', ...items]);
    else if (items.length === 0) found.push(['p', ...inline(lines.join(' '))]);
    else throw new Error(`A list and text in one block: "${lines[0]}"`);
  }
  return found;
}

/** @param {string} text @param {string} language @returns {LessonText} */
export function readLessonText(text, language) {
  const [top, ...rest] = text.trim().split(/^## /m);
  const [, title, lead, body] = /^# (.+)\n\n(.+)\n\n([^]+)$/.exec(top.trim()) ?? [];
  if (!body) throw new Error('A lesson begins with "# Title", a sentence or two, and its text');
  const sections = Object.fromEntries(rest.map((section) => {
    const [name, content] = [section.slice(0, section.indexOf('\n')).trim(), section.slice(section.indexOf('\n'))];
    const key = kSections[language][name];
    if (!key) throw new Error(`The section "${name}" is none of a lesson`);
    return [key, blocks(content)];
  }));
  for (const key of Object.values(kSections[language])) if (!sections[key]?.length) throw new Error(`The section for ${key} is missing`);
  const [list, more] = sections.conditions;
  if (list[0] !== 'ul' || more) throw new Error('Conditions are one list');
  return { title, lead, body: blocks(body), task: sections.task, conditions: /** @type {Inline[][]} */ (list.slice(1)), hint: sections.hint, solution: sections.solution };
}

/** @returns {Promise<any[]>} the lessons in order, `texts` by language */
export async function readLessons() {
  const names = (await readdir(kFolder)).filter((name) => name.endsWith('.json')).sort();
  return Promise.all(names.map(async (name) => {
    const stem = name.slice(0, -'.json'.length);
    const texts = await Promise.all(kLanguages.map(async (language) => {
      const file = `${stem}.${language}.md`;
      try {
        return [language, readLessonText(await readFile(join(kFolder, file), 'utf8'), language)];
      } catch (error) {
        throw new Error(`${file}: ${/** @type {Error} */ (error).message}`);
      }
    }));
    return { slug: stem.replace(/^\d+-/, ''), ...JSON.parse(await readFile(join(kFolder, name), 'utf8')), texts: Object.fromEntries(texts) };
  }));
}

/** What the page needs of a lesson besides its text. @param {any} lesson */
export const lessonData = ({ slug, scenario, task, solution, claims }) =>
  ({ slug, scenario, task, solution, claims: Object.fromEntries(claims.map((/** @type {any} */ { id, patch = [] }) => [id, patch])) });

/** The code of a virtual module. @param {string} path `corslab-lessons` or `corslab-lessons/LANGUAGE` */
export async function lessonModule(path) {
  const lessons = await readLessons();
  const [, language] = path.split('/');
  const [name, data] = language ? ['kLessonTexts', lessons.map(({ texts }) => texts[language])] : ['kLessons', lessons.map(lessonData)];
  return `export const ${name} = JSON.parse(${JSON.stringify(JSON.stringify(data))});`;
}

/** The text alone. @param {any} part an inline, a block, or a list of them @returns {string} */
export function plainText(part) {
  if (typeof part === 'string') return part;
  const [kind, ...rest] = part;
  if (kind === 'try' || kind === 'a') return rest.slice(1).map(plainText).join('');
  if (['p', 'ul', 'pre', 'code', 'strong', 'em'].includes(kind)) return rest.map(plainText).join(kind === 'ul' ? ' ' : '');
  return part.map(plainText).join('');
}

/** The ids of the claims that a text leads to. @param {any} part @returns {string[]} */
export const triesIn = (part) =>
  (Array.isArray(part) ? [...(part[0] === 'try' ? [part[1]] : []), ...part.flatMap(triesIn)] : []);

/** @param {Block[]} body */
const shapeOf = (body) => body.map(([kind, ...rest]) => (kind === 'ul' ? `ul${rest.length}` : kind)).join(' ');

const kWords = { least: 200, most: 430 };

/** What is wrong with the texts of a lesson, as far as no engine has to be asked. @param {any} lesson @returns {string[]} */
export function shapeProblems({ task, claims, texts }) {
  const problems = [];
  const ids = claims.map((/** @type {{ id: string }} */ { id }) => id).sort().join();
  for (const language of kLanguages) {
    const { lead, body, conditions } = texts[language];
    const words = body.map(plainText).join(' ').split(/\s+/).length;
    if (words < kWords.least || words > kWords.most) problems.push(`${language}: ${words} words`);
    if (lead.length > 220) problems.push(`${language}: the lead has ${lead.length} letters`);
    if (conditions.length !== task.length) problems.push(`${language}: ${conditions.length} sentences for ${task.length} conditions`);
    const tries = [...new Set(triesIn(body))].sort().join();
    if (tries !== ids) problems.push(`${language}: the text leads to ${tries}, the claims are ${ids}`);
  }
  const [first, ...others] = kLanguages.map((language) => shapeOf(texts[language].body));
  if (others.some((shape) => shape !== first)) problems.push('the languages differ in their blocks');
  return problems;
}
