import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { after, before } from 'node:test';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { chromium } from 'playwright-core';
import { serve } from '../../web/serve.mjs';

/** What the tests of the page share: a browser, a server, and pages that keep a record of everything unwanted. */

export const kWeb = process.env.CORSLAB_WEB ?? fileURLToPath(new URL('../../build/web', import.meta.url));

export const kSingleFile = pathToFileURL(`${kWeb}/corslab.html`).href;

export const kGermanFile = pathToFileURL(`${kWeb}/corslab.de.html`).href;

const kFlags = [
  '--no-sandbox',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

const kExamples = new URL('../../web/examples/', import.meta.url);

export const examples = readdirSync(kExamples)
  .filter((name) => name.endsWith('.json'))
  .sort()
  .map((name) => JSON.parse(readFileSync(new URL(name, kExamples), 'utf8')));

export const launch = (...moreFlags) =>
  chromium.launch({ executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', args: [...kFlags, ...moreFlags] });

export async function startServer() {
  const { server, url } = await serve(0, kWeb);
  return { url, stop: () => server.close() };
}

/** A browser and the hosted page's server for all tests of a file or a `describe`; there once the first of them runs. */
export function site() {
  const here = { browser: null, server: null };
  before(async () => {
    here.browser = await launch();
    here.server = await startServer();
  });
  after(async () => {
    await here.browser?.close();
    here.server?.stop();
  });
  return here;
}

/** What the driver says where a page asks for a worker that it was told to block. */
const kNoWorker = 'Service Worker registration blocked by Playwright';

/** @param {string} url */
const ownRequest = (url, origin) => url.startsWith(origin) || /^(data|blob):/.test(url);

const kActions = ['check', 'clear', 'click', 'fill', 'press', 'pressSequentially', 'selectOption', 'uncheck'];
const kKeys = ['press', 'type', 'insertText'];

/** Until what follows an action is on the screen: it comes a frame later, which takes its time on a busy machine. */
const shown = (page) => Promise.race([
  page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(done))))),
  // A page without scripts, or one that is not shown, has no frames.
  new Promise((done) => setTimeout(done, 500)),
]).catch(() => {
  // The action has led to another page.
});

/** Whoever acts looks at what comes of it, not at what was there before. */
function waitAfterActions(page) {
  const waiting = (object, name, pageOf) => {
    const act = object[name];
    object[name] = async function (...args) {
      const result = await act.apply(this, args);
      await shown(pageOf(this));
      return result;
    };
  };
  for (const name of kKeys) waiting(page.keyboard, name, () => page);
  const { prototype } = page.locator('html').constructor;
  if (Object.hasOwn(prototype, 'waits')) return;
  prototype.waits = true;
  for (const name of kActions) waiting(prototype, name, (locator) => locator.page());
}

/**
 * Opens a page and waits for its engine. `problems` collects console errors and warnings, exceptions, policy violations
 * and requests that go anywhere but to the page's own address; `done` closes the page, and fails where there were any.
 */
export async function open(browser, url, { width = 1280, height = 900, colorScheme = 'light', ...more } = {}) {
  // Keeping the page for times without a network has tests of its own.
  const context = await browser.newContext({ viewport: { width, height }, colorScheme, reducedMotion: 'reduce', serviceWorkers: 'block', ...more });
  const page = await context.newPage();
  page.setDefaultTimeout(20_000);
  waitAfterActions(page);
  const problems = [];
  const origin = url.startsWith('file:') ? url.split('#')[0] : new URL(url).origin;
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type()) && message.text() !== kNoWorker) problems.push(`${message.type()}: ${message.text()}`);
  });
  page.on('pageerror', (error) => problems.push(`exception: ${error.message}`));
  page.on('request', (request) => {
    if (!ownRequest(request.url(), origin)) problems.push(`request: ${request.url()}`);
  });
  await page.addInitScript(() => {
    document.addEventListener('securitypolicyviolation', (event) => {
      console.error(`policy: ${event.violatedDirective} ${event.blockedURI}`);
    });
  });
  await page.goto(url);
  await page.waitForSelector('corslab-app[data-ready]');
  const close = () => context.close();
  const done = async () => {
    assert.deepEqual(problems, []);
    await close();
  };
  return { page, problems, close, done };
}

/** A page that has to be without problems when the test ends. */
export async function visit(t, browser, url, options) {
  const { page, done } = await open(browser, url, options);
  t.after(done);
  return page;
}

export const verdictOf = (page) => page.locator('verdict-line').getAttribute('data-verdict');

export const sentenceOf = (page) => page.locator('verdict-line .sentence').innerText();

/** Chooses an example as a user does. */
export async function choose(page, id) {
  await page.getByRole('button', { name: 'Examples', exact: true }).click();
  await page.locator(`[data-example="${id}"]`).click();
}

/** Puts a console message, or anything else that can be read, into its field, as a paste does. */
export async function paste(page, text) {
  await page.getByLabel('Paste what you have').focus();
  await page.locator('[data-reads]').waitFor();
  await page.getByLabel('Paste what you have').fill(text);
  await page.getByRole('button', { name: 'Explain' }).click();
}

/** The scenario that the page holds at the moment, read from its link. */
export async function sharedScenario(page) {
  await page.getByRole('button', { name: 'Share', exact: true }).click();
  await page.getByRole('button', { name: 'Copy link' }).click();
  await page.keyboard.press('Escape');
  const fragment = await page.evaluate(() => location.hash);
  return JSON.parse(Buffer.from(fragment.replace('#s=', ''), 'base64url').toString('utf8'));
}

export const linkTo = (url, scenario) => `${url}#s=${Buffer.from(JSON.stringify(scenario)).toString('base64url')}`;

/** A field of the form by its label. */
export const field = (page, label) => page.locator('scenario-form').getByLabel(label, { exact: true });

/** axe, to be put into a page from outside, which the page's policy would forbid. */
export const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** What axe finds, as lines that tell where. */
export async function axeFindings(page) {
  const violations = await page.evaluate(async () => (await window.axe.run(document, {
    runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'], resultTypes: ['violations'],
  })).violations);
  return violations.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.target.join(' ')} ${node.failureSummary ?? ''}`));
}
