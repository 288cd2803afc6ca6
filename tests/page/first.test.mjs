import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { examples, open, site, visit } from './browser.mjs';
import { encodeFragment } from '../../web/src/model/share.js';

/** What the build has drawn into the page, which is painted before the scripts: true of a first visit, and shown there alone. */

const here = site();

/** A page whose engine does not come before `release()`. */
async function held(t, { hash = '', before, ...options } = {}) {
  const context = await here.browser.newContext({ viewport: { width: 1280, height: 900 }, reducedMotion: 'reduce', serviceWorkers: 'block', ...options });
  t.after(() => context.close());
  const page = await context.newPage();
  if (before) await page.addInitScript(before);
  let release;
  const released = new Promise((resolve) => (release = resolve));
  await page.route('**/corslab.wasm', async (route) => {
    await released;
    await route.continue();
  });
  await page.goto(here.server.url + hash);
  return { page, release };
}

// What is not rendered has all of its text as its inner one.
const shownWords = (page) => page.locator('.first').evaluateAll((parts) => parts.map((part) => (part.checkVisibility() ? part.innerText : '')).join(''));

const blocked = examples.find(({ verdict }) => verdict === 'blocked');

describe('what is painted first', () => {
  test('is what the page shows once it works, in every element and attribute', async (t) => {
    const page = await visit(t, here.browser, here.server.url);
    const [drawn, live] = await page.evaluate(async (url) => {
      const html = await (await fetch(url)).text();
      const drawn = new DOMParser().parseFromString(html, 'text/html');
      // Ids are counted, what is not looked at yet has no content, and a radio button of the drawing has no name.
      const plain = (root) => {
        const copy = root.cloneNode(true);
        for (const part of copy.querySelectorAll('dialog')) part.replaceChildren();
        for (const node of [copy, ...copy.querySelectorAll('*')]) {
          for (const name of ['id', 'for', 'name', 'checked', 'selected', 'aria-labelledby', 'inert']) node.removeAttribute(name);
          for (const { name, value } of [...node.attributes].sort((a, b) => (a.name < b.name ? -1 : 1))) {
            node.removeAttribute(name);
            node.setAttribute(name, value);
          }
        }
        return copy.outerHTML;
      };
      const parts = ['.page-head', 'verdict-line', 'browser-choice', 'story-view'];
      return [drawn, document].map((where) => parts.map((part) => plain(where.querySelector(part))));
    }, here.server.url);
    assert.deepEqual(drawn, live);
    assert.ok(drawn.every((html) => html.length > 100));
  });

  test('shows the verdict of the example before the engine is there, and can do nothing yet', async (t) => {
    const { page, release } = await held(t);
    await page.locator('.first .sentence').waitFor();
    assert.match(await shownWords(page), /Allowed.*The script may read the answer/is);
    assert.ok(await page.locator('.first browser-choice').isVisible());
    assert.ok(await page.locator('.first').evaluate((part) => part.inert));
    const top = () => page.locator('verdict-line:visible').evaluate((line) => line.getBoundingClientRect().top);
    const before = await top();
    release();
    await page.locator('corslab-app[data-ready]').waitFor();
    assert.equal(await page.locator('.first').count(), 0);
    assert.equal(await top(), before);
    assert.ok(await page.locator('.tools').evaluate((tools) => !tools.inert));
  });

  for (const width of [390, 1280]) {
    test(`never goes out of sight while the app takes its place, ${width} wide`, async (t) => {
      const { page, release } = await held(t, { viewport: { width, height: 900 }, before: () => {
        const gone = (window.gone = new Set());
        const look = () => {
          for (const name of ['verdict-line', 'browser-choice', 'story-view']) {
            const shown = [...document.querySelectorAll(name)].some((part) => part.innerText !== '' && part.checkVisibility({ visibilityProperty: true }));
            if (!shown) gone.add(name);
          }
          requestAnimationFrame(look);
        };
        document.addEventListener('DOMContentLoaded', () => requestAnimationFrame(look));
      } });
      await page.locator('.first .sentence').waitFor();
      release();
      await page.locator('corslab-app[data-settled]').waitFor();
      assert.deepEqual(await page.evaluate(() => [...window.gone]), []);
    });
  }

  const others = {
    'a link to another scenario': { hash: encodeFragment(blocked.scenario) },
    'a link that is damaged': { hash: '#s=%%%' },
    'a lesson': { hash: '#lesson=origin' },
    'German': { locale: 'de-DE' },
    'a page without scripts': { javaScriptEnabled: false },
  };
  for (const [name, options] of Object.entries(others)) {
    test(`is not shown for ${name}`, async (t) => {
      const { page, release } = await held(t, options);
      assert.equal(await shownWords(page), '');
      if (options.javaScriptEnabled === false) {
        assert.equal(await page.locator('.tools button').first().isVisible(), false);
        assert.ok(await page.locator('noscript p').first().isVisible());
        return;
      }
      release();
      await page.locator('corslab-app[data-ready]').waitFor();
      assert.equal(await page.locator('.first').count(), 0);
    });
  }

  test('is not shown where the page remembers another scenario', async (t) => {
    const { page, close } = await open(here.browser, here.server.url + encodeFragment(blocked.scenario));
    t.after(close);
    await page.reload();
    await page.locator('corslab-app[data-ready]').waitFor();
    await page.route('**/corslab.wasm', () => {});
    await page.goto(here.server.url);
    assert.equal(await page.evaluate(() => document.documentElement.dataset.first), 'head');
    assert.equal(await shownWords(page), '');
  });

  /** The page's second script does not come before `release()`. */
  async function halfThere(t) {
    const context = await here.browser.newContext({ viewport: { width: 1280, height: 900 }, serviceWorkers: 'block' });
    t.after(() => context.close());
    const page = await context.newPage();
    let release;
    const released = new Promise((resolve) => (release = resolve));
    const hold = async () => {
      await page.route('**/start-*.js', async (route) => {
        await released;
        await route.continue();
      });
    };
    return { page, hold, release };
  }

  for (const [what, fragment] of [['a link', encodeFragment(blocked.scenario)], ['what the page held before', '']]) {
    test(`is the engine’s for ${what}, before the page around it is there, and stays as it is`, async (t) => {
      const { page, hold, release } = await halfThere(t);
      if (fragment === '') {
        await page.goto(here.server.url + encodeFragment(blocked.scenario));
        await page.locator('corslab-app[data-ready]').waitFor();
        await page.getByLabel('Firefox').check();
        await page.goto('about:blank');
      }
      await hold();
      await page.goto(here.server.url + fragment);
      const line = page.locator('verdict-line:visible');
      await line.locator('.sentence').waitFor();
      assert.equal(await page.locator('browser-choice:visible').count(), 0);
      const told = () => line.evaluate((node) => [node.dataset.verdict, node.innerText, node.getBoundingClientRect().top]);
      const before = await told();
      assert.equal(before[0], 'blocked');
      await line.evaluate((node) => (node.same = true));
      release();
      await page.locator('corslab-app[data-ready]').waitFor();
      assert.deepEqual(await told(), before);
      assert.ok(await line.evaluate((node) => node.same));
      assert.equal(await page.locator('main > *').count(), 1);
    });
  }

  test('gives way to another link that comes while the page is put together', async (t) => {
    const { page, hold, release } = await halfThere(t);
    const problems = [];
    page.on('pageerror', (error) => problems.push(error.message));
    await hold();
    await page.goto(here.server.url + encodeFragment(blocked.scenario));
    await page.locator('verdict-line:visible .sentence').waitFor();
    const other = encodeFragment(examples.find(({ verdict }) => verdict === 'allowed').scenario);
    // As soon as the app listens, long before it is whole.
    await page.evaluate((hash) => {
      new MutationObserver((changes, observer) => {
        if (!document.querySelector('browser-choice')) return;
        observer.disconnect();
        location.hash = hash;
      }).observe(document.querySelector('main'), { subtree: true, childList: true });
    }, other);
    release();
    await page.locator('corslab-app[data-ready] verdict-line[data-verdict="allowed"]').waitFor();
    assert.equal(await page.locator('time-line svg').count(), 1);
    assert.ok(await page.locator('.step-title').count() > 0);
    assert.deepEqual(problems, []);
  });

  test('is not shown ahead of a lesson’s words', async (t) => {
    const { page, hold, release } = await halfThere(t);
    await hold();
    await page.goto(`${here.server.url}#lesson=origin`);
    await page.waitForFunction(() => performance.getEntriesByType('resource').some(({ name }) => name.endsWith('corslab.wasm')));
    assert.equal(await page.locator('verdict-line:visible').count(), 0);
    release();
    await page.locator('corslab-app[data-ready] lesson-view').waitFor();
  });

  test('has the colours that were chosen', async (t) => {
    const { page } = await held(t, { before: () => localStorage.setItem('corslab-theme', 'dark') });
    await page.locator('.first .sentence').waitFor();
    assert.equal(await page.evaluate(() => document.documentElement.dataset.theme), 'dark');
  });

  for (const [what, files] of [['engine', '**/corslab.wasm'], ['page’s script', '**/chunk-*.js']]) {
    test(`gives way where the ${what} cannot be had, and says so`, async (t) => {
      const context = await here.browser.newContext({ viewport: { width: 1280, height: 900 }, serviceWorkers: 'block' });
      t.after(() => context.close());
      const page = await context.newPage();
      await page.route(files, (route) => route.abort());
      await page.goto(here.server.url);
      await page.getByRole('alert').filter({ hasText: new RegExp(`The ${what} could not be`) }).waitFor();
      assert.equal(await shownWords(page), '');
      assert.equal(await page.locator('.tools[inert] button:visible').count(), 0);
    });
  }
});
