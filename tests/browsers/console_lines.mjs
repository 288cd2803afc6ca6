import { idIn } from './server.mjs';

/** The console's lines of one tab, sorted into requests by the marks between them and by the ids in their URLs. */
export class ConsoleLines {
  /** @param {(line: { level: string, text: string }) => boolean} isWanted whether a line is about a request */
  constructor(isWanted) {
    this.isWanted = isWanted;
    this.lines = new Map();
    this.done = new Set();
    this.current = undefined;
    this.other = [];
  }

  /** @param {{ level: string, text: string }} line */
  add(line) {
    const [, kind, which, index] = /\bcorslab (begin|done|idle) ?(\S*) ?(\d*)$/.exec(line.text) ?? [];
    if (kind === 'begin') this.current = { id: which, index: Number(index) };
    else if (kind === 'done') this.done.add(Number(which));
    if (kind) {
      if (kind !== 'begin') this.current = undefined;
      return;
    }
    const { current } = this;
    const id = idIn(line.text) ?? current?.id;
    if (!this.isWanted(line) || id === undefined) {
      this.other.push(line);
      return;
    }
    if (!this.lines.has(id)) this.lines.set(id, []);
    // A line that comes late belongs to the last request of its scenario.
    this.lines.get(id).push({ ...line, index: current?.id === id ? current.index : Infinity });
  }

  /** Lines of a scenario, for each of its requests; they are forgotten. */
  take(id, count) {
    const lines = this.lines.get(id) ?? [];
    this.lines.delete(id);
    return Array.from({ length: count }, (_, index) => lines.filter((line) => Math.min(line.index, count - 1) === index));
  }
}

/** Whether lines of this scenario may be hard to tell from the ones before and after. */
export function isDelicate(scenario) {
  const locations = scenario.server.flatMap(({ response }) => response.headers.filter(([name]) => /^location$/i.test(name)).map(([, value]) => value));
  return (scenario.then ?? []).length > 0 || [scenario.request.url, ...locations].some((place) => !idIn(place));
}
