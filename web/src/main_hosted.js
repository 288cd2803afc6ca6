import createCorslab from 'corslab-engine';
import { CorslabApp } from './elements/corslab_app.js';
import { kExamples } from 'corslab-examples';
import { kMessages } from 'corslab-messages';

/** The hosted page: the engine is a file beside this one. */
void CorslabApp.start(kExamples, kMessages, async () => {
  const response = await fetch(new URL('corslab.wasm', import.meta.url));
  if (!response.ok) throw new Error(`corslab.wasm: status ${response.status}`);
  return createCorslab({ wasmBinary: new Uint8Array(await response.arrayBuffer()) });
});
