import { setLanguage } from '../text/catalogue.js';

/** @type {(language: string) => Promise<{ areas: Record<string, Record<string, string>>, words: string }>} */
let load = () => Promise.reject(new Error('The texts have no loader.'));
/** @type {Promise<void> | null} */
let loading = null;

/** @param {typeof load} loader */
export function setTextLoader(loader) {
  load = loader;
}

/** A German page has a German element; without those texts it speaks English. @param {Document} page */
export function useLanguageOf(page) {
  const language = page.documentElement.lang.slice(0, 2).toLowerCase();
  if (language !== 'de') return Promise.resolve();
  loading ??= load('de').then(({ areas, words }) => setLanguage('de', areas, words), () => undefined);
  return loading;
}
