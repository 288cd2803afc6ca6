/**
 * Files beside the page's own. The single file has none: it holds everything, styles included.
 */

/** What the hosted page alone has. */
const kHosted = 'meta[name="corslab-version"]';

/** @param {string} name @returns {string | null} its address */
export function beside(name) {
  return document.querySelector(kHosted) && new URL(name, document.baseURI).href;
}

/** @type {Map<string, Promise<void>>} */
const loading = new Map();

/**
 * The style of a part that comes later. What needs it is shown once it is there, or fails.
 * @param {string} name
 * @returns {Promise<void>}
 */
export function loadStyle(name) {
  const url = beside(name);
  if (!url) return Promise.resolve();
  const found = loading.get(url) ?? new Promise((resolve) => {
    const link = Object.assign(document.createElement('link'), { rel: 'stylesheet', href: url });
    link.onload = link.onerror = () => resolve();
    document.head.append(link);
  });
  loading.set(url, found);
  return found;
}
