import assert from 'node:assert/strict';
import { appendFileSync, cpSync, existsSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createHash } from 'node:crypto';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { listener } from '../../web/serve.mjs';
import { removeFolder, temporaryFolder } from '../browsers/processes.mjs';
import { choose, field, kWeb, launch, verdictOf } from './browser.mjs';

/** The page without a network, and how it becomes a new version of itself. */

let browser;

before(async () => {
  browser = await launch();
});
after(() => browser?.close());

/** A copy of the built page that can be changed, and a server of it that can be stopped and started at the same address. */
class Site {
  folder = temporaryFolder('offline');
  asked = [];
  #server = null;
  #port = 0;

  constructor() {
    rmSync(this.folder, { recursive: true, force: true });
    cpSync(kWeb, this.folder, { recursive: true });
  }

  async start() {
    const answer = listener(this.folder);
    this.#server = createServer((request, response) => {
      this.asked.push(request.url);
      void answer(request, response);
    });
    await new Promise((resolve) => this.#server.listen(this.#port, '127.0.0.1', resolve));
    this.#port = this.#server.address().port;
    this.url = `http://127.0.0.1:${this.#port}/`;
  }

  async stop() {
    this.#server?.closeAllConnections();
    await new Promise((resolve) => this.#server?.close(resolve));
  }

  async remove() {
    await this.stop();
    removeFolder(this.folder);
  }

  /** Changes a file as a new build would: the worker knows its digest. */
  change(name, text, { worker = true } = {}) {
    const file = join(this.folder, name);
    const digest = () => createHash('sha256').update(readFileSync(file)).digest('base64');
    const before = digest();
    appendFileSync(file, text);
    if (!worker) return;
    const sw = join(this.folder, 'sw.js');
    const code = readFileSync(sw, 'utf8');
    assert.ok(code.includes(before), name);
    // Another version, too.
    writeFileSync(sw, code.replace(before, digest()).replace(/"([0-9a-f]{16})"/, (_, version) => `"${version.slice(1)}${version[0] === '0' ? '1' : '0'}"`));
  }
}

/** A page that may have a worker; `problems` and `foreign` as they come. */
async function visit(t, { locale } = {}) {
  const site = new Site();
  await site.start();
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, reducedMotion: 'reduce', locale });
  const foreign = [];
  context.on('request', (request) => {
    if (!request.url().startsWith(site.url) && !/^(data|blob):/.test(request.url())) foreign.push(request.url());
  });
  const page = await context.newPage();
  page.setDefaultTimeout(20_000);
  const problems = [];
  page.on('pageerror', (error) => problems.push(error.message));
  t.after(async () => {
    await context.close();
    await site.remove();
    assert.deepEqual(foreign, []);
    assert.deepEqual(problems, []);
  });
  await page.goto(site.url);
  await ready(page);
  return { site, page, context };
}

const ready = (page) => page.waitForSelector('corslab-app[data-ready]');
const kept = (page) => page.waitForFunction(() => navigator.serviceWorker.controller !== null);
const newVersion = (page) => page.locator('.new-version');
const askForUpdate = (page) => page.evaluate(async () => (await navigator.serviceWorker.getRegistration()).update().then(() => true, () => false));

async function withoutNetwork(site, context) {
  await context.setOffline(true);
  await site.stop();
}

describe('offline', () => {
  test('after the first visit the page works without a network: the engine, its tools, examples, German', async (t) => {
    const { site, page, context } = await visit(t);
    await kept(page);
    await withoutNetwork(site, context);
    // The open page first: its tools may be what it has not loaded yet.
    await choose(page, 'star-with-credentials');
    await page.locator('.fix').first().waitFor();
    await page.reload();
    await ready(page);
    await choose(page, 'trailing-slash');
    assert.equal(await verdictOf(page), 'blocked');
    await page.locator('.fix button').first().click();
    assert.equal(await verdictOf(page), 'allowed');
    await page.locator('.server-views').getByText('Policy', { exact: true }).click();
    await page.locator('.policy-out:not([hidden])').waitFor();
    await page.keyboard.press('Control+k');
    await page.locator('dialog.commands[open]').waitFor();
    await page.keyboard.press('Escape');
    await Promise.all([page.waitForEvent('load'), page.getByLabel('Language').selectOption('de')]);
    await ready(page);
    assert.equal(await page.locator('html').getAttribute('lang'), 'de');
    // The lessons as plain pages, too.
    await page.goto(`${site.url}lessons/credentials.html`);
    assert.match(await page.locator('h1').first().innerText(), /\w/);
  });

  test('every file of the page is kept, lessons included; the single files, the worker, and what is for other pages are not', async (t) => {
    const { page } = await visit(t);
    await kept(page);
    const names = await page.evaluate(async () => {
      const [key] = (await caches.keys()).filter((name) => name.startsWith('corslab-'));
      return (await (await caches.open(key)).keys()).map(({ url }) => decodeURIComponent(new URL(url).pathname.slice(1))).sort();
    });
    const code = readFileSync(join(kWeb, 'sw.js'), 'utf8');
    const built = readdirSync(kWeb, { recursive: true }).map(String).filter((name) => statSync(join(kWeb, name)).isFile() && !['corslab.html', 'corslab.de.html', 'sw.js', 'embed.html'].includes(name) && !name.startsWith('corslab-')).sort();
    assert.deepEqual(names, built);
    for (const name of built) assert.ok(code.includes(createHash('sha256').update(readFileSync(join(kWeb, name))).digest('base64')), name);
  });

  test('a kept page asks the server for the worker alone', async (t) => {
    const { site, page } = await visit(t);
    await kept(page);
    site.asked.length = 0;
    await page.reload();
    await ready(page);
    await page.waitForTimeout(2500);
    assert.deepEqual(site.asked.filter((path) => path !== '/sw.js'), []);
  });

  test('it can be installed', async (t) => {
    const { site, page } = await visit(t);
    const manifest = await page.evaluate(async () => (await fetch(document.querySelector('link[rel="manifest"]').href)).json());
    assert.equal(manifest.display, 'standalone');
    for (const { src, sizes, type } of manifest.icons) {
      const file = join(site.folder, src);
      assert.ok(existsSync(file), src);
      const size = await page.evaluate(async (name) => {
        const image = new Image();
        image.src = name;
        await image.decode();
        return `${image.naturalWidth}x${image.naturalHeight}`;
      }, src);
      if (type === 'image/png') assert.equal(size, sizes);
    }
    assert.ok(manifest.icons.some(({ purpose }) => purpose === 'maskable'));
    assert.equal(await page.locator('meta[name="theme-color"]').count(), 2);
    const session = await page.context().newCDPSession(page);
    const { installabilityErrors } = await session.send('Page.getInstallabilityErrors');
    assert.deepEqual(installabilityErrors.filter(({ errorId }) => errorId !== 'in-incognito'), []);
  });
});

