import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { axe, axeFindings, choose, kSingleFile, linkTo, open, site, verdictOf } from './browser.mjs';

const kExpress = "app.use(cors({ origin: [/\\.example\\.com$/, 'https://a.test'], credentials: true }))";

describe("a server's configuration and policy", () => {
  const here = site();

  const view = (page, name) => page.locator('.server-views').getByText(name, { exact: true }).click();
  const configure = async (page, text) => {
    await view(page, 'Configuration');
    await page.locator('config-view textarea').fill(text);
  };
  const started = (url = here.server.url, options = {}) => open(here.browser, url, options);

  for (const where of ['hosted', 'single']) {
    test(`pasted code is read, simulated and judged: ${where}`, async () => {
      const { page, problems, close } = await started(where === 'hosted' ? here.server.url : kSingleFile);
      await choose(page, 'star-with-credentials');
      assert.equal(await verdictOf(page), 'blocked');
      await configure(page, kExpress);
      await page.locator('verdict-line[data-verdict="allowed"]').waitFor();
      await page.getByText('Read as express-cors, with the options origin and credentials.').waitFor();
      const line = page.locator('.simulated dd', { hasText: 'https://app.example.com' });
      assert.match(await line.locator('.line-source').innerText(), /origin$/);
      await page.locator('[data-rule="any-subdomain"]').waitFor();
      assert.deepEqual(problems, []);
      await close();
    });
  }

  test('what the text does not say is asked for', async () => {
    const { page, close } = await started();
    await configure(page, 'app.use(cors({ origin: process.env.ORIGIN, credentials: true }))');
    await page.locator('.config-said').getByText('process.env.ORIGIN').waitFor();
    await configure(page, 'hello');
    await page.locator('.config-said .field-error').waitFor();
    await close();
  });

  test('an option is what fixes it', async () => {
    const { page, close } = await started();
    await choose(page, 'star-with-credentials');
    await configure(page, "app.use(cors({ origin: ['https://other.example.com'] }))");
    await page.locator('.fix', { hasText: 'Set the option origin to' }).first().getByRole('button').click();
    assert.equal(await verdictOf(page), 'allowed');
    await page.getByRole('button', { name: 'Take it back' }).click();
    await page.locator('verdict-line[data-verdict="blocked"]').waitFor();
    await close();
  });

  test('a policy becomes a configuration, and is judged', async () => {
    const { page, problems, close } = await started();
    await choose(page, 'no-allow-origin');
    await view(page, 'Policy');
    await page.locator('verdict-line[data-verdict="allowed"]').waitFor();
    await page.getByLabel('As the configuration of').selectOption('nginx');
    assert.match(await page.locator('.policy-out .code').first().innerText(), /map \$http_origin \$cors_origin/);
    await page.getByLabel('Origins, one per line, or *').fill('https://other.example.com/');
    await page.locator('policy-view .field-error', { hasText: 'expected https://other.example.com' }).waitFor();
    await page.getByLabel('Origins, one per line, or *').fill('https://other.example.com');
    await page.locator('verdict-line[data-verdict="blocked"]').waitFor();
    await view(page, 'Headers');
    await page.getByLabel('Answer to every request').waitFor();
    assert.equal(await verdictOf(page), 'blocked');
    assert.deepEqual(problems, []);
    await close();
  });

  test('a link with middleware opens as a configuration', async () => {
    const scenario = {
      version: 1, page: { url: 'https://app.example.com/' }, request: { url: 'https://api.example.com/items' },
      server: [{ url: 'https://api.example.com/items', middleware: { name: 'flask-cors', options: {} }, handler: { status: 200 } }],
    };
    const { page, close } = await started(linkTo(here.server.url, scenario));
    await page.locator('verdict-line[data-verdict="allowed"]').waitFor();
    assert.match(await page.locator('config-view textarea').inputValue(), /flask-cors/);
    await close();
  });

  test('a finding stands beside the line that it is about', async () => {
    const { page, close } = await started();
    await choose(page, 'star-with-credentials');
    const flag = page.locator('raw-text.raw-answer:visible .line-flag');
    assert.equal((await flag.innerText()).toLowerCase(), 'high');
    const shown = await flag.boundingBox();
    const text = await page.locator('raw-text.raw-answer:visible textarea').boundingBox();
    const line = (shown.y - text.y) / (text.height / 6);
    assert.equal(Math.floor(line), 1, 'the second of the six lines');
    await page.locator('.finding summary').first().click();
    await page.getByRole('button', { name: 'Go to the line' }).click();
    assert.equal(await page.evaluate(() => getSelection()?.toString()), 'Access-Control-Allow-Origin: *');
    await configure(page, "app.use(cors({ origin: /example\\.com$/, credentials: true }))");
    await page.locator('.simulated dd', { hasText: 'https://app.example.com' }).locator('.line-finding').first().waitFor();
    await close();
  });

  for (const colorScheme of ['light', 'dark']) {
    for (const width of [1280, 320]) {
      test(`axe finds nothing: ${colorScheme}, ${width} wide`, async () => {
        const { page, close } = await started(here.server.url, { colorScheme, width, bypassCSP: true });
        await page.evaluate(axe);
        await choose(page, 'star-with-credentials');
        await configure(page, kExpress);
        await page.locator('.finding').first().waitFor();
        await page.locator('.finding summary').first().click();
        assert.deepEqual(await axeFindings(page), [], 'configuration');
        await view(page, 'Policy');
        await page.locator('.policy-out:not([hidden])').waitFor();
        await page.locator('.finding').first().waitFor();
        assert.deepEqual(await axeFindings(page), [], 'policy');
        assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), 'no scrolling sideways');
        await close();
      });
    }
  }
});
