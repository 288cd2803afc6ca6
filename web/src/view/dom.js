/**
 * @typedef {Node | string | null | undefined | false} Child
 */

const kSvg = 'http://www.w3.org/2000/svg';

/** @param {Element} node @param {Record<string, any>} props @param {Child[]} children */
function fill(node, props, children) {
  for (const [name, value] of Object.entries(props)) {
    if (value === null || value === undefined || value === false) continue;
    if (typeof value === 'function') node.addEventListener(name.slice(2), value);
    else node.setAttribute(name, value === true ? '' : String(value));
  }
  node.append(...keep(children));
}

/** @param {Child[]} children */
const keep = (children) =>
  /** @type {(Node | string)[]} */ (children.filter((child) => child !== null && child !== undefined && child !== false));

/**
 * An element with attributes (`onclick` and the like take a function) and children. Text stays text.
 * @template {keyof HTMLElementTagNameMap} T
 * @param {T} tag
 * @param {Record<string, any>} [props]
 * @param {Child[]} children
 * @returns {HTMLElementTagNameMap[T]}
 */
export function h(tag, props = {}, ...children) {
  const node = document.createElement(tag);
  fill(node, props, children);
  return node;
}

/**
 * @template {keyof SVGElementTagNameMap} T
 * @param {T} tag
 * @param {Record<string, any>} [props]
 * @param {Child[]} children
 * @returns {SVGElementTagNameMap[T]}
 */
export function svg(tag, props = {}, ...children) {
  const node = /** @type {SVGElementTagNameMap[T]} */ (document.createElementNS(kSvg, tag));
  fill(node, props, children);
  return node;
}

/**
 * Plain text in which `backticks` set code.
 * @param {string} text
 * @returns {Child[]}
 */
export function prose(text) {
  const parts = text.split('`');
  if (parts.length % 2 === 0) return [text];
  return parts.map((part, i) => (i % 2 === 0 ? part : h('code', {}, part)));
}

/** @param {Element} node @param {Child[]} children */
export const replace = (node, ...children) => node.replaceChildren(...keep(children));

/**
 * Whether `data` differs from what this was last called with: what stays the same need not be drawn again.
 * @returns {(...data: unknown[]) => boolean}
 */
export function changes() {
  let last = '';
  return (...data) => {
    const now = JSON.stringify(data);
    const changed = now !== last;
    last = now;
    return changed;
  };
}

const kLastId = Symbol.for('corslab last id');

/**
 * An id that nothing else on the page has, also where this module is loaded twice.
 * @param {string} stem
 */
export function uniqueId(stem) {
  const shared = /** @type {Record<symbol, number>} */ (/** @type {unknown} */ (globalThis));
  shared[kLastId] = (shared[kLastId] ?? 0) + 1;
  return `${stem}-${shared[kLastId]}`;
}
