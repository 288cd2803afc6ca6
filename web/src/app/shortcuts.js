/**
 * The keys of the page. Those of a single letter work outside of fields alone, and can be turned off.
 *
 * @typedef {import('./keeper.js').Keeper} Keeper
 */

const kStored = 'corslab.letters';
const kLetterKeys = '?elft1234';

/** Where storage is forbidden it lasts as long as the page. */
let letters = stored() !== 'off';

function stored() {
  try {
    return localStorage.getItem(kStored);
  } catch {
    return null;
  }
}

export const lettersOn = () => letters;

/** @param {boolean} on */
export function turnLetters(on) {
  letters = on;
  try {
    localStorage.setItem(kStored, on ? 'on' : 'off');
  } catch {
    // Nothing to remember it in.
  }
}

/** @param {EventTarget | null} target */
const takesText = (target) =>
  target instanceof HTMLElement && (target.isContentEditable || target.matches('textarea, select, input:not([type="radio"], [type="checkbox"], [type="button"])'));

/** An element of the page that comes when it is first asked for. @param {string} name @param {() => Promise<unknown>} load */
async function show(name, load) {
  await load();
  let element = /** @type {(HTMLElement & { show(): void }) | null} */ (document.querySelector(name));
  if (!element) {
    element = /** @type {HTMLElement & { show(): void }} */ (document.createElement(name));
    document.body.append(element);
  }
  element.show();
}

const loadPalette = () => import('../commands/command_palette.js');

export const showPalette = () => show('command-palette', loadPalette);

export const showKeys = () => show('key-list', () => import('../commands/key_list.js'));

/** @param {string} key */
async function pressLetter(key) {
  if (key === '?') return showKeys();
  const { kLetters } = await import('../commands/actions.js');
  kLetters[key]();
}

/**
 * Undo and redo are the page's own within the scenario: a field's own undo knows nothing of fixes and examples. Other fields
 * keep theirs.
 * @param {KeyboardEvent} event
 * @param {HTMLElement} form
 */
function historyStep({ key, shiftKey, target }, form) {
  const name = key.toLowerCase();
  if (name !== 'z' && name !== 'y') return null;
  if (takesText(target) && !form.contains(/** @type {Node} */ (target))) return null;
  if (target instanceof HTMLElement && target.closest('[data-own-undo]')) return null;
  return name === 'y' || shiftKey ? 'redo' : 'undo';
}

/**
 * @param {HTMLElement} form
 * @param {(step: 'undo' | 'redo') => void} go
 */
export function listenToKeys(form, go) {
  document.addEventListener('keydown', (event) => {
    if (event.isComposing || event.defaultPrevented || event.altKey) return;
    // Who presses this one may mean the list of commands: it is there when the next key comes.
    if (event.key === 'Control' || event.key === 'Meta') void loadPalette();
    const control = event.ctrlKey || event.metaKey;
    if (control && event.key.toLowerCase() === 'k' && !event.shiftKey) {
      event.preventDefault();
      void showPalette();
      return;
    }
    if (document.querySelector('dialog[open]')) return;
    if (control) {
      const step = historyStep(event, form);
      if (step) go(step);
      else if (event.key === 'Enter') document.querySelector('corslab-app')?.dispatchEvent(new CustomEvent('show-deciding'));
      else return;
      event.preventDefault();
    } else if (letters && kLetterKeys.includes(event.key) && !takesText(event.target)) {
      event.preventDefault();
      void pressLetter(event.key);
    }
  });
  // The menus of the browser know undo, too.
  form.addEventListener('beforeinput', (event) => {
    const step = event.inputType === 'historyUndo' ? 'undo' : event.inputType === 'historyRedo' ? 'redo' : null;
    if (!step || !event.cancelable || (event.target instanceof Element && event.target.closest('[data-own-undo]'))) return;
    event.preventDefault();
    go(step);
  });
}
