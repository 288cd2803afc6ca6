import createCorslab from 'corslab-engine';
import deflated from 'corslab-wasm-deflated';
import { CorslabApp } from './elements/corslab_app.js';
import { kExamples } from 'corslab-examples';
import { kMessages } from 'corslab-messages';

/** The single file: the engine is inside, deflated. */
void CorslabApp.start(kExamples, kMessages, async () => {
  const inflated = new Blob([deflated]).stream().pipeThrough(new DecompressionStream('deflate-raw'));
  return createCorslab({ wasmBinary: new Uint8Array(await new Response(inflated).arrayBuffer()) });
});
