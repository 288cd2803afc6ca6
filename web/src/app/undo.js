import { keepingCaret } from './caret.js';
import { listenToKeys } from './shortcuts.js';

/**
 * @typedef {import('../elements/history_buttons.js').HistoryButtons} HistoryButtons
 * @typedef {import('../elements/scenario_form.js').ScenarioForm} ScenarioForm
 * @typedef {import('./keeper.js').Keeper} Keeper
 */

/**
 * Undo and redo, by keys and by buttons; and what is one step of them.
 * @param {{ app: HTMLElement, form: ScenarioForm, keeper: Keeper, buttons: HistoryButtons }} parts
 */
export function listenToUndo({ app, form, keeper, buttons }) {
  const go = (/** @type {'undo' | 'redo'} */ step) => {
    if (keepingCaret(form, () => keeper[step]())) buttons.tell(step);
  };
  listenToKeys(form, go);
  app.addEventListener('history-step', (event) => go(/** @type {CustomEvent<'undo' | 'redo'>} */ (event).detail));
  app.addEventListener('draft-input', () => keeper.typed());
  // What is typed into one field is one step, at least.
  form.addEventListener('focusout', () => keeper.flush());
  keeper.addEventListener('change', () => buttons.show(keeper));
}
