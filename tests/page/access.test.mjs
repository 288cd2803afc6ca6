import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { axe, axeFindings as findings, choose, examples, field, linkTo, open, paste, site, verdictOf } from './browser.mjs';

const kMessage = 'Origin http://localhost:3000 is not allowed by Access-Control-Allow-Origin. Status code: 200\nMethod PATCH is not allowed by Access-Control-Allow-Methods.';

describe('access', () => {
  const here = site();

  for (const colorScheme of ['light', 'dark']) {
    for (const width of [1280, 390]) {
      test(`axe finds nothing: ${colorScheme}, ${width} wide`, async () => {
        // axe is put into the page from outside, which the page's policy would forbid.
        const { page, close } = await open(here.browser, here.server.url, { colorScheme, width, bypassCSP: true });
        await page.evaluate(axe);
        for (const id of ['put-json', 'trailing-slash', 'no-cors', 'redirect-null', 'mixed-content', 'browsers-differ']) {
          await choose(page, id);
          assert.deepEqual(await findings(page), [], id);
          await page.locator('step-list').evaluate((list) => {
            for (const summary of list.querySelectorAll('details:not([open]) > summary')) summary.click();
          });
          assert.deepEqual(await findings(page), [], `${id}, all steps open`);
        }
        await choose(page, 'star-with-credentials');
        await page.locator('.fix').first().waitFor();
        assert.deepEqual(await findings(page), [], 'fixes');
        await page.locator('.fix').first().getByRole('button').click();
        assert.deepEqual(await findings(page), [], 'a fix applied');
        await choose(page, 'browsers-differ');
        for (const browser of ['Firefox', 'WebKit', 'Fetch Standard']) {
          await page.getByRole('radio', { name: browser }).check();
          assert.deepEqual(await findings(page), [], browser);
        }
        for (const text of ['TypeError: Failed to fetch\nAccess to fetch at', kMessage, 'hello']) {
          await paste(page, text);
          assert.deepEqual(await findings(page), [], text);
        }
        await field(page, 'Method').fill('PUT PUT');
        assert.deepEqual(await findings(page), [], 'an invalid call');
        await field(page, 'URL of the page').fill('nowhere');
        assert.deepEqual(await findings(page), [], 'an input error');
        await page.getByRole('button', { name: 'Examples', exact: true }).click();
        assert.deepEqual(await findings(page), [], 'the examples');
        await close();
      });

      test(`nothing sticks out sideways: ${colorScheme}, ${width} wide`, async () => {
        const { page, close } = await open(here.browser, here.server.url, { colorScheme, width });
        for (const { id } of examples) {
          await choose(page, id);
          assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), id);
        }
        await paste(page, `Origin https://${'long'.repeat(60)}.example is not allowed by Access-Control-Allow-Origin. Status code: 200`);
        assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), 'a long message');
        await paste(page, 'long'.repeat(100));
        await field(page, 'URL of the page').fill(`https://${'long'.repeat(60)}.example/`);
        assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), 'a long URL');
        await close();
      });
    }
  }

  test('a damaged link is told accessibly', async () => {
    const { page, close } = await open(here.browser, `${here.server.url}#s=xx`, { bypassCSP: true });
    await page.evaluate(axe);
    assert.deepEqual(await findings(page), []);
    await close();
  });

  test('the keyboard alone: choose an example, edit, read the step, go to its field, copy', async () => {
    const { page, problems, close } = await open(here.browser, here.server.url);
    const focused = () => page.evaluate(() => (document.activeElement?.textContent || document.activeElement?.tagName) ?? '');
    await page.keyboard.press('Tab');
    assert.equal(await page.evaluate(() => document.activeElement?.labels?.[0].textContent), 'Paste what you have');
    await page.keyboard.press('Tab');
    assert.equal(await focused(), 'Explain');
    await page.keyboard.press('Tab');
    assert.equal(await focused(), 'Choose a file');
    await page.keyboard.press('Tab');
    assert.equal(await focused(), 'Examples');
    await page.keyboard.press('Enter');
    assert.ok(await page.locator('dialog').evaluate((dialog) => dialog.open));
    await page.keyboard.press('Escape');
    assert.equal(await focused(), 'Examples');
    await page.keyboard.press('Enter');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    assert.equal(await verdictOf(page), examples[1].verdict);

    // On to the verdict's button, which leads to the step that decides, opened.
    for (let i = 0; i < 8 && (await focused()) !== 'Show the step that decides'; i += 1) await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    assert.ok(await page.evaluate(() => document.activeElement?.closest('.step-fail') !== null));
    await page.keyboard.press('Enter');
    assert.ok(await page.locator('.step-fail details').evaluate((details) => !details.open));
    await page.keyboard.press('Enter');

    // The browsers are one stop, and the arrows go from one to the next.
    await page.getByRole('radio', { name: 'Chromium' }).focus();
    await page.keyboard.press('ArrowRight');
    assert.ok(await page.getByRole('radio', { name: 'Firefox' }).isChecked());
    assert.match(await page.locator('#console-heading').innerText(), /Firefox/);

    // Every control is reached by Tab, none traps the focus, each shows it; those too that follow the verdict.
    for (const later of ['.fix', '[data-myth]', '.finding']) await page.locator(later).first().waitFor();
    const count = await page.locator('button:visible, input:not([type=radio]:not(:checked)):visible, select:visible, textarea:visible, summary:visible, a:visible').count();
    const seen = new Set();
    await page.evaluate(() => /** @type {HTMLElement} */ (document.activeElement)?.blur());
    for (let i = 0; i < count + 4; i += 1) {
      await page.keyboard.press('Tab');
      seen.add(await page.evaluate(() => {
        const element = document.activeElement;
        if (!element || element === document.body) return '';
        const { outlineStyle, outlineWidth } = getComputedStyle(element);
        if (outlineStyle === 'none' || outlineWidth === '0px') return `no outline: ${element.outerHTML}`;
        return String([...document.querySelectorAll('*')].indexOf(element));
      }));
    }
    seen.delete('');
    assert.deepEqual([...seen].filter((name) => name.startsWith('no outline')), []);
    assert.equal(seen.size, count);
    assert.deepEqual(problems, []);
    await close();
  });

  test('the verdict is a status that speaks up on a change alone', async () => {
    const { page, close } = await open(here.browser, here.server.url);
    await page.evaluate(() => {
      window.changes = 0;
      const status = document.querySelector('verdict-line [role="status"]');
      new MutationObserver(() => { window.changes += 1; }).observe(status, { subtree: true, childList: true, characterData: true });
    });
    await field(page, 'Body').fill('{"name":"x"}');
    assert.equal(await page.evaluate(() => window.changes), 0);
    await field(page, 'Method').fill('PATCH');
    assert.equal(await page.evaluate(() => window.changes), 1);
    assert.equal(await page.locator('verdict-line [role="status"]').getAttribute('aria-live'), 'polite');
    await close();
  });

  test('the picture is told in words', async () => {
    const { page, close } = await open(here.browser, here.server.url);
    const words = await page.locator('time-line ol li').allTextContents();
    assert.deepEqual(words, [
      'Preflight: OPTIONS https://api.example.com/items/7, answered with status 204.',
      'PUT https://api.example.com/items/7, answered with status 200. This exchange decides.',
    ]);
    await close();
  });

  test('light and dark follow the system until the user says otherwise, and stay so', async () => {
    const { page, close } = await open(here.browser, here.server.url, { colorScheme: 'dark' });
    const paper = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
    const dark = await paper();
    const toggle = page.getByRole('button', { name: 'Dark colours' });
    assert.equal(await toggle.getAttribute('aria-pressed'), 'true');
    await toggle.click();
    assert.notEqual(await paper(), dark);
    await page.reload();
    await page.waitForSelector('corslab-app[data-ready]');
    assert.notEqual(await paper(), dark);
    await page.getByRole('button', { name: 'Dark colours' }).click();
    assert.equal(await paper(), dark);
    await close();
  });

  test('nothing jumps while the page loads, nor when the verdict changes above the form', async () => {
    for (const width of [1280, 390]) {
      const { page, close } = await open(here.browser, linkTo(here.server.url, examples[0].scenario), { width });
      const shift = () => page.evaluate(() => new Promise((resolve) => {
        new PerformanceObserver((list) => resolve(list.getEntries().reduce((sum, entry) => sum + entry.value, 0)))
          .observe({ type: 'layout-shift', buffered: true });
        setTimeout(() => resolve(0), 300);
      }));
      assert.ok((await shift()) < 0.02, `${width} wide`);
      const method = field(page, 'Method');
      const top = async () => (await method.boundingBox())?.y;
      // Whoever types has the field in view.
      await method.scrollIntoViewIfNeeded();
      const before = await top();
      await method.fill('PATCH');
      assert.equal(await top(), before, `${width} wide`);

      // Nor when the browsers begin to agree, or stop.
      await choose(page, 'browsers-differ');
      const preflight = field(page, 'Answer to the preflight');
      await preflight.scrollIntoViewIfNeeded();
      const place = async () => (await preflight.boundingBox())?.y;
      const differing = await place();
      assert.ok(await page.locator('difference-view').count());
      await preflight.fill('HTTP/1.1 204\nAccess-Control-Allow-Origin: *\nAccess-Control-Allow-Headers: authorization');
      await page.waitForFunction(() => ![...document.querySelectorAll('.browser-differs')].some((mark) => mark.checkVisibility()));
      assert.equal(await place(), differing, `${width} wide`);
      await close();
    }
  });
});
