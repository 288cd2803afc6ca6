import { writeFileSync } from 'node:fs';
import net from 'node:net';
import { join } from 'node:path';
import { idIn } from './server.mjs';
import { findCommand, removeFolder, start, stop, temporaryFolder } from './processes.mjs';

/** Firefox, driven by Marionette; its console is read where all of its messages go, `Services.console`. */

export const name = 'firefox';

export const jobsPerTab = Infinity;

export const maxTabs = 1;

/** Milliseconds between two requests that the console could mix up: lines come by way of another process. */
export const pause = 25;

/** `console.log` does not reach this console. */
export const loudly = true;

/**
 * The answers to the first preflights that a document sends to a server are not kept: once or twice the next request is
 * preflighted again. No telling how often, so a document gets to know its servers first.
 */
export const warmsUp = true;

/** Whether a line of the console is about a request. Cookies are no part of a scenario. */
export const isWanted = ({ level, text, category }) =>
  level !== 'info' && (/^(CORS|SOP)/.test(category) || (!/cookie/i.test(category) && idIn(text) !== undefined));

export const prefs = (address, port) => ({
  'marionette.port': port,
  'network.proxy.type': 0,
  'network.dns.forceResolve': address,
  'network.captive-portal-service.enabled': false,
  'network.connectivity-service.enabled': false,
  'network.http.speculative-parallel-limit': 0,
  'network.prefetch-next': false,
  'network.dns.disablePrefetch': true,
  'browser.cache.disk.enable': false,
  'browser.cache.memory.enable': false,
  'browser.chrome.site_icons': false,
  'browser.shell.checkDefaultBrowser': false,
  'browser.startup.page': 0,
  'browser.startup.homepage_override.mstone': 'ignore',
  'browser.aboutwelcome.enabled': false,
  'browser.newtabpage.enabled': false,
  'browser.safebrowsing.malware.enabled': false,
  'browser.safebrowsing.phishing.enabled': false,
  'browser.region.update.enabled': false,
  'app.update.enabled': false,
  'app.normandy.enabled': false,
  'datareporting.policy.dataSubmissionEnabled': false,
  'datareporting.healthreport.uploadEnabled': false,
  'toolkit.telemetry.enabled': false,
  'services.settings.server': 'data:,#remote-settings-dummy/v1',
  'extensions.update.enabled': false,
  'extensions.getAddons.cache.enabled': false,
  'extensions.systemAddon.update.enabled': false,
  'media.gmp-manager.updateEnabled': false,
  'dom.security.https_first': false,
  'dom.security.https_first_schemeless': false,
  'dom.security.https_only_mode': false,
  'dom.min_background_timeout_value': 4,
  'dom.ipc.processPrelaunch.enabled': false,
});

/** One command after the other: `LENGTH:[0,id,command,params]` there, `LENGTH:[1,id,error,result]` back. */
export class Marionette {
  constructor(socket) {
    this.socket = socket;
    this.pending = new Map();
    this.lastId = 0;
    let bytes = Buffer.alloc(0);
    socket.on('error', () => {});
    socket.on('data', (chunk) => {
      bytes = Buffer.concat([bytes, chunk]);
      for (;;) {
        const colon = bytes.indexOf(':');
        if (colon < 0) return;
        const end = colon + 1 + Number(bytes.subarray(0, colon));
        if (bytes.length < end) return;
        const message = JSON.parse(bytes.subarray(colon + 1, end).toString('utf8'));
        bytes = bytes.subarray(end);
        if (!Array.isArray(message)) continue;
        const [, id, error, result] = message;
        const waiting = this.pending.get(id);
        this.pending.delete(id);
        if (error) waiting?.reject(new Error(`${error.error}: ${error.message}`));
        else waiting?.resolve(result);
      }
    });
  }

  send(command, params = {}) {
    const id = ++this.lastId;
    const text = JSON.stringify([0, id, command, params]);
    this.socket.write(`${Buffer.byteLength(text)}:${text}`);
    return new Promise((resolve, reject) => this.pending.set(id, { resolve, reject }));
  }
}

const sleep = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

export async function connect(port) {
  for (let attempt = 0; attempt < 300; ++attempt) {
    const socket = net.connect(port, '127.0.0.1');
    const connected = await new Promise((resolve) => {
      socket.once('connect', () => resolve(true));
      socket.once('error', () => resolve(false));
    });
    if (connected) return socket;
    await sleep(100);
  }
  throw new Error('Firefox does not listen');
}

export const freePort = () =>
  new Promise((resolve) => {
    const server = net.createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });

const kListen = `
  const lines = [];
  const listener = { observe(message) {
    const error = message instanceof Ci.nsIScriptError ? message : null;
    lines.push({ flags: error?.flags ?? -1, category: error?.category ?? '',
                 source: error?.sourceName ?? '', text: error?.errorMessage ?? message.message });
  } };
  Services.console.registerListener(listener);
  globalThis.corslab = { lines, listener };
`;

/**
 * A headless Firefox with a profile of its own, and the session that drives it.
 * @param {string} address where it finds every host name @param {object} wanted capabilities
 */
export async function startFirefox(address, wanted) {
  const profile = temporaryFolder(name);
  const port = await freePort();
  const lines = Object.entries(prefs(address, port)).map(([key, value]) => `user_pref(${JSON.stringify(key)}, ${JSON.stringify(value)});\n`);
  writeFileSync(join(profile, 'user.js'), lines.join(''));
  const binary = findCommand(process.env.FIREFOX, '/usr/bin/firefox-esr', '/usr/bin/firefox');
  const child = start(binary, ['--headless', '--no-remote', '--marionette', '--remote-allow-system-access', '--profile', profile, 'about:blank'], {
    stdio: 'ignore',
    env: { ...process.env, HOME: profile, MOZ_DISABLE_AUTO_SAFE_MODE: '1', LANG: 'en_US.UTF-8' },
  });
  const marionette = new Marionette(await connect(port));
  const { capabilities } = await marionette.send('WebDriver:NewSession', wanted);
  const close = async () => {
    marionette.socket.destroy();
    await stop(child);
    removeFolder(profile);
  };
  return { marionette, capabilities, close };
}

/** @param {{ address: string }} options */
export async function launch({ address }) {
  const { marionette, capabilities, close } = await startFirefox(address, { acceptInsecureCerts: true, pageLoadStrategy: 'none' });
  const inChrome = async (script) => {
    await marionette.send('Marionette:SetContext', { value: 'chrome' });
    const { value } = await marionette.send('WebDriver:ExecuteScript', { script, args: [], newSandbox: false, sandbox: 'system' });
    await marionette.send('Marionette:SetContext', { value: 'content' });
    return value;
  };
  await inChrome(kListen);
  let onLine = () => {};

  return {
    version: `Firefox ${capabilities.browserVersion}`,

    /** @param {(line: { level: string, text: string, category: string }) => void} listener */
    async open(url, listener) {
      onLine = listener;
      await marionette.send('WebDriver:Navigate', { url });
      return { close: async () => {} };
    },

    /** Fetches what the console has got since the last time. */
    async drain() {
      await sleep(30);
      const got = await inChrome('return globalThis.corslab.lines.splice(0)');
      for (const { flags, ...line } of got) onLine({ ...line, level: flags & 8 || flags === -1 ? 'info' : flags & 1 ? 'warning' : 'error' });
    },

    close,
  };
}
