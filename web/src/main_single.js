import createTools from 'corslab-tools-engine';
import deflated from 'corslab-tools-deflated';
import { CorslabApp } from './elements/corslab_app.js';
import { kExamples } from 'corslab-examples';
import { kMessages } from 'corslab-messages';
import * as views from './server_views.js';
import { setServerViews } from './view/server_views.js';

setServerViews(() => Promise.resolve(views));

/** The single file: the engine with all its tools is inside, deflated. */
const load = async () => {
  const inflated = new Blob([deflated]).stream().pipeThrough(new DecompressionStream('deflate-raw'));
  return createTools({ wasmBinary: new Uint8Array(await new Response(inflated).arrayBuffer()) });
};
let module = load();
let started = false;
void CorslabApp.start(kExamples, kMessages, {
  // Asked for again where it has stopped.
  engine: () => {
    if (started) module = load();
    started = true;
    return module;
  },
  tools: () => module,
});
