import { spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { findCommand, removeFolder, start, stop, temporaryFolder } from './processes.mjs';

/** WebKitGTK's MiniBrowser below a virtual display; its console comes out as text. */

export const name = 'webkit';

export const jobsPerTab = Infinity;

/** Milliseconds between two requests that the console could mix up. */
export const pause = 10;

/** Whether a line of the console is about a request. */
export const isWanted = ({ level }) => level === 'error' || level === 'warning';

/** No accessibility bus, no proxy, and drawing without a graphics card. */
export const kQuiet = {
  NO_AT_BRIDGE: '1',
  GTK_A11Y: 'none',
  GIO_USE_PROXY_RESOLVER: 'dummy',
  LIBGL_ALWAYS_SOFTWARE: '1',
  WEBKIT_DISABLE_COMPOSITING_MODE: '1',
  WEBKIT_DISABLE_DMABUF_RENDERER: '1',
};

const kWrapper = findCommand('/usr/lib/x86_64-linux-gnu/libnss_wrapper.so', '/usr/lib/aarch64-linux-gnu/libnss_wrapper.so', '/usr/lib/libnss_wrapper.so');
export const kBrowser = findCommand(
  process.env.MINIBROWSER,
  '/usr/lib/x86_64-linux-gnu/webkit2gtk-4.1/MiniBrowser',
  '/usr/lib/aarch64-linux-gnu/webkit2gtk-4.1/MiniBrowser',
  '/usr/libexec/webkit2gtk-4.1/MiniBrowser',
);

const kLevels = { ERROR: 'error', WARN: 'warning', LOG: 'log', INFO: 'info', DEBUG: 'debug' };

const kLine = /^(?:\S+: )?CONSOLE (?:[A-Z]+ )?(ERROR|WARN|LOG|INFO|DEBUG) /;

/** Text of the console until there is a whole line; a message that itself has line breaks goes on until the next one. */
class ConsoleText {
  constructor(onLine) {
    this.onLine = onLine;
    this.rest = '';
    this.current = null;
  }

  add(text) {
    const lines = (this.rest + text).split('\n');
    this.rest = lines.pop();
    for (const line of lines) {
      const match = kLine.exec(line);
      if (match) {
        this.flush();
        this.current = { level: kLevels[match[1]], text: line.slice(match[0].length) };
        if (match[1] === 'LOG') this.flush();
      } else if (this.current) this.current.text += `\n${line}`;
    }
  }

  flush() {
    if (this.current) this.onLine(this.current);
    this.current = null;
  }
}

export async function startDisplay() {
  const child = start('Xvfb', ['-displayfd', '3', '-screen', '0', '800x600x24', '-nolisten', 'tcp'], { stdio: ['ignore', 'ignore', 'ignore', 'pipe'] });
  const number = await new Promise((resolve, reject) => {
    child.once('exit', () => reject(new Error('Xvfb does not start')));
    child.stdio[3].once('data', (bytes) => resolve(String(bytes).trim()));
  });
  return { child, display: `:${number}` };
}

const versionOf = (environment) => {
  const { stdout } = spawnSync(kBrowser, ['--version'], { env: environment, encoding: 'utf8', timeout: 10_000 });
  return /WebKitGTK \S+/.exec(stdout ?? '')?.[0] ?? 'WebKitGTK';
};

/** @param {{ address: string, hosts: string[] }} options */
export async function launch({ address, hosts }) {
  const home = temporaryFolder(name);
  const hostsFile = join(home, 'hosts');
  writeFileSync(hostsFile, `127.0.0.1 localhost\n${hosts.map((host) => `${address} ${host}\n`).join('')}`);
  const runtime = join(home, 'run');
  mkdirSync(runtime, { mode: 0o700 });
  const { child: server, display } = await startDisplay();
  const tabs = new Set();
  const environment = {
    PATH: process.env.PATH,
    LC_ALL: 'C.UTF-8',
    HOME: home,
    XDG_RUNTIME_DIR: runtime,
    // No place for an HTTP cache.
    XDG_CACHE_HOME: '/dev/null',
    DISPLAY: display,
    LD_PRELOAD: kWrapper,
    NSS_WRAPPER_HOSTS: hostsFile,
    ...kQuiet,
  };

  return {
    version: versionOf(environment),

    async open(url, onLine) {
      const text = new ConsoleText(onLine);
      const child = start(kBrowser, ['--ignore-tls-errors', '--enable-write-console-messages-to-stdout=true', url], { env: environment, cwd: home });
      tabs.add(child);
      for (const stream of [child.stdout, child.stderr]) {
        stream.setEncoding('utf8');
        stream.on('data', (part) => {
          if (process.env.LAB_TRACE) process.stderr.write(part);
          text.add(part);
        });
      }
      return {
        close: async () => {
          tabs.delete(child);
          await stop(child);
        },
      };
    },

    async drain() {},

    async close() {
      for (const child of tabs) await stop(child);
      await stop(server);
      removeFolder(home);
    },
  };
}
