import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { axe, axeFindings, launch } from '../page/browser.mjs';
import { asAttribute, document_, host, kPolicy, kScript, kStar, started, verdictIn, visit } from './host.mjs';

const lab = (attributes = '', scenario = kStar) =>
  `<cors-lab ${attributes} scenario="${asAttribute(scenario)}"><p class="fallback">What is shown without it.</p></cors-lab>`;

const kAllowed = structuredClone(kStar);
kAllowed.server[0].response.headers = [['Access-Control-Allow-Origin', 'https://app.example.com'], ['Access-Control-Allow-Credentials', 'true'], ['Vary', 'Origin']];

const kSimulated = { ...kStar, server: [{ url: kStar.server[0].url, middleware: { name: 'express-cors', options: { origin: '*' } } }] };

const kTask = {
  goal: 'Let the shop read its items, and nobody else.',
  conditions: [
    { kind: 'verdict', verdict: 'allowed' },
    { kind: 'variant', patch: [{ op: 'add', path: '/page/url', value: 'https://stranger.example/' }], verdict: 'blocked', text: 'Other sites stay out.' },
    { kind: 'audit', from: 'medium' },
    { kind: 'keep', paths: ['/page', '/request'] },
  ],
};

const base64 = (scenario) => Buffer.from(JSON.stringify(scenario)).toString('base64url');

