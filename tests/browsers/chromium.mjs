import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { findCommand, removeFolder, start, stop, temporaryFolder } from './processes.mjs';

/** Chromium, driven by its DevTools protocol over a pipe. */

export const name = 'chromium';

/** The preflight cache drops entries at random once it holds 1024, so a browser does not live that long. */
export const scenariosPerLaunch = 900;

/** Milliseconds between two requests that the console could mix up. */
export const pause = 10;

const kIgnored = /^Failed to load resource: /;

/** Whether a line of the console is about a request. */
export const isWanted = ({ level, text }) => (level === 'error' || level === 'warning') && !kIgnored.test(text);

const kFlags = [
  '--headless=new',
  '--no-sandbox',
  '--remote-debugging-pipe',
  '--ignore-certificate-errors',
  '--disable-quic',
  '--disable-gpu',
  '--disable-dev-shm-usage',
  '--no-first-run',
  '--no-default-browser-check',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--disable-default-apps',
  '--disable-extensions',
  '--disable-background-timer-throttling',
  '--disable-renderer-backgrounding',
  '--disable-backgrounding-occluded-windows',
  // A page of http stays one.
  '--disable-features=HttpsUpgrades,HttpsFirstBalancedMode,HttpsFirstBalancedModeAutoEnable,OptimizationHints,Translate',
  // No place for an HTTP cache. (A context other than the default one would have it in memory.)
  '--disk-cache-dir=/dev/null',
  '--lang=en-US',
];

class Protocol {
  constructor(child, onEvent) {
    this.input = child.stdio[3];
    this.pending = new Map();
    this.lastId = 0;
    let rest = [];
    this.input.on('error', () => {});
    child.stdio[4].on('error', () => {});
    child.stdio[4].on('data', (chunk) => {
      for (;;) {
        const end = chunk.indexOf(0);
        if (end < 0) break;
        const message = JSON.parse(Buffer.concat([...rest, chunk.subarray(0, end)]).toString('utf8'));
        rest = [];
        chunk = chunk.subarray(end + 1);
        const waiting = this.pending.get(message.id);
        if (waiting) {
          this.pending.delete(message.id);
          if (message.error) waiting.reject(new Error(`${waiting.method}: ${message.error.message}`));
          else waiting.resolve(message.result);
        } else if (message.method) onEvent(message);
      }
      if (chunk.length > 0) rest.push(chunk);
    });
  }

  send(method, params = {}, sessionId = undefined) {
    const id = ++this.lastId;
    this.input.write(`${JSON.stringify({ id, method, params, sessionId })}\0`);
    return new Promise((resolve, reject) => this.pending.set(id, { method, resolve, reject }));
  }
}

/** Names of scenarios lead to the laboratory, all others nowhere. */
const resolverRules = (address, hosts) =>
  ['MAP localhost 127.0.0.1', 'MAP *.localhost 127.0.0.1', 'MAP 127.0.0.1 127.0.0.1', ...hosts.map((host) => `MAP ${host} ${address}`), 'MAP * ~NOTFOUND'].join(', ');

/** @param {{ address: string, hosts: string[] }} options */
export async function launch({ address, hosts }) {
  const profile = temporaryFolder(name);
  // No connections in advance: a request that breaks on one of those is sent again.
  mkdirSync(join(profile, 'Default'));
  writeFileSync(join(profile, 'Default', 'Preferences'), JSON.stringify({ net: { network_prediction_options: 2 } }));
  const binary = findCommand(process.env.CHROMIUM, '/usr/bin/chromium');
  const child = start(
    binary,
    [...kFlags, `--user-data-dir=${profile}`, `--host-resolver-rules=${resolverRules(address, hosts)}`, 'about:blank'],
    { stdio: ['ignore', 'ignore', 'ignore', 'pipe', 'pipe'] },
  );
  const sessions = new Map();
  const protocol = new Protocol(child, (message) => onEvent(message));

  function onEvent({ method, params, sessionId }) {
    const tab = sessions.get(sessionId);
    if (!tab) return;
    if (method === 'Target.attachedToTarget') {
      sessions.set(params.sessionId, tab);
      void prepare(params.sessionId).catch(() => {});
    } else if (method === 'Runtime.consoleAPICalled') {
      tab.onLine({ level: params.type, text: params.args.map((value) => value.value ?? value.description).join(' ') });
    } else if (method === 'Log.entryAdded') {
      const { level, text } = params.entry;
      tab.onLine({ level, text });
    }
  }

  async function prepare(sessionId) {
    await Promise.all([
      protocol.send('Runtime.enable', {}, sessionId),
      protocol.send('Log.enable', {}, sessionId),
      protocol.send('Target.setAutoAttach', { autoAttach: true, waitForDebuggerOnStart: true, flatten: true }, sessionId),
      protocol.send('Runtime.runIfWaitingForDebugger', {}, sessionId),
    ]);
  }

  const { product } = await protocol.send('Browser.getVersion');

  return {
    version: product,

    /** @param {(line: { level: string, text: string }) => void} onLine */
    async open(url, onLine) {
      const { targetId } = await protocol.send('Target.createTarget', { url: 'about:blank' });
      const { sessionId } = await protocol.send('Target.attachToTarget', { targetId, flatten: true });
      sessions.set(sessionId, { onLine });
      await prepare(sessionId);
      await protocol.send('Page.navigate', { url }, sessionId);
      return { close: () => protocol.send('Target.closeTarget', { targetId }) };
    },

    async drain() {},

    async close() {
      await stop(child);
      removeFolder(profile);
    },
  };
}
