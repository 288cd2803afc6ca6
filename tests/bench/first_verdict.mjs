import { loadavg } from 'node:os';
import { encodeFragment } from '../../web/src/model/share.js';
import { examples, launch, startServer } from '../page/browser.mjs';

/**
 * How long after the navigation the first verdict is painted, in headless Chromium with an empty cache.
 *
 *   node tests/bench/first_verdict.mjs [VISITS]
 *
 * Prints two JSON lines: for a first visit, where the build has drawn the verdict, and for a link, whose verdict is the engine's.
 * The times run from the navigation's start to the moment when the browser shows the frame
 * (https://w3c.github.io/element-timing/#dom-performanceelementtiming-rendertime): `verdict` the one with the verdict's
 * sentence, `all` the one with the first step of the trace.
 */

const kVisits = Number(process.argv[2] ?? 15);

const browser = await launch();
const server = await startServer();

const summary = (list) => {
  const sorted = list.toSorted((a, b) => a - b);
  const [bestMs, medianMs, worstMs] = [sorted[0], sorted[Math.floor(sorted.length / 2)], sorted.at(-1)].map(Math.round);
  return { bestMs, medianMs, worstMs };
};

for (const [what, fragment] of [['first visit', ''], ['link', encodeFragment(examples[1].scenario)]]) {
  const times = { verdict: [], all: [] };
  for (let visit = 0; visit < kVisits; visit += 1) {
    const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, serviceWorkers: 'block' });
    const page = await context.newPage();
    await page.addInitScript(() => {
      const painted = {};
      new PerformanceObserver((list) => {
        for (const { identifier, renderTime } of list.getEntries()) painted[identifier] ??= renderTime;
        if (painted.verdict && painted.all) console.log(JSON.stringify(painted));
      }).observe({ type: 'element' });
      const selectors = { verdict: 'verdict-line .sentence', all: '.step-title' };
      new MutationObserver(() => {
        for (const [name, selector] of Object.entries(selectors)) {
          // What is drawn but not shown is none.
          for (const node of document.querySelectorAll(selector)) node.setAttribute('elementtiming', name);
        }
      }).observe(document, { subtree: true, childList: true });
    });
    // The page tells it by itself: to be asked would take its time.
    const told = page.waitForEvent('console', (message) => message.text().startsWith('{'));
    await page.goto(server.url + fragment);
    for (const [name, time] of Object.entries(JSON.parse((await told).text()))) times[name].push(time);
    await context.close();
  }
  console.log(JSON.stringify({ what, visits: kVisits, verdict: summary(times.verdict), all: summary(times.all), load: loadavg()[0] }));
}
await browser.close();
server.stop();
