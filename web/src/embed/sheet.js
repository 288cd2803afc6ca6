import text from 'corslab-embed-style';

const kUnit = '--corslab-rem';

/** @type {CSSStyleSheet | null} */
let sheet = null;

/** The one style sheet of all embedded elements. It is made, not written into the page, so that no policy has to allow it. */
export function embedSheet() {
  if (sheet) return sheet;
  try {
    // A length rather than a text, so that it is the element's own font size everywhere inside of it.
    CSS.registerProperty({ name: kUnit, syntax: '<length>', inherits: true, initialValue: '16px' });
  } catch {
    // Another copy of this script was here before.
  }
  sheet = new CSSStyleSheet();
  sheet.replaceSync(text);
  return sheet;
}
