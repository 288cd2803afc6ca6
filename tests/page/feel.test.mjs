import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { axe, axeFindings, choose, examples, field, linkTo, site, visit } from './browser.mjs';

/** How the page feels: errors where they are made, nothing jumps, motion explains, and all of it on a small screen. */

const here = site();
const opened = (t, url = here.server.url, options = {}) => visit(t, here.browser, url, options);

const still = (page) => page.waitForTimeout(500);

describe('errors stand under their fields', () => {
  /** @type {[string, (page: any) => any, string][]} */
  const mistakes = [
    ['the URL of the page', (page) => field(page, 'URL of the page'), 'nowhere'],
    ['the URL of a server', (page) => field(page, 'URL').nth(1), 'nowhere'],
    ['the status of an answer', (page) => field(page, 'Answer to the request itself'), 'HTTP/1.1 99'],
    ['a line of an answer', (page) => field(page, 'Answer to the preflight'), 'HTTP/1.1 204\nA: b\nX Y: z'],
  ];
  for (const [name, find, text] of mistakes) {
    test(name, async (t) => {
      const page = await opened(t);
      const control = find(page);
      await control.fill(text);
      assert.equal(await control.getAttribute('aria-invalid'), 'true');
      const error = page.locator('.field-error:visible');
      assert.equal(await error.count(), 1);
      assert.ok((await control.getAttribute('aria-describedby')).split(' ').includes(await error.getAttribute('id')));
      assert.ok(await control.evaluate((node, line) => node.closest('.field').contains(document.getElementById(line)), await error.getAttribute('id')));
      assert.match(await error.innerText(), name.startsWith('a line') ? /^Line 3: / : /./);
    });
  }

  test('a line that is left out is said under its text', async (t) => {
    const page = await opened(t);
    const headers = field(page, 'Headers, one per line');
    await headers.fill('Accept: a\nhello');
    const note = page.locator('.field-note:visible');
    assert.match(await note.innerText(), /Line 2/);
    assert.ok((await headers.getAttribute('aria-describedby')).split(' ').includes(await note.getAttribute('id')));
  });

  test('a policy, a configuration', async (t) => {
    const page = await opened(t);
    await page.locator('.server-views').getByText('Policy', { exact: true }).click();
    const origins = page.getByLabel('Origins, one per line, or *');
    await origins.fill('https://other.example.com/');
    await page.locator('policy-view [aria-invalid="true"]').waitFor();
    assert.equal(await origins.getAttribute('aria-invalid'), 'true');
    assert.match(await page.locator(`#${(await origins.getAttribute('aria-describedby')).split(' ').at(-1)}`).innerText(), /https:/);
    await page.locator('.server-views').getByText('Configuration', { exact: true }).click();
    const configuration = page.locator('config-view textarea');
    await configuration.fill('hello');
    await page.locator('config-view [aria-invalid="true"]').waitFor();
    assert.notEqual(await page.locator(`#${await configuration.getAttribute('aria-describedby')}`).innerText(), '');
  });
});

describe('nothing jumps', () => {
  /** All that the browser counts as a shift, from the first paint on; what follows a key within half a second is expected, and not counted. */
  const watch = (buffered) => {
    window.shifts = [];
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) {
        if (!entry.hadRecentInput) window.shifts.push([entry.value, ...entry.sources.map(({ node }) => node?.className || node?.nodeName)]);
      }
    }).observe({ type: 'layout-shift', buffered });
  };

  for (const width of [1280, 390]) {
    for (const id of ['put-json', 'star-with-credentials', 'browsers-differ', 'redirect-null']) {
      test(`while the page loads, verdict, fixes and audit arrive: ${id}, ${width} wide`, async (t) => {
        const page = await opened(t, linkTo(here.server.url, examples.find((example) => example.id === id).scenario), { width });
        await page.evaluate(watch, true);
        await page.waitForTimeout(900);
        assert.deepEqual(await page.evaluate(() => window.shifts), []);
      });
    }

    test(`while the user types: ${width} wide`, async (t) => {
      const page = await opened(t, here.server.url, { width });
      const method = field(page, 'Method');
      await method.click();
      // The driver scrolled to the field; the verdict that sticks to the top of a narrow screen has become small by now.
      await still(page);
      await page.evaluate(watch, false);
      await page.keyboard.type('X', { delay: 30 });
      await page.waitForTimeout(900);
      await page.keyboard.press('Backspace');
      await page.waitForTimeout(900);
      assert.deepEqual(await page.evaluate(() => window.shifts), []);
    });
  }
});

