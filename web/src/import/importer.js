import { t } from '../text/catalogue.js';
import { loadStyle } from '../view/beside.js';
import { callEngine } from '../view/engine_call.js';
import { HarDialog } from '../elements/har_dialog.js';
import { ImportPanel } from '../elements/import_panel.js';
import { looksLikeHar } from './har_reading.js';

/**
 * Requests from texts that the engine reads, into the page.
 *
 * @typedef {import('../model/types.js').Scenario} Scenario
 * @typedef {{ id: string, text: string, path: string }} Missing
 * @typedef {{ text: string, line?: number }} Ignored
 * @typedef {{ path: string, name: string }} Secret
 * @typedef {{
 *   title: string, scenario: Scenario, understood: string[], missing: Missing[], ignored: Ignored[], secrets: Secret[]
 * }} Imported a request that was read
 * @typedef {'curl' | 'curl-verbose' | 'fetch' | 'xhr' | 'axios' | 'http' | 'har'} Kind
 * @typedef {{ version: 1, kind: Kind, requests: Imported[] }} ImportDocument
 * @typedef {{ message: string, line?: number, column?: number, text?: string }} Mistake `text` is the line that it is in
 */

/** So much of a file is read as text: what is larger is a HAR file, or nothing that could be read here. */
const kLargestText = 5_000_000;
/** What a browser can hold as one text. */
const kLargestFile = 400_000_000;

/** The dialog of the last HAR file, which stays until the next one. @type {HarDialog | null} */
let dialog = null;

const app = () => /** @type {HTMLElement} */ (document.querySelector('corslab-app'));

/** @param {string} text @returns {Promise<Mistake | null>} null where it was read */
export async function importText(text) {
  await loadStyle('corslab_import.css');
  if (looksLikeHar(text)) return showHar({ text });
  if (text.length > kLargestText) return { message: t('import.too-long') };
  const read = await callEngine(app(), 'import', text);
  if (read.error) return mistakeOf(read.error, text);
  showRequest(read, 0);
  return null;
}

/** @param {File} file @returns {Promise<Mistake | null>} */
export async function importFile(file) {
  if (file.size > kLargestFile) return { message: t('import.too-large') };
  if (!/\.har$/i.test(file.name) && !looksLikeHar(await file.slice(0, 4000).text())) {
    return file.size > kLargestText ? { message: t('import.too-long') } : importText(await file.text());
  }
  await loadStyle('corslab_import.css');
  return showHar({ file }, file.name);
}

/** @param {{ message: string, line?: number, column?: number }} error @param {string} text @returns {Mistake} */
function mistakeOf({ message, line, column }, text) {
  return { message, line, column, text: line === undefined ? undefined : text.split('\n')[line - 1]?.replace(/\r$/, '') };
}

/**
 * @param {import('./har_judging.js').Source} source
 * @param {string} [name] the file's
 * @returns {Promise<Mistake | null>}
 */
function showHar(source, name = '') {
  dialog?.remove();
  const opening = (dialog = new HarDialog());
  app().append(opening);
  return opening.start(source, name, (read) => showRequest(read, 0, opening));
}

/** @param {Kind} kind */
function storyOf(kind) {
  switch (kind) {
    case 'curl': return t('import.from-curl');
    case 'curl-verbose': return t('import.from-curl-verbose');
    case 'fetch': return t('import.from-fetch');
    case 'xhr': return t('import.from-xhr');
    case 'axios': return t('import.from-axios');
    case 'http': return t('import.from-http');
    default: return t('import.from-har');
  }
}

/**
 * Puts a request that was read into the page, and beside it what there is to say about it.
 * @param {ImportDocument} read
 * @param {number} at which of its requests
 * @param {HarDialog} [list] the list that it was chosen from
 */
export function showRequest(read, at, list) {
  const { scenario, title } = read.requests[at];
  document.dispatchEvent(new CustomEvent('scenario-choice', { detail: { scenario, title, story: storyOf(read.kind) } }));
  const panel = new ImportPanel();
  panel.show(read, at, { choose: (other) => showRequest(read, other, list), back: list ? () => list.show() : null });
  // Whatever is told next takes its place.
  document.querySelector('story-view')?.append(panel);
  panel.focus();
}
