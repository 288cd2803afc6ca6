import createCorslab from 'corslab-engine';
import { CorslabApp } from './elements/corslab_app.js';
import { kExamples } from 'corslab-examples';
import { kMessages } from 'corslab-messages';
import { setServerViews } from './view/server_views.js';

setServerViews(() => import(new URL('corslab_server.js', import.meta.url).href));

/** @param {string} name a file beside this one */
async function wasm(name) {
  const response = await fetch(new URL(name, import.meta.url));
  if (!response.ok) throw new Error(`${name}: status ${response.status}`);
  return new Uint8Array(await response.arrayBuffer());
}

/** The hosted page: the engine is a file beside this one, and what takes its time another one, for later. */
void CorslabApp.start(kExamples, kMessages, {
  engine: async () => createCorslab({ wasmBinary: await wasm('corslab.wasm') }),
  tools: async () => {
    const { createTools } = await import(new URL('corslab_tools.js', import.meta.url).href);
    return createTools({ wasmBinary: await wasm('corslab_tools.wasm') });
  },
});
