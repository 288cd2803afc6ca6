import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { removeFolder, temporaryFolder } from '../browsers/processes.mjs';
import { filtered, sorted } from '../../web/src/import/har_rows.js';
import { chunksOf, joined, kChunk, looksLikeHar, readHar } from '../../web/src/import/har_reading.js';
import { axe, axeFindings as findings, choose, field, kSingleFile, launch, open, paste, sharedScenario, startServer, verdictOf } from './browser.mjs';

/** What people have in hand, brought into the page: requests as text, files, and HAR files with many requests. */

const kCurl = `curl -k --compressed -X PUT 'https://api.example.com/items/7' \\
  -H 'Origin: https://shop.example' \\
  -H 'Authorization: Bearer abcdefgh12345678' \\
  -H 'Content-Type: application/json' \\
  --data-raw '{"name":"x"}'`;

const kTexts = {
  curl: kCurl,
  'curl with its output': `$ curl -v https://api.example.com/a -H 'Origin: https://app.test'\n> GET /a HTTP/1.1\n> Host: api.example.com\n> Origin: https://app.test\n>\n< HTTP/1.1 200 OK\n< Access-Control-Allow-Origin: https://app.test\n< Content-Type: text/plain\n<\nhello`,
  'fetch()': `fetch("https://api.example.com/a", { method: "DELETE", headers: { "X-Token": "1" }, credentials: "include" });`,
  XMLHttpRequest: `const xhr = new XMLHttpRequest();\nxhr.open('PATCH', 'https://api.example.com/a');\nxhr.withCredentials = true;\nxhr.send();`,
  axios: `axios.post('https://api.example.com/a', { name: 'x' }, { withCredentials: true });`,
  'HTTP text': `GET /a HTTP/1.1\nHost: api.example.com\nOrigin: https://app.test\n\nHTTP/1.1 200 OK\nAccess-Control-Allow-Origin: *\n\nok`,
};

const header = (name, value) => ({ name, value });

/** An entry of a HAR file as browsers write it. */
function entry(url, { method = 'GET', origin = 'https://app.test', status = 200, sent = [], got = [], pageref, text = '' } = {}) {
  return {
    startedDateTime: '2024-05-01T10:00:00.000Z', time: 12, pageref, cache: {}, timings: { send: 0, wait: 10, receive: 2 },
    request: {
      method, url, httpVersion: 'HTTP/1.1', cookies: [], queryString: [], headersSize: -1, bodySize: 0,
      headers: [...(origin ? [header('Origin', origin)] : []), ...sent.map(([name, value]) => header(name, value))],
    },
    response: {
      status, statusText: '', httpVersion: 'HTTP/1.1', cookies: [], headersSize: -1, bodySize: text.length, redirectURL: '',
      headers: got.map(([name, value]) => header(name, value)), content: { size: text.length, mimeType: 'text/plain', text },
    },
  };
}

const har = (entries, pages = []) => JSON.stringify({ log: { version: '1.2', creator: { name: 'test', version: '1' }, pages, entries } });

/** Every third is blocked, every tenth is a preflight with its request. */
const many = (count) => har(Array.from({ length: count }, (_, i) => {
  const url = `https://api.example.com/items/${i - (i % 10 === 1 ? 1 : 0)}`;
  if (i % 10 === 0) {
    return entry(url, { method: 'OPTIONS', status: 204, sent: [['Access-Control-Request-Method', 'PUT']], got: [['Access-Control-Allow-Origin', 'https://app.test'], ['Access-Control-Allow-Methods', 'PUT']] });
  }
  const got = i % 3 === 0 ? [] : [['Access-Control-Allow-Origin', 'https://app.test']];
  return entry(url, { method: i % 10 === 1 ? 'PUT' : 'GET', got, text: 'x'.repeat(200) });
}));

