import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import './texts.mjs';
import { compare } from '../../web/src/model/difference.js';
import { choose, examples, field, launch, open, paste, sharedScenario, startServer, verdictOf } from './browser.mjs';
import { evaluate } from './engine.mjs';

describe('how outcomes are compared', () => {
  const outcome = (changes = {}) => ({
    verdict: 'allowed', summary: '', settled: 'resolved', exception: null, console: [], steps: [],
    response: { type: 'cors', url: 'https://b.test/', status: 200, redirected: false, headers: [['a', '1']], body: 'x' },
    wire: [{ method: 'PUT', url: 'https://b.test/', preflight: false, headers: [['origin', 'https://a.test']], hop: 0, answer: null }],
    ...changes,
  });
  const base = outcome();
  const preflight = { ...base.wire[0], method: 'OPTIONS', preflight: true };
  const blocked = { verdict: 'blocked', response: null, steps: [{ id: 'x', outcome: 'fail', title: 'The step', detail: 'Its detail.', evidence: [] }] };
  const step = { id: 'departure', outcome: 'info', title: 'It does otherwise', detail: 'Because.', evidence: [] };
  const cases = [
    ['the verdict', blocked, /is blocked, where the Standard says allowed/, /It stops at this step: The step/],
    ['one more preflight', { wire: [preflight, ...base.wire] }, /It also sends a preflight to b\.test\//, /^$/],
    ['a request less', { wire: [] }, /It does not send PUT b\.test\//, /^$/],
    ['another request', { wire: [preflight] }, /It sends a preflight .* where the Standard sends PUT/, /^$/],
    ['another header', { wire: [{ ...base.wire[0], headers: [['origin', 'null']] }] }, /The request carries origin: null, where the Standard has origin: https:\/\/a\.test/, /^$/],
    ['no such header', { wire: [{ ...base.wire[0], headers: [] }] }, /carries no origin header/, /^$/],
    ['the response’s headers', { response: { ...base.response, headers: [] } }, /The response that the script sees carries no a header/, /^$/],
    ['the response’s URL', { response: { ...base.response, url: 'https://c.test/' } }, /The script sees url https:\/\/c\.test\//, /^$/],
    ['the body', { response: { ...base.response, body: '' } }, /another body/, /^$/],
    ['a later request', { then: [outcome(blocked)] }, /A later request/, /^$/],
    ['a departure is the reason', { ...blocked, steps: [step, ...blocked.steps] }, /is blocked/, /^It does otherwise$/],
  ];
  for (const [name, changes, what, why] of cases) {
    test(name, () => {
      const standard = name === 'a later request' ? outcome({ then: [base] }) : base;
      const { differing, notes, headline } = compare({ standard, chromium: standard, firefox: outcome(changes), webkit: standard });
      assert.deepEqual(differing, ['firefox']);
      assert.equal(headline, 'The browsers differ.');
      assert.equal(notes.length, 1);
      assert.match(notes[0].what, what);
      assert.match(notes[0].why, why);
    });
  }

  test('browsers that differ alike share a sentence', () => {
    const { headline, notes } = compare({ standard: base, chromium: outcome(blocked), firefox: outcome(blocked), webkit: outcome(blocked) });
    assert.match(headline, /^All browsers agree, but not with the Standard/);
    assert.deepEqual(notes.map(({ browsers }) => browsers), [['chromium', 'firefox', 'webkit']]);
  });

  test('another way to the same result is told, and is no difference', () => {
    const { headline, differing, notes } = compare({ standard: base, chromium: outcome({ steps: [step] }), firefox: base, webkit: base });
    assert.match(headline, /^All browsers agree/);
    assert.deepEqual(differing, []);
    assert.equal(notes[0].differs, false);
  });

  test('words alone are no difference', () => {
    const other = outcome({ exception: { name: 'TypeError', message: 'x' }, console: [{ level: 'error', text: 'x' }], summary: 'x' });
    assert.deepEqual(compare({ standard: base, chromium: other, firefox: base, webkit: base }).notes, []);
  });
});

describe('browsers side by side', () => {
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

  const kNames = { chromium: 'Chromium', firefox: 'Firefox', webkit: 'WebKit', standard: 'Fetch Standard' };
  const pick = (name) => page.getByRole('radio', { name: kNames[name] }).check();
  const consoleLines = async () => (await page.locator('console-view .console-text').allTextContents());

  for (const { id, scenario } of examples) {
    test(`${id}: four verdicts, and marks where they differ`, async () => {
      await choose(page, id);
      const { browsers } = evaluate(scenario);
      const { differing, notes } = compare(browsers);
      for (const name of Object.keys(kNames)) {
        const cell = page.locator(`.browser[data-browser="${name}"]`);
        assert.equal(await cell.getAttribute('data-verdict'), browsers[name].verdict);
        assert.equal(await cell.locator('.browser-differs').isVisible(), differing.includes(name));
      }
      assert.match(await page.locator('.agreement').innerText(), differing.length === 0 ? /^All browsers agree, and/ : /differ|but not/);
      assert.equal(await page.locator('difference-view li').count(), notes.length);
      assert.equal(await page.locator('difference-view').isVisible(), notes.length > 0);
    });

    test(`${id}: the console of each browser, word for word`, async () => {
      await choose(page, id);
      const { browsers } = evaluate(scenario);
      for (const name of ['firefox', 'webkit', 'chromium']) {
        await pick(name);
        const { console: lines, exception, verdict } = browsers[name];
        const lead = name === 'webkit' ? 'Unhandled Promise Rejection: ' : 'Uncaught (in promise) ';
        const uncaught = exception ? [`${lead}TypeError: ${exception.message}`] : [];
        assert.deepEqual(await consoleLines(), [...lines.map(({ text }) => text.trimEnd()), ...uncaught]);
        assert.equal(await verdictOf(page), verdict);
      }
    });
  }

  test('the tested versions are named', async () => {
    const text = await page.locator('.browsers').innerText();
    assert.match(text, /tested: \d+/);
    assert.match(text, /tested: WebKitGTK [\d.]+/);
  });

  test('the Standard has no words for a console', async () => {
    await choose(page, 'no-allow-origin');
    await pick('standard');
    assert.match(await page.locator('console-view').innerText(), /The Standard has no words/);
    assert.equal(await page.getByRole('button', { name: 'Copy these lines' }).isVisible(), false);
    await pick('chromium');
  });

  test('the lines are copied as they are', async () => {
    await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
    await choose(page, 'no-allow-origin');
    await page.getByRole('button', { name: 'Copy these lines' }).click();
    await page.locator('console-view').getByText('Copied').waitFor();
    assert.equal(await page.evaluate(() => navigator.clipboard.readText()), (await consoleLines()).join('\n'));
  });

  test('"Why?" leads to the reason', async () => {
    await choose(page, 'browsers-differ');
    await page.getByRole('button', { name: 'Why?' }).click();
    assert.equal(await page.evaluate(() => document.activeElement?.id), 'difference-heading');
    assert.match(await page.locator('difference-view').innerText(), /Chromium, Firefox, and WebKit\s+The request is allowed, where the Standard says blocked\./);
  });

  test('what is copied from the console is understood when it is pasted', async () => {
    for (const id of ['trailing-slash', 'custom-header', 'star-with-credentials', 'preflight-404']) {
      for (const name of ['chromium', 'firefox', 'webkit']) {
        await choose(page, id);
        await pick(name);
        const lines = await consoleLines();
        await paste(page, lines.join('\n'));
        assert.ok(await page.getByRole('radio', { name: kNames[name] }).isChecked());
        assert.deepEqual(await consoleLines(), lines, `${id}, ${name}`);
        assert.match(await page.locator('story-view').innerText(), /says just that/);
      }
    }
    await pick('chromium');
  });

  test('a pasted message leads to its explanation, its scenario, and a link to it', async () => {
    await paste(page, "app.js:3 Access to fetch at 'https://api.test/x' from origin 'https://app.test' has been blocked by CORS policy: Request header field x-token is not allowed by Access-Control-Allow-Headers in preflight response.");
    assert.equal(await page.evaluate(() => document.activeElement?.id), 'message-heading');
    assert.equal(await field(page, 'URL of the page').inputValue(), 'https://app.test/');
    assert.equal(await field(page, 'Headers, one per line').inputValue(), 'x-token: value');
    assert.equal(await verdictOf(page), 'blocked');
    assert.deepEqual((await sharedScenario(page)).request.headers, [['x-token', 'value']]);
  });

  test('a message that tells nothing leaves the scenario alone, and says so', async () => {
    await choose(page, 'put-json');
    await paste(page, 'TypeError: Failed to fetch');
    assert.match(await page.locator('story-view').innerText(), /cannot tell/i);
    assert.equal(await field(page, 'Method').inputValue(), 'PUT');
    await paste(page, 'What is this?');
    assert.match(await page.locator('.paste-answer').innerText(), /“What is this\?” is no message that is known here/);
    await choose(page, 'put-json');
    assert.equal(await page.locator('.paste-answer').innerText(), '');
  });

  test('several messages can be chosen from', async () => {
    await paste(page, 'Method PATCH is not allowed by Access-Control-Allow-Methods.\nOrigin https://app.test is not allowed by Access-Control-Allow-Origin. Status code: 401');
    assert.equal(await field(page, 'Method').inputValue(), 'PATCH');
    await page.locator('.message-others button').click();
    assert.equal(await field(page, 'URL of the page').inputValue(), 'https://app.test/');
    assert.match(await field(page, 'Answer to every request').inputValue(), /^HTTP\/1\.1 401/);
  });

  test('markup in a message stays text', async () => {
    await paste(page, "Access to fetch at 'https://api.test/<img/src=x>' from origin 'https://app.test' has been blocked by CORS policy: No 'Access-Control-Allow-Origin' header is present on the requested resource.");
    assert.equal(await page.locator('main img').count(), 0);
    assert.match(await page.locator('story-view').innerText(), /<img\/src=x>/);
  });
});
