import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { choose, examples, field, linkTo, open, sharedScenario, site, verdictOf } from './browser.mjs';

describe('share links', () => {
  const here = site();

  const opened = (url) => open(here.browser, url);

  test('what the form cannot show survives: then, unknown fields, odd white space', async () => {
    const scenario = structuredClone(examples[0].scenario);
    scenario.then = [{ url: 'https://api.example.com/items/7', method: 'PUT' }];
    scenario.note = 'kept';
    scenario.server[0].response.headers.push(['X-Odd', '   three spaces'], ['X-Empty', '']);
    scenario.server[0].response.body = 'a line\r\nanother';
    const { page, done } = await opened(linkTo(here.server.url, scenario));
    assert.deepEqual(await sharedScenario(page), scenario);
    await field(page, 'Method').fill('DELETE');
    scenario.request.method = 'DELETE';
    assert.deepEqual(await sharedScenario(page), scenario);
    await done();
  });

  test('an edited scenario is in the address and back after a reload', async () => {
    const { page, done } = await opened(here.server.url);
    assert.equal(await page.evaluate(() => location.hash), '');
    await choose(page, 'no-cors');
    await field(page, 'URL of the page').fill('https://ünïcödé.example/路');
    await page.waitForFunction((before) => location.hash !== before, await page.evaluate(() => location.hash));
    const verdict = await verdictOf(page);
    await page.reload();
    await page.waitForSelector('corslab-app[data-ready]');
    assert.equal(await field(page, 'URL of the page').inputValue(), 'https://ünïcödé.example/路');
    assert.equal(await field(page, 'Mode').inputValue(), 'no-cors');
    assert.equal(await verdictOf(page), verdict);
    await done();
  });

  test('the dialog copies the address', async () => {
    const { page, done } = await opened(here.server.url);
    await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
    await choose(page, 'simple-post');
    await page.getByRole('button', { name: 'Share', exact: true }).click();
    await page.getByRole('button', { name: 'Copy link' }).click();
    await page.getByText('Copied').waitFor();
    assert.equal(await page.evaluate(() => navigator.clipboard.readText()), page.url());
    await done();
  });

  test('a link that is pasted into the open page is followed', async () => {
    const { page, done } = await opened(here.server.url);
    await page.goto(linkTo(here.server.url, examples[1].scenario));
    await page.waitForFunction(() => document.querySelector('verdict-line')?.getAttribute('data-verdict') === 'blocked');
    assert.match(await page.locator('.story').innerText(), /from a link/);
    await done();
  });

  test('a link with a mistake in it, not damaged, shows the mistake in the form', async () => {
    const scenario = structuredClone(examples[0].scenario);
    scenario.page.url = 'nowhere';
    const { page, done } = await opened(linkTo(here.server.url, scenario));
    assert.equal(await field(page, 'URL of the page').inputValue(), 'nowhere');
    assert.equal(await verdictOf(page), 'error');
    await done();
  });

  const good = linkTo('', examples[0].scenario);
  const encode = (value) => linkTo('', value);
  const damaged = {
    'cut off': good.slice(0, good.length - 40),
    'cut to nothing': '#s=',
    'not base64': '#s=%%%%',
    'a letter changed': good.replace('s=eyJ', 's=ezJ'),
    'not JSON': `#s=${Buffer.from('hello').toString('base64url')}`,
    'not UTF-8': `#s=${Buffer.from([0xff, 0xfe, 0x7b]).toString('base64url')}`,
    'an array': encode([1]),
    'null': encode(null),
    'another version': encode({ ...examples[0].scenario, version: 99 }),
    'no page': encode({ ...examples[0].scenario, page: undefined }),
    'headers that are numbers': encode({ ...examples[0].scenario, request: { url: 'https://a.example', headers: [1, 2] } }),
    'a server that is a text': encode({ ...examples[0].scenario, server: 'x' }),
    'an entry without answers': encode({ ...examples[0].scenario, server: [{ url: 'https://a.example' }] }),
    '200 entries': encode({ ...examples[0].scenario, server: Array(200).fill(examples[0].scenario.server[0]) }),
  };
  for (const [name, fragment] of Object.entries(damaged)) {
    test(`damage is told and harmless: ${name}`, async () => {
      const { page, done } = await opened(here.server.url + fragment);
      assert.match(await page.getByRole('alert').innerText(), /link is damaged/);
      assert.equal(await field(page, 'Method').inputValue(), 'PUT');
      assert.equal(await verdictOf(page), 'allowed');
      await choose(page, 'no-cors');
      assert.equal(await page.getByRole('alert').count(), 0);
      await done();
    });
  }

  test('a foreign fragment is no damage', async () => {
    const { page, done } = await opened(`${here.server.url}#top`);
    assert.equal(await page.getByRole('alert').count(), 0);
    assert.equal(await verdictOf(page), 'allowed');
    await done();
  });
});
