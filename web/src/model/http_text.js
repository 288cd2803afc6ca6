import { t } from '../text/catalogue.js';

/**
 * Raw HTTP text to the header pairs of a scenario and back. Nothing is judged here: what a line means is the engine's
 * business. Only what cannot be put into a scenario at all (a line without a colon) is left out, and said.
 *
 * @typedef {import('./types.js').Header} Header
 * @typedef {import('./types.js').Answer} Answer
 * @typedef {{ start: number, end: number }} Range   offsets into the text
 * @typedef {{ name: string, value: string, line: number, nameRange: Range, valueRange: Range }} HeaderLine
 * @typedef {{ lines: HeaderLine[], notes: string[], end: number }} HeaderBlock
 */

/**
 * Reads header lines from `from` until an empty line or the end.
 * @param {string} text
 * @param {number} from offset of the first header line
 * @param {number} firstLine its line number, counted from 1, for the notes
 * @returns {HeaderBlock} `end` is the offset behind the empty line, or the text's length
 */
function readHeaderBlock(text, from, firstLine) {
  /** @type {HeaderLine[]} */
  const lines = [];
  /** @type {string[]} */
  const notes = [];
  let at = from;
  for (let number = firstLine; at < text.length; number += 1) {
    const newline = text.indexOf('\n', at);
    const stop = newline === -1 ? text.length : newline;
    const next = newline === -1 ? text.length : newline + 1;
    if (stop === at) return { lines, notes, end: next };
    const colon = text.slice(at, stop).indexOf(':');
    if (colon === -1) {
      notes.push(t('form.no-colon', { number }));
    } else {
      const start = at + colon + 1;
      const valueStart = text[start] === ' ' ? start + 1 : start;
      lines.push({
        name: text.slice(at, at + colon),
        value: text.slice(valueStart, stop),
        line: number,
        nameRange: { start: at, end: at + colon },
        valueRange: { start: valueStart, end: stop },
      });
    }
    at = next;
  }
  return { lines, notes, end: text.length };
}

/** @param {HeaderLine[]} lines @returns {Header[]} */
const toHeaders = (lines) => lines.map(({ name, value }) => [name, value]);

/** @param {readonly Header[]} headers */
const headerLines = (headers) => headers.map(([name, value]) => `${name}: ${value}`);

/**
 * @param {string} text header lines alone
 * @returns {{ value: Header[], lines: HeaderLine[], notes: string[], statusRange: null }}
 */
export function parseHeaders(text) {
  const lines = [];
  const notes = [];
  let number = 1;
  for (let at = 0; at < text.length; ) {
    const block = readHeaderBlock(text, at, number);
    lines.push(...block.lines);
    notes.push(...block.notes);
    number += text.slice(at, block.end).split('\n').length - 1;
    at = block.end;
  }
  return { value: toHeaders(lines), lines, notes, statusRange: null };
}

/** @param {readonly Header[]} headers */
export const formatHeaders = (headers) => headerLines(headers).join('\n');

const kStatusLine = /^HTTP\/\d+(?:\.\d+)?([ \t]*)([^\s]*)[^\n]*/i;

/**
 * @param {string} text a status line, header lines, and after an empty line the body
 * @returns {{ value: Answer, lines: HeaderLine[], notes: string[], statusRange: Range | null }}
 */
export function parseAnswer(text) {
  const match = kStatusLine.exec(text);
  let status = 200;
  let from = 0;
  /** @type {Range | null} */
  let statusRange = null;
  const notes = [];
  if (match) {
    // "0" and a half-typed status go to the engine as they are: it says what it expects.
    status = /^\d+$/.test(match[2]) ? Number(match[2]) : 0;
    const start = match[0].length === 0 ? 0 : text.indexOf(match[2], match[0].indexOf(match[1], 5));
    statusRange = { start, end: start + match[2].length };
    from = Math.min(text.length, match[0].length + 1);
  } else {
    notes.push(t('form.no-status'));
  }
  const block = readHeaderBlock(text, from, match ? 2 : 1);
  /** @type {Answer} */
  const value = { status, headers: toHeaders(block.lines) };
  if (block.end < text.length) value.body = text.slice(block.end);
  return { value, lines: block.lines, notes: [...notes, ...block.notes], statusRange };
}

/** @param {Answer} answer */
export function formatAnswer({ status, headers, body }) {
  const head = [`HTTP/1.1 ${status}`, ...headerLines(headers)].join('\n');
  return body ? `${head}\n\n${body}` : head;
}
