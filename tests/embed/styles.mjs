/** Computed styles, to be held against each other. `inside` and `outside` run in the page. */

/** What follows from the size of something else. */
export const kSizes = /^(?:(?:min-|max-)?(?:block|inline)-size|width|height|perspective-origin|transform-origin|bottom|top|left|right|inset.*)$/;

/** Of what stands in an element's shadow. @param {string} skipped a pattern of names */
export const inside = (skipped) => {
  const pattern = new RegExp(skipped);
  return [...document.querySelector('cors-lab').shadowRoot.querySelectorAll('*')].map((element) => {
    const style = getComputedStyle(element);
    const names = [...style].filter((name) => !pattern.test(name) && !name.startsWith('--'));
    return [`${element.localName}.${element.getAttribute('class')}`, Object.fromEntries(names.map((name) => [name, style.getPropertyValue(name)]))];
  });
};

/** Of all that stands outside. @param {string} skipped a pattern of names */
export const outside = (skipped) => {
  const pattern = new RegExp(skipped);
  return [...document.querySelectorAll('body, body *:not(cors-lab, cors-lab *, script, style)')].map((element) => {
    const style = getComputedStyle(element);
    const names = [...style].filter((name) => !pattern.test(name) && !name.startsWith('--corslab-'));
    return [`${element.localName}.${element.getAttribute('class')}`, Object.fromEntries(names.map((name) => [name, style.getPropertyValue(name)]))];
  });
};

/** What differs, in words: at most 20 of it. */
export function differences(before, after) {
  if (before.length !== after.length) return [`${before.length} elements, then ${after.length}`];
  return before.flatMap(([name, rules], at) => {
    const [otherName, others] = after[at];
    if (name !== otherName) return [`${name}, then ${otherName}`];
    return [...new Set([...Object.keys(rules), ...Object.keys(others)])].filter((rule) => rules[rule] !== others[rule])
      .map((rule) => `${name}: ${rule}: ${rules[rule]}, then ${others[rule]}`);
  }).slice(0, 20);
}
