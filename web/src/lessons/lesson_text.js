import { h } from '../view/dom.js';

/**
 * What web/lessons.mjs reads from a lesson's text, as elements.
 *
 * @typedef {string | ['code', string] | ['strong' | 'em', ...any[]] | ['a' | 'try', string, ...any[]]} Inline
 * @typedef {['p', ...Inline[]] | ['ul', ...Inline[][]] | ['pre', string]} Block
 * @typedef {{ title: string, lead: string, body: Block[], task: Block[], conditions: Inline[][], hint: Block[], solution: Block[] }} LessonText
 */

/**
 * @typedef {{ href: (id: string) => string, go: (id: string) => void }} Tries where a claim leads, and what a click on it does instead
 */

/** @type {Tries} */
const kNoTries = { href: () => '#', go: () => {} };

/** A claim that can be tried. It has an address, so that it breaks over lines and opens in a tab of its own. @param {string} id @param {Tries} tries */
const tryLink = (id, { href, go }) => h('a', {
  class: 'try', 'data-try': id, href: href(id),
  onclick: (/** @type {MouseEvent} */ event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    go(id);
  },
});

/**
 * @param {readonly Inline[]} parts
 * @param {Tries} [tries]
 * @returns {(Node | string)[]}
 */
export const inlineNodes = (parts, tries = kNoTries) => parts.map((part) => {
  if (typeof part === 'string') return part;
  const [kind, ...rest] = part;
  switch (kind) {
    case 'strong': return h('strong', {}, ...inlineNodes(rest, tries));
    case 'em': return h('em', {}, ...inlineNodes(rest, tries));
    case 'a': return h('a', { href: rest[0], target: '_blank', rel: 'noopener noreferrer' }, ...inlineNodes(rest.slice(1), tries));
    case 'try': {
      const link = tryLink(rest[0], tries);
      link.append(...inlineNodes(rest.slice(1), tries));
      return link;
    }
    default: return h('code', {}, rest[0]);
  }
});

/**
 * @param {readonly Block[]} blocks
 * @param {Tries} [tries]
 * @returns {HTMLElement[]}
 */
export const blockNodes = (blocks, tries = kNoTries) => blocks.map((block) => {
  const [kind, ...rest] = /** @type {[string, ...any[]]} */ (block);
  if (kind === 'ul') return h('ul', {}, ...rest.map((item) => h('li', {}, ...inlineNodes(item, tries))));
  if (kind === 'pre') return h('pre', { tabindex: 0 }, rest[0]);
  return h('p', {}, ...inlineNodes(rest, tries));
});
