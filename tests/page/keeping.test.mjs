import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { choose, examples, field, linkTo, sharedScenario, site, verdictOf, visit } from './browser.mjs';

/** Nothing is lost: every change can be undone, and a reload finds everything again. */

const here = site();
const opened = (t, url = here.server.url, options = {}) => visit(t, here.browser, url, options);

const until = async (page, value, expected) => {
  await page.waitForFunction(([code, wanted]) => JSON.stringify(document.querySelector(code)?.value) === wanted, [value, JSON.stringify(expected)]);
};
const still = (page) => page.waitForTimeout(500);
const values = (page) => page.evaluate(() => [...document.querySelectorAll('scenario-form :is(input, select, textarea)')].map((control) =>
  (control.type === 'checkbox' || control.type === 'radio' ? control.checked : control.value)));
const focusedLabel = (page) => page.evaluate(() => document.activeElement?.labels?.[0]?.textContent ?? document.activeElement?.textContent);

describe('undo and redo', () => {
  test('typing, an example, a fix and what is typed after it, one by one, and back', async (t) => {
    const page = await opened(t);
    const states = [await values(page)];
    const did = async () => { await still(page); states.push(await values(page)); };
    await field(page, 'Method').fill('PATCH');
    await did();
    await choose(page, 'star-with-credentials');
    await did();
    await page.locator('.fix button').first().click();
    await did();
    await field(page, 'Credentials').selectOption('omit');
    await did();
    await page.getByRole('button', { name: 'Add a URL' }).click();
    await did();
    const undo = page.getByRole('button', { name: 'Undo' });
    const redo = page.getByRole('button', { name: 'Redo' });
    for (let at = states.length - 2; at >= 0; at -= 1) {
      assert.equal(await undo.getAttribute('aria-disabled'), 'false');
      await undo.click();
      assert.deepEqual(await values(page), states[at], `back to ${at}`);
    }
    assert.equal(await undo.getAttribute('aria-disabled'), 'true');
    for (let at = 1; at < states.length; at += 1) {
      await redo.click();
      assert.deepEqual(await values(page), states[at], `on to ${at}`);
    }
    assert.equal(await redo.getAttribute('aria-disabled'), 'true');
    assert.equal(await focusedLabel(page), '');
  });

  test('the verdict, the address and the story go along', async (t) => {
    const page = await opened(t);
    await choose(page, 'trailing-slash');
    const story = await page.locator('story-view').innerText();
    await choose(page, 'json-post');
    await page.getByRole('button', { name: 'Undo' }).click();
    assert.equal(await verdictOf(page), 'blocked');
    assert.equal(await page.locator('story-view').innerText(), story);
    const scenario = examples.find(({ id }) => id === 'trailing-slash').scenario;
    assert.deepEqual(JSON.parse(Buffer.from((await page.evaluate(() => location.hash)).slice(3), 'base64url').toString()), scenario);
  });

  test('keys: what is typed without a pause is one step, and the caret comes back to it', async (t) => {
    const page = await opened(t);
    const url = field(page, 'URL of the page');
    const before = await url.inputValue();
    await url.click();
    await page.keyboard.press('End');
    await page.keyboard.type('abc');
    await still(page);
    await page.keyboard.press('Home');
    await page.keyboard.type('x');
    await page.keyboard.press('Control+z');
    assert.equal(await url.inputValue(), `${before}abc`);
    assert.equal(await focusedLabel(page), 'URL of the page');
    assert.equal(await url.evaluate((input) => input.selectionStart), 0);
    await page.keyboard.press('Control+z');
    assert.equal(await url.inputValue(), before);
    assert.equal(await url.evaluate((input) => input.selectionStart), before.length);
    await page.keyboard.press('Control+y');
    await page.keyboard.press('Control+Shift+z');
    assert.equal(await url.inputValue(), `x${before}abc`);
    await page.keyboard.press('Control+z');
    await page.keyboard.press('Control+z');
    await page.keyboard.press('Control+z');
    assert.equal(await url.inputValue(), before);
  });

  test('two fields are two steps, however quickly they follow', async (t) => {
    const page = await opened(t);
    await field(page, 'Method').fill('PATCH');
    await field(page, 'Body').fill('other');
    await page.keyboard.press('Control+z');
    assert.equal(await field(page, 'Method').inputValue(), 'PATCH');
    assert.equal(await field(page, 'Body').inputValue(), examples[0].scenario.request.body);
    await page.keyboard.press('Control+z');
    assert.equal(await field(page, 'Method').inputValue(), 'PUT');
    assert.equal(await focusedLabel(page), 'Method');
  });

  test('a line that is no header yet comes back, too', async (t) => {
    const page = await opened(t);
    const headers = field(page, 'Headers, one per line');
    const before = await headers.inputValue();
    await headers.fill(`${before}\nX-Half`);
    await still(page);
    await choose(page, 'no-cors');
    await page.getByRole('button', { name: 'Undo' }).click();
    assert.equal(await headers.inputValue(), `${before}\nX-Half`);
  });

  test('other fields keep their own undo', async (t) => {
    const page = await opened(t);
    await field(page, 'Method').fill('PATCH');
    const box = page.locator('.paste-place textarea');
    await box.click();
    await page.keyboard.type('hello');
    await page.keyboard.press('Control+z');
    assert.notEqual(await box.inputValue(), 'hello');
    assert.equal(await field(page, 'Method').inputValue(), 'PATCH');
  });
});

