import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, describe, test } from 'node:test';
import { removeFolder, temporaryFolder } from '../browsers/processes.mjs';
import { axe, axeFindings as findings, choose, field, kSingleFile, open, paste, sharedScenario, site, verdictOf } from './browser.mjs';
import { entry, har } from './har_file.mjs';

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

/** Every third is blocked, every tenth is a preflight with its request. */
const many = (count) => har(Array.from({ length: count }, (_, i) => {
  const url = `https://api.example.com/items/${i - (i % 10 === 1 ? 1 : 0)}`;
  if (i % 10 === 0) {
    return entry(url, { method: 'OPTIONS', status: 204, sent: [['Access-Control-Request-Method', 'PUT']], got: [['Access-Control-Allow-Origin', 'https://app.test'], ['Access-Control-Allow-Methods', 'PUT']] });
  }
  const got = i % 3 === 0 ? [] : [['Access-Control-Allow-Origin', 'https://app.test']];
  return entry(url, { method: i % 10 === 1 ? 'PUT' : 'GET', got, text: 'x'.repeat(200) });
}));

describe('bringing what one has', () => {
  const here = site();

  const opened = (url = here.server.url, options = {}) => open(here.browser, url, options);
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

  for (const [where, url] of [['hosted, in a worker', () => here.server.url], ['corslab.html, in the page', () => kSingleFile]]) {
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
        const { page, close } = await open(here.browser, here.server.url, { colorScheme, width, bypassCSP: true });
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
