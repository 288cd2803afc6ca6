import { loadavg } from 'node:os';
import { launch, startServer } from '../page/browser.mjs';

/**
 * How long after the navigation the first verdict is painted, in headless Chromium with an empty cache.
 *
 *   node tests/bench/first_verdict.mjs [VISITS]
 *
 * Prints one JSON line. The time runs from the navigation's start to the first task after the frame that shows the verdict.
 */

const kVisits = Number(process.argv[2] ?? 15);

const browser = await launch();
const server = await startServer();
const times = [];
for (let visit = 0; visit < kVisits; visit += 1) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, serviceWorkers: 'block' });
  const page = await context.newPage();
  await page.addInitScript(() => {
    new MutationObserver((_, observer) => {
      if (!document.querySelector('corslab-app[data-ready]')) return;
      observer.disconnect();
      requestAnimationFrame(() => {
        const { port1, port2 } = new MessageChannel();
        port1.onmessage = () => (window.firstVerdict = performance.now());
        port2.postMessage(null);
      });
    }).observe(document, { subtree: true, childList: true, attributes: true, attributeFilter: ['data-ready'] });
  });
  await page.goto(server.url);
  times.push(await (await page.waitForFunction(() => window.firstVerdict)).jsonValue());
  await context.close();
}
await browser.close();
server.stop();
times.sort((a, b) => a - b);
const round = (value) => Math.round(value);
console.log(JSON.stringify({ visits: kVisits, bestMs: round(times[0]), medianMs: round(times[Math.floor(times.length / 2)]), worstMs: round(times.at(-1)), load: loadavg()[0] }));
