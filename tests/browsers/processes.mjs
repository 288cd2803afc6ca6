import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Starting and ending the programs that the laboratory needs: each in a process group of its own, ended by its id. */

const running = new Set();

/** @param {string} command @param {string[]} args */
export function start(command, args, options = {}) {
  const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'pipe'], detached: true, ...options });
  running.add(child);
  child.on('exit', () => running.delete(child));
  child.on('error', () => running.delete(child));
  return child;
}

const signal = (child, name) => {
  try {
    process.kill(-child.pid, name);
  } catch {
    // It has ended already.
  }
};

/** Ends a program and what it started. */
export async function stop(child) {
  if (child.pid === undefined) return;
  const ended = child.exitCode !== null || child.signalCode !== null
    ? Promise.resolve()
    : new Promise((resolve) => child.once('exit', resolve));
  signal(child, 'SIGTERM');
  const timer = setTimeout(() => signal(child, 'SIGKILL'), 3000);
  await ended;
  clearTimeout(timer);
  signal(child, 'SIGKILL');
}

export function stopAllNow() {
  for (const child of running) signal(child, 'SIGKILL');
}

export const findCommand = (...paths) => paths.find((path) => path && existsSync(path));

export const temporaryFolder = (name) => mkdtempSync(join(tmpdir(), `corslab-${name}-`));

export const removeFolder = (folder) => rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
