/**
 * The page's style sheets, made to fit into an element of a foreign page: its own root in place of the page's, its own width in place
 * of the window's, a unit of its own in place of the page's font size, and names that can be set from outside.
 */

/** What elements' names begin with there. */
export const kPrefix = 'corslab-';

const kUnit = '--corslab-rem';

/** @param {string} css @param {readonly string[]} elements the names of the page's own elements */
export function embedded(css, elements) {
  const names = elements.join('|');
  return css
    .replace(/@media ([^{]*\b(?:min|max)-width[^{]*)\{/g, (_, query) => `@container ${query.replaceAll('rem', 'em')}{`)
    // What is left in rem is no query.
    .split(/(@container[^{]*\{)/)
    .map((part) => (part.startsWith('@container') ? part : part.replace(/(?<![\w-])(\d*\.?\d+)rem\b/g, (_, number) => `calc(${number}*var(${kUnit}))`)))
    .join('')
    .replace(/(\d)vw\b/g, '$1cqi')
    .replace(/:root\[data-theme[^{]*\{[^}]*\}/g, '')
    .replace(/(?<=^|[\s},])html\s*\{[^}]*\}/g, '')
    .replace(/(?<=^|[\s},])body(?=\s*[{,])/g, '.corslab')
    .replace(/:root\s*\{([^}]*)\}/g, (_, rules) => `.corslab{${settable(rules)}}`)
    .replace(new RegExp(`(?<![\\w.#-])(${names})(?![\\w-])`, 'g'), `${kPrefix}$1`);
}

/** Each of the page's own properties may be set from outside under a name with the prefix. @param {string} rules */
const settable = (rules) =>
  rules
    .replace(/color-scheme:[^;]*;/, '')
    .replace(/--([\w-]+):\s*([^;]+);/g, (_, name, value) => `--${name}: var(--${kPrefix}${name}, ${value});`);
