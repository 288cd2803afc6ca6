import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { kLanguages, readLessons } from './lessons.mjs';
import { formatAnswer, formatHeaders } from './src/model/http_text.js';
import { patched } from './src/model/patch.js';
import { encodeFragment } from './src/model/share.js';

/** The lessons as pages that need no script: lessons/index.html and lessons/SLUG.html in English, lessons/de/ in German. */

/** @type {Record<string, Record<string, string>>} */
const kWords = {
  en: {
    heading: 'CORS, in lessons', lead: 'From "what is an origin" to preflight caches, redirects and proxies. Each lesson is short, and has a task that the playground checks.',
    description: 'CORS explained in short lessons, each with a task that is checked by an engine that follows the Fetch Standard.',
    all: 'All lessons', playground: 'Playground', number: 'Lesson', of: 'of', scenario: 'The scenario', page: 'The page', sandboxed: 'in a sandboxed frame',
    request: 'Its request', options: 'Options of fetch()', then: 'Then, once that has settled', answers: 'What the server answers at', preflight: 'To the preflight', response: 'To the request', every: 'To every request',
    middleware: 'Answered by a simulated middleware', task: 'Task', conditions: 'It is done when', hint: 'A hint', solution: 'A solution',
    try: 'Try it in the playground', previous: 'Previous', next: 'Next', other: 'Deutsch', otherCode: 'de', nav: 'Lessons',
  },
  de: {
    heading: 'CORS in Lektionen', lead: 'Von „Was ist ein Origin“ bis zu Preflight-Caches, Weiterleitungen und Proxys. Jede Lektion ist kurz und hat eine Aufgabe, die der Playground prüft.',
    description: 'CORS in kurzen Lektionen erklärt, jede mit einer Aufgabe, die eine Engine nach dem Fetch Standard prüft.',
    all: 'Alle Lektionen', playground: 'Playground', number: 'Lektion', of: 'von', scenario: 'Das Szenario', page: 'Die Seite', sandboxed: 'in einem Sandbox-Frame',
    request: 'Ihre Anfrage', options: 'Optionen von fetch()', then: 'Danach, wenn das erledigt ist', answers: 'Was der Server antwortet unter', preflight: 'Auf den Preflight', response: 'Auf die Anfrage', every: 'Auf jede Anfrage',
    middleware: 'Beantwortet von einer simulierten Middleware', task: 'Aufgabe', conditions: 'Erledigt ist sie, wenn gilt', hint: 'Ein Hinweis', solution: 'Eine Lösung',
    try: 'Im Playground ausprobieren', previous: 'Zurück', next: 'Weiter', other: 'English', otherCode: 'en', nav: 'Lektionen',
  },
};

