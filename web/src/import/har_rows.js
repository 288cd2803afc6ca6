/**
 * Which rows of a HAR file are shown, and in which order.
 *
 * @typedef {import('./har_reading.js').Row} Row
 * @typedef {'at' | 'method' | 'url' | 'page' | 'status' | 'chromium' | 'firefox' | 'webkit' | 'standard'} Column
 * @typedef {{ column: Column, ascending: boolean }} Order
 * @typedef {'' | 'allowed' | 'opaque' | 'blocked' | 'invalid' | 'differ' | 'skipped'} VerdictFilter
 * @typedef {{ text: string, verdict: VerdictFilter }} Filter
 */

/** What needs attention first. */
const kRanks = ['invalid', 'blocked', 'opaque', 'allowed'];

const kBrowsers = ['chromium', 'firefox', 'webkit'];

/** @param {Row} row */
export const differ = ({ verdicts }) => verdicts !== null && new Set(kBrowsers.map((name) => verdicts[name])).size > 1;

/** @param {Row} row @param {VerdictFilter} verdict */
function hasVerdict(row, verdict) {
  if (verdict === '') return true;
  if (verdict === 'differ') return differ(row);
  if (verdict === 'skipped') return row.verdicts === null;
  return row.verdicts !== null && kBrowsers.some((name) => row.verdicts?.[name] === verdict);
}

/** @param {readonly Row[]} rows @param {Filter} filter */
export function filtered(rows, { text, verdict }) {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  return rows.filter((row) => {
    if (!hasVerdict(row, verdict)) return false;
    if (words.length === 0) return true;
    const all = `${row.method} ${row.url} ${row.page} ${row.status ?? ''} ${row.summary}`.toLowerCase();
    return words.every((word) => all.includes(word));
  });
}

/** @param {Row} row @param {Column} column @returns {string | number} */
function keyOf(row, column) {
  switch (column) {
    case 'at': return row.at;
    case 'method': return row.method;
    case 'url': return row.url;
    case 'page': return row.page;
    case 'status': return row.status ?? 0;
    default: return row.verdicts ? kRanks.indexOf(row.verdicts[column]) : kRanks.length;
  }
}

/** @param {readonly Row[]} rows @param {Order} order */
export function sorted(rows, { column, ascending }) {
  const sign = ascending ? 1 : -1;
  const keyed = rows.map((row) => ({ row, key: keyOf(row, column) }));
  keyed.sort((a, b) => (a.key === b.key ? a.row.at - b.row.at : (a.key < b.key ? -1 : 1) * sign));
  return keyed.map(({ row }) => row);
}
