import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { axe, axeFindings, launch } from '../page/browser.mjs';
import { optionsOf, readToFrame, readToPage } from '../../web/src/embed/frame_messages.js';
import { document_, host, kPolicy, kStar, visit } from './host.mjs';

const fragment = (scenario, more = '') => `#s=${Buffer.from(JSON.stringify(scenario)).toString('base64url')}${more}`;

const kTask = [{ kind: 'verdict', verdict: 'allowed' }];

describe('messages between a page and its frame', () => {
  test('members that are not understood are dropped', () => {
    assert.deepEqual(optionsOf({ view: 'trace', browser: 'netscape', theme: 7, readonly: true, other: 1 }), { view: 'trace', readonly: true });
  });
  const toFrame = [null, 'corslab:ask', 7, [], {}, { type: 'ask' }, { type: 'corslab:other' }, { type: 'corslab:show' }, { type: 'corslab:show', scenario: 'x' },
    { type: 'corslab:show', scenario: [] }, { type: 'corslab:show', scenario: {}, task: 'x' }, { type: 'corslab:height', height: 5 }];
  for (const data of toFrame) test(`to the frame: ${JSON.stringify(data)} is none`, () => assert.equal(readToFrame(data), null));
  const toPage = [null, 'x', {}, { type: 'corslab:ask' }, { type: 'corslab:height' }, { type: 'corslab:height', height: -1 }, { type: 'corslab:height', height: '9' },
    { type: 'corslab:height', height: Infinity }, { type: 'corslab:ready' }, { type: 'corslab:ready', version: 9 }, { type: 'corslab:result' }, { type: 'corslab:error', code: 1, path: '' }];
  for (const data of toPage) test(`to the page: ${JSON.stringify(data)} is none`, () => assert.equal(readToPage(data), null));
  test('what is one', () => {
    assert.deepEqual(readToPage({ type: 'corslab:height', height: 1e9 }), { type: 'height', height: 20_000 });
    assert.deepEqual(readToPage({ type: 'corslab:result', verdicts: { chromium: 'allowed', firefox: 'odd', netscape: 'allowed' } }), { type: 'result', verdicts: { chromium: 'allowed' } });
    assert.deepEqual(readToFrame({ type: 'corslab:options', view: 'full', extra: 1 }), { type: 'options', options: { view: 'full' } });
  });
});

