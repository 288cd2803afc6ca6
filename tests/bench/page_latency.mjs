import { loadavg } from 'node:os';
import { open, launch, choose, startServer } from '../page/browser.mjs';

/**
 * From keystroke to painted verdict, in headless Chromium, on a scenario with three hops.
 *
 *   node tests/bench/page_latency.mjs [KEYSTROKES A ROUND]
 *
 * Prints one JSON line a round, the first one for a page with nothing but a text area, which is as quick as it gets. Exit 1
 * where the 95th percentile is above the budget in every round, since whatever else
 * the machine does only adds. A keystroke is a real one, sent through
 * the browser's input pipeline. Its time runs from the timestamp of its keydown event to the first task after the frame
 * that shows it. Keys come as quickly as a fast typist's: two within one frame of the display would measure the wait for
 * the second frame, not the page.
 */

const kBudget = 16;
const kBetweenKeys = 80;
const kRounds = 3;
const kKeystrokes = Number(process.argv[2] ?? 200);

const percentile = (sorted, p) => sorted[Math.min(sorted.length - 1, Math.ceil(sorted.length * p) - 1)];

const summary = (times) => {
  const sorted = times.toSorted((a, b) => a - b);
  const round = (value) => Math.round(value * 100) / 100;
  return { p50: round(percentile(sorted, 0.5)), p95: round(percentile(sorted, 0.95)), max: round(sorted.at(-1)) };
};

async function listen(page) {
  await page.evaluate(() => {
    let begin = 0;
    addEventListener('keydown', (event) => (begin = event.timeStamp), { capture: true });
    addEventListener('input', () => {
      const pressed = begin;
      window.startedAt = performance.now();
      requestAnimationFrame(() => {
        const channel = new MessageChannel();
        channel.port1.onmessage = () => window.painted.push(performance.now() - pressed);
        channel.port2.postMessage(null);
      });
    }, { capture: true });
    // The page's own listeners run between the capturing and this one.
    addEventListener('input', () => window.scripted.push(performance.now() - window.startedAt));
  });
}

async function measure(page, area) {
  await page.evaluate(() => {
    window.scripted = [];
    window.painted = [];
  });
  await area.click();
  await page.keyboard.press('Control+Home');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('End');
  for (let i = 0; i < kKeystrokes / 2; i += 1) {
    for (const key of ['x', 'Backspace']) {
      await page.keyboard.press(key);
      await page.waitForTimeout(kBetweenKeys);
    }
  }
  return page.evaluate(() => ({ scripted: window.scripted, painted: window.painted }));
}

// A frame begins when there is something to show, not at the next tick of a 60 Hz clock.
const browser = await launch('--disable-frame-rate-limit', '--disable-gpu-vsync');
const server = await startServer();
const empty = await browser.newPage();
await empty.setContent(`<!doctype html><textarea rows="6" cols="60">${'\n'.repeat(5)}</textarea>`);
await listen(empty);
const { painted: least } = await measure(empty, empty.locator('textarea'));
console.log(JSON.stringify({ page: 'empty', keystrokes: least.length, toPaintMs: summary(least), load: loadavg()[0] }));
await empty.close();
const { page } = await open(browser, server.url);
await choose(page, 'redirect-null');
const hops = await page.locator('wire-view .code').count();
await listen(page);
let best = Infinity;
for (let round = 0; round < kRounds; round += 1) {
  const { scripted, painted } = await measure(page, page.locator('.raw-answer:visible textarea').last());
  const result = { hops, keystrokes: painted.length, toPaintMs: summary(painted), scriptMs: summary(scripted), budgetMs: kBudget, load: loadavg()[0] };
  best = Math.min(best, result.toPaintMs.p95);
  console.log(JSON.stringify(result));
}
await browser.close();
server.stop();
if (!(best <= kBudget)) process.exitCode = 1;
