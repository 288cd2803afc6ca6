import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { factsOf, suggest } from '../../web/src/complete/suggest.js';
import { choose, examples, field, kSingleFile, site, verdictOf, visit } from './browser.mjs';

/** Everything is a few keys away: the list of commands, single keys, and suggestions while one types. */

const here = site();
const opened = (t, url = here.server.url, options = {}) => visit(t, here.browser, url, options);

const until = async (page, value, expected) => {
  await page.waitForFunction(([code, wanted]) => JSON.stringify(document.querySelector(code)?.value) === wanted, [value, JSON.stringify(expected)]);
};
const still = (page) => page.waitForTimeout(500);
const values = (page) => page.evaluate(() => [...document.querySelectorAll('scenario-form :is(input, select, textarea)')].map((control) =>
  (control.type === 'checkbox' || control.type === 'radio' ? control.checked : control.value)));
const focusedLabel = (page) => page.evaluate(() => document.activeElement?.labels?.[0]?.textContent ?? document.activeElement?.textContent);

describe('commands and keys', () => {
  for (const [where, url] of [['hosted', () => here.server.url], ['single', () => kSingleFile]]) {
    test(`the palette does what it names: ${where}`, async (t) => {
      const page = await opened(t, url());
      const run = async (text) => {
        await page.keyboard.press('Control+k');
        await page.getByRole('combobox', { name: 'What do you want to do?' }).waitFor();
        await page.keyboard.type(text);
        await page.keyboard.press('Enter');
      };
      const slash = examples.find(({ id }) => id === 'trailing-slash');
      await run(slash.title);
      assert.equal(await verdictOf(page), slash.verdict);
      await run('WebKit');
      assert.ok(await page.getByRole('radio', { name: 'WebKit' }).isChecked());
      await run('console');
      assert.match(await focusedLabel(page), /console/i);
      await run('URL of the page');
      assert.equal(await focusedLabel(page), 'URL of the page');
      await run('undo');
      assert.equal(await verdictOf(page), 'allowed');
      await run('dark');
      assert.equal(await page.evaluate(() => document.documentElement.dataset.theme), 'dark');
      assert.equal(await page.locator('dialog[open]').count(), 0);
      await page.keyboard.press('Control+k');
      await page.keyboard.type('what an origin is');
      await page.getByRole('option', { name: 'What an origin is' }).first().waitFor();
      await page.keyboard.press('Enter');
      await page.waitForFunction(() => document.title.startsWith('What an origin is'));
    });
  }

  test('the palette is a combobox: arrows, no match, Escape gives the focus back', async (t) => {
    const page = await opened(t);
    await field(page, 'Method').click();
    await page.keyboard.press('Control+k');
    const search = page.getByRole('combobox', { name: 'What do you want to do?' });
    await search.waitFor();
    const active = () => search.evaluate((input) => document.getElementById(input.getAttribute('aria-activedescendant'))?.textContent);
    const first = await active();
    await page.keyboard.press('ArrowDown');
    assert.notEqual(await active(), first);
    await page.keyboard.press('ArrowUp');
    assert.equal(await active(), first);
    await page.keyboard.type('zzzzqqq');
    assert.equal(await search.getAttribute('aria-expanded'), 'false');
    await page.getByText('Nothing has that name.').waitFor();
    await page.keyboard.press('Escape');
    assert.equal(await focusedLabel(page), 'Method');
  });

  test('the button in the header opens it, too', async (t) => {
    const page = await opened(t);
    await page.getByRole('button', { name: 'All commands' }).click();
    await page.locator('dialog.commands[open]').waitFor();
  });

  test('single keys work outside of fields, until they are turned off', async (t) => {
    const page = await opened(t);
    await page.locator('h1').click();
    await page.keyboard.press('e');
    await page.locator('dialog.examples[open]').waitFor();
    await page.keyboard.press('Escape');
    await page.keyboard.press('l');
    await page.getByRole('dialog', { name: 'Lessons' }).waitFor();
    await page.keyboard.press('Escape');
    await page.keyboard.press('2');
    await page.locator('.browser[data-browser="firefox"] input:checked').waitFor();
    await page.keyboard.press('?');
    const list = page.locator('dialog.keys[open]');
    await list.waitFor();
    await list.getByLabel('Single keys do something').uncheck();
    await page.keyboard.press('Escape');
    await page.locator('h1').click();
    await page.keyboard.press('e');
    await page.keyboard.press('1');
    await page.waitForTimeout(100);
    assert.equal(await page.locator('dialog[open]').count(), 0);
    assert.ok(await page.getByRole('radio', { name: 'Firefox' }).isChecked());
    await page.reload();
    await page.waitForSelector('corslab-app[data-ready]');
    await page.keyboard.press('e');
    await page.waitForTimeout(100);
    assert.equal(await page.locator('dialog[open]').count(), 0);
    // In a field they are letters.
    await field(page, 'Method').click();
    await page.keyboard.type('?e1');
    assert.match(await field(page, 'Method').inputValue(), /\?e1/);
  });

  test('Control and Enter lead from a field to the step that decides', async (t) => {
    const page = await opened(t);
    await choose(page, 'trailing-slash');
    await field(page, 'Answer to every request').click();
    await page.keyboard.press('Control+Enter');
    assert.ok(await page.evaluate(() => document.activeElement?.closest('.step-fail') !== null));
  });
});

