import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { axe, kWeb, launch } from '../page/browser.mjs';
import { host, inlineHashes, started, verdictIn, visit } from './host.mjs';
import { differences, inside, kSizes, outside } from './styles.mjs';

/** What is asked of every site: how it is built is in the test of its name. */

export const kHere = fileURLToPath(new URL('.', import.meta.url));
export const kOut = fileURLToPath(new URL('../../build/embed', import.meta.url));
const kPackage = process.env.CORSLAB_PACKAGE ?? join(kWeb, '../package');

/** A command that ends by itself, or after ten minutes. */
export const run = (command, args, cwd, env = {}) => new Promise((resolve, reject) => {
  let said = '';
  const child = spawn(command, args, { cwd, env: { ...process.env, ...env }, timeout: 600_000 });
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (data) => { said += data; });
  child.on('error', reject);
  child.on('close', (status) => (status === 0 ? resolve(said) : reject(new Error(`${command} ${args.join(' ')}: ${status}\n${said.slice(-4000)}`))));
});

/** `npm ci`, unless it has been done for this very lock file. */
export async function installed(folder) {
  const stamp = join(folder, 'node_modules/.installed-lock');
  const lock = join(folder, 'package-lock.json');
  if (!existsSync(stamp) || !readFileSync(stamp).equals(readFileSync(lock))) {
    await run('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error'], folder);
    cpSync(lock, stamp);
  }
  // As an installed package, which npm would take out again as one that the lock file does not know.
  const place = join(folder, 'node_modules/corslab');
  rmSync(place, { recursive: true, force: true });
  // Bundlers keep what they made of a package for as long as its version stays the same.
  rmSync(join(folder, 'node_modules/.cache'), { recursive: true, force: true });
  cpSync(kPackage, place, { recursive: true });
}

/** Only what the generator itself writes into its pages is allowed besides files. @param {string[]} later what its scripts write */
const policyOf = (later) => (/** @type {string} */ html) => {
  const { scripts, styles, attributes } = inlineHashes(html);
  return [
    "default-src 'none'",
    `script-src 'self' 'wasm-unsafe-eval' ${scripts.join(' ')}`,
    `style-src 'self' 'unsafe-hashes' ${[...styles, ...attributes, ...later].join(' ')}`,
    "connect-src 'self'", "img-src 'self' data:", "font-src 'self' data:", "base-uri 'none'",
  ].join('; ');
};

/** The inside on a page of its own without any style, as wide as on the site. */
async function alone(browser, width, scenario) {
  const body = `<!doctype html><html lang="en"><title>x</title><link rel="stylesheet" href="/plain.css"><script src="/corslab-embed.js" defer></script>
<link rel="icon" href="data:,"><cors-lab theme="light" scenario='${JSON.stringify(scenario)}'></cors-lab>`;
  const site = await host({ pages: { '/': body, '/plain.css': `cors-lab { display: block; width: ${width}px; }` } });
  const { page, go, close } = await visit(browser, site.url);
  await go();
  await started(page);
  await page.waitForTimeout(100);
  const found = await page.evaluate(inside, kSizes.source);
  await close();
  site.stop();
  return found;
}

/** Waits until a site has its element, not yet started, and its fonts. */
async function defined(page) {
  await page.waitForFunction(() => document.querySelector('cors-lab')?.start);
  await page.evaluate(() => document.fonts.ready);
}

async function starts(browser, url) {
  const { page, problems, go, close } = await visit(browser, url);
  // The engine waits until the site has been looked at.
  let release = () => {};
  const looked = new Promise((resolve) => { release = resolve; });
  await page.route(/\.wasm$/, async (route) => {
    await looked;
    await route.continue();
  });
  await go();
  await defined(page);
  await page.waitForTimeout(500);
  assert.equal(await page.locator('.fallback').isVisible(), true);
  const beforehand = await page.evaluate(outside, kSizes.source);
  await page.evaluate(() => void document.querySelector('cors-lab').start());
  release();
  await started(page);
  await page.waitForTimeout(200);
  assert.equal(await verdictIn(page), 'blocked');
  assert.equal(await page.locator('.fallback').isVisible(), false);
  assert.deepEqual(differences(beforehand, await page.evaluate(outside, kSizes.source)), []);

  const [width, scenario] = await page.evaluate(() => {
    const lab = document.querySelector('cors-lab');
    // Sites have color schemes of their own, which it follows.
    lab.theme = 'light';
    return [lab.getBoundingClientRect().width, lab.scenario];
  });
  const plain = await alone(browser, width, scenario);
  assert.ok(plain.length > 200);
  assert.deepEqual(differences(plain, await page.evaluate(inside, kSizes.source)), []);

  await page.getByLabel('Answer to every request').fill('HTTP/1.1 200\nAccess-Control-Allow-Origin: https://app.example.com\nAccess-Control-Allow-Credentials: true');
  await page.waitForFunction(() => document.querySelector('cors-lab').outcome.verdict === 'allowed');
  assert.deepEqual(problems, []);
  await close();
}

async function axeIn(browser, url, theme) {
  const { page, go, close } = await visit(browser, url);
  await go();
  await defined(page);
  await page.evaluate((wanted) => Object.assign(document.querySelector('cors-lab'), { theme: wanted }).start(), theme);
  await page.waitForTimeout(200);
  await page.evaluate(axe);
  const found = await page.evaluate(async () => (await window.axe.run('cors-lab')).violations.flatMap(({ id, nodes }) => nodes.map(({ target }) => `${id}: ${target.join(' ')}`)));
  await close();
  return found;
}

/**
 * @param {string} name
 * @param {() => Promise<string>} make builds the site and gives the folder that it is in
 * @param {string[]} [later] the sources of styles that the site's own scripts write
 */
export function testSite(name, make, later = []) {
  describe(`a site with ${name}`, () => {
    let browser;
    let site;

    before(async () => {
      mkdirSync(kOut, { recursive: true });
      site = await host({ folder: await make(), policy: policyOf(later) });
      browser = await launch();
    });
    after(async () => {
      await browser?.close();
      site?.stop();
    });

    test('shows the verdict, follows what is typed, and leaves the site as it is', () => starts(browser, site.url));

    for (const theme of ['light', 'dark']) {
      test(`axe finds nothing in it, ${theme}`, async () => assert.deepEqual(await axeIn(browser, site.url, theme), []));
    }

    test('is readable where scripts are off', async () => {
      const { page, go, close } = await visit(browser, site.url, { javaScriptEnabled: false });
      await go();
      assert.equal(await page.locator('.fallback').isVisible(), true);
      assert.match(await page.locator('.fallback').innerText(), /with credentials, \* does not count/);
      await close();
    });
  });
}
