import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, test } from 'node:test';
import { axe, axeFindings, examples, kGermanFile, open, site, verdictOf } from './browser.mjs';

/** The page in German: its texts, its data, and what the engine says. */

const readJson = (path) => JSON.parse(readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8'));

const kEnglishSteps = readJson('core/data/steps.json');
const kGermanSteps = readJson('core/data/de/steps.json');
const kGermanExamples = readJson('web/texts/data/de/examples.json');
const kGermanExplanations = readJson('web/texts/data/de/explanations.json');
const kEnglishExplanations = readJson('web/explanations.json');

/** A text of the data as a pattern for what becomes of it. */
const patternOf = (text) => new RegExp(`^${text.split(/\{[^}]*\}/).map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')).join('(?:.|\n)*')}$`);
const patternsOf = (texts) => texts.filter((text) => /[a-z]{2}/.test(text.replace(/\{[^}]*\}/g, ''))).map(patternOf);
const matchesOne = (patterns, text) => patterns.some((pattern) => pattern.test(text));

const englishCases = Object.values(kEnglishSteps).flatMap(({ cases }) => Object.values(cases).map(([, ...texts]) => texts));
const germanCases = Object.values(kGermanSteps).flatMap((cases) => Object.values(cases));
const kEnglishWords = patternsOf(englishCases.flat());
const kGermanWords = patternsOf([...germanCases.flat(), ...Object.values(readJson('core/data/de/departures.json')).map(([here]) => here)]);

const openGerman = (browser, url, more = {}) => open(browser, url, { locale: 'de-DE', ...more });

async function chooseExample(page, id) {
  await page.getByRole('button', { name: 'Beispiele', exact: true }).click();
  await page.locator(`[data-example="${id}"]`).click();
}

const stepTexts = (page) => page.locator('.step').evaluateAll((steps) =>
  steps.flatMap((step) => [step.querySelector('.step-title').textContent, step.querySelector('.step-body > p').textContent]));

async function chooseLanguage(page, name) {
  await Promise.all([page.waitForEvent('load'), page.locator('language-choice select').selectOption(name)]);
  await page.waitForSelector('corslab-app[data-ready]');
}

const titleOf = (page) => page.locator('.step-title').first().textContent();

/** Waits for what follows the verdict. */
const settled = (page) => page.locator('myth-view li').first().waitFor();

