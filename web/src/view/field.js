import { h, replace, uniqueId } from './dom.js';

/**
 * A form field with its label, its error line and its highlight. The scenario's value at `pointer` is behind it.
 *
 * @typedef {import('../model/evidence.js').Pointed} Pointed
 * @typedef {{
 *   pointer: string,
 *   readonly label: string,
 *   showError(message: string | null, line?: number | null): void,   // `line`: the index of a header in the field
 *   showEvidence(pointed: Pointed[]): void
 * }} Field
 * @typedef {HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement} Control
 */

/** @implements {Field} */
export class ControlField {
  /**
   * @param {string} pointer
   * @param {string} label
   * @param {Control} control
   * @param {string} [hint]
   */
  constructor(pointer, label, control, hint) {
    this.pointer = pointer;
    this.label = label;
    this.control = control;
    control.id = uniqueId('field');
    this.error = h('p', { class: 'field-error', id: `${control.id}-error`, hidden: true });
    const hintLine = hint ? h('p', { class: 'field-hint', id: `${control.id}-hint` }, hint) : null;
    const described = [hintLine?.id, this.error.id].filter(Boolean).join(' ');
    control.setAttribute('aria-describedby', described);
    this.root = h('div', { class: 'field' }, h('label', { for: control.id }, label), control, hintLine, this.error);
  }

  get value() {
    return this.control.value;
  }

  set value(text) {
    const { control } = this;
    const unlisted = control instanceof HTMLSelectElement && ![...control.options].some((o) => o.value === text);
    if (unlisted) control.append(h('option', { value: text }, text));
    control.value = text;
  }

  /** @param {string | null} message */
  showError(message) {
    setError(this.control, this.error, message);
  }

  /** @param {Pointed[]} pointed */
  showEvidence(pointed) {
    const kind = strongest(pointed) ?? '';
    if (this.root.dataset.evidence !== kind) this.root.dataset.evidence = kind;
  }
}

/** @param {Pointed[]} pointed */
export function strongest(pointed) {
  return ['fail', 'active', 'seen'].find((kind) => pointed.some((p) => p.kind === kind)) ?? null;
}

/**
 * @param {Element} control
 * @param {HTMLElement} line
 * @param {string | null} message
 */
export function setError(control, line, message) {
  if (line.textContent === (message ?? '')) return;
  if (message === null) control.removeAttribute('aria-invalid');
  else control.setAttribute('aria-invalid', 'true');
  line.hidden = message === null;
  replace(line, message);
}

/**
 * @param {string} pointer
 * @param {string} label
 * @param {{ hint?: string, list?: string, inputmode?: string }} [options]
 */
export function textField(pointer, label, { hint, list, inputmode } = {}) {
  const control = h('input', { type: 'text', spellcheck: 'false', autocapitalize: 'none', autocomplete: 'off', list, inputmode });
  return new ControlField(pointer, label, control, hint);
}

/**
 * @param {string} pointer
 * @param {string} label
 * @param {string[]} options
 */
export function selectField(pointer, label, options) {
  return new ControlField(pointer, label, h('select', {}, ...options.map((value) => h('option', { value }, value))));
}

/**
 * @param {string} label
 * @returns {{ root: HTMLElement, control: HTMLInputElement }}
 */
export function checkBox(label) {
  const control = h('input', { type: 'checkbox', id: uniqueId('check') });
  return { root: h('div', { class: 'check' }, control, h('label', { for: control.id }, label)), control };
}
