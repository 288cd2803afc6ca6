import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, test } from 'node:test';
import { choose, field, launch, open, sentenceOf, sharedScenario, startServer, verdictOf } from './browser.mjs';

describe('typing', () => {
  let browser;
  let server;
  let page;
  let problems;

  before(async () => {
    browser = await launch();
    server = await startServer();
    ({ page, problems } = await open(browser, server.url));
  });
  after(async () => {
    assert.deepEqual(problems, []);
    await browser?.close();
    server?.stop();
  });
  beforeEach(() => choose(page, 'put-json'));

  const answer = () => field(page, 'Answer to the request itself');

  test('one letter turns the verdict, and taking it back turns it back', async () => {
    await field(page, 'URL of the page').click();
    await page.keyboard.press('Home');
    for (let i = 0; i < 'https://app'.length; i += 1) await page.keyboard.press('ArrowRight');
    await page.keyboard.type('s');
    assert.equal(await verdictOf(page), 'blocked');
    assert.match(await sentenceOf(page), /app/);
    await page.keyboard.press('Backspace');
    assert.equal(await verdictOf(page), 'allowed');
  });

  test('a header line that is typed key by key counts as soon as it is right', async () => {
    await answer().fill('HTTP/1.1 200\n');
    assert.equal(await verdictOf(page), 'blocked');
    await answer().press('End');
    await page.keyboard.type('Access-Control');
    assert.match(await page.locator('.field-note:visible').innerText(), /Line 2 has no colon/);
    await page.keyboard.type('-Allow-Origin: https://app.example.co');
    assert.equal(await verdictOf(page), 'blocked');
    await page.keyboard.type('m');
    assert.equal(await verdictOf(page), 'allowed');
    assert.equal(await page.locator('.field-note:visible').count(), 0);
  });

  test('method, credentials, mode and the sandbox count', async () => {
    await field(page, 'Method').fill('DELETE');
    assert.equal(await verdictOf(page), 'allowed');
    await field(page, 'Method').fill('patch');
    assert.equal(await verdictOf(page), 'blocked');
    await field(page, 'Method').fill('PUT');
    await field(page, 'Credentials').selectOption('include');
    assert.equal(await verdictOf(page), 'blocked');
    await field(page, 'Credentials').selectOption('omit');
    assert.equal(await verdictOf(page), 'allowed');
    await field(page, 'Sandboxed, so its origin is opaque').check();
    assert.equal(await verdictOf(page), 'blocked');
    await field(page, 'Sandboxed, so its origin is opaque').uncheck();
    await field(page, 'Mode').selectOption('same-origin');
    assert.equal(await verdictOf(page), 'blocked');
  });

  test('one answer for both requests, and back to two', async () => {
    const preflight = field(page, 'Answer to the preflight');
    await field(page, 'The preflight gets the same answer').check();
    assert.ok(await preflight.isHidden());
    assert.equal(await verdictOf(page), 'blocked');
    assert.equal((await sharedScenario(page)).server[0].preflight, undefined);
    await field(page, 'The preflight gets the same answer').uncheck();
    assert.equal(await verdictOf(page), 'allowed');
  });

  test('the server’s URL follows the request’s while both are the same', async () => {
    const urls = field(page, 'URL');
    await urls.nth(0).fill('https://api.example.com/items/8');
    assert.equal(await urls.nth(1).inputValue(), 'https://api.example.com/items/8');
    assert.equal(await verdictOf(page), 'allowed');
    await urls.nth(1).fill('https://api.example.com/other');
    assert.equal(await verdictOf(page), 'blocked');
    await urls.nth(0).fill('https://api.example.com/items/9');
    assert.equal(await urls.nth(1).inputValue(), 'https://api.example.com/other');
  });

  test('a redirect to a URL that is added, and removed again', async () => {
    await choose(page, 'no-allow-origin');
    await field(page, 'Answer to every request').fill(
      'HTTP/1.1 302\nAccess-Control-Allow-Origin: *\nLocation: https://api.example.com/new');
    await page.getByRole('button', { name: 'Add a URL' }).click();
    assert.equal(await field(page, 'URL').nth(2).inputValue(), 'https://api.example.com/new');
    assert.equal(await verdictOf(page), 'allowed');
    assert.match(await page.locator('step-list').innerText(), /redirect 1, to api\.example\.com/i);
    await page.getByRole('button', { name: 'Remove URL 2' }).click();
    assert.equal(await verdictOf(page), 'blocked');
  });

  test('the evidence is marked in the text that it comes from', async () => {
    await choose(page, 'trailing-slash');
    const marked = await page.locator('.raw-answer .mark-fail').innerText();
    assert.ok(marked.length > 0 && 'https://app.example.com/'.includes(marked));
    assert.equal(await page.locator('.step-fail .evidence mark').first().innerText(), marked);
  });

  test('every piece of evidence is marked in the answer that it comes from', async () => {
    const marked = (label) => field(page, label).evaluate((area) =>
      [...area.closest('raw-text').querySelectorAll('.raw-layer mark')].map((mark) => mark.textContent));
    assert.deepEqual(await marked('Answer to the preflight'), ['204', 'https://app.example.com', 'PUT', 'content-type', '600']);
    assert.deepEqual(await marked('Answer to the request itself'), ['https://app.example.com', 'Origin']);
    assert.deepEqual(await marked('Headers, one per line'), ['application/json']);
  });

  test('of several equal signs the one that is too many is marked', async () => {
    await choose(page, 'trailing-slash');
    for (const mark of [page.locator('.raw-answer .mark-fail'), page.locator('.step-fail .evidence mark').first()]) {
      assert.equal(await mark.innerText(), '/');
      assert.match(await mark.evaluate((node) => node.previousSibling.textContent), /https:\/\/app\.example\.com$/);
    }
  });

  test('a header that is not there is said to be missing, and the answer that lacks it is marked', async () => {
    await choose(page, 'no-allow-origin');
    assert.match(await page.locator('.step-fail .evidence').innerText(), /Access-Control-Allow-Origin is missing/);
    assert.equal(await page.locator('raw-text[data-fails]').count(), 1);
    await field(page, 'Answer to every request').fill('HTTP/1.1 200\nAccess-Control-Allow-Origin: *');
    // Verdicts first, marks a frame later.
    await page.locator('raw-text[data-fails]').waitFor({ state: 'detached' });
  });

  test('looking at a step marks its evidence, and "Edit" leads to the field', async () => {
    const step = page.locator('.step', { hasText: 'PUT' }).filter({ has: page.locator('.badge', { hasText: 'Pass' }) }).last();
    await step.locator('summary').click();
    assert.ok((await page.locator('.raw-layer .mark-active, .field[data-evidence="active"]').count()) > 0);
    await step.getByRole('button', { name: /^Edit / }).first().click();
    assert.match(await page.evaluate(() => document.activeElement?.tagName ?? ''), /^(TEXTAREA|INPUT|SELECT)$/);
  });

  test('an opened step stays open while the user types elsewhere', async () => {
    const first = page.locator('.step summary').first();
    await first.click();
    await field(page, 'Body').fill('{"name":"other"}');
    assert.ok(await page.locator('.step details').first().evaluate((details) => details.open));
    await first.click();
  });

  const broken = [
    ['URL of the page', 'not a url'],
    ['Answer to the request itself', 'HTTP/1.1 20\nAccess-Control-Allow-Origin: *'],
  ];
  for (const [label, text] of broken) {
    test(`an input error stands under its field: ${label}`, async () => {
      await field(page, label).fill(text);
      assert.equal(await verdictOf(page), 'error');
      const control = field(page, label);
      assert.equal(await control.getAttribute('aria-invalid'), 'true');
      const shown = page.locator('.field-error:visible');
      assert.equal(await shown.count(), 1);
      assert.ok((await control.getAttribute('aria-describedby'))?.includes((await shown.getAttribute('id')) ?? '?'));
      await choose(page, 'put-json');
      assert.equal(await page.locator('.field-error:visible').count(), 0);
      assert.equal(await verdictOf(page), 'allowed');
    });
  }

  // The text in the field, what stands under it, and where the verdict says it is.
  const mistakes = [
    ['a page URL that is none', 'URL of the page', 0, 'not a url', /"not a url" is no URL.*such as https:/, /^URL of the page: /],
    ['an empty server URL', 'URL', 1, '', /no URL.*such as https:/, /^URL of the server: /],
    ['the status 99', 'Answer to the request itself', 0, 'HTTP/1.1 99', /from 200 to 999/, /^Answer to the request itself: /],
    ['a space in a header name', 'Answer to the preflight', 0, 'HTTP/1.1 200\n\u0041: b\nX Y: z', /^Line 3: .*expected letters/, /^Answer to the preflight: /],
  ];
  for (const [name, label, nth, text, under, where] of mistakes) {
    test(`what is wrong, where, and what would be right: ${name}`, async () => {
      const control = field(page, label).nth(nth);
      await control.fill(text);
      assert.equal(await verdictOf(page), 'error');
      assert.match(await page.locator('.field-error:visible').innerText(), under);
      assert.match(await sentenceOf(page), where);
      await page.getByRole('button', { name: 'Go to the field' }).click();
      assert.ok(await control.evaluate((node) => node === document.activeElement));
      await choose(page, 'put-json');
      assert.equal(await page.getByRole('button', { name: 'Go to the field' }).count(), 0);
    });
  }

  test('markup in the input stays text', async () => {
    const evil = '<img src=x onerror=alert(1)>';
    await answer().fill(`HTTP/1.1 200\nAccess-Control-Allow-Origin: ${evil}\n\n${evil}`);
    assert.equal(await verdictOf(page), 'blocked');
    assert.equal(await page.locator('main img').count(), 0);
    assert.ok((await page.locator('.step-fail').innerText()).includes(evil));
  });

  test('hundreds of headers and a long body do no harm', async () => {
    const many = Array.from({ length: 400 }, (_, i) => `X-Header-${i}: ${'v'.repeat(20)}`).join('\n');
    // As a paste: one event. (The driver's own way to fill makes one a line.)
    await answer().evaluate((area, text) => {
      area.value = text;
      area.dispatchEvent(new Event('input', { bubbles: true }));
    }, `HTTP/1.1 200\nAccess-Control-Allow-Origin: *\n${many}\n\n${'body '.repeat(2000)}`);
    assert.equal(await verdictOf(page), 'allowed');
  });
});
