import { isScenario } from '../model/scenario_shape.js';

/**
 * A state of the page that can be had again: the form with what is half typed in it, and the story above it.
 *
 * @typedef {import('../model/types.js').Scenario} Scenario
 * @typedef {{ scenario: Scenario, texts: Record<string, string> }} Draft
 *   `texts` by the pointer of their field, where they say more than the scenario: a line without a colon, say
 * @typedef {{ kind: 'tell', text: string, title?: string, example?: string } | { kind: 'explain', match: any, all: any[], check: string } | { kind: 'lesson', slug: string }} Story
 * @typedef {{ draft: Draft, story: Story | null }} Snapshot
 * @typedef {Snapshot & { version: 1, hash: string, browser: string, open: Record<string, boolean> }} Kept
 *   what outlives a reload: also which browser is chosen, and which steps the user opened or closed
 */

/** @param {unknown} value @returns {value is Record<string, any>} */
const isObject = (value) => typeof value === 'object' && value !== null && !Array.isArray(value);

/** @param {unknown} value @param {(member: unknown) => boolean} member */
const isObjectOf = (value, member) => isObject(value) && Object.values(value).every(member);

/** @param {unknown} story */
const isStory = (story) =>
  isObject(story) && (story.kind === 'tell' ? typeof story.text === 'string'
    : story.kind === 'lesson' ? typeof story.slug === 'string'
    : story.kind === 'explain' && isObject(story.match) && Array.isArray(story.all) && typeof story.check === 'string');

/** Storage may hold anything: another version of this page wrote it, or a person. @param {unknown} value @returns {value is Kept} */
export const isKept = (value) =>
  isObject(value) && value.version === 1 && typeof value.hash === 'string' && typeof value.browser === 'string' &&
  isObject(value.draft) && isScenario(value.draft.scenario) &&
  isObjectOf(value.draft.texts, (text) => typeof text === 'string') &&
  isObjectOf(value.open, (open) => typeof open === 'boolean') &&
  (value.story === null || isStory(value.story));
