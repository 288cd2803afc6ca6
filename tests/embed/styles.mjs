/** Computed styles, to be held against each other. Both functions run in the page. */

/** What follows from the size of something else, or from what the pointer does. */
export const kSizes = /^(?:(?:min-|max-)?(?:block|inline)-size|width|height|perspective-origin|transform-origin|bottom|top|left|right|inset.*)$/;

/** Of what stands in an element's shadow. */
export const inside = (skipped) => {
  const root = document.querySelector('cors-lab').shadowRoot;
  const pattern = new RegExp(skipped);
  return [...root.querySelectorAll('*')].map((element) => {
    const style = getComputedStyle(element);
    const rules = [...style].filter((name) => !pattern.test(name) && !name.startsWith('--')).map((name) => `${name}: ${style.getPropertyValue(name)}`);
    return [`${element.localName}.${element.className}`, rules];
  });
};

/** Of all that stands outside. */
export const outside = (skipped) => {
  const pattern = new RegExp(skipped);
  return [...document.querySelectorAll('body, body *:not(cors-lab, cors-lab *, script, style)')].map((element) => {
    const style = getComputedStyle(element);
    const rules = [...style].filter((name) => !pattern.test(name)).map((name) => `${name}: ${style.getPropertyValue(name)}`);
    return [`${element.localName}.${element.className}`, rules];
  });
};

/** What differs, in words. */
export function differences(before, after) {
  if (before.length !== after.length) return [`${before.length} elements, then ${after.length}`];
  return before.flatMap(([name, rules], at) =>
    (after[at][0] === name ? rules.filter((rule, nth) => after[at][1][nth] !== rule).map((rule, _, all) => `${name}: ${rule}, then ${after[at][1].find((other) => other.startsWith(`${rule.split(':')[0]}:`))} (${all.length})`) : [`${name}, then ${after[at][0]}`]));
}