describe('embed.html in a frame', () => {
  let browser;
  let lab;

  before(async () => {
    browser = await launch();
    lab = await host({ headers: { 'Access-Control-Allow-Origin': '*' } });
  });
  after(async () => {
    await browser?.close();
    lab?.stop();
  });

  /** A page of another origin with a frame in it. */
  async function framed(hash, look, { attributes = 'data-corslab', helper = true, script = '', expected = [] } = {}) {
    const origin = new URL(lab.url).origin;
    const site = await host({
      pages: {
        '/': document_(`<iframe ${attributes} title="CORS" src="${origin}/embed.html${hash}"></iframe>`,
          `<link rel="stylesheet" href="/site.css">${helper ? '<script src="/corslab-frame.js" defer></script>' : ''}<script src="/own.js"></script>`),
        '/site.css': 'iframe { width: 100%; height: 150px; border: 2px solid; }',
        '/own.js': `window.got = []; addEventListener('message', ({ data, source }) => window.got.push([data, source === document.querySelector('iframe').contentWindow])); ${script}`,
      },
      policy: kPolicy().replace("frame-src 'self'", `frame-src ${origin}`),
    });
    const { page, problems, go, close } = await visit(browser, site.url, { allowed: [origin] });
    await go();
    const frame = page.frameLocator('iframe');
    await look(page, frame);
    assert.deepEqual(problems.filter((problem) => !expected.some((pattern) => pattern.test(problem))), []);
    await close();
    site.stop();
  }

  const eventsOf = (page, type) => page.evaluate((name) => window.events.filter((event) => event.type === `corslab-${name}`), type);
  const height = (page) => page.evaluate(() => document.querySelector('iframe').clientHeight);
  const needed = (frame) => frame.locator('html').evaluate((root) => root.scrollHeight);
  const verdict = (frame, word) => frame.locator(`corslab-verdict-line[data-verdict="${word}"]`).waitFor();

  test('is as high as what it shows, and follows it', () => framed(fragment(kStar, '&view=trace&browser=firefox'), async (page, frame) => {
    await verdict(frame, 'blocked');
    await page.waitForFunction(() => document.querySelector('iframe').clientHeight > 300);
    assert.equal(await height(page), await needed(frame));
    const before = await height(page);
    await frame.locator('summary').first().click();
    await page.waitForFunction((old) => document.querySelector('iframe').clientHeight > old, before);
    assert.equal(await height(page), await needed(frame));
    assert.equal((await eventsOf(page, 'ready')).length, 1);
    assert.equal((await eventsOf(page, 'result'))[0].detail.verdicts.firefox, 'blocked');
  }));

  test('shows what the fragment says', () => framed(fragment(kStar, '&view=verdict&browser=webkit&theme=dark&readonly'), async (page, frame) => {
    await verdict(frame, 'blocked');
    const element = await frame.locator('cors-lab').evaluate(({ view, browser: name, theme, readonly }) => ({ view, name, theme, readonly }));
    assert.deepEqual(element, { view: 'verdict', name: 'webkit', theme: 'dark', readonly: true });
    assert.equal(await frame.locator('body').evaluate((body) => getComputedStyle(body).colorScheme), 'dark');
  }));

  test('an exercise tells that it is solved, and nothing that was typed', () => framed(
    fragment(kStar, `&view=exercise&task=${encodeURIComponent(JSON.stringify(kTask))}`), async (page, frame) => {
      await verdict(frame, 'blocked');
      await frame.getByLabel('URL of the page').fill('https://app.example.com/my-secret');
      await frame.getByLabel('Credentials', { exact: true }).selectOption('omit');
      await page.waitForFunction(() => window.events.some(({ type }) => type === 'corslab-solved'));
      const got = await page.evaluate(() => window.got);
      assert.ok(got.every(([, own]) => own));
      assert.doesNotMatch(JSON.stringify(got), /my-secret|app\.example\.com/);
    }));

  test('takes another scenario and other options from the page around it', () => framed(fragment(kStar), async (page, frame) => {
    await verdict(frame, 'blocked');
    const tell = (data) => page.evaluate((message) => document.querySelector('iframe').contentWindow.postMessage(message, '*'), data);
    await tell({ type: 'corslab:show', scenario: { ...kStar, request: { url: kStar.request.url } } });
    await verdict(frame, 'allowed');
    await tell({ type: 'corslab:options', view: 'timeline', browser: 'nonsense' });
    await frame.locator('[data-view="timeline"]').waitFor();
    assert.equal(await frame.locator('cors-lab').evaluate((element) => element.browser), 'all');
    await tell({ type: 'corslab:show', scenario: { bad: true } });
    await page.waitForFunction(() => window.events.some(({ type }) => type === 'corslab-error'));
    await verdict(frame, 'allowed');
  }));

  test('takes nothing from other windows', () => framed(fragment(kStar), async (page, frame) => {
    await verdict(frame, 'blocked');
    // The frame itself sends it: the source is not the window around it.
    await frame.locator('html').evaluate((_, scenario) => window.postMessage({ type: 'corslab:show', scenario }, '*'), { ...kStar, request: { url: kStar.request.url } });
    await page.waitForTimeout(200);
    await verdict(frame, 'blocked');
  }));

  test('the page takes nothing from windows and origins that are not the frame', () => framed(fragment(kStar), async (page, frame) => {
    await verdict(frame, 'blocked');
    await page.waitForFunction(() => document.querySelector('iframe').clientHeight > 300);
    const before = await height(page);
    await page.evaluate(() => window.postMessage({ type: 'corslab:height', height: 77 }, '*'));
    await page.evaluate((source) => dispatchEvent(new MessageEvent('message', { data: { type: 'corslab:height', height: 78 }, origin: 'https://elsewhere.example', source: document.querySelector(source).contentWindow })), 'iframe');
    await page.waitForTimeout(200);
    assert.equal(await height(page), before);
  }));

  test('works in a sandbox without an origin', () => framed(fragment(kStar), async (page, frame) => {
    await verdict(frame, 'blocked');
    await page.waitForFunction(() => document.querySelector('iframe').clientHeight > 300);
  }, { attributes: 'data-corslab sandbox="allow-scripts"' }));

  test('works without the script for the page, at the height that it was given', () => framed(fragment(kStar), async (page, frame) => {
    await verdict(frame, 'blocked');
    assert.equal(await height(page), 150);
  }, { helper: false }));

  test('the script may come late', () => framed(fragment(kStar), async (page, frame) => {
    await verdict(frame, 'blocked');
    await page.evaluate(() => document.head.append(Object.assign(document.createElement('script'), { src: '/corslab-frame.js' })));
    await page.waitForFunction(() => document.querySelector('iframe').clientHeight > 300);
  }, { helper: false }));

  test('a damaged link says so and leaves a sentence', () => framed('#s=damaged', async (page, frame) => {
    await page.waitForFunction(() => window.events.some(({ type }) => type === 'corslab-error'));
    await frame.getByText('where its link is whole').waitFor();
  }));

  for (const theme of ['light', 'dark']) {
    test(`axe finds nothing, ${theme}`, () => framed(fragment(kStar, `&theme=${theme}`), async (page, frame) => {
      await verdict(frame, 'blocked');
      const inner = page.frames().find((candidate) => candidate.url().includes('embed.html'));
      await inner.evaluate(axe);
      // A heading of the first level is the page's around it.
      assert.deepEqual((await axeFindings(inner)).filter((finding) => !finding.startsWith('page-has-heading-one')), []);
    }));
  }
});
