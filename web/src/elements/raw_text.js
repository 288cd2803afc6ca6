import { marksIn } from '../model/evidence.js';
import { formatAnswer, formatHeaders, parseAnswer, parseHeaders } from '../model/http_text.js';
import { t } from '../text/catalogue.js';
import { afterPaint } from '../view/after_paint.js';
import { define } from '../view/define.js';
import { h, replace, uniqueId } from '../view/dom.js';
import { setError } from '../view/field.js';

/**
 * @typedef {import('../model/evidence.js').Mark} Mark
 * @typedef {import('../model/evidence.js').Pointed} Pointed
 * @typedef {import('../model/types.js').Answer} Answer
 * @typedef {{ severity: string, word: string }} Flag
 * @typedef {import('../model/types.js').Header} Header
 */

/**
 * Raw HTTP text in a growing text area, with the evidence marked behind the letters.
 * A layer with the same text lies under the area: it gives the height and holds the marks.
 */
export class RawText extends HTMLElement {
  /** @type {'headers' | 'answer'} */
  #kind = 'headers';
  /** @type {{ text: string, value: Answer | Header[] } | null} */
  #source = null;
  /** @type {ReturnType<typeof parseAnswer> | ReturnType<typeof parseHeaders>} */
  #parsed = parseHeaders('');
  #shownMarks = '';
  /** Whether the layer has the letters of before. */
  #stale = false;
  /** How many lines the layer has. */
  #lines = 1;
  /** @type {Mark[]} */
  #marks = [];
  /** @type {Map<number, Flag>} */
  #flags = new Map();
  pointer = '';

  /**
   * @param {{ kind: 'headers' | 'answer', label: string, pointer: string, hint?: string }} options
   * @returns {RawText}
   */
  static make({ kind, label, pointer, hint }) {
    const element = new RawText();
    element.#kind = kind;
    element.pointer = pointer;
    element.#build(label, hint);
    return element;
  }

