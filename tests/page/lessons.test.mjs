import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { kLanguages, plainText, readLessons } from '../../web/lessons.mjs';
import { axe, axeFindings, choose, field, kSingleFile, open, site, verdictOf } from './browser.mjs';

const lessons = await readLessons();
const kStored = 'corslab.lessons';

const linkOf = (url, slug) => `${url}#lesson=${slug}`;
const task = (page) => page.locator('lesson-task');
const met = (page) => page.locator('.condition').evaluateAll((items) => items.map((item) => item.dataset.met === 'true'));
const stored = (page) => page.evaluate((key) => JSON.parse(localStorage.getItem(key) ?? '[]'), kStored);

/** The task's state follows once the learner is still. */
const checked = (page, done) => page.waitForSelector(`lesson-task[data-done="${done}"] .task-state:not(:text("Change"))`);

async function follow(page, slug) {
  await page.evaluate((hash) => (location.hash = hash), `#lesson=${slug}`);
  await page.waitForFunction((name) => document.querySelector('.lesson-contents [aria-current]')?.dataset.lesson === name, slug);
}

/** The scenario in the address, which holds it once it was changed. */
const attempt = (page) => page.evaluate(() => location.hash.split('&s=')[1] ?? '');

async function showSolution(page) {
  await page.locator('.task-solution > summary').click();
  await page.getByRole('button', { name: 'Show it in the form' }).click();
}

