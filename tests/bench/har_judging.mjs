import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { entry } from '../import/har_entries.mjs';
import { launch, open, startServer } from '../page/browser.mjs';

/**
 * How long a HAR file takes in the page, in headless Chromium.
 *
 *   node tests/bench/har_judging.mjs [ENTRIES]
 *
 * Prints one JSON line a round: `readMs` from choosing the file until its entries are counted, `judgedMs` from then until
 * the last one stands in the table. The first round starts the workers, too; each round is a page of its own.
 */

const kRounds = 4;
const kEntries = Number(process.argv[2] ?? 10_000);

const folder = mkdtempSync(join(tmpdir(), 'corslab-har-'));
const browser = await launch();
const server = await startServer();
try {
  const file = join(folder, 'site.har');
  const text = JSON.stringify({ log: { version: '1.2', pages: [], entries: Array.from({ length: kEntries }, (_, index) => entry(index)) } });
  writeFileSync(file, text);
  for (let round = 0; round < kRounds; round += 1) {
    const { page, close } = await open(browser, server.url);
    // Whoever works with the page has waited for its tools.
    await page.waitForTimeout(1500);
    await page.evaluate(() => {
      window.times = {};
      const note = (name) => (window.times[name] ??= performance.now());
      document.addEventListener('change', () => note('chosen'), true);
      new MutationObserver(() => {
        const progress = document.querySelector('.har-progress');
        if (progress?.querySelector('progress').hasAttribute('value')) note('counted');
        if (progress?.hidden) note('done');
      }).observe(document, { subtree: true, childList: true, attributes: true });
    });
    await page.locator('import-box input[type="file"]').setInputFiles(file);
    await page.waitForFunction(() => window.times.done, null, { timeout: 60_000 });
    const { chosen, counted, done } = await page.evaluate(() => window.times);
    const count = await page.locator('.har-count').innerText();
    console.log(JSON.stringify({ entries: kEntries, megabytes: Math.round(text.length / 1e5) / 10, readMs: Math.round(counted - chosen), judgedMs: Math.round(done - counted), count, load: loadavg()[0] }));
    await close();
  }
} finally {
  await browser.close();
  server.stop();
  rmSync(folder, { recursive: true });
}