  /** @param {string} label @param {string} [hint] */
  #build(label, hint) {
    const id = uniqueId('raw');
    this.error = h('p', { class: 'field-error', id: `${id}-error`, hidden: true });
    this.notes = h('p', { class: 'field-note', id: `${id}-notes`, hidden: true });
    this.layer = h('pre', { class: 'raw-layer', 'aria-hidden': 'true' });
    this.area = h('textarea', {
      id,
      rows: 1,
      spellcheck: 'false',
      autocapitalize: 'none',
      autocomplete: 'off',
      'aria-describedby': `${id}-hint ${id}-notes ${id}-error`,
      oninput: () => this.#typed(),
    });
    this.append(
      h('label', { for: id }, label),
      // A form of its own: with each letter, Chromium looks for names and addresses in all fields of the form.
      h('form', { class: 'raw-box' }, this.layer, this.area),
      h('p', { class: 'field-hint', id: `${id}-hint`, hidden: !hint }, hint),
      this.notes,
      this.error,
    );
    this.classList.add('field', 'raw', `raw-${this.#kind}`);
  }

  /** The header list or the answer that the text says. What nobody touched comes back as it came. */
  get value() {
    return this.text === this.#source?.text ? this.#source.value : this.#parsed.value;
  }

  set value(value) {
    const text = Array.isArray(value) ? formatHeaders(value) : formatAnswer(value);
    this.text = text;
    // A text area turns CR LF into LF: the text to compare with is what it holds now.
    this.#source = { text: this.text, value };
  }

  get kind() {
    return this.#kind;
  }

  /** The text where it says more than the value: a line without a colon, say. @returns {string | null} */
  get draft() {
    const { value, text } = this;
    return text === (Array.isArray(value) ? formatHeaders(value) : formatAnswer(value)) ? null : text;
  }

  /** Where a letter stands on the screen: its twin in the layer has the same place. @param {number} at @returns {DOMRect | null} */
  rectAt(at) {
    this.#follow();
    const walker = document.createTreeWalker(/** @type {Node} */ (this.layer), NodeFilter.SHOW_TEXT);
    let before = 0;
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const { length } = /** @type {Text} */ (node);
      if (at < before + length) {
        const range = document.createRange();
        range.setStart(node, at - before);
        range.setEnd(node, at - before + 1);
        return range.getClientRects()[0] ?? null;
      }
      before += length;
    }
    return null;
  }

  get text() {
    return this.area?.value ?? '';
  }

  set text(text) {
    if (this.area) this.area.value = text;
    this.#read();
  }

  #read() {
    this.#parse();
    this.#draw([]);
  }

  /** What is typed is painted first, and the layer follows; but not where the area grows or shrinks by a line. */
  #typed() {
    this.#parse();
    this.#stale = true;
    if (linesOf(this.text) === this.#lines) afterPaint(() => this.#follow());
    else this.#follow();
  }

  #follow() {
    if (this.#stale) this.#draw([]);
  }

  #parse() {
    this.#parsed = this.#kind === 'answer' ? parseAnswer(this.text) : parseHeaders(this.text);
    const note = this.#parsed.notes.join(' ');
    if (this.notes && this.notes.textContent !== note) this.notes.textContent = note;
    if (this.notes) this.notes.hidden = note === '';
  }

  get label() {
    return this.querySelector('label')?.textContent ?? '';
  }

  /** @param {string | null} message @param {number | null} [header] the index of the header that it is about */
  showError(message, header = null) {
    const line = this.#parsed.lines[header ?? -1]?.line;
    const text = message !== null && line !== undefined ? t('form.line', { line, message }) : message;
    if (this.area && this.error) setError(this.area, this.error, text);
  }

  /** @param {Pointed[]} pointed */
  showEvidence(pointed) {
    const marks = marksIn(pointed, this.#parsed);
    this.#draw(marks);
    // What fails for a header that is not there has no letters to mark: the whole text is.
    const fails = pointed.some(({ kind }) => kind === 'fail') && !marks.some(({ kind }) => kind === 'fail');
    this.toggleAttribute('data-fails', fails);
  }

  /** @param {Map<number, Flag>} flags by the index of the header that they stand beside */
  showFlags(flags) {
    this.#flags = flags;
    this.#draw(this.#marks);
  }

  /** @param {number} index of a header, whose line is selected */
  selectLine(index) {
    const line = this.#parsed.lines[index];
    if (!this.area || !line) return;
    this.area.focus();
    this.area.setSelectionRange(line.nameRange.start, line.valueRange.end);
  }

  /** @param {Mark[]} marks */
  #draw(marks) {
    const { text } = this;
    this.#stale = false;
    this.#lines = linesOf(text);
    const flags = [...this.#flags].flatMap(([index, flag]) => {
      const line = this.#parsed.lines[index];
      return line ? [{ at: line.valueRange.end, ...flag }] : [];
    });
    const key = JSON.stringify([text, marks, flags]);
    if (key === this.#shownMarks || !this.layer) return;
    this.#shownMarks = key;
    this.#marks = marks;
    const pieces = [...marks.map((mark) => ({ at: mark.start, end: mark.end, node: () => h('mark', { class: `mark-${mark.kind}` }, text.slice(mark.start, mark.end)) })),
      ...flags.map(({ at, severity, word }) => ({ at, end: at, node: () => h('span', { class: `line-flag finding-${severity}` }, word) }))];
    const nodes = [];
    let at = 0;
    for (const piece of pieces.sort((a, b) => a.at - b.at || a.end - b.end)) {
      nodes.push(text.slice(at, piece.at), piece.node());
      at = piece.end;
    }
    // The space keeps a last, empty line as high as the others.
    replace(this.layer, ...nodes, `${text.slice(at)} `);
  }
}

/** @param {string} text */
const linesOf = (text) => text.split('\n').length;

define('raw-text', RawText);
