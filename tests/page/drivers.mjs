import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { connect, freePort, startFirefox } from '../browsers/firefox.mjs';
import { findCommand, removeFolder, start, stop, temporaryFolder } from '../browsers/processes.mjs';
import { kBrowser, kQuiet, startDisplay } from '../browsers/webkit.mjs';
import { launch } from './browser.mjs';

/**
 * Three browsers, driven alike.
 *
 * @typedef {{
 *   open(url: string): Promise<void>,
 *   leave(): Promise<void>,                                // to an empty page
 *   run(body: string, ...args: unknown[]): Promise<any>,   // the body of a function, in the page
 *   click(selector: string): Promise<void>,
 *   type(selector: string, text: string): Promise<void>,   // real keys, behind what is there
 *   problems(): Promise<string[]>,                         // of the browser's own console, where it can be asked
 *   close(): Promise<void>
 * }} Driver
 */

/** Keys by their WebDriver code. */
export const kKeys = { Backspace: '\uE003', Enter: '\uE007', End: '\uE010' };

const kElement = 'element-6066-11e4-a52e-4f735466cecf';

/** @returns {Promise<Driver>} */
export async function chromium() {
  const browser = await launch();
  const page = await browser.newPage();
  page.setDefaultTimeout(20_000);
  const problems = [];
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) problems.push(message.text());
  });
  page.on('pageerror', (error) => problems.push(error.message));
  const names = Object.fromEntries(Object.entries(kKeys).map(([name, code]) => [code, name]));
  return {
    open: async (url) => void (await page.goto(url)),
    leave: async () => void (await page.goto('about:blank')),
    run: (body, ...args) => page.evaluate(`(function () { ${body} }).apply(null, ${JSON.stringify(args)})`),
    click: (selector) => page.locator(selector).click(),
    async type(selector, text) {
      await page.locator(selector).focus();
      await page.keyboard.press('End');
      for (const letter of text) await (letter in names ? page.keyboard.press(names[letter]) : page.keyboard.type(letter));
    },
    problems: async () => problems,
    close: () => browser.close(),
  };
}

/**
 * What Marionette and WebDriver have in common: their commands.
 * @param {(command: string, params: object, element?: string) => Promise<any>} send
 */
function webDriver(send) {
  const find = async (selector) => (await send('FindElement', { using: 'css selector', value: selector }))[kElement];
  return {
    open: async (url) => void (await send('Navigate', { url })),
    // By itself: a page that is told to go has its script ended by Firefox where one is at work, which then says so.
    async leave() {
      await send('ExecuteScript', { script: 'location.href = "about:blank"', args: [] });
      for (let attempt = 0; (await send('ExecuteScript', { script: 'return location.href', args: [] })) !== 'about:blank'; attempt += 1) {
        if (attempt === 100) throw new Error('The page does not leave');
        await new Promise((resolve) => setTimeout(resolve, 50));
      }
    },
    run: (body, ...args) => send('ExecuteScript', { script: body, args }),
    async click(selector) {
      const element = await find(selector);
      // The page scrolls smoothly, and what still moves cannot be clicked.
      for (let attempt = 0; ; attempt += 1) {
        try {
          return void (await send('ElementClick', {}, element));
        } catch (error) {
          if (attempt === 20 || !/not interactable|intercepted/.test(String(error))) throw error;
        }
        await new Promise((resolve) => setTimeout(resolve, 100));
      }
    },
    type: async (selector, text) => void (await send('ElementSendKeys', { text: kKeys.End + text }, await find(selector))),
  };
}

/** @returns {Promise<Driver>} */
export async function firefox() {
  const { marionette, close } = await startFirefox('127.0.0.1', { capabilities: { alwaysMatch: {} } });
  const send = async (command, params, element) => {
    const result = await marionette.send(`WebDriver:${command}`, element ? { ...params, id: element } : params);
    return result?.value;
  };
  return {
    ...webDriver(send),
    async problems() {
      await marionette.send('Marionette:SetContext', { value: 'chrome' });
      const script = `return Services.console.getMessageArray().filter((message) => message instanceof Ci.nsIScriptError && !(message.flags & 8)
        && /^http:/.test(message.sourceName)).map((message) => message.errorMessage)`;
      const problems = await send('ExecuteScript', { script, args: [], sandbox: 'system' });
      await marionette.send('Marionette:SetContext', { value: 'content' });
      return problems;
    },
    close,
  };
}

/** Where WebDriver has the commands that Marionette knows by name. */
const kRoutes = { FindElement: 'element', Navigate: 'url', ExecuteScript: 'execute/sync', ElementClick: 'click', ElementSendKeys: 'value' };

/** @returns {Promise<Driver>} */
export async function webkit() {
  const home = temporaryFolder('webkit-page');
  mkdirSync(join(home, 'run'), { mode: 0o700 });
  const display = await startDisplay();
  const port = await freePort();
  const child = start(findCommand('/usr/bin/WebKitWebDriver'), [`--port=${port}`, '--host=127.0.0.1'], {
    stdio: 'ignore',
    env: {
      PATH: process.env.PATH,
      LC_ALL: 'C.UTF-8',
      HOME: home,
      XDG_RUNTIME_DIR: join(home, 'run'),
      DISPLAY: display.display,
      ...kQuiet,
    },
  });
  (await connect(port)).destroy();
  const request = async (method, path, body) => {
    const response = await fetch(`http://127.0.0.1:${port}/${path}`, { method, body: body && JSON.stringify(body), signal: AbortSignal.timeout(30_000) });
    const { value } = await response.json();
    if (!response.ok) throw new Error(`${value.error}: ${value.message}`);
    return value;
  };
  const options = { binary: kBrowser, args: ['--automation'] };
  const { sessionId } = await request('POST', 'session', { capabilities: { alwaysMatch: { 'webkitgtk:browserOptions': options } } });
  const send = (command, params, element) =>
    request('POST', `session/${sessionId}/${element ? `element/${element}/` : ''}${kRoutes[command]}`, params);
  return {
    ...webDriver(send),
    problems: async () => [],
    async close() {
      await request('DELETE', `session/${sessionId}`).catch(() => {});
      await stop(child);
      await stop(display.child);
      removeFolder(home);
    },
  };
}
