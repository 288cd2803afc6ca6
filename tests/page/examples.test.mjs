import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { choose, examples, field, launch, open, sentenceOf, sharedScenario, startServer, verdictOf } from './browser.mjs';

describe('examples', () => {
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
    await browser?.close();
    server?.stop();
  });

  test('there are at least 16, with ids and titles of their own', () => {
    assert.ok(examples.length >= 16);
    for (const key of ['id', 'title', 'why']) assert.equal(new Set(examples.map((e) => e[key])).size, examples.length);
  });

  test('the page opens with a worked example, not with an empty form', async () => {
    assert.equal(await field(page, 'Method').inputValue(), 'PUT');
    assert.equal(await verdictOf(page), examples[0].verdict);
    assert.match(await page.locator('.story').innerText(), new RegExp(examples[0].title));
  });

  for (const example of examples) {
    test(`${example.id} shows its verdict`, async () => {
      await choose(page, example.id);
      assert.equal(await verdictOf(page), example.verdict);
      const sentence = await sentenceOf(page);
      assert.ok(sentence.length > 10);
      assert.doesNotMatch(sentence, /^(Allowed|Blocked|Opaque|Invalid):/, 'the stamp says that word');
      assert.match(await page.locator('.story').innerText(), /\S/);

      const failing = page.locator('.step-fail');
      const fails = example.verdict === 'blocked' || example.verdict === 'invalid';
      assert.equal(await failing.count(), fails ? 1 : 0);
      if (fails) assert.ok(await failing.locator('details').evaluate((details) => details.open));
      assert.equal(await page.locator('.decides').count(), 1);
      assert.equal(await page.locator('.mark-fail-sign').count(), fails ? 1 : 0);
      assert.equal(await page.locator('.mark-pass-sign').count(), fails ? 0 : 1);
    });

    test(`${example.id} comes out of its link as it is in the file`, async () => {
      await choose(page, example.id);
      assert.deepEqual(await sharedScenario(page), example.scenario);
    });
  }

  test('no-cors: the script sees the status 0 and no body', async () => {
    await choose(page, 'no-cors');
    const seen = await page.locator('script-view').innerText();
    assert.match(seen, /opaque/);
    assert.match(seen, /status\s+0/);
    assert.match(seen, /Empty, as far as the script can tell/);
  });

  test('header-not-exposed: the script does not see the header', async () => {
    await choose(page, 'header-not-exposed');
    assert.doesNotMatch(await page.locator('script-view').innerText(), /x-total-count/i);
    await field(page, 'Answer to every request').fill(
      'HTTP/1.1 200\nAccess-Control-Allow-Origin: *\nAccess-Control-Expose-Headers: X-Total-Count\nX-Total-Count: 128');
    await page.locator('script-view').getByText('x-total-count').waitFor();
    assert.match(await page.locator('script-view').innerText(), /x-total-count\s+128/);
  });

  test('simple-post: the server receives the request, without a preflight', async () => {
    await choose(page, 'simple-post');
    const received = await page.locator('wire-view .code').allInnerTexts();
    assert.equal(received.length, 1);
    assert.match(received[0], /^POST \/orders HTTP\/1\.1/);
  });

  test('mixed-content: nothing is sent', async () => {
    await choose(page, 'mixed-content');
    assert.match(await page.locator('wire-view').innerText(), /Nothing: no request left the browser/);
  });

  test('redirect-null: a later server sees Origin: null', async () => {
    await choose(page, 'redirect-null');
    const received = await page.locator('wire-view .code').allInnerTexts();
    assert.equal(received.length, 3);
    assert.match(received[2], /^origin: null$/m);
  });

  test('nothing unwanted happened on the way', () => assert.deepEqual(problems, []));
});
