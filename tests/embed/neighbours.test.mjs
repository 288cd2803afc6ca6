import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { launch } from '../page/browser.mjs';
import { asAttribute, document_, host, kScript, kStar, started, verdictIn, visit } from './host.mjs';
import { differences, inside, kSizes, outside } from './styles.mjs';

const lab = (attributes = '') => `<cors-lab loading="manual" ${attributes} scenario="${asAttribute(kStar)}"><p>Without it.</p></cors-lab>`;

/** A page that means it: every element, every name and every inherited property. */
const kHostile = `
html { font-size: 10px; }
* { margin: 3px; padding: 2px; box-sizing: content-box; letter-spacing: 2px; color: teal; --ink: red; --tone: lime; --rem: 3px; }
body { text-align: center; line-height: 3; text-transform: uppercase; white-space: pre; word-spacing: 9px; font-family: fantasy; font-weight: 900;
  font-style: italic; font-variant: small-caps; text-indent: 3em; direction: rtl; cursor: help; hyphens: auto; list-style: square; quotes: none;
  overflow-wrap: anywhere; word-break: break-all; text-shadow: 1px 1px red; border-collapse: collapse; caption-side: bottom; tab-size: 1; }
button, input, textarea, select, summary, details, section, h2, h3, p, ul, li, pre, code, label, fieldset { display: none; border: 9px solid red; background: yellow; }
.corslab, .panel, .field, .step, .verdict, .stamp, .columns { display: none; position: fixed; opacity: .1; }
corslab-verdict-line, verdict-line, scenario-form { display: none; }
[hidden] { display: block; }
svg, path { display: none; fill: red; }
cors-lab { display: block; margin: 0; padding: 0; width: 700px; }
main, body { padding: 0; margin: 0; }`;
const kPlain = 'cors-lab { display: block; margin: 0; width: 700px; } main, body { padding: 0; margin: 0; }';

/** Elements of the page itself with the names of those inside of ours, and a script that defines them first. */
const kNames = `for (const name of ['verdict-line', 'scenario-form', 'step-list', 'raw-text', 'time-line', 'server-entry', 'console-view', 'browser-choice']) {
  customElements.define(name, class extends HTMLElement { connectedCallback() { this.textContent = 'mine'; } });
}
window.defined = [];
const define = customElements.define.bind(customElements);
customElements.define = (name, element) => { window.defined.push(name); define(name, element); };
window.before = Object.keys(window);`;

describe('<cors-lab> and its neighbours', () => {
  let browser;

  before(async () => {
    browser = await launch();
  });
  after(() => browser?.close());

  async function withPage(body, { css = kPlain, head = kScript, pages = {} }, look) {
    const site = await host({ pages: { '/': document_(body, `<link rel="stylesheet" href="/site.css">${head}`), '/site.css': css, ...pages } });
    const { page, problems, go, close } = await visit(browser, site.url);
    await go();
    const found = await look(page);
    assert.deepEqual(problems, []);
    await close();
    site.stop();
    return found;
  }

  const start = (page) => page.evaluate(() => document.querySelector('cors-lab').start());

  test('nothing that a page sets reaches the inside', async () => {
    const look = async (page) => {
      await start(page);
      await page.waitForTimeout(100);
      return page.evaluate(inside, kSizes.source);
    };
    const plain = await withPage(lab(), {}, look);
    assert.ok(plain.length > 200);
    assert.deepEqual(differences(plain, await withPage(lab(), { css: kHostile }, look)), []);
  });

  test('nothing of the inside reaches the page', () => withPage(
    `<section class="panel"><h2>Mine</h2><p class="field">Text <code>code</code></p><verdict-line data-verdict="blocked">x</verdict-line></section>${lab()}<ul class="steps"><li>one</li></ul><button>Press</button>`,
    {}, async (page) => {
      const beforehand = await page.evaluate(outside, kSizes.source);
      await start(page);
      await page.waitForTimeout(100);
      assert.deepEqual(differences(beforehand, await page.evaluate(outside, kSizes.source)), []);
    }));

  test('names of elements do not clash, and there is no new global', () => withPage(
    `<verdict-line></verdict-line>${lab()}`, { head: `<script src="/names.js"></script>${kScript}`, pages: { '/names.js': kNames } }, async (page) => {
      await start(page);
      assert.equal(await verdictIn(page), 'blocked');
      assert.equal(await page.locator('main > verdict-line').innerText(), 'mine');
      const names = await page.evaluate(() => window.defined);
      assert.ok(names.includes('corslab-verdict-line'));
      assert.deepEqual(names.filter((name) => name !== 'cors-lab' && !name.startsWith('corslab-')), []);
      assert.deepEqual(await page.evaluate(() => Object.keys(window).filter((name) => !window.before.includes(name) && name !== 'before')), []);
    }));

  test('properties and parts change what they are for', () => withPage(lab(), {
    css: `${kPlain} cors-lab { --corslab-paper: rgb(1, 2, 3); --corslab-font-size: 20px; --corslab-radius: 0; } cors-lab::part(verdict) { outline: 2px solid rgb(4, 5, 6); }`,
  }, async (page) => {
    await start(page);
    const [paper, size, radius, outline] = await page.evaluate(() => {
      const frame = document.querySelector('cors-lab').shadowRoot.querySelector('[part=frame]');
      const style = getComputedStyle(frame);
      return [style.backgroundColor, style.fontSize, style.borderRadius, getComputedStyle(frame.querySelector('[part=verdict]')).outlineColor];
    });
    assert.deepEqual([paper, size, radius, outline], ['rgb(1, 2, 3)', '20px', '0px', 'rgb(4, 5, 6)']);
  }));

  test('hidden with what is around it', () => withPage(`<div class="tab">${lab()}</div>`, { css: '.tab { visibility: hidden; }' }, async (page) => {
    await start(page);
    assert.equal(await page.locator('corslab-verdict-line').isVisible(), false);
  }));

  test('as wide as its column, and in two columns where there is room', () => withPage(lab(), { css: 'cors-lab { width: 1200px; }' }, async (page) => {
    await start(page);
    const columns = () => page.evaluate(() => getComputedStyle(document.querySelector('cors-lab').shadowRoot.querySelector('.columns')).gridTemplateColumns.split(' ').length);
    assert.equal(await columns(), 2);
    await page.evaluate(() => { document.querySelector('cors-lab').style.width = '500px'; });
    assert.equal(await columns(), 1);
    // A row shrinks it, and gives it room.
    await page.evaluate(() => Object.assign(document.querySelector('main').style, { display: 'flex', width: '600px' }) && document.querySelector('cors-lab').removeAttribute('style'));
    assert.ok(await page.evaluate(() => document.querySelector('cors-lab').offsetWidth > 200));
  }));

  test('started twice, moved and taken out it goes on', () => withPage(`${lab()}<div class="place"></div>`, {}, async (page) => {
    await start(page);
    await page.getByLabel('Credentials', { exact: true }).selectOption('omit');
    await page.evaluate(() => document.querySelector('.place').append(document.querySelector('cors-lab')));
    await start(page);
    await started(page);
    assert.equal(await verdictIn(page), 'allowed');
  }));
});
