import { decodeFragment } from '../model/share.js';
import { isScenario } from '../model/scenario_shape.js';

/**
 * What an author put into an element: a scenario, and a task where it is an exercise.
 *
 * @typedef {import('../model/types.js').Scenario} Scenario
 * @typedef {any} Task a list of conditions, or an object with them and a goal: see task.js
 * @typedef {{ scenario: Scenario, task: Task | null }} Source
 */

/** That a source cannot be read, with what to do about it. */
export class SourceError extends Error {}

const kScript = 'script[type="application/json"]';

/**
 * @param {HTMLElement} element with `scenario`, `src`, or a script of type application/json inside
 * @returns {Promise<Source>} rejected with a SourceError
 */
export async function readSource(element) {
  const given = element.getAttribute('scenario');
  const url = element.getAttribute('src');
  const script = element.querySelector(kScript);
  const text = given ?? (url !== null ? await load(url) : script?.textContent);
  if (text === undefined || text === null) {
    throw new SourceError('There is no scenario: give one as the attribute scenario or src, or in a <script type="application/json"> inside the element.');
  }
  const task = element.getAttribute('task');
  const source = readText(text);
  return task === null ? source : { ...source, task: readTask(task) };
}

/** @param {string} url */
async function load(url) {
  const response = await fetch(new URL(url, document.baseURI)).catch(() => null);
  if (!response?.ok) throw new SourceError(`${url} cannot be loaded${response ? `: status ${response.status}` : ''}.`);
  return response.text();
}

/**
 * A scenario as JSON; a document of a scenario and its task; or a scenario as the page's links have it, with the rest of the link
 * or without.
 * @param {string} text
 * @returns {Source}
 */
export function readText(text) {
  if (/^\s*\{/.test(text)) return fromDocument(parse(text, 'The scenario'));
  const found = decodeFragment(`#s=${text.trim().replace(/^.*#s=/, '')}`);
  if (!found || !('scenario' in found)) throw new SourceError('The scenario is neither JSON nor what follows #s= in a link.');
  return { scenario: found.scenario, task: null };
}

/**
 * @param {any} document_
 * @returns {Source}
 */
export function fromDocument(document_) {
  const { task = null, ...rest } = document_;
  const scenario = rest.scenario ?? rest;
  // A scenario needs no version by itself: what follows it is told apart by one.
  const whole = { version: 1, ...scenario };
  if (!isScenario(whole)) throw new SourceError('This is no scenario: docs/contract.md says what one looks like.');
  if (task !== null && typeof task !== 'object') throw new SourceError('The task is no object.');
  return { scenario: whole, task };
}

/** @param {string} text @returns {Task} */
export const readTask = (text) => parse(text, 'The task');

/** @param {string} text @param {string} what */
function parse(text, what) {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new SourceError(`${what} is no JSON: ${/** @type {Error} */ (error).message}`);
  }
}
