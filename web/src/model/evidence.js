import { isStatus, placeOf } from './pointer.js';

/**
 * Where in the form's texts the evidence of the steps stands.
 *
 * @typedef {import('./types.js').Evidence} Evidence
 * @typedef {import('./types.js').Step} Step
 * @typedef {import('./http_text.js').HeaderLine} HeaderLine
 * @typedef {import('./http_text.js').Range} Range
 * @typedef {'seen' | 'active' | 'fail'} MarkKind   in rising strength
 * @typedef {Range & { kind: MarkKind }} Mark
 * @typedef {{ evidence: Evidence, kind: MarkKind }} Pointed
 */

/** @type {MarkKind[]} */
const kStrength = ['seen', 'active', 'fail'];

/** @param {MarkKind} a @param {MarkKind} b */
const stronger = (a, b) => (kStrength.indexOf(a) > kStrength.indexOf(b) ? a : b);

/**
 * The evidence of some steps by the pointer of the form field that it comes from.
 * @param {readonly Step[]} steps
 * @param {Step | null} active the step that the user looks at
 * @returns {Map<string, Pointed[]>}
 */
export function evidenceByField(steps, active) {
  /** @type {Map<string, Pointed[]>} */
  const fields = new Map();
  for (const step of steps) {
    const kind = step.outcome === 'fail' ? 'fail' : step === active ? 'active' : 'seen';
    for (const evidence of step.evidence) {
      if (!evidence.at) continue;
      const { field } = placeOf(evidence.at);
      const list = fields.get(field) ?? [];
      list.push({ evidence, kind });
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
  for (const { evidence, kind } of pointed) {
    if (evidence.at && isStatus(evidence.at)) {
      if (statusRange) marks.push({ ...statusRange, kind });
      continue;
    }
    const name = evidence.name.trim().toLowerCase();
    for (const line of lines) {
      if (line.name.trim().toLowerCase() !== name) continue;
      const offset = evidence.part ? line.value.indexOf(evidence.part) : -1;
      const start = line.valueRange.start + Math.max(offset, 0);
      const end = offset === -1 ? line.valueRange.end : start + evidence.part.length;
      // An empty value has nothing to mark: its name stands for it.
      marks.push(start === end ? { ...line.nameRange, kind } : { start, end, kind });
    }
  }
  return withoutOverlaps(marks);
}

/**
 * Where marks overlap the strongest one keeps the text.
 * @param {Mark[]} marks
 * @returns {Mark[]}
 */
function withoutOverlaps(marks) {
  const edges = [...new Set(marks.flatMap(({ start, end }) => [start, end]))].sort((a, b) => a - b);
  /** @type {Mark[]} */
  const pieces = [];
  for (let i = 0; i + 1 < edges.length; i += 1) {
    const [start, end] = [edges[i], edges[i + 1]];
    const over = marks.filter((mark) => mark.start <= start && mark.end >= end);
    if (over.length === 0) continue;
    const kind = over.map((mark) => mark.kind).reduce(stronger);
    const last = pieces.at(-1);
    if (last && last.end === start && last.kind === kind) last.end = end;
    else pieces.push({ start, end, kind });
  }
  return pieces;
}
