/**
 * @typedef {import('../elements/scenario_form.js').ScenarioForm} ScenarioForm
 * @typedef {HTMLInputElement | HTMLTextAreaElement} TextControl
 */

/** @param {Element | null} element @returns {element is TextControl} */
const isText = (element) => element instanceof HTMLTextAreaElement || (element instanceof HTMLInputElement && element.type === 'text');

/** Where a changed text stops to differ. @param {string} before @param {string} after */
function endOfChange(before, after) {
  let same = 0;
  const most = Math.min(before.length, after.length);
  while (same < most && before[before.length - 1 - same] === after[after.length - 1 - same]) same += 1;
  let begin = 0;
  while (begin < most && before[begin] === after[begin]) begin += 1;
  return Math.max(begin, after.length - same);
}

/**
 * Makes a change to the form's texts, and leaves the caret of who was typing where the change was.
 * @template T
 * @param {ScenarioForm} form
 * @param {() => T} change
 * @returns {T}
 */
export function keepingCaret(form, change) {
  const active = document.activeElement;
  const controls = form.controls;
  const typing = isText(active) && form.contains(active);
  const own = [...controls].find(([, control]) => control === active)?.[0];
  const before = new Map([...controls].map(([pointer, control]) => [pointer, control.value]));
  const done = change();
  if (!typing) return done;
  const after = form.controls;
  const pointer = [...after.keys()].find((name) => before.get(name) !== after.get(name)?.value) ?? own;
  const control = pointer === undefined ? undefined : after.get(pointer);
  if (!control || pointer === undefined) return done;
  if (document.activeElement !== control) control.focus();
  if (isText(control)) {
    const at = endOfChange(before.get(pointer) ?? '', control.value);
    control.setSelectionRange(at, at);
  }
  return done;
}
