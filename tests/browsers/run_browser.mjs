import { idIn, kControl, LabServer } from './server.mjs';
import { outcomesOf } from './observe.mjs';
import { framePage, idlePage, runnerPage } from './runner.mjs';

/** Runs scenarios in one browser: jobs of one page origin each, some tabs side by side, each tab one request at a time. */

const kJobSize = 100;

/** After so long without news from a tab, the browser is started again. */
const kPatience = 45_000;

const sleep = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

const originOf = (scenario) => new URL(scenario.page.url).origin;

/** The console's lines of one tab, sorted into requests by the marks between them and by the ids in their URLs. */
class Console {
  constructor(wanted) {
    this.wanted = wanted;
    this.lines = new Map();
    this.done = new Set();
    this.current = undefined;
    this.other = [];
  }

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
    if (!this.wanted(line) || id === undefined) {
      this.other.push(line);
      return;
    }
    if (!this.lines.has(id)) this.lines.set(id, []);
    // A line that comes late belongs to the last request of its scenario.
    this.lines.get(id).push({ ...line, index: current?.id === id ? current.index : Infinity });
  }

  /** Lines of a scenario, for each of its requests. */
  take(id, count) {
    const lines = this.lines.get(id) ?? [];
    this.lines.delete(id);
    return Array.from({ length: count }, (_, index) => lines.filter((line) => Math.min(line.index, count - 1) === index));
  }
}

/** Whether lines of this scenario may be hard to tell from the ones before and after. */
function isDelicate(scenario) {
  const places = [scenario.request.url, ...scenario.server.flatMap(({ response }) => response.headers.filter(([name]) => /^location$/i.test(name)).map(([, value]) => value))];
  return (scenario.then ?? []).length > 0 || places.some((place) => !idIn(place));
}

/**
 * @param {object} driver a browser's module
 * @param {{ id: string, scenario: object }[]} scenarios
 * @param {{ address: string, key: string, cert: string, tabs: number, hosts: string[], ownPages?: boolean, say: (text: string) => void }} options
 */