const kNewer = '\ndocument.documentElement.dataset.newer = "";';
const isNewer = (page) => page.evaluate(() => 'newer' in document.documentElement.dataset);

describe('a new version', () => {
  test('is fetched behind the scenes, announced, and there after "Reload"; nothing typed is lost, old caches go', async (t) => {
    const { site, page } = await visit(t);
    await kept(page);
    await field(page, 'Method').fill('PATCH');
    const old = await page.evaluate(() => caches.keys());
    site.change('index.html', '<!-- new -->');
    site.change('corslab.js', kNewer);
    site.asked.length = 0;
    assert.ok(await askForUpdate(page));
    await newVersion(page).waitFor();
    // Only what has changed is fetched.
    assert.deepEqual([...new Set(site.asked)].sort(), ['/corslab.js', '/index.html', '/sw.js']);
    assert.equal(await isNewer(page), false);
    await Promise.all([page.waitForEvent('load'), newVersion(page).getByRole('button', { name: 'Reload' }).click()]);
    await ready(page);
    assert.equal(await isNewer(page), true);
    assert.equal(await field(page, 'Method').inputValue(), 'PATCH');
    assert.equal(await newVersion(page).count(), 0);
    const now = await page.evaluate(() => caches.keys());
    assert.equal(now.length, 1);
    assert.notDeepEqual(now, old);
  });

  test('waits as long as the user likes: a reload alone stays with the old one, and asks again', async (t) => {
    const { site, page } = await visit(t);
    await kept(page);
    site.change('corslab.js', kNewer);
    assert.ok(await askForUpdate(page));
    await newVersion(page).getByRole('button', { name: 'Later' }).click();
    assert.equal(await newVersion(page).count(), 0);
    await page.reload();
    await ready(page);
    assert.equal(await isNewer(page), false);
    await newVersion(page).waitFor();
  });

  test('half of one never gets in: the version before stays whole', async (t) => {
    const { site, page, context } = await visit(t);
    await kept(page);
    const before = await page.evaluate(() => caches.keys());
    // The worker promises a script that the server does not have yet.
    site.change('index.html', '<!-- new -->');
    site.change('corslab.js', kNewer);
    site.change('corslab.js', '/* half */', { worker: false });
    await askForUpdate(page);
    await page.waitForTimeout(500);
    assert.equal(await newVersion(page).count(), 0);
    assert.deepEqual(await page.evaluate(() => caches.keys()), before);
    await withoutNetwork(site, context);
    await page.reload();
    await ready(page);
    assert.doesNotMatch(await page.content(), /<!-- new -->/);
    assert.equal(await isNewer(page), false);
  });

  test('a file that changes without a new worker does not get in either', async (t) => {
    const { site, page } = await visit(t);
    await kept(page);
    site.change('corslab.js', kNewer, { worker: false });
    await page.reload();
    await ready(page);
    assert.equal(await isNewer(page), false);
  });

  test('all open pages change together', async (t) => {
    const { site, page, context } = await visit(t);
    await kept(page);
    const other = await context.newPage();
    await other.goto(site.url);
    await ready(other);
    await field(other, 'Method').fill('DELETE');
    site.change('corslab.js', kNewer);
    assert.ok(await askForUpdate(page));
    await newVersion(page).waitFor();
    await Promise.all([other.waitForEvent('load'), newVersion(page).getByRole('button', { name: 'Reload' }).click()]);
    await ready(other);
    assert.equal(await field(other, 'Method').inputValue(), 'DELETE');
    assert.equal(await isNewer(other), true);
  });
});

describe('where it is not wanted', () => {
  test('the single file has neither worker nor manifest', () => {
    const html = readFileSync(join(kWeb, 'corslab.html'), 'utf8');
    assert.doesNotMatch(html, /manifest|sw\.js/);
  });
});
