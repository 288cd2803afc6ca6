import { t } from '../text/catalogue.js';
import { h } from '../view/dom.js';
import { icon } from '../view/icons.js';

/** Undo and redo. Fires `history-step` with the one that is wanted. They stay where they are, and reachable, when there is nothing to do. */
export class HistoryButtons extends HTMLElement {
  #undo = this.#button('undo', t('feel.undo'));
  #redo = this.#button('redo', t('feel.redo'));
  #status = h('span', { class: 'visually-hidden', role: 'status' });

  connectedCallback() {
    if (this.childElementCount > 0) return;
    this.append(this.#undo, this.#redo, this.#status);
    this.show({ canUndo: false, canRedo: false });
  }

  /** @param {'undo' | 'redo'} step @param {string} label */
  #button(step, label) {
    const press = () => this.dispatchEvent(new CustomEvent('history-step', { bubbles: true, detail: step }));
    return h('button', { type: 'button', class: `quiet small ${step}`, 'aria-label': label, title: label, onclick: press }, icon(step));
  }

  /** @param {{ canUndo: boolean, canRedo: boolean }} can */
  show({ canUndo, canRedo }) {
    this.#undo.setAttribute('aria-disabled', String(!canUndo));
    this.#redo.setAttribute('aria-disabled', String(!canRedo));
  }

  /** @param {'undo' | 'redo'} step what was done */
  tell(step) {
    this.#status.textContent = '';
    requestAnimationFrame(() => (this.#status.textContent = step === 'undo' ? t('feel.undone') : t('feel.redone')));
  }
}

customElements.define('history-buttons', HistoryButtons);
