import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { describe, test } from 'node:test';
import { decodeFragment } from '../../web/src/model/share.js';
import { fetchCode } from '../../web/src/share/fetch_code.js';
import { masked } from '../../web/src/share/masked.js';
import { curlCommands, quoted } from '../../web/src/share/shell.js';
import { axe, axeFindings as findings, choose, examples, field, kSingleFile, linkTo, open, site } from './browser.mjs';
import { evaluate } from './engine.mjs';

/** What the page gives away: the share dialog, its forms, and paper. */

const kSecret = 'S3cretS3cretS3cret';
const kToken = 'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0In0.SflKxwRJSMeKKF2QT4fw';

/** Secrets wherever they may be. */
const kSecretive = {
  version: 1,
  page: { url: 'https://app.example.com/' },
  request: {
    url: `https://api.example.com/items?access_token=${kSecret}&page=2`, method: 'POST', credentials: 'include',
    headers: [['Authorization', `Bearer ${kSecret}`], ['X-Api-Key', kSecret], ['Content-Type', 'application/json']],
    body: JSON.stringify({ name: 'x', password: kSecret, nested: { refresh_token: kToken } }),
  },
  server: [{
    url: `https://api.example.com/items?access_token=${kSecret}&page=2`,
    preflight: { status: 204, headers: [['Access-Control-Allow-Origin', 'https://app.example.com'], ['Access-Control-Allow-Credentials', 'true'], ['Access-Control-Allow-Headers', 'authorization, x-api-key, content-type']] },
    response: { status: 200, headers: [['Access-Control-Allow-Origin', 'https://app.example.com'], ['Access-Control-Allow-Credentials', 'true'], ['Set-Cookie', `session=${kSecret}; Path=/; SameSite=None; Secure`]], body: '{}' },
  }],
};

describe('masks', () => {
  const secrets = [
    { path: '/request/url', name: 'access_token' }, { path: '/request/headers/0/1', name: 'Authorization' }, { path: '/request/headers/1/1', name: 'X-Api-Key' },
    { path: '/request/body', name: 'password' }, { path: '/request/body', name: 'refresh_token' }, { path: '/server/0/response/headers/2/1', name: 'Set-Cookie' },
  ];
  const mask = (headers, ...names) => masked({ ...kSecretive, request: { ...kSecretive.request, headers } }, names.map((name, i) => ({ path: `/request/headers/${i}/1`, name }))).request.headers.map(([, value]) => value);

  test('no secret is left, and all else stays', () => {
    const result = masked(kSecretive, secrets);
    assert.doesNotMatch(JSON.stringify(result), /S3cret|eyJ/);
    assert.equal(result.request.url, 'https://api.example.com/items?access_token=...&page=2');
    assert.equal(result.server[0].url, result.request.url);
    assert.deepEqual(result.request.headers, [['Authorization', 'Bearer ...'], ['X-Api-Key', '...'], ['Content-Type', 'application/json']]);
    assert.deepEqual(JSON.parse(result.request.body), { name: 'x', password: '...', nested: { refresh_token: '...' } });
    assert.deepEqual(result.server[0].response.headers[2], ['Set-Cookie', 'session=...; Path=/; SameSite=None; Secure']);
    assert.deepEqual(masked(kSecretive, []), kSecretive);
  });

  test('no verdict changes, in any browser', () => {
    const verdicts = (scenario) => Object.values(evaluate(scenario).browsers).map(({ verdict, wire }) => [verdict, wire.length]);
    assert.deepEqual(verdicts(masked(kSecretive, secrets)), verdicts(kSecretive));
    // A header whose value decides about the preflight by its length.
    for (const length of [128, 129, 400]) {
      const scenario = { ...kSecretive, request: { url: 'https://api.example.com/', headers: [['Accept', 'a'.repeat(length)]] } };
      const hidden = masked(scenario, [{ path: '/request/headers/0/1', name: 'Accept' }]);
      assert.doesNotMatch(hidden.request.headers[0][1], /a/);
      assert.deepEqual(verdicts(hidden), verdicts(scenario), String(length));
    }
  });

  test('each kind keeps its shape', () => {
    assert.deepEqual(mask([['Cookie', 'a=1; session=abc; empty=']], 'Cookie'), ['a=...; session=...; empty=']);
    assert.deepEqual(mask([['Authorization', 'Basic dXNlcjpwYXNz']], 'Authorization'), ['Basic ...']);
    assert.deepEqual(mask([['Authorization', 'abc']], 'Authorization'), ['...']);
    const form = masked({ ...kSecretive, request: { url: 'https://user:pass@a.example/', body: 'grant_type=password&password=hunter2&next=1' } },
      [{ path: '/request/body', name: 'password' }, { path: '/request/url', name: 'user' }]);
    assert.equal(form.request.body, 'grant_type=password&password=...&next=1');
    assert.equal(form.request.url, 'https://...@a.example/');
  });

  test('a short secret takes nothing else with it', () => {
    const at = (url, name) => masked({ ...kSecretive, request: { url } }, [{ path: '/request/url', name }]).request.url;
    assert.equal(at('https://api.example.com/a?key=a&next=a', 'key'), 'https://api.example.com/a?key=...&next=a');
    assert.equal(at('https://api.example.com/?my%20key=1#access=2', 'my key'), 'https://api.example.com/?my%20key=...#access=2');
    assert.deepEqual(mask([['Location', 'https://a.example/back?code=1&state=1']], 'code'), ['https://a.example/back?code=...&state=1']);
    assert.equal(masked({ ...kSecretive, request: { url: 'https://a.example/', body: '{"pin":12,"n":12}' } }, [{ path: '/request/body', name: 'pin' }]).request.body, '{"pin":...,"n":12}');
  });

  test('a path that leads nowhere is no secret', () => {
    assert.deepEqual(masked(kSecretive, [{ path: '/request/headers/99/1', name: 'X' }]), kSecretive);
  });
});

