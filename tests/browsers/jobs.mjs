import { isDelicate } from './console_lines.mjs';
import { framePage, idlePage, runnerPage } from './runner.mjs';
import { kControl } from './server.mjs';

/**
 * Scenarios as jobs of one page origin each, and what the document of a job asks of the server: its page, its list,
 * and where to go next.
 */

const kJobSize = 100;

const originOf = (scenario) => new URL(scenario.page.url).origin;

export class Jobs {
  /** @param {object} driver @param {{ id: string, scenario: object }[]} scenarios */
  constructor(driver, scenarios, { ownPages = false, say }) {
    this.driver = driver;
    this.ownPages = ownPages;
    this.say = say;
    this.queue = [];
    this.running = new Map();
    /** Pages that are the document of a job themselves. */
    this.pages = new Map();
    this.lastNumber = 0;
    /** How many scenarios this browser may still begin. */
    this.allowed = 0;
    this.#divide(scenarios, ownPages ? 1 : kJobSize);
  }

  #divide(scenarios, size) {
    const byOrigin = new Map();
    for (const item of scenarios) {
      const origin = originOf(item.scenario);
      if (!byOrigin.has(origin)) byOrigin.set(origin, []);
      byOrigin.get(origin).push(item);
    }
    for (const [origin, items] of byOrigin) {
      for (let from = 0; from < items.length; from += size) this.queue.push({ origin, items: items.slice(from, from + size) });
    }
    this.queue.sort((one, two) => two.items.length - one.items.length);
  }

  /** What a job has left goes to the end of the queue: the one that it hung at last, and alone. */
  putBack({ origin, items: [first, ...others] }) {
    if (others.length > 0) this.queue.push({ origin, items: others });
    if (first) this.queue.push({ origin, items: [first] });
  }

  /** The next job for a tab, or nothing. */
  take(tab) {
    if (this.allowed <= 0) return undefined;
    const job = this.queue.shift();
    if (!job) return undefined;
    this.allowed -= job.items.length;
    Object.assign(job, { number: ++this.lastNumber, tab, seen: new Map() });
    this.running.set(job.number, job);
    tab.job = job;
    return job;
  }

  /** Where the document of a job is: at an address of the laboratory, or at the page's own. */
  urlOf(job) {
    const [{ scenario }] = job.items;
    const run = `${kControl}run?job=${job.number}`;
    if (!this.ownPages || scenario.page.sandboxed) return job.origin + run;
    this.pages.set(scenario.page.url, run);
    return scenario.page.url;
  }

  /** Answers a request to the laboratory itself. */
  answer({ target, body, server }) {
    const [, what, number] = new RegExp(`^${kControl}(\\w+)(?:\\?job=(\\d+))?$`).exec(target) ?? [];
    if (what === 'frame') return framePage();
    if (what === 'run') return this.#run(this.running.get(Number(number)), server);
    if (what === 'report') return this.#report(JSON.parse(body));
    return idlePage();
  }

  #run(job, server) {
    if (!job) return idlePage();
    for (const { id, scenario } of job.items) server.add(id, scenario);
    job.tab.news = Date.now();
    const items = job.items.map(({ id, scenario }) => ({
      id,
      page: scenario.page.url,
      sandboxed: scenario.page.sandboxed ?? false,
      requests: [scenario.request, ...(scenario.then ?? [])],
      pause: isDelicate(scenario) ? this.driver.pause : 0,
      loudly: this.driver.loudly ?? false,
      targets: this.driver.warmsUp ? [...new Set(scenario.server.map(({ url }) => new URL(url).origin))] : [],
    }));
    return runnerPage({ job: job.number, items });
  }

  /** Keeps what a document saw. Answers where it goes next when it is done. */
  #report({ job: number, results, done, again }) {
    const job = this.running.get(number);
    if (!job) return `${kControl}idle`;
    if (again) this.say(`${this.driver.name}: a report was late: ${again}`);
    const { tab } = job;
    tab.news = Date.now();
    for (const { id, seen } of results) job.seen.set(id, seen);
    if (!done) return '';
    if (job.next === undefined) {
      tab.finished.push(job);
      const next = this.take(tab);
      tab.idle = !next;
      job.next = next ? this.urlOf(next) : `${job.origin}${kControl}idle`;
    }
    return job.next;
  }
}