/** @param {string} text */
const escaped = (text) => text.replace(/[&<>"]/g, (letter) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' })[letter] ?? letter);

/** @param {string} name @param {string} content markup @param {string} [attributes] */
const tag = (name, content, attributes = '') => `<${name}${attributes}>${content}</${name}>`;

/** @param {readonly any[]} parts @param {(id: string) => string} hrefOf */
const inlineMarkup = (parts, hrefOf) => parts.map((part) => {
  if (typeof part === 'string') return escaped(part);
  const [kind, ...rest] = part;
  if (kind === 'code') return tag('code', escaped(rest[0]));
  if (kind === 'try') return tag('a', inlineMarkup(rest.slice(1), hrefOf), ` class="try" href="${escaped(hrefOf(rest[0]))}"`);
  if (kind === 'a') return tag('a', inlineMarkup(rest.slice(1), hrefOf), ` href="${escaped(rest[0])}"`);
  return tag(kind, inlineMarkup(rest, hrefOf));
}).join('');

/** @param {readonly any[]} blocks @param {(id: string) => string} [hrefOf] */
const blockMarkup = (blocks, hrefOf = () => '#') => blocks.map(([kind, ...rest]) => {
  if (kind === 'ul') return tag('ul', rest.map((item) => tag('li', inlineMarkup(item, hrefOf))).join('\n'));
  if (kind === 'pre') return code(rest[0]);
  return tag('p', inlineMarkup(rest, hrefOf));
}).join('\n');

/** Long lines scroll, also by keyboard. @param {string} text */
const code = (text) => tag('pre', tag('code', escaped(text)), ' tabindex="0"');

/** As it would be on the wire, as far as the script decides it. @param {any} request */
function requestText({ url, method = 'GET', headers = [], body }) {
  const { pathname, search, host } = new URL(url);
  const head = [`${method} ${pathname}${search} HTTP/1.1`, `Host: ${host}`, formatHeaders(headers)].filter((line) => line !== '').join('\n');
  return body ? `${head}\n\n${body}` : head;
}

/** @param {any} request @param {Record<string, string>} words */
function requestMarkup(request, words) {
  const options = ['mode', 'credentials', 'redirect'].filter((name) => request[name] !== undefined).map((name) => `${name}: '${request[name]}'`);
  return code(requestText(request)) + (options.length > 0 ? `\n${tag('p', `${words.options}: ${tag('code', escaped(`{ ${options.join(', ')} }`))}`)}` : '');
}

/** @param {any} entry @param {Record<string, string>} words */
function entryMarkup({ url, preflight, response, middleware }, words) {
  const answers = middleware
    ? [tag('h4', words.middleware), code(JSON.stringify(middleware, null, 2))]
    : [...(preflight ? [tag('h4', words.preflight), code(formatAnswer(preflight)), tag('h4', words.response)] : [tag('h4', words.every)]), code(formatAnswer(response))];
  return [tag('h3', `${words.answers} ${tag('code', escaped(url))}`), ...answers].join('\n');
}

/** @param {any} scenario @param {Record<string, string>} words */
const scenarioMarkup = ({ page, request, server, then = [] }, words) => [
  tag('h3', words.page),
  tag('p', tag('code', escaped(page.url)) + (page.sandboxed ? `, ${words.sandboxed}` : '')),
  tag('h3', words.request),
  requestMarkup(request, words),
  ...then.flatMap((/** @type {any} */ more) => [tag('h3', words.then), requestMarkup(more, words)]),
  ...server.map((/** @type {any} */ entry) => entryMarkup(entry, words)),
].join('\n');

const kPolicy = "default-src 'none'; style-src 'self'; img-src data:; base-uri 'none'; form-action 'none'";

const kIcon = "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 32 32'%3E%3Crect width='32' height='32' rx='7' fill='%2316181d'/%3E%3Cpath d='M16 4v24' stroke='%23ffd84d' stroke-width='2.5' stroke-dasharray='4 3'/%3E%3Cpath d='M5 16h20m-5-5 5 5-5 5' fill='none' stroke='%23fff' stroke-width='3'/%3E%3C/svg%3E";

/**
 * @typedef {{ language: string, name: string, title: string, description: string, main: string }} Content
 * @param {Content} content `name` is the file's
 */
function document_({ language, name, title, description, main }) {
  const words = kWords[language];
  const root = language === 'en' ? '' : '../';
  const other = language === 'en' ? `de/${name}` : `../${name}`;
  return `<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${kPolicy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="referrer" content="no-referrer">
<meta name="description" content="${escaped(description)}">
<title>${escaped(title)} – corslab</title>
<link rel="canonical" href="${name}">
<link rel="alternate" hreflang="${words.otherCode}" href="${other}">
<link rel="icon" href="${kIcon}">
<link rel="stylesheet" href="${root}lessons.css">
</head>
<body>
<header class="page-head">
<p class="brand"><a href="${root}../index.html">cors<span class="brand-border">lab</span></a></p>
<nav aria-label="corslab"><a href="${root}../index.html">${words.playground}</a> <a href="index.html">${words.all}</a> <a href="${other}" lang="${words.otherCode}" hreflang="${words.otherCode}">${words.other}</a></nav>
</header>
<main>
${main}
</main>
</body>
</html>
`;
}

/** @param {any[]} lessons @param {number} index @param {string} language */
function lessonPage(lessons, index, language) {
  const words = kWords[language];
  const { slug, scenario, claims, texts } = lessons[index];
  const text = texts[language];
  const home = language === 'en' ? '../index.html' : '../../index.html';
  const hrefOf = (/** @type {string} */ id) =>
    home + encodeFragment(patched(scenario, claims.find((/** @type {any} */ claim) => claim.id === id).patch ?? []), slug);
  const beside = [-1, 1].map((step) => lessons[index + step]);
  const main = [
    '<article>',
    tag('p', `${words.number} ${index + 1} ${words.of} ${lessons.length}`, ' class="lesson-number"'),
    tag('h1', escaped(text.title)),
    tag('p', escaped(text.lead), ' class="lesson-lead"'),
    blockMarkup(text.body, hrefOf),
    tag('h2', words.task), blockMarkup(text.task),
    tag('p', tag('a', words.try, ` class="go" href="${home}#lesson=${slug}"`)),
    tag('h3', words.conditions), tag('ul', text.conditions.map((/** @type {any[]} */ sentence) => tag('li', inlineMarkup(sentence, hrefOf))).join('\n')),
    tag('details', `${tag('summary', words.hint)}\n${blockMarkup(text.hint)}`),
    tag('details', `${tag('summary', words.solution)}\n${blockMarkup(text.solution)}`),
    tag('h2', words.scenario), scenarioMarkup(scenario, words),
    '</article>',
    tag('nav', [
      beside[0] ? tag('a', `${words.previous}: ${escaped(beside[0].texts[language].title)}`, ` rel="prev" href="${beside[0].slug}.html"`) : '',
      beside[1] ? tag('a', `${words.next}: ${escaped(beside[1].texts[language].title)}`, ` rel="next" href="${beside[1].slug}.html"`) : '',
    ].join(' '), ` class="beside" aria-label="${words.nav}"`),
  ].join('\n');
  return document_({ language, name: `${slug}.html`, title: text.title, description: text.lead, main });
}

/** @param {any[]} lessons @param {string} language */
function indexPage(lessons, language) {
  const words = kWords[language];
  const items = lessons.map(({ slug, texts }) => {
    const { title, lead } = texts[language];
    return tag('li', `${tag('a', escaped(title), ` href="${slug}.html"`)}\n${tag('p', escaped(lead))}`);
  });
  const main = [tag('h1', words.heading), tag('p', escaped(words.lead), ' class="lesson-lead"'), tag('ol', items.join('\n'), ' class="lesson-index"')].join('\n');
  return document_({ language, name: 'index.html', title: words.heading, description: words.description, main });
}

/** @param {string} out where the page is built @param {string} style */
export async function writeLessonPages(out, style) {
  const lessons = await readLessons();
  for (const language of kLanguages) {
    const folder = join(out, 'lessons', language === 'en' ? '' : language);
    await mkdir(folder, { recursive: true });
    await writeFile(join(folder, 'index.html'), indexPage(lessons, language));
    for (const [index, { slug }] of lessons.entries()) await writeFile(join(folder, `${slug}.html`), lessonPage(lessons, index, language));
  }
  await writeFile(join(out, 'lessons', 'lessons.css'), style);
}