describe('a HAR file, as it is read', () => {
  test('what looks like one', () => {
    assert.ok(looksLikeHar(har([])));
    assert.ok(looksLikeHar(`\ufeff\n{ "log" : {`));
    assert.ok(!looksLikeHar('fetch("x", { "log": 1 })'));
    assert.ok(!looksLikeHar('{"version":1}'));
  });

  test('damage has a place', () => {
    const text = `{\n "log": {\n  "entries": [,]\n }\n}`;
    assert.deepEqual(readHar(text), { error: { kind: 'not-json', line: 3, column: 15 } });
    const whole = '{"a":[1,-2.5e3,"\\u00e9\\n",true,null,{}],"b":{"c":[]}}';
    assert.deepEqual(readHar(whole), { error: { kind: 'no-entries' } });
    // Cut anywhere, the place is the beginning of what was cut; with a letter too many, it is not behind that.
    for (let i = 1; i < whole.length; i += 1) {
      const { column } = readHar(whole.slice(0, i)).error;
      assert.ok(column <= i + 1 && column > whole.slice(0, i).search(/[{}[\],:][^{}[\],:]*$/), whole.slice(0, i));
      assert.ok(readHar(`${whole.slice(0, i)}\u0001${whole.slice(i)}`).error.column <= i + 1, String(i));
    }
    assert.deepEqual(readHar('{"log":{}}'), { error: { kind: 'no-entries' } });
    assert.deepEqual(readHar('null'), { error: { kind: 'no-entries' } });
  });

  test('entries that are none are left out', () => {
    assert.equal(readHar('{"log":{"entries":[1,null,{},"x",[]],"pages":[null,{"id":1,"title":"https://a.test/"}]}}').har.entries.length, 1);
  });

  test('a preflight stays with the request that it precedes', () => {
    const asks = { method: 'OPTIONS', sent: [['access-control-request-method', 'PUT']] };
    const entries = [entry('https://a.test/1', asks), entry('https://a.test/2', asks), entry('https://b.test/'), entry('https://a.test/2'), entry('https://a.test/1'),
      entry('https://a.test/3', asks), entry('https://a.test/4', { method: 'OPTIONS' })];
    assert.deepEqual(joined(entries), [[2], [1, 3], [0, 4], [6], [5]]);
  });

  test('every entry is in one chunk, of one page, none is too large', () => {
    const pages = [{ id: 'a', title: 'https://a.test/' }, { id: 'b', title: 'not a URL' }];
    const entries = Array.from({ length: 1000 }, (_, i) => entry(`https://x.test/${i}`, { pageref: i % 2 === 0 ? 'a' : 'b' }));
    const { har: read } = readHar(har(entries, pages));
    const chunks = chunksOf(read);
    assert.deepEqual(chunks.flatMap(({ places }) => places).sort((a, b) => a - b), entries.map((_, i) => i));
    assert.ok(chunks.every(({ places }) => places.length <= kChunk));
    assert.deepEqual(new Set(chunks.map(({ page }) => page)), new Set(['https://a.test/', null]));
    assert.ok(chunks.every(({ places, page }) => places.every((at) => (page === null) === (at % 2 === 1))));
  });
});

describe('rows, narrowed and in order', () => {
  const row = (at, url, verdict, more = {}) => ({
    at, method: 'GET', url, page: 'https://app.test', status: 200, summary: '',
    verdicts: verdict && { chromium: verdict, firefox: verdict, webkit: verdict, standard: verdict, ...more },
  });
  const rows = [row(0, 'https://b.test/', 'allowed'), row(1, 'https://a.test/', 'blocked'), row(2, 'data:,x', null), row(3, 'https://c.test/', 'allowed', { webkit: 'blocked' })];
  const ats = (found) => found.map(({ at }) => at);

  test('by verdict', () => {
    const by = (verdict) => ats(filtered(rows, { text: '', verdict }));
    assert.deepEqual([by(''), by('blocked'), by('allowed'), by('differ'), by('skipped'), by('opaque')], [[0, 1, 2, 3], [1, 3], [0, 3], [3], [2], []]);
  });
  test('by text, all words of it', () => {
    assert.deepEqual(ats(filtered(rows, { text: 'GET  A.test', verdict: '' })), [1]);
    assert.deepEqual(ats(filtered(rows, { text: 'app get', verdict: 'blocked' })), [1, 3]);
  });
  test('in order, the file’s among equals', () => {
    assert.deepEqual(ats(sorted(rows, { column: 'url', ascending: true })), [2, 1, 0, 3]);
    assert.deepEqual(ats(sorted(rows, { column: 'webkit', ascending: true })), [1, 3, 0, 2]);
    assert.deepEqual(ats(sorted(rows, { column: 'webkit', ascending: false })), [2, 0, 1, 3]);
    assert.deepEqual(ats(sorted(rows, { column: 'at', ascending: false })), [3, 2, 1, 0]);
  });
});