describe('nothing is lost on reload', () => {
  const reload = async (page) => {
    await page.reload();
    await page.waitForSelector('corslab-app[data-ready]');
  };

  test('a half typed line, the chosen browser, and the steps that are open', async (t) => {
    const page = await opened(t);
    await choose(page, 'trailing-slash');
    await page.getByRole('radio', { name: 'Firefox' }).check();
    await page.locator('.step-pass summary').first().click();
    await field(page, 'Headers, one per line').fill('X-Half');
    const before = await values(page);
    const story = await page.locator('story-view').innerText();
    // At once: what was typed last is in no address yet.
    await reload(page);
    assert.deepEqual(await values(page), before);
    assert.ok(await page.getByRole('radio', { name: 'Firefox' }).isChecked());
    assert.ok(await page.locator('.step-pass details').first().evaluate((details) => details.open));
    assert.equal(await page.locator('story-view').innerText(), story);
    await page.getByRole('button', { name: 'Undo' }).waitFor();
  });

  test('a configuration that is not understood yet', async (t) => {
    const page = await opened(t);
    await page.locator('.server-views').getByText('Configuration', { exact: true }).click();
    await page.locator('config-view textarea').fill('app.use(cors({ origin: proc');
    await reload(page);
    await page.locator('config-view textarea').waitFor();
    assert.equal(await page.locator('config-view textarea').inputValue(), 'app.use(cors({ origin: proc');
  });

  test('a policy', async (t) => {
    const page = await opened(t);
    await page.locator('.server-views').getByText('Policy', { exact: true }).click();
    await page.getByLabel('As the configuration of').selectOption('nginx');
    await page.getByLabel('Methods', { exact: true }).fill('PATCH');
    await reload(page);
    await page.locator('.policy-out:not([hidden])').waitFor();
    assert.equal(await page.getByLabel('Methods', { exact: true }).inputValue(), 'PATCH');
    await until(page, '.stack-head select', 'nginx');
  });

  test('what was last worked on opens with the bare address; a link wins over it', async (t) => {
    const page = await opened(t);
    await field(page, 'Method').fill('PATCH');
    await still(page);
    await page.goto('about:blank');
    await page.goto(here.server.url);
    await page.waitForSelector('corslab-app[data-ready]');
    assert.equal(await field(page, 'Method').inputValue(), 'PATCH');
    await page.goto('about:blank');
    await page.goto(linkTo(here.server.url, examples[1].scenario));
    await page.waitForSelector('corslab-app[data-ready]');
    assert.deepEqual(await sharedScenario(page), examples[1].scenario);
  });

  test('two tabs keep to themselves', async (t) => {
    const page = await opened(t);
    await field(page, 'Method').fill('PATCH');
    const other = await page.context().newPage();
    await other.goto(here.server.url);
    await other.waitForSelector('corslab-app[data-ready]');
    await choose(other, 'no-cors');
    await reload(page);
    assert.equal(await field(page, 'Method').inputValue(), 'PATCH');
    await other.close();
  });

  test('storage that holds anything, or is full, does no harm', async (t) => {
    const page = await opened(t);
    for (const text of ['{', '[]', '{"version":1}', 'null', JSON.stringify({ version: 1, hash: '', browser: 'x', open: {}, story: null, draft: { scenario: {}, texts: {} } })]) {
      await page.evaluate((found) => {
        addEventListener('pagehide', () => {
          for (const storage of [sessionStorage, localStorage]) storage.setItem('corslab.scenario', found);
        });
        history.replaceState(null, '', location.pathname);
      }, text);
      await reload(page);
      assert.equal(await field(page, 'Method').inputValue(), 'PUT', text);
    }
    await page.evaluate(() => { Storage.prototype.setItem = () => { throw new DOMException('full', 'QuotaExceededError'); }; });
    await field(page, 'Method').fill('PATCH');
    await still(page);
    assert.equal(await verdictOf(page), 'blocked');
  });

  test('"Start afresh" forgets all', async (t) => {
    const page = await opened(t);
    await field(page, 'Method').fill('PATCH');
    await page.keyboard.press('Control+k');
    await page.locator('dialog.commands[open]').waitFor();
    await page.keyboard.type('afresh');
    await Promise.all([page.waitForEvent('load'), page.keyboard.press('Enter')]);
    await page.waitForSelector('corslab-app[data-ready]');
    assert.equal(await field(page, 'Method').inputValue(), 'PUT');
    assert.deepEqual(await page.evaluate(() => Object.keys(localStorage).filter((key) => key !== 'corslab.scenario')), []);
  });
});
