/**
 * Defines an element. On a foreign page, whose elements may have any name, the names of the page's own begin with a prefix (see
 * web/embed_style.mjs).
 * @param {string} name
 * @param {CustomElementConstructor} element
 */
export const define = (name, element) => defineOnce(CORSLAB_PREFIX + name, element);

/**
 * What is there already stays: a script may be loaded twice. Where pages are built without a browser there are no elements at all.
 * @param {string} name
 * @param {CustomElementConstructor} element
 */
export function defineOnce(name, element) {
  if (globalThis.customElements && !customElements.get(name)) customElements.define(name, element);
}
