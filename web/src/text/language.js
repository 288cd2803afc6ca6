import { setLanguage, t } from './catalogue.js';

/**
 * Which language the page speaks: the one that was chosen, or else the first of the browser's that there is.
 *
 * @typedef {import('../import/message_templates.js').MessageData} MessageData
 * @typedef {import('../model/types.js').Example} Example
 */

const kStored = 'corslab.language';

/** In their own words. @type {Record<string, string>} */
export const kLanguages = { en: 'English', de: 'Deutsch' };

/** @returns {string} */
export function chosenLanguage() {
  if (CORSLAB_LANGUAGE !== '') return CORSLAB_LANGUAGE;
  const wanted = [stored(), ...navigator.languages.map((name) => name.slice(0, 2))];
  return wanted.find((name) => name !== null && Object.hasOwn(kLanguages, name)) ?? 'en';
}

function stored() {
  try {
    return localStorage.getItem(kStored);
  } catch {
    return null;
  }
}

/** For the next time that the page is opened. @param {string} name */
export function storeLanguage(name) {
  try {
    localStorage.setItem(kStored, name);
  } catch {
    // Where nothing may be stored, the browser's language stays.
  }
}

/** What is data in English, once another language is chosen. @type {typeof import('corslab-language/de') | null} */
let data = null;

/** Has to be done before anything is shown. */
export async function useChosenLanguage() {
  // The build leaves out what a single file never speaks.
  if (CORSLAB_LANGUAGE !== 'en' && chosenLanguage() === 'de') {
    data = await import('corslab-language/de');
    setLanguage('de', data.kTexts, data.kEngineWords);
    document.documentElement.lang = 'de';
    for (const node of document.querySelectorAll('[data-text]')) node.textContent = t(node.getAttribute('data-text') ?? '');
  }
}

/** @param {Example} example in English @returns {Example} in the language of the page */
export function inLanguage(example) {
  if (!data) return example;
  const [title, why] = data.kExamples[example.id];
  return { ...example, title, why };
}

/** @param {MessageData} messages with English words @returns {MessageData} with those of the page's language */
export function messagesInLanguage(messages) {
  if (!data) return messages;
  const { kExplanations, kKinds } = data;
  const { history } = messages;
  const variants = history.variants.map((variant) => ({ ...variant, what: kKinds[variant.what ?? ''] ?? variant.what }));
  return { ...messages, explanations: kExplanations, history: { ...history, variants } };
}
