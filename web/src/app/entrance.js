/**
 * The build has drawn into the page what it opens with (see first/first_script.js); the app takes the places of that.
 */

/**
 * Puts the app into the page; behind what is drawn there, where that is what the user is to see.
 * @param {HTMLElement} app
 * @returns {{ behind: boolean, reveal: () => void }} `reveal` is to be called once the app shows all that it replaces
 */
export function enter(app) {
  const main = document.querySelector('main');
  const drawn = document.documentElement.dataset.first === 'all' ? document.querySelector('main > .first') : null;
  app.hidden = drawn !== null;
  main?.replaceChildren(...(drawn ? [drawn] : []), app);
  const reveal = () => {
    drawn?.remove();
    app.hidden = false;
  };
  return { behind: drawn !== null, reveal };
}

/** @param {string} selector of what can be used from now on @param {HTMLElement[]} nodes */
export function takePlace(selector, ...nodes) {
  const place = document.querySelector(selector);
  place?.replaceChildren(...nodes);
  place?.removeAttribute('inert');
}