describe('<cors-lab>', () => {
  let browser;

  before(async () => {
    browser = await launch();
  });
  after(() => browser?.close());

  /** A page of a body under a policy, and a visit to it; `check` finds no problem where it names none. */
  async function on(body, check, { head = kScript, pages = {}, expected = [], visiting = {}, ...site } = {}) {
    const site_ = await host({ pages: { '/': document_(body, head), ...pages }, ...site });
    const { page, problems, go, close } = await visit(browser, site_.url, visiting);
    try {
      await go();
      await check(page, site_);
      assert.deepEqual(problems.filter((problem) => !expected.some((pattern) => pattern.test(problem))), []);
    } finally {
      await close();
      site_.stop();
    }
  }

  const eventsOf = (page, type) => page.evaluate((name) => window.events.filter((event) => event.type === `corslab-${name}`), type);

  describe('a scenario', () => {
    const sources = {
      'as JSON in an attribute': lab(),
      'as in a link': `<cors-lab scenario="${base64(kStar)}"></cors-lab>`,
      'as a whole link': `<cors-lab scenario="https://lab.example/#s=${base64(kStar)}"></cors-lab>`,
      'in a script inside': `<cors-lab><script type="application/json">${JSON.stringify(kStar)}</script></cors-lab>`,
      'in a file': '<cors-lab src="star.json"></cors-lab>',
      'with its task, in one document': `<cors-lab scenario="${asAttribute({ scenario: kStar, task: kTask })}"></cors-lab>`,
      'without a version': lab('', { ...kStar, version: undefined }),
    };
    for (const [name, body] of Object.entries(sources)) {
      test(name, () => on(body, async (page) => {
        await started(page);
        assert.equal(await verdictIn(page), 'blocked');
        const [ready] = await eventsOf(page, 'ready');
        assert.equal(ready.composed, true);
        assert.equal(ready.detail.result.browsers.firefox.verdict, 'blocked');
        assert.deepEqual(await page.evaluate(() => document.querySelector('cors-lab').scenario.request), kStar.request);
      }, { pages: { '/star.json': JSON.stringify(kStar) } }));
    }

    test('given as a property, before the script is there and after', () => on('<cors-lab loading="eager"></cors-lab>', async (page) => {
      await page.evaluate((scenario) => { document.querySelector('cors-lab').scenario = scenario; }, kStar);
      await page.evaluate(() => new Promise((loaded) => document.head.append(Object.assign(document.createElement('script'), { src: '/corslab-embed.js', onload: loaded }))));
      await started(page);
      assert.equal(await verdictIn(page), 'blocked');
      await page.evaluate((scenario) => { document.querySelector('cors-lab').scenario = scenario; }, kAllowed);
      await page.waitForFunction(() => document.querySelector('cors-lab').outcome?.verdict === 'allowed');
      await page.evaluate((text) => document.querySelector('cors-lab').setAttribute('scenario', text), base64(kStar));
      await page.waitForFunction(() => document.querySelector('cors-lab').outcome?.verdict === 'blocked');
    }, { head: '' }));

    const faults = {
      'none at all': ['<cors-lab><p class="fallback">x</p></cors-lab>', /There is no scenario/],
      'no JSON': ['<cors-lab scenario="{"><p class="fallback">x</p></cors-lab>', /no JSON/],
      'a damaged link': [`<cors-lab scenario="${base64(kStar).slice(0, -20)}"><p class="fallback">x</p></cors-lab>`, /neither JSON nor/],
      'another document': ['<cors-lab scenario="{}"><p class="fallback">x</p></cors-lab>', /no scenario/],
      'a file that is not there': ['<cors-lab src="none.json"><p class="fallback">x</p></cors-lab>', /status 404/],
      'an exercise without a task': [lab('view="exercise"'), /A task is/],
      'a task of an unknown kind': [lab(`view="exercise" task="${asAttribute([{ kind: 'magic' }])}"`), /unknown kind: "magic"/],
    };
    for (const [name, [body, message]] of Object.entries(faults)) {
      test(`${name}: what stands inside stays, and an event says why`, () => on(body, async (page) => {
        await page.waitForFunction(() => window.events.length > 0);
        const [{ detail }] = await eventsOf(page, 'error');
        assert.equal(detail.code, 'source');
        assert.match(detail.message, message);
        assert.equal(await page.locator('.fallback').isVisible(), true);
        // Once there is one it starts.
        await page.evaluate(([text, task]) => Object.assign(document.querySelector('cors-lab'), { task, scenario: text }), [JSON.stringify(kStar), kTask]);
        await started(page);
        assert.equal(await page.locator('.fallback').isVisible(), false);
      }, { expected: [/404/] }));
    }

    test('with an error in it: the form shows it, and an event', () => on(lab('', { ...kStar, page: { url: 'nowhere' } }), async (page) => {
      await page.waitForFunction(() => window.events.length > 0);
      assert.equal(await verdictIn(page), 'error');
      const [{ detail }] = await eventsOf(page, 'error');
      assert.equal(detail.path, '/page/url');
      await page.getByLabel('URL of the page').fill('https://app.example.com/');
      assert.equal(await verdictIn(page), 'blocked');
    }));
  });

  describe('the engine', () => {
    test('is one for all, loaded when the first element comes into sight', () => on(
      `<p class="far">A long text.</p>${lab('view="verdict"')}${lab('view="verdict"')}${lab('view="verdict"')}`, async (page, { requests }) => {
        await page.waitForTimeout(300);
        assert.deepEqual(requests.filter((path) => path.endsWith('.wasm')), []);
        assert.equal(await page.locator('.fallback').first().isVisible(), true);
        await page.locator('.fallback').first().scrollIntoViewIfNeeded();
        await page.waitForFunction(() => document.querySelectorAll('cors-lab')[1].result);
        await page.evaluate(() => document.querySelectorAll('cors-lab')[2].start());
        assert.deepEqual(requests.filter((path) => path.endsWith('.wasm')), ['/corslab.wasm']);
      }, { head: `${kScript}<link rel="stylesheet" href="/far.css">`, pages: { '/far.css': '.far { height: 3000px }' } }));

    test('comes at once where it is asked for', () => on(`<p class="far">A long text.</p>${lab('loading="eager"')}`, (page) => started(page),
      { head: `${kScript}<link rel="stylesheet" href="/far.css">`, pages: { '/far.css': '.far { height: 3000px }' } }));

    test('that cannot be loaded leaves what stands inside, and is tried again', () => on(lab('loading="manual"'), async (page) => {
      await page.route('**/corslab.wasm', (route) => route.fulfill({ status: 503, body: '' }));
      assert.match(await page.evaluate(() => document.querySelector('cors-lab').start().catch((error) => error.message)), /503/);
      const [{ detail }] = await eventsOf(page, 'error');
      assert.equal(detail.code, 'engine');
      assert.equal(await page.locator('.fallback').isVisible(), true);
      await page.unroute('**/corslab.wasm');
      await page.evaluate(() => document.querySelector('cors-lab').start());
      assert.equal(await verdictIn(page), 'blocked');
    }, { expected: [/503/] }));

    test('simulates middleware with a second module, when there is some', () => on(lab('', kSimulated), async (page, { requests }) => {
      await started(page);
      assert.equal(await verdictIn(page), 'blocked');
      assert.ok(requests.includes('/corslab_tools.wasm'));
      assert.match(await page.getByLabel('Configuration', { exact: true }).last().inputValue(), /express-cors/);
    }));
  });

  describe('policies', () => {
    test('Trusted Types without any policy', () => on(lab(`view="exercise" task="${asAttribute(kTask)}"`, kSimulated), async (page) => {
      await started(page);
      await page.getByLabel('Method', { exact: true }).fill('PUT');
      await page.waitForFunction(() => document.querySelector('cors-lab').scenario.request.method === 'PUT');
      await page.evaluate(() => { document.querySelector('cors-lab').view = 'full'; });
      assert.equal(await verdictIn(page), 'blocked');
      assert.equal(await page.evaluate(() => { try { document.body.innerHTML = 'x'; } catch { return 'enforced'; } return ''; }), 'enforced');
    }, { policy: `${kPolicy()}; require-trusted-types-for 'script'; trusted-types 'none'`, expected: [/TrustedHTML|trusted-types/] }));

    test('the script from another origin, and nothing else of it', async () => {
      const other = await host({ headers: { 'Access-Control-Allow-Origin': '*' } });
      const origin = new URL(other.url).origin;
      await on(lab('', kSimulated), async (page) => {
        await started(page);
        assert.equal(await verdictIn(page), 'blocked');
      }, { head: `<script src="${origin}/corslab-embed.js" defer></script>`, policy: kPolicy(origin), visiting: { allowed: [origin] }, folder: '/nowhere' });
      other.stop();
    });

    test('run as a module, and twice', () => on(lab(), async (page) => {
      await started(page);
      assert.equal(await verdictIn(page), 'blocked');
    }, { head: `<script type="module" src="/corslab-embed.js"></script>${kScript.replace('.js"', '.js?again"')}` }));

    test('without WebAssembly what stands inside stays', () => on(lab(), async (page) => {
      await page.waitForFunction(() => window.events.length > 0);
      assert.equal((await eventsOf(page, 'error'))[0].detail.code, 'engine');
      assert.equal(await page.locator('.fallback').isVisible(), true);
    }, { policy: kPolicy().replace(" 'wasm-unsafe-eval'", ''), expected: [/wasm|WebAssembly|policy: script-src/i] }));
  });

  describe('what a user does', () => {
    test('typing changes the verdict and fires events', () => on(lab(), async (page) => {
      await started(page);
      await page.getByLabel('Credentials', { exact: true }).selectOption('omit');
      assert.equal(await verdictIn(page), 'allowed');
      assert.equal((await eventsOf(page, 'input')).at(-1).detail.scenario.request.credentials, 'omit');
      assert.equal((await eventsOf(page, 'result')).at(-1).detail.result.browsers.webkit.verdict, 'allowed');
      await page.evaluate(() => document.querySelector('cors-lab').reset());
      assert.equal(await verdictIn(page), 'blocked');
    }));

    test('an exercise is solved once the engine says so', () => on(lab(`view="exercise" task="${asAttribute(kTask)}"`), async (page) => {
      await started(page);
      const answer = page.getByLabel('Answer to every request');
      const said = page.locator('.task-state');
      await said.filter({ hasText: '2 conditions are left' }).waitFor();
      // The verdict alone is not enough: any page may read it now.
      await page.getByLabel('Credentials', { exact: true }).selectOption('omit');
      await page.locator('.task-open', { hasText: 'Other sites stay out.' }).waitFor();
      await page.getByRole('button', { name: 'Start again' }).click();
      assert.deepEqual(await eventsOf(page, 'solved'), []);
      await answer.fill('HTTP/1.1 200\nAccess-Control-Allow-Origin: https://app.example.com\nAccess-Control-Allow-Credentials: true\nVary: Origin\n\n[]');
      await said.filter({ hasText: 'Solved.' }).waitFor();
      assert.equal((await eventsOf(page, 'solved')).length, 1);
      assert.equal(await page.evaluate(() => document.querySelector('cors-lab').solved), true);
    }));

    test('the keyboard alone does it all, and gets out again', () => on(`<a href="#a">before</a>${lab()}<a href="#b">after</a>`, async (page) => {
      await started(page);
      await page.getByRole('link', { name: 'before' }).focus();
      await page.keyboard.press('Tab');
      await page.keyboard.press('Enter');
      const focused = () => page.evaluate(() => {
        const inner = document.activeElement?.shadowRoot?.activeElement;
        return inner ? inner.tagName.toLowerCase() : document.activeElement?.textContent;
      });
      assert.equal(await focused(), 'summary');
      let seen = '';
      for (let presses = 0; presses < 80 && seen !== 'after'; presses += 1) {
        await page.keyboard.press('Tab');
        seen = (await focused()) ?? '';
      }
      assert.equal(seen, 'after');
      await page.evaluate(() => document.querySelector('cors-lab').focus());
      assert.notEqual(await focused(), null);
    }));
  });

  describe('attributes', () => {
    const shown = (page) => page.evaluate(() => [...document.querySelector('cors-lab').shadowRoot.querySelectorAll('[part]')]
      .filter((element) => element.checkVisibility() && element.getBoundingClientRect().height > 0).map((element) => element.getAttribute('part')).sort());
    const views = {
      full: ['browsers', 'console', 'form', 'frame', 'script', 'steps', 'timeline', 'verdict', 'wire'],
      verdict: ['browsers', 'frame', 'verdict'],
      timeline: ['browsers', 'frame', 'timeline', 'verdict'],
      trace: ['browsers', 'frame', 'steps', 'verdict'],
      exercise: ['browsers', 'console', 'form', 'frame', 'steps', 'task', 'timeline', 'verdict'],
    };
    test('view', () => on(lab(`task="${asAttribute(kTask)}"`), async (page) => {
      await started(page);
      for (const [view, parts] of Object.entries(views)) {
        await page.evaluate((name) => { document.querySelector('cors-lab').view = name; }, view);
        assert.deepEqual(await shown(page), parts, view);
      }
      await page.evaluate(() => { document.querySelector('cors-lab').readonly = true; });
      assert.deepEqual(await shown(page), views.exercise.map((part) => (part === 'form' ? 'scenario' : part)).sort());
      assert.equal(await page.locator('cors-lab').locator('textarea, input:not([type=radio])').count(), 0);
    }));

    test('browser', () => on(lab('browser="firefox"'), async (page) => {
      await started(page);
      assert.match(await page.locator('.in-browser').innerText(), /^In Firefox/);
      assert.equal(await page.getByRole('radio', { name: /Chromium/ }).count(), 0);
      assert.match(await page.locator('corslab-console-view').innerText(), /Cross-Origin Request Blocked/);
      await page.evaluate(() => { document.querySelector('cors-lab').browser = 'all'; });
      assert.equal(await page.getByRole('radio', { name: /Chromium/ }).isChecked(), true);
    }));

    test('theme: the page’s own, or another', () => on(`${lab('class="auto"')}${lab('theme="dark"')}`, async (page) => {
      await page.waitForFunction(() => document.querySelectorAll('cors-lab')[0].result && document.querySelector('[theme]').start());
      const paper = (selector) => page.evaluate((name) => getComputedStyle(document.querySelector(name).shadowRoot.firstElementChild).backgroundColor, selector);
      assert.equal(await paper('.auto'), 'rgb(243, 240, 232)');
      assert.equal(await paper('[theme]'), 'rgb(19, 21, 25)');
      await page.evaluate(() => { document.documentElement.style.colorScheme = 'dark'; });
      assert.equal(await paper('.auto'), 'rgb(19, 21, 25)');
    }));

    test('a German page has a German element', async () => {
      const html = document_(lab(), kScript).replace('lang="en"', 'lang="de-AT"');
      await on('', async (page) => {
        await started(page);
        assert.equal(await page.getByLabel('URL der Seite').inputValue(), kStar.page.url);
      }, { pages: { '/': html } });
    });
  });

  describe('accessibility', () => {
    for (const theme of ['light', 'dark']) {
      test(`axe finds nothing in any view, ${theme}`, () => on(
        ['full', 'verdict', 'timeline', 'trace', 'exercise'].map((view) => lab(`loading="eager" view="${view}" theme="${theme}" task="${asAttribute(kTask)}"`)).join('')
          + lab(`loading="eager" theme="${theme}" browser="webkit" readonly`), async (page) => {
          await page.waitForFunction(() => [...document.querySelectorAll('cors-lab')].every(({ result }) => result));
          await page.waitForTimeout(200);
          await page.evaluate(axe);
          assert.deepEqual(await axeFindings(page), []);
        }));
    }

    for (const width of [390, 320]) {
      test(`nothing is wider than a window of ${width} pixels`, () => on(
        ['full', 'verdict', 'exercise'].map((view) => lab(`loading="eager" view="${view}" task="${asAttribute(kTask)}"`)).join(''), async (page) => {
          await page.waitForFunction(() => [...document.querySelectorAll('cors-lab')].every(({ result }) => result));
          assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth));
          const cut = await page.evaluate(() => [...document.querySelectorAll('cors-lab')].flatMap((element) => {
            const right = element.getBoundingClientRect().right;
            return [...element.shadowRoot.querySelectorAll('input, button, select, textarea, p, h2, h3, summary')]
              .filter((inner) => inner.checkVisibility() && inner.getBoundingClientRect().right > right + 1).map((inner) => inner.outerHTML.slice(0, 80));
          }));
          assert.deepEqual(cut, []);
        }, { visiting: { width } }));
    }
  });
});