describe('the forms of a request', () => {
  const odd = ["it's", 'a "quote"', 'back\\slash', '$HOME `id` $(id)', 'tab\tand\nline', 'ünïcödé 路 😀', '%s !! \u2028', ''];

  test('a shell reads back what was quoted', () => {
    for (const text of odd) {
      const { stdout } = spawnSync('bash', ['-c', `printf %s ${quoted(text, true)}`], { encoding: 'utf8' });
      assert.equal(stdout, text);
    }
    const bytes = spawnSync('bash', ['-c', `printf %s ${quoted('caf\xe9')}`]).stdout;
    assert.deepEqual([...bytes], [0x63, 0x61, 0x66, 0xe9]);
  });

  test('the call, carried out, asks for what the scenario says', async () => {
    for (const text of odd) {
      const request = { url: `https://api.example.com/${encodeURIComponent(text)}`, method: 'PUT', credentials: 'include', headers: [['X-One', text], ["it's-no-name", '2']], body: text };
      /** @type {any} */
      let asked;
      await new Function('fetch', `return (async () => { ${fetchCode({ request })} })();`)((...words) => { asked = words; });
      assert.deepEqual(asked, [request.url, { method: 'PUT', credentials: 'include', headers: Object.fromEntries(request.headers), body: text }]);
    }
    const twice = fetchCode({ request: { url: 'https://a.example/', headers: [['X', '1'], ['x', '2']] } });
    assert.match(twice, /headers: \[\n {4}\['X', '1'\],\n {4}\['x', '2'\],\n {2}\]/);
    assert.equal(fetchCode({ request: { url: 'https://a.example/' } }), "const response = await fetch('https://a.example/');\n");
  });

  test('the commands, carried out, send what the browser would', async () => {
    /** @type {any[]} */
    const got = [];
    const server = createServer((request, response) => {
      let body = '';
      request.setEncoding('utf8').on('data', (chunk) => { body += chunk; }).on('end', () => {
        got.push({ method: request.method, url: request.url, headers: request.headers, body });
        response.end();
      });
    });
    await new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(undefined)));
    const base = `http://127.0.0.1:${server.address().port}`;
    const body = '{"name":"it\'s — ünïcödé"}';
    const wire = [
      { method: 'OPTIONS', url: `${base}/a?b=1&c=[2]`, preflight: true, headers: [['origin', 'https://app.test'], ['access-control-request-method', 'PUT']] },
      { method: 'PUT', url: `${base}/a`, preflight: false, headers: [['content-type', 'application/json'], ['origin', 'https://app.test'], ['x-empty', ''], ['x-quote', "it's $HOME"]] },
      { method: 'HEAD', url: `${base}/h`, preflight: false, headers: [] },
    ];
    for (const command of curlCommands(wire, body, () => 'a request').split('\n\n')) {
      await new Promise((resolve) => {
        import('node:child_process').then(({ execFile }) => execFile('bash', ['-c', command.replace('curl -i', 'curl -s -g -m 5')], resolve));
      });
    }
    server.close();
    assert.deepEqual(got.map(({ method, url }) => [method, url]), [['OPTIONS', '/a?b=1&c=[2]'], ['PUT', '/a'], ['HEAD', '/h']]);
    for (const [i, { headers }] of wire.entries()) for (const [name, value] of headers) assert.equal(got[i].headers[name], value, name);
    assert.deepEqual(got.map((one) => one.body), ['', body, '']);
  });
});