describe('the page in German', () => {
  const here = site();

  test('a German browser gets it by itself, whole from the first verdict on', async () => {
    const { page, problems, close } = await openGerman(here.browser, here.server.url);
    assert.equal(await page.locator('html').getAttribute('lang'), 'de');
    assert.match(await page.locator('verdict-line').innerText(), /^Erlaubt/i);
    assert.match(await page.locator('.story').innerText(), new RegExp(kGermanExamples['put-json'][0]));
    assert.deepEqual(problems, []);
    await close();
  });

  test('every example: its story, verdict and steps are German', async () => {
    const { page, problems, close } = await openGerman(here.browser, here.server.url);
    for (const example of examples) {
      await chooseExample(page, example.id);
      assert.equal(await verdictOf(page), example.verdict, example.id);
      const story = await page.locator('.story').innerText();
      for (const text of kGermanExamples[example.id]) assert.ok(story.includes(text.replaceAll('`', '')), `${example.id}: ${story}`);
      for (const name of ['Chromium', 'Firefox', 'WebKit']) {
        await page.locator('browser-choice').getByText(name, { exact: false }).first().click();
        for (const text of await stepTexts(page)) {
          assert.ok(matchesOne(kGermanWords, text), `${example.id}, ${name}: ${text}`);
          assert.ok(!matchesOne(kEnglishWords, text), `${example.id}, ${name}: ${text}`);
        }
      }
    }
    assert.deepEqual(problems, []);
    await close();
  });

  test('fixes and myths are German', async () => {
    const { page, close } = await openGerman(here.browser, here.server.url);
    await chooseExample(page, 'star-with-credentials');
    await settled(page);
    const fixes = readJson('core/data/de/fixes.json');
    const myths = readJson('core/data/de/myths.json');
    assert.match(await page.locator('.fix-changes p').first().textContent(), /^Access-Control-Allow-Origin: .* senden, statt \* – in der Antwort von /);
    assert.equal((await page.locator('.fix-allows').first().textContent()).trim(), fixes.reach['own-credentials']);
    const beliefs = await page.locator('.myth-belief').allTextContents();
    assert.ok(beliefs.length > 0);
    for (const belief of beliefs) assert.ok(Object.values(myths.belief).includes(belief), belief);
    await close();
  });

  test('a console message is explained in German', async () => {
    const { page, close } = await openGerman(here.browser, here.server.url);
    await page.getByLabel('Hier einfügen, was vorliegt').focus();
    await page.locator('[data-reads]').waitFor();
    await page.getByLabel('Hier einfügen, was vorliegt').fill("Access to fetch at 'https://api.example.com/' from origin 'https://app.example.com' has been blocked by CORS policy: No 'Access-Control-Allow-Origin' header is present on the requested resource.");
    await page.getByRole('button', { name: 'Erklären' }).click();
    assert.match(await page.locator('story-view').innerText(), new RegExp(kGermanExplanations['origin-missing'][0]));
    await close();
  });

  const bring = async (page, text) => {
    const box = page.getByLabel('Hier einfügen, was vorliegt');
    await box.focus();
    await page.locator('[data-reads]').waitFor();
    await box.fill(text);
    await box.press('Control+Enter');
  };

  test('what was read of a curl command is told in German, and what is wrong with one', async () => {
    const { page, problems, close } = await openGerman(here.browser, here.server.url);
    await bring(page, "curl -k -X PUT https://api.example.com/items/7 -H 'Origin: https://shop.example'");
    const panel = page.locator('import-panel');
    await panel.waitFor();
    const text = await panel.innerText();
    assert.match(text, /Methode PUT/);
    assert.match(text, /Die Antwort des Servers steht nicht darin: Angenommen wird eine einfache 200 ohne CORS-Header\./);
    assert.match(text, /--insecure spielt hier keine Rolle: Ein Browser prüft Zertifikate immer/);
    await bring(page, 'curl --wrong https://api.example.com/');
    await page.getByText('curl kennt die Option --wrong nicht').first().waitFor();
    assert.deepEqual(problems, []);
    await close();
  });

  test('a HAR file is judged in German, by the worker and by its helper', async () => {
    const { page, problems, close } = await openGerman(here.browser, here.server.url);
    const header = (name, value) => ({ name, value });
    const entries = Array.from({ length: 600 }, (_, i) => ({
      request: { method: 'GET', url: `${i === 599 ? 'data' : 'https://api.example.com'}:/${i}`.replace('com:', 'com'), headers: [header('Origin', 'https://app.test')] },
      response: { status: 200, headers: [], content: {} },
    }));
    await bring(page, JSON.stringify({ log: { entries } }));
    await page.locator('.har-count', { hasText: 'von 600 Anfragen' }).waitFor({ timeout: 60_000 });
    for (;;) {
      const told = await page.locator('.har-summary').allTextContents();
      assert.ok(told.length > 0);
      for (const text of told) assert.ok(['Der Antwort fehlt Access-Control-Allow-Origin. Den Server hat die Anfrage trotzdem erreicht.', 'Data:-URL'].includes(text), text);
      const later = page.getByRole('button', { name: 'Nächste 100' });
      if (await later.isDisabled()) break;
      await later.click();
    }
    assert.deepEqual(problems, []);
    await close();
  });

  test('a scenario with a mistake is told of in German', async () => {
    const { page, close } = await openGerman(here.browser, here.server.url);
    await page.locator('scenario-form').getByLabel('URL der Seite', { exact: true }).fill('no url');
    await page.locator('scenario-form .field-error', { hasText: '„no url“ ist keine URL; erwartet: eine absolute wie https://app.example.com/' }).waitFor();
    await close();
  });

  test('axe finds nothing', async () => {
    for (const look of [{}, { width: 390, colorScheme: 'dark' }]) {
      const { page, close } = await openGerman(here.browser, here.server.url, look);
      await chooseExample(page, 'star-with-credentials');
      await settled(page);
      await page.evaluate(axe);
      assert.deepEqual(await axeFindings(page), []);
      await close();
    }
  });

  test('nothing needs scrolling sideways', async () => {
    for (const width of [320, 390]) {
      const { page, close } = await openGerman(here.browser, here.server.url, { width });
      await chooseExample(page, 'browsers-differ');
      await settled(page);
      assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), `${width}`);
      await close();
    }
  });

  test('English can be chosen, and German again', async () => {
    const { page, problems, close } = await openGerman(here.browser, here.server.url);
    const german = await titleOf(page);
    await chooseLanguage(page, 'en');
    assert.equal(await page.locator('html').getAttribute('lang'), 'en');
    assert.ok(matchesOne(kEnglishWords, await titleOf(page)));
    await chooseLanguage(page, 'de');
    assert.equal(await titleOf(page), german);
    assert.deepEqual(problems, []);
    await close();
  });

  test('what was chosen counts for more than the browser', async () => {
    for (const [stored, locale] of [['en', 'de-DE'], ['de', 'en-US']]) {
      const { page, close } = await open(here.browser, here.server.url, { locale });
      await page.evaluate((name) => localStorage.setItem('corslab.language', name), stored);
      await page.reload();
      await page.waitForSelector('corslab-app[data-ready]');
      assert.equal(await page.locator('html').getAttribute('lang'), stored);
      assert.ok(matchesOne(stored === 'de' ? kGermanWords : kEnglishWords, await titleOf(page)));
      await close();
    }
  });

  test('where the tools do not load, the verdict is there, in English', async () => {
    const context = await here.browser.newContext({ locale: 'de-DE', serviceWorkers: 'block' });
    const page = await context.newPage();
    await page.route('**/corslab_tools.wasm', (route) => route.abort());
    await page.goto(here.server.url);
    await page.waitForSelector('corslab-app[data-ready]');
    assert.equal(await verdictOf(page), examples[0].verdict);
    assert.ok(matchesOne(kEnglishWords, await titleOf(page)));
    await context.close();
  });

  test('the German single file speaks German alone', async () => {
    const { page, problems, close } = await openGerman(here.browser, kGermanFile);
    assert.equal(await page.locator('language-choice').count(), 0);
    await chooseExample(page, 'no-allow-origin');
    for (const text of await stepTexts(page)) assert.ok(matchesOne(kGermanWords, text), text);
    assert.deepEqual(problems, []);
    await close();
  });
});

describe('the data in German', () => {
  const placeholders = (text) => [...text.matchAll(/\{(\w+)(\|[^}]*)?\}/g)].map(([, name, words]) => `${name}${words === undefined ? '' : '|'}`).sort();

  test('every example has a title and a story', () => {
    assert.deepEqual(Object.keys(kGermanExamples).sort(), examples.map(({ id }) => id).sort());
    for (const example of examples) {
      const [title, why] = kGermanExamples[example.id];
      assert.notEqual(title, example.title);
      assert.notEqual(why, example.why);
    }
  });

  test('every explanation is there, about the same facts', () => {
    assert.deepEqual(Object.keys(kGermanExplanations).sort(), Object.keys(kEnglishExplanations).sort());
    for (const [key, texts] of Object.entries(kEnglishExplanations)) {
      assert.equal(kGermanExplanations[key].length, texts.length, key);
      texts.forEach((text, i) => assert.deepEqual(placeholders(kGermanExplanations[key][i]), placeholders(text), `${key} ${i}`));
    }
  });
});