describe('suggestions', () => {
  const list = (page) => page.locator('.suggestions:visible');
  const answer = (page) => field(page, 'Answer to the request itself');

  /** Types into an answer that says nothing but its status. */
  async function typing(t, options) {
    const page = await opened(t, here.server.url, options);
    await answer(page).fill('HTTP/1.1 200\n');
    await answer(page).press('Control+End');
    // The part that suggests has come once it reacts.
    await page.waitForTimeout(300);
    return page;
  }

  test('a name and then its value, by Tab', async (t) => {
    const page = await typing(t);
    await page.keyboard.type('acc');
    await list(page).waitFor();
    assert.deepEqual((await list(page).locator('li').allTextContents()).slice(0, 2), ['Access-Control-Allow-Origin', 'Access-Control-Allow-Methods']);
    await page.keyboard.press('Tab');
    await list(page).getByText('https://app.example.com', { exact: true }).waitFor();
    await page.keyboard.press('Tab');
    assert.equal(await answer(page).inputValue(), 'HTTP/1.1 200\nAccess-Control-Allow-Origin: https://app.example.com');
    assert.equal(await verdictOf(page), 'allowed');
    assert.equal(await list(page).count(), 0);
    // And Tab leaves the field again.
    await page.keyboard.press('Tab');
    assert.notEqual(await focusedLabel(page), 'Answer to the request itself');
  });

  test('arrows and Enter choose; assistive technology is told', async (t) => {
    const page = await typing(t);
    await page.keyboard.type('allow-');
    await list(page).waitFor();
    assert.equal(await answer(page).getAttribute('aria-controls'), await list(page).getAttribute('id'));
    await page.keyboard.press('ArrowDown');
    const active = await answer(page).getAttribute('aria-activedescendant');
    assert.equal(await page.locator(`#${active}`).getAttribute('aria-selected'), 'true');
    assert.match(await page.locator('suggestion-list [role="status"]').innerText(), /suggestions/);
    const chosen = await page.locator(`#${active}`).innerText();
    await page.keyboard.press('Enter');
    assert.equal(await answer(page).inputValue(), `HTTP/1.1 200\n${chosen}: `);
  });

  test('Escape sends them away, and leaves the text alone', async (t) => {
    const page = await typing(t);
    await page.keyboard.type('var');
    await list(page).waitFor();
    await page.keyboard.press('Escape');
    assert.equal(await list(page).count(), 0);
    await page.keyboard.press('Enter');
    assert.equal(await answer(page).inputValue(), 'HTTP/1.1 200\nvar\n');
  });

  test('never in the way: whole words, new lines and the body', async (t) => {
    const page = await typing(t);
    await page.keyboard.type('Access-Control-Allow-Credentials: true\nVary: Origin\n\naccess-control', { delay: 20 });
    assert.equal(await answer(page).inputValue(), 'HTTP/1.1 200\nAccess-Control-Allow-Credentials: true\nVary: Origin\n\naccess-control');
    assert.equal(await list(page).count(), 0);
    await answer(page).press('ArrowUp');
    assert.equal(await list(page).count(), 0);
  });

  test('lists go on behind a comma, with the names of the request', async (t) => {
    const page = await typing(t);
    await page.keyboard.type('Access-Control-Allow-Headers: X-A, cont');
    await list(page).waitFor();
    await page.keyboard.press('Tab');
    assert.equal(await answer(page).inputValue(), 'HTTP/1.1 200\nAccess-Control-Allow-Headers: X-A, Content-Type');
  });

  test('a click takes one, Control and Space asks, undo takes back', async (t) => {
    const page = await typing(t);
    await page.keyboard.press('Control+Space');
    await list(page).getByText('Vary', { exact: true }).click();
    assert.equal(await answer(page).inputValue(), 'HTTP/1.1 200\nVary: ');
    await still(page);
    await page.keyboard.press('Control+z');
    assert.equal(await answer(page).inputValue(), 'HTTP/1.1 200\n');
  });

  test('they stand inside of the page on a narrow screen', async (t) => {
    const page = await typing(t, { width: 320 });
    await page.keyboard.type('Access-Control-Allow-Headers: X-Aaaaaaaaaaaaaaaa, cont');
    await list(page).waitFor();
    const { x, width } = await list(page).boundingBox();
    assert.ok(x >= 0 && x + width <= 320);
    assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth));
  });

  test('what they look up takes less than a millisecond, long after the key has been answered', () => {
    const text = `HTTP/1.1 200\n${Array.from({ length: 300 }, (_, i) => `X-Header-${i}: value`).join('\n')}\nAccess-Control-Allow-Headers: x-a, c`;
    const scenario = { ...examples[0].scenario, request: { ...examples[0].scenario.request, headers: Array.from({ length: 300 }, (_, i) => [`X-${i}`, 'a']) } };
    const look = () => {
      const start = performance.now();
      assert.ok(suggest(text, text.length, 'answer', factsOf(scenario)));
      return performance.now() - start;
    };
    const best = Math.min(...Array.from({ length: 50 }, look));
    assert.ok(best < 1, `${best} ms`);
  });
});

