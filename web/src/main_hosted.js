import 'corslab-texts';
import createCorslab from 'corslab-engine';
import { startEngine } from './app/starting.js';
import { askWorker } from './engine/ask_worker.js';
import { showLinkedVerdict } from './first/linked_verdict.js';
import { useChosenLanguage } from './text/language.js';

/** @param {string} name a file beside the page */
async function wasm(name) {
  const response = await fetch(name);
  if (!response.ok) throw new Error(`${name}: status ${response.status}`);
  return new Uint8Array(await response.arrayBuffer());
}

/** How long the page has the machine to itself, in milliseconds. */
const kOfflineDelay = 1500;

/** The hosted page: the engine is a file beside this one, and what takes its time another one, for later. */
async function open() {
  await useChosenLanguage();
  const starting = startEngine({
    engine: async () => createCorslab({ wasmBinary: await wasm('corslab.wasm') }),
    tools: async () => {
      const { default: createTools } = await import('corslab-tools-engine');
      return createTools({ wasmBinary: await wasm('corslab_tools.wasm') });
    },
    apart: (words, here) => askWorker('corslab_worker.js', words, here),
  });
  await showLinkedVerdict(starting);
  const { startApp } = await import('./app/start.js');
  void startApp(starting);
}

/** Fails where the rest of the page cannot be had. It is not awaited here: the rest has to find this module done. */
export const opening = open();

if ('serviceWorker' in navigator) {
  const { serviceWorker } = navigator;
  // All open pages change to a new version together: the scenario of each is found again.
  let controlled = serviceWorker.controller !== null;
  serviceWorker.addEventListener('controllerchange', () => {
    if (controlled) location.reload();
    controlled = true;
  });
  // Once all else is there. Files opened from a disk, and browsers that forbid it, do without.
  const later = () => setTimeout(() => void import('./offline/offline.js').then(({ keepOffline }) => keepOffline()), kOfflineDelay);
  if (document.readyState === 'complete') later();
  else addEventListener('load', later);
}
