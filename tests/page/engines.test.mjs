import assert from 'node:assert/strict';
import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { serve } from '../../web/serve.mjs';
import { removeFolder, stopAllNow, temporaryFolder } from '../browsers/processes.mjs';
import { examples, kWeb } from './browser.mjs';
import * as drivers from './drivers.mjs';
import { evaluate } from './engine.mjs';

/** What the page is for, in Chromium, Firefox and WebKit. */

// Where a browser does not even start.
process.on('exit', stopAllNow);

/** Stands before the page's own script and remembers what goes wrong. */
const kRecorder = `
  window.problems = [];
  for (const level of ['error', 'warn']) {
    const print = console[level];
    console[level] = (...words) => { problems.push(level + ': ' + words.join(' ')); print(...words); };
  }
  addEventListener('error', (event) => problems.push('error: ' + (event.message ?? event.target.outerHTML)), true);
  addEventListener('unhandledrejection', (event) => problems.push('rejection: ' + event.reason));
  document.addEventListener('securitypolicyviolation', (event) => problems.push('policy: ' + event.violatedDirective + ' ' + event.blockedURI));
`;

/** The page with the recorder, served under its policy. */
async function startRecorded() {
  const folder = temporaryFolder('page');
  cpSync(kWeb, folder, { recursive: true });
  writeFileSync(join(folder, 'recorder.js'), kRecorder);
  const html = readFileSync(join(folder, 'index.html'), 'utf8');
  writeFileSync(join(folder, 'index.html'), html.replace('<head>', '<head><script src="recorder.js"></script>'));
  const { server, url } = await serve(0, folder);
  return { url, stop: () => { server.closeAllConnections(); server.close(); removeFolder(folder); } };
}

const kMessages = [
  ['chromium', "Access to fetch at 'https://api.test/x' from origin 'https://app.test' has been blocked by CORS policy: No 'Access-Control-Allow-Origin' header is present on the requested resource."],
  ['firefox', 'Cross-Origin Request Blocked: The Same Origin Policy disallows reading the remote resource at https://api.test/x. (Reason: CORS header ‘Access-Control-Allow-Origin’ does not match ‘https://www.test’).'],
  ['webkit', 'Origin https://app.test is not allowed by Access-Control-Allow-Origin. Status code: 404'],
];

for (const name of ['chromium', 'firefox', 'webkit']) {
  describe(`the page in ${name}`, { timeout: 240_000 }, () => {
    /** @type {import('./drivers.mjs').Driver} */
    let driver;
    let server;

    before(async () => {
      server = await startRecorded();
      driver = await drivers[name]();
    });
    after(async () => {
      await driver?.close();
      server?.stop();
    });

    const until = async (body, expected, ...args) => {
      let got;
      for (let i = 0; i < 100; i += 1) {
        got = await driver.run(body, ...args);
        if (got === expected) return;
        await new Promise((resolve) => setTimeout(resolve, 50));
      }
      assert.equal(got, expected);
    };
    const open = async (url) => {
      await driver.open(url);
      await until('return document.querySelector("corslab-app")?.dataset.ready ?? "not yet"', '');
    };
    const verdict = (expected) => until('return document.querySelector("verdict-line").dataset.verdict', expected);
    // Fields have no names of their own: a mark makes one from the label.
    const field = (label) => driver.run(`
      const found = [...document.querySelectorAll('label')].find((label) => label.textContent === arguments[0]);
      found.control.dataset.test = arguments[0];
      return '[data-test="' + arguments[0] + '"]';`, label);
    const choose = async (id) => {
      await driver.click('example-menu > button');
      await driver.click(`[data-example="${id}"]`);
    };
    const consoleText = () => driver.run('return document.querySelector("console-view").textContent');

    test('opens with a worked example, and shows what each browser does', async () => {
      await open(server.url);
      await verdict('allowed');
      const verdicts = await driver.run('return [...document.querySelectorAll(".browser")].map((cell) => cell.dataset.browser + " " + cell.dataset.verdict)');
      assert.deepEqual(verdicts.toSorted(), ['chromium allowed', 'firefox allowed', 'standard allowed', 'webkit allowed']);
    });

    test('examples show their verdicts', async () => {
      for (const { id, verdict: expected } of examples.filter((_, i) => i % 4 === 1)) {
        await choose(id);
        await verdict(expected);
      }
    });

    test('typing changes the verdict, and back', async () => {
      await choose('put-json');
      const method = await field('Method');
      await driver.type(method, 'X');
      await verdict('blocked');
      await driver.type(method, drivers.kKeys.Backspace);
      await verdict('allowed');
    });

    test('a link brings the scenario back', async () => {
      await choose('put-json');
      await driver.type(await field('Method'), 'X');
      await verdict('blocked');
      await driver.click('share-button > button');
      await until('return document.querySelector("dialog[open]") !== null', true);
      const hash = await driver.run('return location.hash');
      assert.match(hash, /^#s=/);
      await driver.leave();
      await open(server.url + hash);
      await verdict('blocked');
      assert.equal(await driver.run('return document.querySelector(arguments[0]).value', await field('Method')), 'PUTX');
    });

    for (const [browser, message] of kMessages) {
      test(`a message of ${browser} is understood, and said again`, async () => {
        await choose('put-json');
        await driver.type('import-box textarea', message + drivers.kKeys.Enter);
        await until('return document.querySelector(".browser :checked").value', browser);
        await verdict('blocked');
        const text = await consoleText();
        assert.ok(text.includes(message), text);
        assert.match(await driver.run('return document.querySelector("story-view").textContent'), /says just that/);
      });
    }

    test('another browser’s console is one click away', async () => {
      const { browsers } = evaluate(examples.find(({ id }) => id === 'trailing-slash').scenario);
      await choose('trailing-slash');
      for (const browser of ['webkit', 'chromium', 'firefox']) {
        await driver.click(`.browser[data-browser="${browser}"]`);
        const text = await consoleText();
        for (const line of browsers[browser].console) assert.ok(text.includes(line.text.trimEnd()), text);
      }
    });

    test('nothing went wrong on the way', async () => {
      assert.deepEqual(await driver.run('return window.problems'), []);
      assert.deepEqual(await driver.problems(), []);
    });
  });
}