describe('lessons', () => {
  const here = site();

  async function opened(slug, options = {}) {
    const visit = await open(here.browser, linkOf(here.server.url, slug), options);
    await visit.page.waitForSelector('.condition');
    return visit;
  }

  test('nothing of them is loaded before it is asked for', async () => {
    const { page, problems, close } = await open(here.browser, here.server.url);
    const names = () => page.evaluate(() => performance.getEntriesByType('resource').map(({ name }) => name.split('/').pop()));
    const first = await names();
    assert.ok(!first.some((name) => /^lessons/.test(name)), first.join(' '));
    await page.getByRole('button', { name: 'Lessons', exact: true }).click();
    await page.getByRole('heading', { name: 'Lessons', exact: true }).waitFor();
    assert.equal(await page.locator('.lesson-entry').count(), lessons.length);
    assert.ok((await names()).some((name) => /^lessons/.test(name)));
    assert.deepEqual(problems, []);
    await close();
  });

  test('each opens undone, is done with its solution, and stays done over a reload', async () => {
    const { page, done } = await opened(lessons[0].slug);
    for (const [i, { slug, texts, task: conditions }] of lessons.entries()) {
      await follow(page, slug);
      await checked(page, false);
      assert.equal(await page.locator('#lesson-heading').innerText(), texts.en.title);
      assert.equal(await page.locator('.condition').count(), conditions.length, slug);
      assert.equal(await page.title(), `${texts.en.title} – corslab`);
      await showSolution(page);
      await checked(page, true).catch(async () => assert.fail(`${slug}: ${JSON.stringify(await met(page))}`));
      assert.equal((await stored(page)).length, i + 1);
      assert.equal(await page.locator('.task-next').isVisible(), i + 1 < lessons.length);
    }
    await page.reload();
    await page.waitForSelector('.lesson-contents .icon-pass');
    assert.equal(await page.locator('.lesson-contents-list .icon-pass').count(), lessons.length);
    assert.match(await page.locator('.lesson-contents .lesson-progress').innerText(), new RegExp(`${lessons.length} of ${lessons.length}`));
    await done();
  });

  test('each claim of the texts leads to its verdict, and back', async () => {
    const { page, done } = await opened(lessons[0].slug);
    for (const { slug, scenario, claims } of lessons) {
      await follow(page, slug);
      await checked(page, false);
      await page.getByRole('button', { name: 'Start over' }).click();
      const own = await attempt(page);
      for (const { id, verdict, browsers = ['chromium'] } of claims) {
        await page.locator(`[data-try="${id}"]`).first().click();
        const name = browsers.includes('chromium') ? 'chromium' : browsers[0];
        const shown = page.locator(`.browser[data-browser="${name}"]`);
        assert.equal(await shown.getAttribute('data-verdict'), verdict, `${slug}: ${id}`);
        assert.ok(await page.locator('.task-trying').isVisible(), `${slug}: ${id}`);
      }
      await page.getByRole('button', { name: 'Back to my attempt' }).click();
      assert.equal(await attempt(page), own);
      assert.deepEqual(JSON.parse(Buffer.from(own, 'base64url').toString('utf8')), scenario);
    }
    assert.deepEqual(await stored(page), [], 'an example of the text is no attempt');
    await done();
  });

  test('a lazy solution is refused, kindly', async () => {
    const { page, done } = await opened('how-cors-works');
    const answer = field(page, 'Answer to every request');
    const lines = 'HTTP/1.1 200\nAccess-Control-Allow-Origin: STAR\nContent-Type: application/json\n\n[{"id":7,"name":"lamp"}]';
    await answer.fill(lines.replace('STAR', '*'));
    await page.waitForFunction(() => document.querySelector('.condition')?.dataset.met === 'true');
    assert.equal(await verdictOf(page), 'allowed');
    assert.deepEqual(await met(page), [true, false, false, true]);
    assert.match(await page.locator('.condition-found').innerText(), /The audit found: Everyone may read the answer/);
    assert.equal(await page.locator('.task-state').innerText(), '2 of 4 conditions hold.');
    await answer.fill(lines.replace('STAR', 'https://app.example.com'));
    await checked(page, true);
    assert.ok(await page.getByRole('link', { name: /Next lesson/ }).first().isVisible());
    await done();
  });

  test('an attempt is in the address, survives a reload, and can be started over', async () => {
    const { page, done } = await opened('credentials');
    await field(page, 'URL of the page').fill('https://other.example/');
    await page.waitForFunction(() => location.hash.includes('&s='));
    await page.reload();
    await page.waitForSelector('.condition');
    assert.equal(await field(page, 'URL of the page').inputValue(), 'https://other.example/');
    assert.match(page.url(), /#lesson=credentials&s=/);
    await page.getByRole('button', { name: 'Start over' }).click();
    assert.equal(await field(page, 'URL of the page').inputValue(), lessons.find(({ slug }) => slug === 'credentials').scenario.page.url);
    await done();
  });

  test('back and forward go from lesson to lesson, and an example leaves them', async () => {
    const { page, done } = await opened('origin');
    await page.getByRole('link', { name: 'Next lesson' }).first().click();
    await page.getByRole('heading', { name: lessons[1].texts.en.title }).waitFor();
    await page.goBack();
    await page.getByRole('heading', { name: lessons[0].texts.en.title }).waitFor();
    await choose(page, 'simple-post');
    assert.equal(await page.locator('lesson-view, lesson-task').count(), 0);
    assert.match(page.url(), /#s=/);
    assert.match(await page.title(), /^corslab/);
    await done();
  });

  test('what was done can be undone, also leaving the lesson', async () => {
    const { page, done } = await opened('credentials');
    const method = field(page, 'Method');
    await method.fill('PUT');
    await method.press('Tab');
    await choose(page, 'simple-post');
    const undo = page.getByRole('button', { name: 'Undo' });
    await undo.click();
    await page.waitForSelector('lesson-task .condition');
    assert.equal(await method.inputValue(), 'PUT');
    assert.match(page.url(), /#lesson=credentials&s=/);
    await undo.click();
    assert.notEqual(await method.inputValue(), 'PUT');
    assert.ok(await task(page).isVisible());
    await done();
  });

  test('a name that no lesson has gives the list', async () => {
    const { page, problems, close } = await open(here.browser, linkOf(here.server.url, 'no-such-thing'));
    await page.locator('.lesson-entry').first().waitFor();
    assert.match(await page.locator('.notice').innerText(), /no lesson of this name/);
    assert.deepEqual(problems, []);
    await close();
  });

  test('where nothing may be stored, progress lasts as long as the page', async () => {
    const context = await here.browser.newContext();
    const page = await context.newPage();
    const errors = [];
    page.on('pageerror', (error) => errors.push(error.message));
    await page.addInitScript(() => Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('forbidden', 'SecurityError'); } }));
    await page.goto(linkOf(here.server.url, 'origin'));
    await page.waitForSelector('.condition');
    await showSolution(page);
    await checked(page, true);
    await follow(page, 'redirects');
    assert.equal(await page.locator('.lesson-contents-list .icon-pass').count(), 1);
    assert.deepEqual(errors, []);
    await context.close();
  });

  test('a damaged store is no obstacle', async () => {
    const { page, done } = await opened('origin');
    await page.evaluate((key) => localStorage.setItem(key, '{"a":'), kStored);
    await page.reload();
    await page.waitForSelector('.condition');
    await showSolution(page);
    await checked(page, true);
    assert.deepEqual(await stored(page), ['origin']);
    await done();
  });

  test('with the keyboard alone', async () => {
    const { page, problems, close } = await open(here.browser, here.server.url);
    const tabTo = async (test) => {
      for (let i = 0; i < 120; i += 1) {
        await page.keyboard.press('Tab');
        if (await page.evaluate(test)) return;
      }
      assert.fail(`never reached: ${test}`);
    };
    await tabTo(() => document.activeElement?.textContent === 'Lessons');
    await page.keyboard.press('Enter');
    await page.locator('.lesson-entry').first().waitFor();
    await tabTo(() => document.activeElement?.dataset.lesson === 'how-cors-works');
    await page.keyboard.press('Enter');
    await page.waitForSelector('.condition');
    await page.waitForFunction(() => document.activeElement?.id === 'lesson-heading');
    await tabTo(() => document.activeElement?.dataset.try === 'in-request');
    await page.keyboard.press('Enter');
    await page.waitForFunction(() => !document.querySelector('.task-trying').hidden);
    await tabTo(() => document.activeElement?.textContent === 'Back to my attempt');
    await page.keyboard.press('Enter');
    await tabTo(() => document.activeElement?.parentElement?.className === 'task-solution');
    await page.keyboard.press('Enter');
    await tabTo(() => document.activeElement?.textContent === 'Show it in the form');
    await page.keyboard.press('Enter');
    await checked(page, true);
    assert.deepEqual(problems, []);
    await close();
  });

  test('in German', async () => {
    const { page, problems, close } = await open(here.browser, linkOf(here.server.url, 'express'), { locale: 'de' });
    await page.waitForSelector('.condition');
    assert.equal(await page.locator('#lesson-heading').innerText(), lessons.find(({ slug }) => slug === 'express').texts.de.title);
    await page.locator('.task-solution > summary').click();
    await page.getByRole('button', { name: 'Im Formular zeigen' }).click();
    await page.waitForSelector('lesson-task[data-done="true"]');
    assert.deepEqual(problems, []);
    await close();
  });

  test('in the single file, from disk', async () => {
    const { page, problems, close } = await open(here.browser, linkOf(kSingleFile, 'vary-origin'), { offline: true });
    await page.waitForSelector('.condition');
    await showSolution(page);
    await checked(page, true);
    assert.deepEqual(problems, []);
    await close();
  });

  for (const colorScheme of ['light', 'dark']) {
    for (const width of [1280, 390]) {
      test(`axe finds nothing, ${colorScheme}, ${width} wide`, async () => {
        const { page, done } = await opened('express', { colorScheme, width, bypassCSP: true });
        await page.evaluate(axe);
        for (const slug of ['express', 'preflight-triggers']) {
          await follow(page, slug);
          await checked(page, false);
          await page.locator('.task-hint > summary').click();
          assert.deepEqual(await axeFindings(page), [], slug);
        }
        await showSolution(page);
        await checked(page, true);
        assert.deepEqual(await axeFindings(page), []);
        await page.getByRole('button', { name: 'Lessons', exact: true }).click();
        await page.locator('.lesson-entry').first().waitFor();
        assert.deepEqual(await axeFindings(page), []);
        await done();
      });
    }
  }

  test('nothing scrolls sideways on a narrow screen', async () => {
    const { page, done } = await opened('origin', { width: 320 });
    for (const { slug } of lessons) {
      await follow(page, slug);
      assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), slug);
    }
    await done();
  });
});

