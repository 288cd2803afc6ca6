import { isStatus, placeOf, valueAt } from './pointer.js';

/**
 * Where in the form's texts the evidence of the steps stands.
 *
 * @typedef {import('./types.js').Evidence} Evidence
 * @typedef {import('./types.js').Scenario} Scenario
 * @typedef {import('./types.js').Step} Step
 * @typedef {import('./http_text.js').HeaderLine} HeaderLine
 * @typedef {import('./http_text.js').Range} Range
 * @typedef {'seen' | 'active' | 'fail'} MarkKind   in rising strength
 * @typedef {Range & { kind: MarkKind }} Mark
 * @typedef {{ evidence: Evidence, kind: MarkKind }} Pointed
 */

/** @type {MarkKind[]} */
const kStrength = ['seen', 'active', 'fail'];

const kWordSign = /[\w-]/;

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
 * Where the part that matters stands in a value: a word where it stands alone rather than inside of another, and a sign
 * at the end rather than an equal one before it, since that is what a slash or a quote too many is.
 * @param {string} value
 * @param {string} part
 * @returns {Range | null} null where there is no such part
 */
export function partIn(value, part) {
  const first = part === '' ? -1 : value.indexOf(part);
  if (first === -1) return null;
  const trimmed = value.trimEnd();
  const range = (/** @type {number} */ start) => ({ start, end: start + part.length });
  if (!/\w/.test(part)) return range(trimmed.endsWith(part) ? trimmed.length - part.length : first);
  for (let at = first; at !== -1; at = value.indexOf(part, at + 1)) {
    if (!kWordSign.test(value[at - 1] ?? ' ') && !kWordSign.test(value[at + part.length] ?? ' ')) return range(at);
  }
  return range(first);
}

/**
 * Whether the evidence is a header that is not there.
 * @param {Evidence} evidence
 * @param {Scenario} scenario
 */
export function isMissing({ name, value, at }, scenario) {
  if (value === null) return true;
  if (value !== '' || !at?.endsWith('/headers')) return false;
  const headers = valueAt(scenario, at) ?? [];
  return Array.isArray(headers) && !headers.some(([other]) => String(other).trim().toLowerCase() === name.toLowerCase());
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
      const found = partIn(line.value, evidence.part) ?? { start: 0, end: line.value.length };
      const start = line.valueRange.start + found.start;
      const end = line.valueRange.start + found.end;
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
