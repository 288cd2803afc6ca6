import assert from 'node:assert/strict';
import { availableParallelism, loadavg } from 'node:os';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { launch as launchChrome } from 'chrome-launcher';
import lighthouse, { desktopConfig } from 'lighthouse';
import { serve } from '../../web/serve.mjs';

/** Lighthouse on the hosted page as it is served, compressed and under its policy. */

const kWeb = process.env.CORSLAB_WEB ?? fileURLToPath(new URL('../../build/web', import.meta.url));
const kFlags = ['--headless=new', '--no-sandbox', '--disable-quic', '--disable-background-networking', '--disable-component-update', '--disable-sync', '--no-first-run'];

/** What is reached four times as slow as this machine, even where that is a slow one (docs/performance.md has what ours reaches). */
const kSlow = 90;

let served;

before(async () => {
  served = await serve(0, kWeb);
});
after(() => {
  served?.server.closeAllConnections();
  served?.server.close();
});

/** A first visit with a browser of its own. @param {object | undefined} config @param {string[]} onlyCategories */
async function run(config, onlyCategories) {
  const chrome = await launchChrome({ chromePath: process.env.CHROMIUM ?? '/usr/bin/chromium', chromeFlags: kFlags, logLevel: 'silent' });
  const result = await lighthouse(served.url, { port: chrome.port, output: 'json', logLevel: 'silent', onlyCategories }, config).finally(() => chrome.kill());
  const { lhr } = result;
  const scores = Object.fromEntries(Object.entries(lhr.categories).map(([id, { score }]) => [id, Math.round(score * 100)]));
  const below = Object.values(lhr.audits).filter(({ score, scoreDisplayMode }) => score !== null && score < 1 && ['binary', 'metricSavings'].includes(scoreDisplayMode));
  const figures = ['first-contentful-paint', 'largest-contentful-paint', 'total-blocking-time', 'cumulative-layout-shift', 'speed-index']
    .map((id) => `${id} ${lhr.audits[id]?.displayValue}`).join(', ');
  return { scores, below: below.map(({ id, displayValue = '', details }) => `${id} ${displayValue} ${JSON.stringify(details?.items?.slice(0, 3) ?? '').slice(0, 300)}`), figures };
}

/** Whatever else the machine does only takes from the score; where it has too much to do, the score tells of that alone. */
const kBusy = availableParallelism() * 1.5;

test('accessibility, best practices and findability are 100', { timeout: 180_000 }, async (t) => {
  const { scores, below } = await run(desktopConfig, ['accessibility', 'best-practices', 'seo']);
  t.diagnostic(JSON.stringify(scores));
  assert.deepEqual(scores, { accessibility: 100, 'best-practices': 100, seo: 100 }, below.join('\n'));
});

for (const [what, config, least] of [['desktop', desktopConfig, 100], ['mobile', undefined, kSlow]]) {
  test(`performance is at least ${least} (${what}), in the best of three rounds`, { timeout: 300_000 }, async (t) => {
    const found = [];
    const load = () => loadavg()[0];
    let calm = load() <= kBusy;
    for (let round = 0; round < 3 && !found.some(({ score }) => score >= least); round += 1) {
      const { scores, figures, below } = await run(config, ['performance']);
      calm &&= load() <= kBusy;
      t.diagnostic(`${what}: ${scores.performance}, ${figures}, load ${load().toFixed(1)}`);
      found.push({ score: scores.performance, below });
    }
    if (!calm) t.diagnostic(`NOT ASSERTED: this machine was busy with something else (${what}).`);
    else assert.ok(found.some(({ score }) => score >= least), found.map(({ below }) => below.join('\n')).join('\n\n'));
  });
}