describe('what is suggested', () => {
  const facts = factsOf(examples[0].scenario);
  const at = (text, kind = 'answer') => {
    const caret = text.indexOf('|');
    return suggest(text.replace('|', ''), caret, kind, facts);
  };
  const cases = [
    ['names of response headers', 'HTTP/1.1 200\nCache|', ['Cache-Control']],
    ['a part of a name', 'HTTP/1.1 200\nallow-cred|', ['Access-Control-Allow-Credentials']],
    ['the method of the request first', 'HTTP/1.1 200\nAccess-Control-Allow-Methods: |', ['PUT', 'GET', 'HEAD', 'POST', 'PATCH', 'DELETE', 'OPTIONS', '*']],
    ['what is in the list already is not said again', 'HTTP/1.1 200\nVary: Origin, access-control-request-m|, Origin', ['Access-Control-Request-Method']],
    ['statuses', 'HTTP/1.1 30|', ['301', '302', '303', '304', '307', '308'].filter((status) => status.startsWith('30'))],
    ['a status that is whole', 'HTTP/1.1 200|', null],
    ['no values of an unknown header', 'HTTP/1.1 200\nX-Own: a|', null],
    ['a body', 'HTTP/1.1 200\n\nacc|', null],
    ['inside of a name', 'HTTP/1.1 200\nAcc|ess: a', null],
    ['inside of a value', 'HTTP/1.1 200\nAccess-Control-Allow-Origin: |https://a.example', null],
  ];
  for (const [name, text, expected] of cases) test(name, () => assert.deepEqual(at(text)?.options ?? null, expected));

  test('names of request headers', () => assert.deepEqual(at('if-n|', 'headers')?.options, ['If-None-Match']));
  test('a name before its colon is replaced alone', () => assert.equal(at('HTTP/1.1 200\nVar|: Origin')?.after, ''));
});
