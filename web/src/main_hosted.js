import 'corslab-texts';
import createCorslab from 'corslab-engine';
import { CorslabApp } from './elements/corslab_app.js';
import { kExamples } from 'corslab-examples';
import { inLanguage, useChosenLanguage } from './text/language.js';

/** @param {string} name a file beside this one */
async function wasm(name) {
  const response = await fetch(new URL(name, import.meta.url));
  if (!response.ok) throw new Error(`${name}: status ${response.status}`);
  return new Uint8Array(await response.arrayBuffer());
}

const startEngine = async () => createCorslab({ wasmBinary: await wasm('corslab.wasm') });

/** On its way while the page is put together. Should it fail, who waits for it says so. */
let starting = /** @type {ReturnType<startEngine> | null} */ (startEngine());
starting?.catch(() => {});

/** How long the page has the machine to itself, in milliseconds. */
const kOfflineDelay = 1500;

await useChosenLanguage();

/** The hosted page: the engine is a file beside this one, and what takes its time another one, for later. */
void CorslabApp.start(kExamples.map(inLanguage), {
  engine: () => {
    const engine = starting ?? startEngine();
    starting = null;
    return engine;
  },
  tools: async () => {
    const { default: createTools } = await import('corslab-tools-engine');
    return createTools({ wasmBinary: await wasm('corslab_tools.wasm') });
  },
});

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