describe('bringing what one has', () => {
  let browser;
  let server;

  before(async () => {
    browser = await launch();
    server = await startServer();
  });
  after(async () => {
    await browser?.close();
    server?.stop();
  });

  const opened = (url = server.url, options = {}) => open(browser, url, options);
  const panel = (page) => page.locator('import-panel');
  const putFile = (page, name, text) => page.locator('import-box input[type=file]').setInputFiles({ name, mimeType: 'application/octet-stream', buffer: Buffer.from(text) });
  /** A file dragged over the page, and dropped where asked. */
  const drag = (page, type, name, text) => page.evaluate(([type, name, text]) => {
    const dataTransfer = new DataTransfer();
    dataTransfer.items.add(new File([text], name));
    (document.querySelector('verdict-line') ?? document.body).dispatchEvent(new DragEvent(type, { bubbles: true, cancelable: true, dataTransfer }));
  }, [type, name, text]);

  test('a curl command becomes the scenario, and the panel says what was read', async () => {
    const { page, done } = await opened();
    await paste(page, kCurl);
    await panel(page).waitFor();
    assert.equal(await field(page, 'Method').inputValue(), 'PUT');
    assert.equal(await field(page, 'URL').first().inputValue(), 'https://api.example.com/items/7');
    const { request } = await sharedScenario(page);
    assert.equal(request.method, 'PUT');
    assert.ok(request.headers.some(([name]) => name.toLowerCase() === 'authorization'));
    assert.match(await panel(page).innerText(), /Understood/);
    assert.match(await panel(page).innerText(), /Authorization.*stay on this page/);
    await done();
  });

  test('"Edit" leads to the field that is missing, and it takes the focus', async () => {
    const { page, done } = await opened();
    await paste(page, kCurl);
    await panel(page).waitFor();
    assert.ok(await page.evaluate(() => document.activeElement?.matches('import-panel h2')));
    const edits = page.locator('import-panel .import-warning button');
    assert.ok((await edits.count()) > 0);
    for (let i = 0; i < (await edits.count()); i += 1) {
      await edits.nth(i).click();
      assert.ok(await page.evaluate(() => document.activeElement?.matches('scenario-form :is(input, select, textarea)')), await edits.nth(i).getAttribute('aria-label'));
    }
    await done();
  });

  for (const [name, text] of Object.entries(kTexts)) {
    test(`${name} is read, and can be changed`, async () => {
      const { page, done } = await opened();
      await paste(page, text);
      await panel(page).waitFor();
      assert.ok(['allowed', 'blocked', 'opaque'].includes(await verdictOf(page)));
      assert.match(await field(page, 'URL').first().inputValue(), /^https:\/\/api\.example\.com\//);
      await field(page, 'Method').fill('QUERY QUERY');
      assert.equal(await verdictOf(page), 'invalid');
      await done();
    });
  }

  test('several requests can be chosen from', async () => {
    const { page, done } = await opened();
    await paste(page, "curl https://api.example.com/one\ncurl -X DELETE https://api.example.com/two");
    await panel(page).waitFor();
    const buttons = page.locator('.import-requests button');
    assert.equal(await buttons.count(), 2);
    assert.equal(await field(page, 'URL').first().inputValue(), 'https://api.example.com/one');
    await buttons.nth(1).click();
    assert.equal(await field(page, 'URL').first().inputValue(), 'https://api.example.com/two');
    assert.equal(await page.locator('.import-requests [aria-current]').innerText(), await buttons.nth(1).innerText());
    await choose(page, 'put-json');
    assert.equal(await panel(page).count(), 0);
    await done();
  });

  test('a mistake is told under the box, with its line and column', async () => {
    const { page, done } = await opened();
    await choose(page, 'no-cors');
    await paste(page, "curl 'https://api.example.com/' \\\n  -H 'X-Never-Closed: 1");
    await page.locator('.paste-answer strong').waitFor();
    assert.match(await page.locator('.paste-answer').innerText(), /^Line 2, column \d+:/);
    assert.equal(await field(page, 'Mode').inputValue(), 'no-cors');
    await choose(page, 'put-json');
    assert.equal(await page.locator('.paste-answer').innerText(), '');
    await done();
  });

  test('what is nothing at all keeps its answer', async () => {
    const { page, done } = await opened();
    await paste(page, 'What is this?');
    assert.match(await page.locator('.paste-answer').innerText(), /“What is this\?” is no message that is known here/);
    await page.waitForLoadState('networkidle');
    assert.match(await page.locator('.paste-answer').innerText(), /“What is this\?” is no message that is known here/);
    await done();
  });

  test('a console message in a file, or dropped, is explained', async () => {
    const { page, done } = await opened();
    const message = "Access to fetch at 'https://api.test/x' from origin 'https://app.test' has been blocked by CORS policy: No 'Access-Control-Allow-Origin' header is present on the requested resource.";
    await putFile(page, 'console.txt', message);
    await page.locator('#message-heading').waitFor();
    assert.equal(await field(page, 'URL of the page').inputValue(), 'https://app.test/');
    await drag(page, 'dragover', 'request.txt', kCurl);
    assert.ok(await page.locator('.drop-hint').isVisible());
    assert.match(await page.locator('.drop-hint').innerText(), /Drop it here/);
    await drag(page, 'drop', 'request.txt', kCurl);
    assert.ok(await page.locator('.drop-hint').isHidden());
    await panel(page).waitFor();
    assert.equal(await field(page, 'Method').inputValue(), 'PUT');
    await done();
  });

  const rows = (page) => page.locator('.har tbody tr');
  const countLine = (page) => page.locator('.har-count');
  const judgedAll = async (page) => {
    await page.locator('.har-dialog').waitFor();
    await page.locator('.har-progress').waitFor({ state: 'hidden', timeout: 60_000 });
  };

  for (const [where, url] of [['hosted, in a worker', () => server.url], ['corslab.html, in the page', () => kSingleFile]]) {
    test(`a HAR file is judged, sorted, narrowed and opened: ${where}`, async () => {
      const { page, done } = await opened(url());
      await putFile(page, 'site.har', many(1000));
      await judgedAll(page);
      assert.equal(await page.locator('.har-dialog h2').innerText(), 'Requests of site.har');
      assert.equal(await rows(page).count(), 100);
      assert.equal(await countLine(page).innerText(), '1 to 100 of 1,000 requests');
      const verdict = (i) => rows(page).nth(i).locator('.har-verdict').allTextContents();
      assert.deepEqual(await verdict(2), ['Allowed', 'Allowed', 'Allowed', 'Allowed']);
      assert.deepEqual(await verdict(3), ['Blocked', 'Blocked', 'Blocked', 'Blocked']);

      const heading = page.getByRole('columnheader', { name: 'URL' });
      await heading.getByRole('button').click();
      assert.equal(await heading.getAttribute('aria-sort'), 'ascending');
      assert.match(await rows(page).first().locator('.har-url').innerText(), /items\/0/);
      await heading.getByRole('button').click();
      assert.equal(await heading.getAttribute('aria-sort'), 'descending');
      assert.match(await rows(page).first().locator('.har-url').innerText(), /items\/999/);
      assert.equal(await page.locator('.har th[aria-sort]').count(), 1);

      await page.locator('.har-dialog').getByLabel('Verdict', { exact: true }).selectOption('blocked');
      const blocked = Number(/(\d+) requests?$|of (\d+)/.exec(await countLine(page).innerText())?.slice(1).find(Boolean));
      assert.ok(blocked > 200 && blocked < 400, await countLine(page).innerText());
      await page.locator('.har-dialog').getByLabel('Search').fill('items/333');
      assert.equal(await countLine(page).innerText(), '1 of 1,000 requests');
      assert.equal(await rows(page).count(), 1);

      await rows(page).first().getByRole('button').press('Enter');
      await panel(page).waitFor();
      assert.ok(await page.locator('.har-dialog').isHidden());
      assert.equal(await verdictOf(page), 'blocked');
      assert.equal(await field(page, 'URL').first().inputValue(), 'https://api.example.com/items/333');
      await page.getByRole('button', { name: 'Back to the list' }).click();
      assert.ok(await page.locator('.har-dialog').isVisible());
      assert.ok(await page.evaluate(() => document.activeElement?.matches('.har-open')));
      await done();
    });
  }

  test('pages of the table are turned, and the focus stays', async () => {
    const { page, done } = await opened();
    await paste(page, many(250));
    await judgedAll(page);
    assert.equal(await countLine(page).innerText(), '1 to 100 of 250 requests');
    const later = page.getByRole('button', { name: 'Next 100' });
    const earlier = page.getByRole('button', { name: 'Previous 100' });
    assert.ok(await earlier.isDisabled());
    await later.press('Enter');
    await later.press('Enter');
    assert.equal(await countLine(page).innerText(), '201 to 250 of 250 requests');
    assert.ok(await later.isDisabled());
    assert.ok(await earlier.evaluate((button) => button === document.activeElement));
    await done();
  });

  test('a preflight belongs to its request', async () => {
    const { page, done } = await opened();
    const allow = [['Access-Control-Allow-Origin', 'https://app.test']];
    await paste(page, har([
      entry('https://api.example.com/x', { method: 'OPTIONS', status: 204, sent: [['Access-Control-Request-Method', 'PUT']], got: [...allow, ['Access-Control-Allow-Methods', 'PUT']] }),
      entry('https://api.example.com/x', { method: 'PUT', got: allow }),
      entry('https://api.example.com/y', { method: 'OPTIONS', status: 204, sent: [['Access-Control-Request-Method', 'PUT']], got: allow }),
      entry('https://api.example.com/y', { method: 'PUT', got: allow }),
      entry('data:text/plain,x', { origin: '' }),
    ]));
    await judgedAll(page);
    const texts = (await rows(page).allInnerTexts()).map((text) => text.replace(/\s+/g, ' '));
    assert.match(texts[0], /not judged/);
    assert.match(texts[1], /Allowed Allowed Allowed Allowed/);
    assert.match(texts[3], /Blocked Blocked Blocked Blocked/);
    assert.match(texts[4], /not judged/);
    await rows(page).nth(1).getByRole('button').click();
    await panel(page).waitFor();
    assert.match(await field(page, 'Answer to the preflight').inputValue(), /Allow-Methods: PUT/);
    assert.equal(await verdictOf(page), 'allowed');
    await done();
  });

  test('ten thousand requests: a bar shows how far it is, and cancelling keeps what was judged', async (t) => {
    const { page, done } = await opened();
    await page.evaluate(() => {
      window.seen = [];
      new MutationObserver(() => {
        const bar = document.querySelector('.har-progress progress');
        if (bar && window.seen.at(-1) !== bar.value) window.seen.push(bar.value);
        if (bar && bar.value > 1000 && bar.value < 10_000 && !window.cancelled && window.stopAt) {
          window.cancelled = true;
          document.querySelector('.har-progress button').click();
        }
      }).observe(document.body, { subtree: true, childList: true, characterData: true, attributes: true });
    });
    const folder = temporaryFolder('har');
    t.after(() => removeFolder(folder));
    const file = join(folder, 'large.har');
    writeFileSync(file, many(10_000));
    const put = () => page.locator('import-box input[type=file]').setInputFiles(file);
    await put();
    await judgedAll(page);
    const seen = await page.evaluate(() => window.seen);
    assert.ok(seen.filter((value) => value > 0).length > 10, String(seen));
    assert.ok(seen.every((value, i) => i === 0 || value >= seen[i - 1]));
    assert.equal(await countLine(page).innerText(), '1 to 100 of 10,000 requests');
    assert.equal(await rows(page).count(), 100);
    await page.getByRole('button', { name: 'Close' }).click();

    await page.evaluate(() => { window.stopAt = true; });
    await put();
    await page.locator('.har-note').getByText('Stopped').waitFor();
    const judged = Number((await page.locator('.har-note').innerText()).match(/[\d,]+/)[0].replace(',', ''));
    assert.ok(judged > 1000 && judged < 10_000, String(judged));
    await rows(page).nth(2).getByRole('button').click();
    await panel(page).waitFor();
    await done();
  });

  test('a damaged HAR file is told, with the place', async () => {
    const { page, done } = await opened();
    await putFile(page, 'cut.har', many(20).slice(0, 900));
    await page.locator('.paste-answer strong').waitFor();
    assert.match(await page.locator('.paste-answer').innerText(), /^Line 1, column \d+: This file is not whole/);
    assert.ok(await page.locator('.har-dialog').isHidden());
    await putFile(page, 'other.har', '{"log":{}}');
    await page.locator('.paste-answer').getByText('no list log.entries').waitFor();
    await done();
  });

  test('markup in a request stays text', async () => {
    const { page, done } = await opened();
    await putFile(page, 'evil.har', har([entry('https://api.example.com/?<img/src=x>', { method: '<b>' })]));
    await judgedAll(page);
    assert.equal(await page.locator('.har :is(img, b)').count(), 0);
    await done();
  });

  test('the keyboard alone: from the box to a request of a HAR file, and back to the list', async () => {
    const { page, done } = await opened();
    await page.getByLabel('Paste what you have').focus();
    await page.evaluate((text) => { document.activeElement.value = text; }, many(30));
    await page.keyboard.press('Enter');
    await judgedAll(page);
    const at = () => page.evaluate(() => document.activeElement?.className ?? '');
    for (let i = 0; i < 30 && (await at()) !== 'har-open'; i += 1) await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await panel(page).waitFor();
    for (let i = 0; i < 20 && (await page.evaluate(() => document.activeElement?.textContent)) !== 'Back to the list'; i += 1) await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    assert.equal(await at(), 'har-open');
    await page.keyboard.press('Escape');
    assert.ok(await page.locator('.har-dialog').isHidden());
    await done();
  });

  for (const colorScheme of ['light', 'dark']) {
    for (const width of [1280, 390]) {
      test(`axe finds nothing, nothing sticks out: ${colorScheme}, ${width} wide`, async () => {
        const { page, close } = await open(browser, server.url, { colorScheme, width, bypassCSP: true });
        await page.evaluate(axe);
        const fits = () => page.evaluate(() => document.documentElement.scrollWidth <= innerWidth);
        for (const text of [kCurl, "curl https://api.example.com/one\ncurl -X DELETE https://api.example.com/two"]) {
          await paste(page, text);
          await panel(page).waitFor();
          assert.deepEqual(await findings(page), []);
          assert.ok(await fits());
          await choose(page, 'put-json');
        }
        await paste(page, "curl 'https://api.example.com/' -H 'X-Never: 1");
        await page.locator('.paste-answer strong').waitFor();
        assert.deepEqual(await findings(page), [], 'a mistake');
        await putFile(page, `${'long'.repeat(40)}.har`, many(120));
        await judgedAll(page);
        assert.deepEqual(await findings(page), [], 'the table');
        assert.ok(await page.evaluate(() => document.querySelector('.har-dialog').scrollWidth <= document.querySelector('.har-dialog').clientWidth));
        assert.ok(await fits());
        await close();
      });
    }
  }
});
