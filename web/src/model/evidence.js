import { isStatus, placeOf } from './pointer.js';

/**
 * Where in the form's texts the evidence of the steps stands.
 *
 * @typedef {import('./types.js').Evidence} Evidence
 * @typedef {import('./types.js').Step} Step
 * @typedef {import('./http_text.js').HeaderLine} HeaderLine
 * @typedef {import('./http_text.js').Range} Range
 * @typedef {Range & { decides: boolean }} Mark
 * @typedef {{ evidence: Evidence, decides: boolean }} Pointed
 */

/**
 * The evidence of some steps by the pointer of the form field that it comes from.
 * @param {readonly Step[]} steps
 * @returns {Map<string, Pointed[]>}
 */
export function evidenceByField(steps) {
  /** @type {Map<string, Pointed[]>} */
  const fields = new Map();
  for (const step of steps) {
    for (const evidence of step.evidence) {
      if (!evidence.at) continue;
      const { field } = placeOf(evidence.at);
      const list = fields.get(field) ?? [];
      list.push({ evidence, decides: step.outcome === 'fail' });
      fields.set(field, list);
    }
  }
  return fields;
}

/**
 * @param {Pointed[]} pointed what points into this text
 * @param {{ lines: HeaderLine[], statusRange: Range | null }} text
 * @returns {Mark[]} in order, without overlaps
 */
export function marksIn(pointed, { lines, statusRange }) {
  /** @type {Mark[]} */
  const marks = [];
  for (const { evidence, decides } of pointed) {
    if (evidence.at && isStatus(evidence.at)) {
      if (statusRange) marks.push({ ...statusRange, decides });
      continue;
    }
    const name = evidence.name.trim().toLowerCase();
    for (const line of lines) {
      if (line.name.trim().toLowerCase() !== name) continue;
      const offset = evidence.part ? line.value.indexOf(evidence.part) : -1;
      const start = line.valueRange.start + Math.max(offset, 0);
      const end = offset === -1 ? line.valueRange.end : start + evidence.part.length;
      // An empty value has nothing to mark: its name stands for it.
      marks.push(start === end ? { ...line.nameRange, decides } : { start, end, decides });
    }
  }
  return withoutOverlaps(marks);
}

/** @param {Mark[]} marks @returns {Mark[]} */
function withoutOverlaps(marks) {
  const sorted = marks.toSorted((a, b) => a.start - b.start || b.end - a.end);
  /** @type {Mark[]} */
  const kept = [];
  for (const mark of sorted) {
    const last = kept.at(-1);
    if (!last || mark.start >= last.end) kept.push({ ...mark });
    else if (mark.end <= last.end) last.decides ||= mark.decides;
    else {
      last.end = mark.end;
      last.decides ||= mark.decides;
    }
  }
  return kept;
}