describe('the share dialog', () => {
  const here = site();

  async function opened(url = here.server.url, options = {}) {
    const visit = await open(here.browser, url, options);
    await visit.page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
    return visit;
  }
  const share = async (page, form) => {
    if (!(await page.locator('dialog.share').isVisible().catch(() => false))) await page.getByRole('button', { name: 'Share', exact: true }).click();
    await page.locator('dialog.share').getByRole('radio', { name: form, exact: true }).check();
  };
  const preview = (page) => page.locator('.share-preview .code').innerText();
  const clipboard = (page) => page.evaluate(() => navigator.clipboard.readText());
  const copied = async (page, button) => {
    await page.evaluate(() => navigator.clipboard.writeText(''));
    await page.getByRole('button', { name: button, exact: true }).click();
    await page.locator('.share-bar').getByText('Copied').waitFor();
    return clipboard(page);
  };
  const downloaded = async (page, button) => {
    const [download] = await Promise.all([page.waitForEvent('download', { timeout: 30_000 }), page.getByRole('button', { name: button, exact: true }).click()]);
    return { name: download.suggestedFilename(), bytes: readFileSync(await download.path()) };
  };

  test('each form is shown, and copied as shown', async () => {
    const { page, done } = await opened();
    await choose(page, 'put-json');
    const example = examples.find(({ id }) => id === 'put-json');
    for (const [form, button] of [['Link', 'Copy link'], ['Report', 'Copy report'], ['curl', 'Copy commands'], ['fetch()', 'Copy code'], ['Scenario', 'Copy scenario'], ['Result', 'Copy result']]) {
      await share(page, form);
      assert.equal((await copied(page, button)).trim(), (await page.locator('.share-preview .code').textContent()).trim(), form);
    }
    await share(page, 'Link');
    assert.equal(await preview(page), page.url());
    await share(page, 'Scenario');
    assert.deepEqual(JSON.parse(await preview(page)), example.scenario);
    await share(page, 'Result');
    assert.deepEqual(JSON.parse(await preview(page)), evaluate(example.scenario));
    await share(page, 'curl');
    assert.match(await preview(page), /curl -i \\\n {2}-X OPTIONS[^]*access-control-request-method: PUT[^]*curl -i \\\n {2}-X PUT/);
    await done();
  });

  test('the report tells everything', async () => {
    const { page, done } = await opened();
    await choose(page, 'trailing-slash');
    await share(page, 'Report');
    const text = await preview(page);
    const { browsers } = evaluate(examples.find(({ id }) => id === 'trailing-slash').scenario);
    assert.match(text, /^# Blocked: GET https:/);
    assert.match(text, /\| Chromium [\d.]+ \| Blocked \|/);
    assert.match(text, /\(\[The rule in the Standard\]\(https:\/\/fetch\.spec\.whatwg\.org\/#/);
    for (const name of ['chromium', 'firefox', 'webkit']) for (const line of browsers[name].console) assert.ok(text.includes(line.text.trimEnd()), line.text);
    assert.match(text, /## What fixes it\n\n1\. /);
    const link = /\[Open it in corslab\]\(<(.*)>\)/.exec(text)?.[1] ?? '';
    assert.deepEqual(decodeFragment(new URL(link).hash).scenario, examples.find(({ id }) => id === 'trailing-slash').scenario);
    const file = await downloaded(page, 'Download report');
    assert.equal(file.name, 'corslab-report.md');
    assert.equal(file.bytes.toString('utf8').trim(), text.trim());
    await done();
  });

  test('no text of a scenario breaks out of the report', async () => {
    const scenario = structuredClone(examples[0].scenario);
    scenario.request.body = '```\n# not a heading\n```';
    scenario.request.headers = [['X-Odd', '<img src=x> | `tick` [link](javascript:x)']];
    const { page, done } = await opened(linkTo(here.server.url, scenario));
    await share(page, 'Report');
    const text = await preview(page);
    const outside = text.replace(/^(`{3,})\w*\n[^]*?\n\1$/gm, '');
    assert.doesNotMatch(outside, /# not a heading/);
    assert.doesNotMatch(outside, /(?<!\\)<img|(?<!\\)\]\(javascript/);
    await done();
  });

  test('secrets are masked in every form, until they are asked for', async () => {
    const { page, done } = await opened(linkTo(here.server.url, kSecretive));
    const forms = ['Link', 'Report', 'curl', 'fetch()', 'Scenario', 'Result'];
    const holds = (text) => /S3cret|eyJhbGci/.test(text + Buffer.from(/#s=([\w-]+)/.exec(text)?.[1] ?? '', 'base64url').toString());
    for (const form of forms) {
      await share(page, form);
      assert.ok(!holds(await preview(page)), form);
    }
    await share(page, 'Picture');
    await page.locator('.share-picture svg').waitFor();
    assert.doesNotMatch(await page.locator('.share-picture').innerHTML(), /S3cret/);
    assert.match(await page.locator('.share-safety').innerText(), /Authorization/);
    await page.getByLabel('Include secrets').check();
    await share(page, 'Scenario');
    await page.locator('.share-preview').getByText('S3cret').waitFor();
    for (const form of ['Link', 'Report', 'curl', 'fetch()', 'Scenario']) {
      await share(page, form);
      assert.ok(holds(await preview(page)), form);
    }
    assert.equal(JSON.parse(await preview(page)).request.headers[0][1], `Bearer ${kSecret}`);
    // The next time they are masked again; and the page itself holds what it held.
    await page.keyboard.press('Escape');
    await share(page, 'Scenario');
    assert.ok(!holds(await preview(page)));
    await page.keyboard.press('Escape');
    assert.match(await field(page, 'Headers, one per line').inputValue(), /Bearer S3cret/);
    await done();
  });

  test('where nothing looks like a secret nothing is asked', async () => {
    const { page, done } = await opened();
    await share(page, 'Link');
    assert.ok(await page.getByLabel('Include secrets').isHidden());
    await done();
  });

  for (const id of ['put-json', 'trailing-slash', 'mixed-content', 'redirect-null', 'no-cors']) {
    test(`the picture stands alone: ${id}`, async () => {
      const { page, done } = await opened(here.server.url, { colorScheme: 'dark' });
      await choose(page, id);
      await share(page, 'Picture');
      const { name, bytes } = await downloaded(page, 'Download SVG');
      assert.equal(name, 'corslab.svg');
      const text = bytes.toString('utf8');
      assert.doesNotMatch(text, / class=| style=|var\(|light-dark|<style|href=/);
      assert.match(text, /<title>/);
      // Light, whatever the page has; and drawn by a browser that knows nothing else.
      const other = await here.browser.newPage({ viewport: { width: 800, height: 600 } });
      await other.setContent(`<img src="data:image/svg+xml;base64,${bytes.toString('base64')}">`);
      const { width, height, colours } = await other.evaluate(async () => {
        const image = document.querySelector('img');
        await image.decode();
        const canvas = Object.assign(document.createElement('canvas'), { width: image.naturalWidth, height: image.naturalHeight });
        const context = canvas.getContext('2d');
        context.drawImage(image, 0, 0);
        const { data } = context.getImageData(0, 0, canvas.width, canvas.height);
        const colours = new Set();
        for (let i = 0; i < data.length; i += 4) colours.add(data.slice(i, i + 4).join(' '));
        return { width: canvas.width, height: canvas.height, colours: [...colours] };
      });
      assert.ok(width > 600 && height > 150, `${width} x ${height}`);
      assert.ok(colours.includes('255 253 247 255'), 'the light sheet');
      assert.ok(colours.includes('23 25 30 255'), 'dark ink');
      assert.ok(colours.every((colour) => colour.endsWith(' 255')));
      await other.close();
      await page.bringToFront();

      const png = await downloaded(page, 'Download PNG');
      assert.equal(png.bytes.subarray(1, 4).toString(), 'PNG');
      assert.equal(png.bytes.readUInt32BE(16), 2 * width);
      assert.equal(png.bytes.readUInt32BE(20), 2 * height);
      await page.getByRole('button', { name: 'Copy PNG' }).click();
      // The clipboard wants the picture in a format of its own, too, which takes its time on a busy machine.
      await page.locator('.share-bar').getByText('Copied').waitFor({ timeout: 30_000 });
      assert.deepEqual(await page.evaluate(async () => (await navigator.clipboard.read())[0].types), ['image/png']);
      assert.equal((await copied(page, 'Copy SVG')).trim(), text.trim());
      await done();
    });
  }

  test('an unfinished scenario can be shared as it is, and has no result', async () => {
    const { page, done } = await opened();
    await field(page, 'URL of the page').fill('nowhere');
    await share(page, 'Link');
    assert.match(await copied(page, 'Copy link'), /#s=/);
    await share(page, 'Report');
    assert.match(await page.locator('.share-preview').innerText(), /unfinished/);
    assert.equal(await page.getByRole('button', { name: 'Copy report' }).count(), 0);
    await done();
  });

  test('without a clipboard it is said, and the text is there to be selected', async () => {
    const { page, done } = await opened();
    await page.evaluate(() => { navigator.clipboard.writeText = () => Promise.reject(new Error('no')); });
    await share(page, 'Link');
    await page.getByRole('button', { name: 'Copy link' }).click();
    await page.locator('.share-bar').getByText('Select the text and copy it').waitFor();
    await done();
  });

  test('works in corslab.html', async () => {
    const { page, done } = await opened(kSingleFile);
    await choose(page, 'trailing-slash');
    await share(page, 'Report');
    assert.match(await preview(page), /^# Blocked/);
    await share(page, 'Picture');
    assert.ok((await downloaded(page, 'Download PNG')).bytes.length > 1000);
    await done();
  });

  test('the keyboard alone: open, choose a form, copy, close', async () => {
    const { page, done } = await opened();
    await page.getByRole('button', { name: 'Share', exact: true }).focus();
    await page.keyboard.press('Enter');
    await page.locator('dialog.share').waitFor();
    assert.ok(await page.getByRole('radio', { name: 'Link' }).evaluate((radio) => radio === document.activeElement));
    await page.keyboard.press('ArrowDown');
    await page.locator('.share-preview').getByText('# Allowed').waitFor();
    for (let i = 0; i < 5 && (await page.evaluate(() => document.activeElement?.textContent)) !== 'Copy report'; i += 1) await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await page.locator('.share-bar').getByText('Copied').waitFor();
    assert.match(await clipboard(page), /^# Allowed/);
    await page.keyboard.press('Escape');
    assert.ok(await page.getByRole('button', { name: 'Share', exact: true }).evaluate((button) => button === document.activeElement));
    await done();
  });

  for (const colorScheme of ['light', 'dark']) {
    for (const width of [1280, 390]) {
      test(`axe finds nothing, nothing sticks out: ${colorScheme}, ${width} wide`, async () => {
        const { page, close } = await open(here.browser, linkTo(here.server.url, kSecretive), { colorScheme, width, bypassCSP: true });
        await page.evaluate(axe);
        for (const form of ['Link', 'Report', 'curl', 'Result', 'Picture']) {
          await share(page, form);
          await page.locator('.share-preview > *').waitFor();
          assert.deepEqual(await findings(page), [], form);
          assert.ok(await page.evaluate(() => document.querySelector('dialog.share').scrollWidth <= document.querySelector('dialog.share').clientWidth), form);
        }
        await close();
      });
    }
  }
});

describe('on paper', () => {
  const here = site();

  test('the whole page, light, without controls, and steps open as on the screen', async () => {
    const { page, problems, close } = await open(here.browser, here.server.url, { colorScheme: 'dark' });
    await choose(page, 'trailing-slash');
    await page.locator('.fix').first().waitFor();
    await page.locator('.step summary').first().click();
    const openSteps = () => page.locator('.step details[open]').count();
    const before = await openSteps();
    await page.emulateMedia({ media: 'print' });
    assert.equal(await page.locator('button:visible, dialog:visible, .tools:visible, .paste-place:visible').count(), 0);
    assert.equal(await openSteps(), before);
    for (const part of ['verdict-line', 'browser-choice', 'scenario-form', 'time-line svg', 'step-list', 'console-view', 'wire-view', '.fix']) assert.ok(await page.locator(part).first().isVisible(), part);
    assert.equal(await page.evaluate(() => getComputedStyle(document.querySelector('.paper')).backgroundColor), 'rgb(255, 253, 247)');
    assert.equal(await page.locator('verdict-line').evaluate((line) => getComputedStyle(line).position), 'static');
    // A sheet of paper, and nothing sticks out of it.
    await page.setViewportSize({ width: 700, height: 990 });
    assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth));
    const pdf = await page.pdf({ format: 'A4' });
    assert.ok((pdf.toString('latin1').match(/\/Type\s*\/Page\b/g) ?? []).length >= 2);
    assert.deepEqual(problems, []);
    await close();
  });
});
