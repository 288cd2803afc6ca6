import { ConsoleLines } from './console_lines.mjs';
import { Jobs } from './jobs.mjs';
import { outcomesOf } from './observe.mjs';
import { LabServer } from './server.mjs';

/** Runs scenarios in one browser: some tabs side by side, each with one job after the other, one request at a time. */

/** After so long without news from a tab, the browser is started again. */
const kPatience = 45_000;

const kMisfortunes = 4;

const sleep = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

class BrowserRun {
  constructor(driver, scenarios, options) {
    this.driver = driver;
    this.options = options;
    this.jobs = new Jobs(driver, scenarios, options);
    this.outcomes = new Map();
    this.failures = new Map();
    this.other = [];
    this.misfortunes = 0;
  }

  say(text) {
    this.options.say(`${this.driver.name}: ${text}`);
  }

  /** Starts the browser, and lets it work until it is done, has lived long enough, or hangs. */
  async launchOnce() {
    const { address, key, cert, tabs } = this.options;
    const { driver, jobs } = this;
    jobs.allowed = driver.scenariosPerLaunch ?? Infinity;
    this.server = new LabServer({ address, key, cert, control: async (request) => jobs.answer(request), pages: jobs.pages });
    await this.server.listen();
    this.browser = await Promise.race([
      driver.launch(this.options),
      sleep(60_000).then(() => Promise.reject(new Error(`${driver.name} does not start`))),
    ]);
    this.version = this.browser.version;
    const count = Math.min(tabs, driver.maxTabs ?? tabs);
    await Promise.all(Array.from({ length: count }, () => this.workInTab()));
    await this.browser.close();
    this.server.close();
    for (const { method, url } of this.server.strays) this.say(`a request that no scenario expects: ${method} ${url}`);
  }

  async workInTab() {
    const tab = { finished: [], news: Date.now(), idle: false, console: new ConsoleLines(this.driver.isWanted) };
    const job = this.jobs.take(tab);
    if (!job) return;
    const opened = await this.browser.open(this.jobs.urlOf(job), (line) => tab.console.add(line));
    while (!tab.idle || tab.finished.length > 0) {
      while (tab.finished.length > 0) await this.settle(tab, tab.finished.shift());
      if (Date.now() - tab.news > kPatience) {
        await this.giveUp(tab);
        break;
      }
      await sleep(10);
    }
    this.other.push(...tab.console.other);
    await opened.close().catch(() => {});
  }

  /** Turns a job that is done into outcomes, as soon as the console has said everything about it. */
  async settle(tab, job) {
    const until = Date.now() + 3000;
    while (!tab.console.done.has(job.number) && Date.now() < until) {
      await this.browser.drain();
      await sleep(5);
    }
    if (!tab.console.done.has(job.number)) this.say(`no mark of the end of job ${job.number} in the console`);
    for (const { id, scenario } of job.items) {
      const seen = job.seen.get(id);
      const wire = this.server.take(id);
      if (!seen) this.failures.set(id, 'lost');
      else this.outcomes.set(id, outcomesOf(scenario, seen, wire, tab.console.take(id, seen.length), this.server.defaults));
    }
    this.jobs.running.delete(job.number);
  }

  /** A tab hangs: keeps what it has done; this browser gets no more jobs. */
  async giveUp(tab) {
    const { job } = tab;
    this.misfortunes += 1;
    this.jobs.allowed = 0;
    const rest = job.items.filter(({ id }) => !job.seen.has(id));
    this.say(`stuck at ${rest[0]?.id} (${job.origin}); starting it again`);
    await this.settle(tab, { ...job, items: job.items.filter(({ id }) => job.seen.has(id)) });
    this.jobs.putBack({ origin: job.origin, items: rest });
  }
}

/**
 * @param {object} driver a browser's module
 * @param {{ id: string, scenario: object }[]} scenarios
 * @param {{ address: string, key: string, cert: string, tabs: number, hosts: string[], ownPages?: boolean, say: (text: string) => void }} options
 */
export async function runBrowser(driver, scenarios, options) {
  const run = new BrowserRun(driver, scenarios, options);
  while (run.jobs.queue.length > 0 && run.misfortunes < kMisfortunes) await run.launchOnce();
  const { outcomes, failures, version, other } = run;
  for (const { id } of scenarios) if (!outcomes.has(id) && !failures.has(id)) failures.set(id, 'not run');
  return { outcomes, failures, version, other };
}
