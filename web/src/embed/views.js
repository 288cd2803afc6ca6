/**
 * What an embedded element can show.
 *
 * @typedef {'full' | 'verdict' | 'timeline' | 'trace' | 'exercise'} View
 * @typedef {'form' | 'timeline' | 'differences' | 'console' | 'steps' | 'script' | 'wire'} Piece
 */

/** The pieces of each view, in their order, besides the verdict and the browsers. @type {Record<View, readonly Piece[]>} */
export const kViews = {
  full: ['form', 'timeline', 'differences', 'console', 'steps', 'script', 'wire'],
  verdict: [],
  timeline: ['timeline'],
  trace: ['steps'],
  exercise: ['form', 'timeline', 'console', 'steps'],
};

/** @param {string | null} name @returns {View} */
export const viewOf = (name) => (name !== null && Object.hasOwn(kViews, name) ? /** @type {View} */ (name) : 'full');

/** All browsers side by side, where none is named. */
export const kAllBrowsers = 'all';