export async function runBrowser(driver, scenarios, options) {
  const { address, key, cert, tabs, ownPages = false, say } = options;
  const jobSize = ownPages ? 1 : kJobSize;
  const outcomes = new Map();
  const failures = new Map();
  const jobs = new Map();
  const other = [];
  const pages = new Map();
  let lastJob = 0;
  let started = 0;
  let queue = [];

  const byOrigin = new Map();
  for (const item of scenarios) {
    const origin = originOf(item.scenario);
    if (!byOrigin.has(origin)) byOrigin.set(origin, []);
    byOrigin.get(origin).push(item);
  }
  for (const [origin, items] of byOrigin) {
    for (let from = 0; from < items.length; from += jobSize) queue.push({ origin, items: items.slice(from, from + jobSize) });
  }
  queue.sort((one, two) => two.items.length - one.items.length);

  /** Where the document of a job is: at an address of the laboratory, or at the page's own. */
  function urlOf(job) {
    const [{ scenario }] = job.items;
    const own = ownPages && !scenario.page.sandboxed;
    if (own) pages.set(scenario.page.url, `${kControl}run?job=${job.number}`);
    return own ? scenario.page.url : `${job.origin}${kControl}run?job=${job.number}`;
  }

  /** The next job for a tab, or nothing. */
  function take(tab) {
    if (started === driver.jobsPerLaunch) return undefined;
    const job = queue.shift();
    if (!job) return undefined;
    started += 1;
    job.number = ++lastJob;
    job.tab = tab;
    job.seen = new Map();
    jobs.set(job.number, job);
    tab.jobs += 1;
    tab.job = job;
    return job;
  }

  async function control({ target, body, server }) {
    if (target === `${kControl}frame`) return framePage();
    const run = new RegExp(`^${kControl}run\\?job=(\\d+)$`).exec(target);
    if (run) {
      const job = jobs.get(Number(run[1]));
      if (!job) return idlePage();
      for (const { id, scenario } of job.items) server.add(id, scenario);
      job.tab.news = Date.now();
      return runnerPage({
        job: job.number,
        items: job.items.map(({ id, scenario }) => ({
          id,
          page: scenario.page.url,
          sandboxed: scenario.page.sandboxed ?? false,
          requests: [scenario.request, ...(scenario.then ?? [])],
          pause: isDelicate(scenario) ? driver.pause : 0,
          loudly: driver.loudly ?? false,
        })),
      });
    }
    if (target === `${kControl}report`) {
      const report = JSON.parse(body);
      const job = jobs.get(report.job);
      if (!job) return `${kControl}idle`;
      const { tab } = job;
      if (report.again) say(`${driver.name}: a report was late: ${report.again}`);
      tab.news = Date.now();
      for (const { id, seen } of report.results) job.seen.set(id, seen);
      if (!report.done) return '';
      if (job.next === undefined) {
        tab.finished.push(job);
        const next = take(tab);
        tab.idle = !next;
        job.next = next ? urlOf(next) : `${job.origin}${kControl}idle`;
      }
      return job.next;
    }
    return idlePage();
  }

  /** Turns a job that is done into outcomes, as soon as the console has said everything about it. */
  async function settle(tab, browser, server) {
    while (tab.finished.length > 0) {
      const [job] = tab.finished;
      const until = Date.now() + 3000;
      while (!tab.console.done.has(job.number) && Date.now() < until) {
        await browser.drain();
        await sleep(5);
      }
      if (!tab.console.done.has(job.number)) say(`${driver.name}: no mark of the end of job ${job.number} in the console`);
      for (const { id, scenario } of job.items) {
        const seen = job.seen.get(id);
        const wire = server.take(id);
        if (!seen) failures.set(id, 'lost');
        else outcomes.set(id, outcomesOf(scenario, seen, wire, tab.console.take(id, seen.length), server.defaults));
      }
      tab.finished.shift();
      jobs.delete(job.number);
    }
  }

  let version;
  for (let misfortunes = 0; misfortunes < 4 && queue.length > 0; ) {
    started = 0;
    const server = new LabServer({ address, key, cert, control, pages });
    await server.listen();
    const browser = await Promise.race([
      driver.launch(options),
      sleep(60_000).then(() => Promise.reject(new Error(`${driver.name} does not start`))),
    ]);
    version = browser.version;
    let broken = false;

    const work = async () => {
      while (queue.length > 0 && !broken) {
        const tab = { jobs: 0, finished: [], news: Date.now(), idle: false, console: new Console(driver.isWanted) };
        const job = take(tab);
        if (!job) return;
        const opened = await browser.open(urlOf(job), (line) => tab.console.add(line));
        while (!(tab.idle && tab.finished.length === 0)) {
          await settle(tab, browser, server);
          if (Date.now() - tab.news > kPatience) {
            broken = true;
            misfortunes += 1;
            const rest = tab.job.items.filter(({ id }) => !tab.job.seen.has(id));
            say(`${driver.name}: stuck at ${rest[0]?.id} (${tab.job.origin}); starting it again`);
            // What it hung at goes last, alone.
            tab.finished.push({ ...tab.job, items: tab.job.items.filter(({ id }) => tab.job.seen.has(id)) });
            await settle(tab, browser, server);
            if (rest.length > 1) queue.push({ origin: tab.job.origin, items: rest.slice(1) });
            if (rest.length > 0) queue.push({ origin: tab.job.origin, items: [rest[0]] });
            break;
          }
          await sleep(10);
        }
        other.push(...tab.console.other);
        await opened.close().catch(() => {});
      }
    };
    await Promise.all(Array.from({ length: driver.maxTabs ? Math.min(tabs, driver.maxTabs) : tabs }, work));
    await browser.close();
    server.close();
    for (const { method, url } of server.strays) say(`${driver.name}: a request that no scenario expects: ${method} ${url}`);
  }
  for (const { id } of scenarios) if (!outcomes.has(id) && !failures.has(id)) failures.set(id, 'not run');
  return { outcomes, failures, version, other };
}
