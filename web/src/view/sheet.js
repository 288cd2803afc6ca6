/** Styles of what is loaded later come with it, as a style sheet of its own: no second request, and no policy forbids it. */

/** @type {Set<string>} */
const adopted = new Set();

/** @param {string} text */
export function adopt(text) {
  if (adopted.has(text)) return;
  adopted.add(text);
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(text);
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
}
