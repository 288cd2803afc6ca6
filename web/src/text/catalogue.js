/**
 * The texts of the page. English ones come with the code that shows them; those of another language replace them, once
 * `setLanguage` has been called. A key is `area.name`, after the file web/texts/LANGUAGE/area.json.
 *
 * @typedef {Record<string, string>} Texts by name
 */

/** @type {Record<string, string>} */
const texts = {};
/** The keys of the language that was set. @type {Set<string>} */
const translated = new Set();
let language = 'en';
let ofEngine = '';

/** What a module needs, in English. @param {Record<string, Texts>} areas */
export function addTexts(areas) {
  for (const [key, text] of entries(areas)) if (!translated.has(key)) texts[key] = text;
}

/**
 * From here on `t` gives these.
 * @param {string} name as in <html lang>
 * @param {Record<string, Texts>} areas
 * @param {string} words what the engine's `speak` takes
 */
export function setLanguage(name, areas, words) {
  language = name;
  ofEngine = words;
  for (const [key, text] of entries(areas)) {
    texts[key] = text;
    translated.add(key);
  }
}

/** The language of the texts, for formats of numbers and lists. */
export const languageOf = () => language;

/** @param {Record<string, Texts>} areas @returns {[string, string][]} */
const entries = (areas) =>
  Object.entries(areas).flatMap(([area, named]) => Object.entries(named).map(([name, text]) => /** @type {[string, string]} */ ([`${area}.${name}`, text])));

/**
 * A text in the page's language; `{name}` in it is replaced by the value of that name.
 * @param {string} key always written out where it is used, so that none is missing or left over
 * @param {Record<string, string | number>} [values]
 */
export function t(key, values = {}) {
  return (texts[key] ?? key).replace(/\{(\w+)\}/g, (place, name) => String(values[name] ?? place));
}

/** What the engine's tools need to speak that language. */
export const engineWords = () => ofEngine;

/** "a, b and c" in the page's language. @param {readonly string[]} items */
export const listed = (items) => new Intl.ListFormat(language).format(items);
