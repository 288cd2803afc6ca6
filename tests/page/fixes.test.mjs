import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { choose, examples, kSingleFile, launch, open, startServer, verdictOf } from './browser.mjs';

let browser;
let server;
before(async () => {
  browser = await launch();
  server = await startServer();
});
after(async () => {
  await browser.close();
  server.stop();
});

const verdictsOf = (page) => page.locator('.browser-verdict').allInnerTexts();

for (const { id, verdict } of examples.filter((example) => example.verdict === 'blocked')) {
  test(`every fix of ${id} works, and can be taken back`, async () => {
    const { page, problems, close } = await open(browser, server.url);
    await choose(page, id);
    await page.locator('.fix').first().waitFor();
    const count = await page.locator('.fix').count();
    for (let at = 0; at < count; at += 1) {
      await page.locator('.fix').nth(at).getByRole('button').click();
      assert.notEqual(await verdictOf(page), verdict);
      assert.ok((await verdictsOf(page)).every((word) => /allowed/i.test(word)), `fix ${at}: ${await verdictsOf(page)}`);
      assert.equal(await page.locator('fix-view .panel').isHidden(), true);
      await page.getByRole('button', { name: 'Take it back' }).click();
      assert.equal(await verdictOf(page), verdict);
      await page.locator('.fix').nth(at).waitFor();
    }
    assert.deepEqual(problems, []);
    await close();
  });
}

test('what is allowed has no fixes', async () => {
  const { page, close } = await open(browser, server.url);
  await choose(page, 'json-post');
  await page.waitForTimeout(400);
  assert.equal(await page.locator('fix-view .panel').isHidden(), true);
  await close();
});

test('fixes follow what is typed', async () => {
  const { page, close } = await open(browser, server.url);
  await choose(page, 'no-allow-origin');
  await page.getByText('Send Access-Control-Allow-Origin: https://app.example.com').first().waitFor();
  await page.getByLabel('URL of the page').fill('https://other.example.com/');
  await page.getByText('Send Access-Control-Allow-Origin: https://other.example.com').first().waitFor();
  await close();
});

test('what is often believed is put right where a user relies on it', async () => {
  const { page, close } = await open(browser, server.url);
  await choose(page, 'localhost-port');
  await page.locator('[data-myth="port-does-not-matter"]').waitFor();
  assert.equal(await page.locator('[data-myth]').count(), 3);
  await choose(page, 'same-origin');
  await page.locator('[data-myth]').first().waitFor({ state: 'hidden' });
  await close();
});

test('the single file has fixes, too', async () => {
  const { page, problems, close } = await open(browser, kSingleFile);
  await choose(page, 'star-with-credentials');
  await page.locator('.fix').first().getByRole('button').click();
  assert.equal(await verdictOf(page), 'allowed');
  assert.deepEqual(problems, []);
  await close();
});
