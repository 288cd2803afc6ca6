import { readFile } from 'node:fs/promises';

/** What the page has to know about the browsers' messages, picked from core/data and the explanations. */

const kData = new URL('../core/data/', import.meta.url);

/** @param {URL} url @returns {Promise<any>} */
const readJson = async (url) => JSON.parse(await readFile(url, 'utf8'));

/** @returns {Promise<import('./src/import/message_templates.js').MessageData>} */
export async function readMessages() {
  const [browsers, history, explanations] = await Promise.all([
    readJson(new URL('browsers.json', kData)),
    readJson(new URL('console_history.json', kData)),
    readJson(new URL('explanations.json', import.meta.url)),
  ]);
  const picked = Object.entries(browsers).map(([name, { tested, console: lines, exceptions, ...rest }]) => [name, {
    tested,
    console: Object.fromEntries(Object.entries(lines).map(([key, list]) => [key, list.map(([, text]) => text)])),
    exceptions,
    // {redirected} and the like: texts that a template may hold, or not.
    parts: Object.fromEntries(Object.entries(rest).filter(([, value]) => typeof value === 'string')),
  }]);
  // Where a text is known from is for whoever reads the file.
  const plain = (/** @type {any[]} */ list) => list.map(({ source, ...entry }) => entry);
  const { parts, variants, messages } = history;
  return { browsers: Object.fromEntries(picked), history: { parts, variants: plain(variants), messages: plain(messages) }, explanations };
}
