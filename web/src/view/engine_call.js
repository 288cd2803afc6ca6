/**
 * Asks the engine of the page that an element is in.
 * @param {Element} element
 * @param {import('../engine/engine.js').Tool} tool
 * @param {string} text
 * @returns {Promise<any>}
 */
export function callEngine(element, tool, text) {
  return new Promise((answer) => {
    element.dispatchEvent(new CustomEvent('engine-call', { bubbles: true, detail: { tool, text, answer } }));
  });
}