describe('lessons without a script', () => {
  const here = site();

  const addressOf = (language, name) => `${here.server.url}lessons/${language === 'en' ? '' : `${language}/`}${name}`;

  test('the page itself leads to them', async () => {
    const context = await here.browser.newContext({ javaScriptEnabled: false });
    const page = await context.newPage();
    await page.goto(here.server.url);
    await page.getByRole('link', { name: 'The lessons on CORS can be read without it.' }).click();
    await page.getByRole('heading', { name: 'CORS, in lessons' }).waitFor();
    assert.equal(await page.locator('.lesson-index a').count(), lessons.length);
    await context.close();
  });

  for (const language of kLanguages) {
    test(`each can be read in full, ${language}`, async () => {
      const context = await here.browser.newContext({ javaScriptEnabled: false, viewport: { width: 390, height: 800 } });
      const page = await context.newPage();
      const failed = [];
      page.on('response', (response) => response.status() < 400 || failed.push(response.url()));
      await page.goto(addressOf(language, 'index.html'));
      for (const { slug, scenario, texts } of lessons) {
        const { title, lead, body, conditions } = texts[language];
        await page.goto(addressOf(language, `${slug}.html`));
        assert.equal(await page.title(), `${title} – corslab`);
        assert.equal(await page.locator('html').getAttribute('lang'), language);
        assert.equal(await page.locator('meta[name="description"]').getAttribute('content'), lead);
        assert.equal(await page.locator('h1').innerText(), title);
        const read = (await page.locator('article').textContent()).replace(/\s+/g, ' ');
        for (const part of [...body, ...conditions]) {
          for (const text of [plainText(part[0] === 'ul' ? part[1] : part)]) assert.ok(read.includes(text.replace(/\s+/g, ' ')), `${slug}: ${text}`);
        }
        assert.ok(read.includes(scenario.page.url), slug);
      }
      assert.deepEqual(failed, []);
      await context.close();
    });
  }

  test('their links lead somewhere, and to the lesson in the playground', async () => {
    const { page, problems, close } = await open(here.browser, here.server.url);
    const visit = await (await here.browser.newContext()).newPage();
    const seen = new Set();
    for (const language of kLanguages) {
      for (const name of ['index.html', ...lessons.map(({ slug }) => `${slug}.html`)]) {
        await visit.goto(addressOf(language, name));
        for (const href of await visit.locator('a').evaluateAll((links) => links.map((link) => link.href))) seen.add(href.replace(/#.*/, ''));
      }
    }
    for (const href of seen) if (href.startsWith(here.server.url)) assert.equal((await visit.request.get(href)).status(), 200, href);
    await visit.goto(addressOf('en', 'credentials.html'));
    await visit.getByRole('link', { name: 'Try it in the playground' }).click();
    await visit.waitForSelector('.condition');
    assert.match(visit.url(), /index\.html#lesson=credentials$/);
    await visit.goto(addressOf('de', 'credentials.html'));
    await visit.locator('.try').first().click();
    await visit.waitForSelector('.condition');
    assert.deepEqual(problems, []);
    await visit.context().close();
    await close();
  });

  for (const colorScheme of ['light', 'dark']) {
    test(`axe finds nothing, ${colorScheme}`, async () => {
      const context = await here.browser.newContext({ colorScheme, viewport: { width: 390, height: 800 }, bypassCSP: true });
      const page = await context.newPage();
      for (const [language, name] of [['en', 'index.html'], ['en', 'vary-origin.html'], ['de', 'null-origin.html'], ['de', 'index.html']]) {
        await page.goto(addressOf(language, name));
        await page.evaluate(axe);
        assert.deepEqual(await axeFindings(page), [], name);
        assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), name);
      }
      await context.close();
    });
  }
});
