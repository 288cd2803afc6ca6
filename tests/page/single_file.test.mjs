import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import { readFile } from 'node:fs/promises';
import { after, before, describe, test } from 'node:test';
import { choose, examples, field, kSingleFile, kWeb, launch, linkTo, open, sharedScenario, startServer, verdictOf } from './browser.mjs';

describe('corslab.html', () => {
  let browser;

  before(async () => {
    browser = await launch();
  });
  after(() => browser?.close());

  test('works from disk, without a network', async () => {
    const { page, problems, close } = await open(browser, kSingleFile, { offline: true });
    for (const example of examples) {
      await choose(page, example.id);
      assert.equal(await verdictOf(page), example.verdict, example.id);
    }
    await field(page, 'URL of the page').fill('https://elsewhere.example/');
    assert.equal((await sharedScenario(page)).page.url, 'https://elsewhere.example/');
    assert.deepEqual(problems, []);
    await close();
  });

  test('opens a share link from disk', async () => {
    const { page, problems, close } = await open(browser, linkTo(kSingleFile, examples[3].scenario));
    assert.equal(await verdictOf(page), examples[3].verdict);
    assert.deepEqual(problems, []);
    await close();
  });

  test('works over http, from the server of the hosted page', async () => {
    const server = await startServer();
    const { page, problems, close } = await open(browser, `${server.url}corslab.html`);
    assert.equal(await verdictOf(page), 'allowed');
    assert.deepEqual(problems, []);
    await close();
    server.stop();
  });

  test('works in a sandboxed frame, where there is no storage', async () => {
    const file = await readFile(`${kWeb}/corslab.html`);
    const host = createServer((request, response) => {
      response.setHeader('Content-Type', 'text/html; charset=utf-8');
      response.end(request.url === '/' ? '<!doctype html><title>host</title><iframe sandbox="allow-scripts" src="/frame" width="900" height="700"></iframe>' : file);
    });
    await new Promise((resolve) => host.listen(0, '127.0.0.1', () => resolve(undefined)));
    const page = await browser.newPage();
    const errors = [];
    page.on('pageerror', (error) => errors.push(error.message));
    await page.goto(`http://127.0.0.1:${host.address().port}/`);
    const frame = page.frameLocator('iframe');
    await frame.locator('corslab-app[data-ready]').waitFor();
    await frame.getByRole('button', { name: 'Dark colours' }).click();
    await frame.locator('scenario-form').getByLabel('Method').fill('PATCH');
    assert.equal(await frame.locator('verdict-line').getAttribute('data-verdict'), 'blocked');
    assert.deepEqual(errors, []);
    await page.close();
    host.close();
  });

  test('names no other address that it would load from', async () => {
    const html = await readFile(`${kWeb}/corslab.html`, 'utf8');
    const head = html.slice(0, html.indexOf('<style>'));
    assert.match(head, /Content-Security-Policy" content="default-src 'none'/);
    assert.doesNotMatch(html.replace(/<script>[^]*<\/script>/, ''), /<(?:script|img|iframe|link)[^>]+(?:src|href)="(?!data:)/);
  });
});
