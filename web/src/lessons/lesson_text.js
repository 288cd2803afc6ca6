import { h } from '../view/dom.js';

/**
 * What web/lessons.mjs reads from a lesson's text, as elements.
 *
 * @typedef {import('../../lessons.mjs').Block} Block
 * @typedef {import('../../lessons.mjs').Inline} Inline
 */

/**
 * @param {readonly Inline[]} parts
 * @param {(id: string) => void} onTry what a click on a claim does
 * @returns {(Node | string)[]}
 */
export const inlineNodes = (parts, onTry) => parts.map((part) => {
  if (typeof part === 'string') return part;
  const [kind, ...rest] = part;
  switch (kind) {
    case 'strong': return h('strong', {}, ...inlineNodes(rest, onTry));
    case 'em': return h('em', {}, ...inlineNodes(rest, onTry));
    case 'a': return h('a', { href: rest[0], target: '_blank', rel: 'noopener noreferrer' }, ...inlineNodes(rest.slice(1), onTry));
    case 'try': return h('button', { type: 'button', class: 'try', 'data-try': rest[0], onclick: () => onTry(rest[0]) }, ...inlineNodes(rest.slice(1), onTry));
    default: return h('code', {}, rest[0]);
  }
});

/**
 * @param {readonly Block[]} blocks
 * @param {(id: string) => void} [onTry]
 * @returns {HTMLElement[]}
 */
export const blockNodes = (blocks, onTry = () => {}) => blocks.map((block) => {
  const [kind, ...rest] = /** @type {[string, ...any[]]} */ (block);
  if (kind === 'ul') return h('ul', {}, ...rest.map((item) => h('li', {}, ...inlineNodes(item, onTry))));
  if (kind === 'pre') return h('pre', { tabindex: 0 }, rest[0]);
  return h('p', {}, ...inlineNodes(rest, onTry));
});
