import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { readTexts } from '../../web/texts.mjs';

/** The catalogue: nothing is missing, nothing left over, and nothing that a user reads stands outside of it. */

const ts = createRequire(new URL('../../web/package.json', import.meta.url))('typescript');
const kSource = fileURLToPath(new URL('../../web/src/', import.meta.url));

const files = readdirSync(kSource, { recursive: true })
  .filter((name) => name.endsWith('.js'))
  .map((name) => ({ name, tree: ts.createSourceFile(name, readFileSync(kSource + name, 'utf8'), ts.ScriptTarget.Latest, true) }));

const flat = (areas) => new Map(Object.entries(areas).flatMap(([area, texts]) => Object.entries(texts).map(([name, text]) => [`${area}.${name}`, text])));
const english = flat(await readTexts('en'));
const german = flat(await readTexts('de'));

function* nodesOf(node) {
  yield node;
  for (const child of node.getChildren()) yield* nodesOf(child);
}

const isCall = (node, name) => ts.isCallExpression(node) && ts.isIdentifier(node.expression) && node.expression.text === name;

/** Every call of `t`: its file, key and the names of its values; `key` is null where it is no literal. */
const calls = files.filter(({ name }) => name !== 'text/catalogue.js').flatMap(({ name, tree }) =>
  [...nodesOf(tree)].filter((node) => isCall(node, 't')).map(({ arguments: [key, values] }) => ({
    file: name,
    key: ts.isStringLiteral(key) ? key.text : null,
    code: key.getText(),
    values: values && ts.isObjectLiteralExpression(values) ? values.properties.map((property) => property.name?.getText() ?? '...') : [],
  })));

const placeholders = (text) => [...text.matchAll(/\{(\w+)\}/g)].map(([, name]) => name).sort();

test('both languages have the same texts, with the same placeholders', () => {
  assert.deepEqual([...german.keys()].sort(), [...english.keys()].sort());
  for (const [key, text] of english) assert.deepEqual(placeholders(german.get(key)), placeholders(text), key);
});

test('no text is empty, or ends in what is easily overlooked', () => {
  for (const [key, text] of [...english, ...german]) {
    assert.notEqual(text.trim(), '', key);
    assert.doesNotMatch(text, /\s\s|\n/, key);
  }
});

test('keys are written out', () => {
  // The one that reads the texts of index.html.
  assert.deepEqual(calls.filter(({ key }) => key === null).map(({ file }) => file), ['text/language.js']);
});

test('no text is missing or unused', () => {
  const html = readFileSync(new URL('../../web/index.html', import.meta.url), 'utf8');
  const used = new Set([...calls.map(({ key }) => key).filter((key) => key !== null), ...[...html.matchAll(/data-text="([^"]+)"/g)].map(([, key]) => key)]);
  assert.deepEqual([...used].sort(), [...english.keys()].sort());
});

test('every placeholder gets a value', () => {
  for (const { file, key, values } of calls) {
    if (key !== null) assert.deepEqual([...new Set(placeholders(english.get(key)))], values.sort(), `${file}: ${key}`);
  }
});

/** Where texts in the code are none for a user. */
const kNames = new Set(['class', 'rel', 'role', 'd', 'viewBox', 'href', 'src', 'filter', 'allow', 'accept', 'sandbox', 'media']);

/** Code, and what a browser says in its own words. */
const kSame = [/^'await fetch\(…\)'$/, /^`const response = await fetch\(/, /^`<\?xml version=/, /^'Uncaught \(in promise\) '$/, /^"app\.use\(/];

const prose = /[A-Za-zÀ-ÿ]{2,}[,:.]? [a-zÀ-ÿ]{2,}/;

/** What stands in a literal itself: what is put into a template is looked at on its own. */
const textsOf = (node) => (ts.isTemplateExpression(node) ? [node.head, ...node.templateSpans.map(({ literal }) => literal)] : [node]).map(({ text }) => text);

/** Whether a literal is a class list, an error for developers, a selector and the like. */
function isForMachines(node) {
  const { parent } = node;
  if (kSame.some((pattern) => pattern.test(node.getText()))) return true;
  if (ts.isImportDeclaration(parent) || (ts.isNewExpression(parent) && /Error$/.test(parent.expression.getText()))) return true;
  for (let up = node; up.parent; up = up.parent) {
    if (ts.isPropertyAssignment(up.parent) && up.parent.initializer === up) return kNames.has(up.parent.name.getText().replace(/'/g, ''));
    if (ts.isBinaryExpression(up.parent) && /class|Class/.test(up.parent.left.getText())) return true;
    if (ts.isCallExpression(up.parent)) {
      const callee = up.parent.expression.getText();
      return /(querySelector(All)?|closest|matches|matchMedia|test|replace(All)?|split|startsWith|arrow|includes|Symbol\.for|fetch)$/.test(callee);
    }
    if (ts.isStatement(up.parent)) return false;
  }
  return false;
}

test('what a user reads stands in the catalogue', () => {
  const views = files.filter(({ name }) => /^(elements|view|model|app|engine|share|lessons)\//.test(name));
  const found = views.flatMap(({ name, tree }) => [...nodesOf(tree)]
    .filter((node) => (ts.isStringLiteral(node) || ts.isNoSubstitutionTemplateLiteral(node) || ts.isTemplateExpression(node)) && textsOf(node).some((text) => prose.test(text)) && !isForMachines(node))
    .map((node) => `${name}: ${node.getText()}`));
  assert.deepEqual(found, []);
});
