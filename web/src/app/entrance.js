/**
 * The build has drawn into the page what it opens with (see first/first_script.js); the app takes the places of that.
 */

/** @returns {Element | null} what is drawn, where it is true of this visit */
export const drawn = () => (document.documentElement.dataset.first === 'all' ? document.querySelector('main > .first') : null);

/** @returns {import('../elements/corslab_app.js').CorslabApp | null} the one that holds the verdict already (see first/linked_verdict.js) */
export const appInPlace = () => document.querySelector('main > corslab-app');

/**
 * Puts the app into the page, in the place of all that is there; behind what is drawn, where that is what the user is to see.
 * @param {HTMLElement} app
 * @returns {() => void} to be called once the app shows all that is drawn
 */
export function enter(app) {
  const main = document.querySelector('main');
  const seen = drawn();
  app.hidden = seen !== null;
  // What is seen is not moved: it would have to be laid out anew.
  for (const node of [...main?.childNodes ?? []]) if (node !== seen && node !== app) node.remove();
  if (!app.isConnected) main?.append(app);
  return () => {
    seen?.remove();
    app.hidden = false;
  };
}

/** @param {string} selector of what can be used from now on @param {HTMLElement[]} nodes */
export function takePlace(selector, ...nodes) {
  const place = document.querySelector(selector);
  place?.replaceChildren(...nodes);
  place?.removeAttribute('inert');
}