describe('motion', () => {
  const running = (page) => page.evaluate(() => document.getAnimations().filter(({ effect }) => effect.target.closest('time-line')).length);

  test('a change of the verdict is drawn, arrow by arrow; nothing else is', async (t) => {
    const page = await opened(t, here.server.url, { reducedMotion: 'no-preference' });
    assert.equal(await running(page), 0);
    await field(page, 'Body').fill('other');
    assert.equal(await running(page), 0);
    await field(page, 'Method').fill('PATCH');
    await page.waitForFunction(() => document.querySelector('.timeline').dataset.verdict === 'blocked');
    assert.ok((await running(page)) > 0);
    await page.waitForTimeout(1500);
    assert.equal(await running(page), 0);
    await field(page, 'Body').fill('another');
    assert.equal(await running(page), 0);
  });

  test('not where it is not wanted', async (t) => {
    const page = await opened(t);
    await field(page, 'Method').fill('PATCH');
    await page.waitForFunction(() => document.querySelector('.timeline').dataset.verdict === 'blocked');
    assert.equal(await running(page), 0);
  });
});

describe('small, enlarged, and read by axe', () => {
  /** What is wider than the page, or cut off without a way to the rest. A badge shows its sign alone where there is no room for its word. */
  const cut = (page) => page.evaluate(() => {
    const wide = document.documentElement.scrollWidth > innerWidth ? ['the page'] : [];
    const clipped = [...document.querySelectorAll('body *')].filter((element) => {
      if (!element.checkVisibility() || element.closest('.visually-hidden, svg, [aria-hidden="true"], .suggestions, .badge')) return false;
      const style = getComputedStyle(element);
      const hides = style.overflowX === 'hidden' || style.overflowX === 'clip';
      return hides && element.scrollWidth > element.clientWidth + 1 && !element.matches('textarea, input');
    });
    return [...wide, ...clipped.map((element) => `${element.tagName}.${element.className}`)];
  });
  // 1280 by 900 at 200 % is half of it, in CSS pixels twice as large.
  const sizes = [['320 wide', { width: 320, height: 640 }], ['200 %', { width: 640, height: 450, deviceScaleFactor: 2 }]];
  for (const [name, size] of sizes) {
    test(`nothing is cut off: ${name}`, async (t) => {
      const page = await opened(t, here.server.url, size);
      for (const id of ['put-json', 'star-with-credentials', 'redirect-null', 'browsers-differ', 'mixed-content']) {
        await choose(page, id);
        await page.locator('step-list').evaluate((list) => list.querySelectorAll('details:not([open]) > summary').forEach((summary) => summary.click()));
        await still(page);
        assert.deepEqual(await cut(page), [], id);
      }
      await page.keyboard.press('Control+k');
      await page.locator('dialog.commands[open]').waitFor();
      assert.deepEqual(await cut(page), [], 'commands');
      await page.keyboard.press('Escape');
      await page.locator('h1').click();
      await page.keyboard.press('?');
      await page.locator('dialog.keys[open]').waitFor();
      assert.deepEqual(await cut(page), [], 'keys');
      // Words stay words.
      const narrow = await page.locator('.key-table dt').evaluateAll((terms) => terms.filter(({ clientWidth }) => clientWidth < 150).map(({ textContent }) => textContent));
      assert.deepEqual(narrow, []);
    });
  }

  for (const colorScheme of ['light', 'dark']) {
    for (const width of [1280, 390]) {
      test(`axe finds nothing: ${colorScheme}, ${width} wide`, async (t) => {
        const page = await opened(t, here.server.url, { colorScheme, width, bypassCSP: true });
        await page.evaluate(axe);
        await page.keyboard.press('Control+k');
        await page.locator('dialog.commands[open]').waitFor();
        assert.deepEqual(await axeFindings(page), [], 'commands');
        await page.keyboard.type('redirect');
        assert.deepEqual(await axeFindings(page), [], 'commands, found');
        await page.keyboard.type('zzzqqq');
        assert.deepEqual(await axeFindings(page), [], 'commands, none');
        await page.keyboard.press('Escape');
        await page.locator('h1').click();
        await page.keyboard.press('?');
        await page.locator('dialog.keys[open]').waitFor();
        assert.deepEqual(await axeFindings(page), [], 'keys');
        await page.keyboard.press('Escape');
        const answer = field(page, 'Answer to the request itself');
        await answer.fill('HTTP/1.1 200\n');
        await answer.press('Control+End');
        await page.waitForTimeout(300);
        await page.keyboard.type('acc');
        await page.locator('.suggestions:visible').waitFor();
        assert.deepEqual(await axeFindings(page), [], 'suggestions');
      });
    }
  }
});
