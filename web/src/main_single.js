import createCorslab from 'corslab-engine';
import wasmBinary from '../../build/wasm/corslab.wasm';
import { CorslabApp } from './elements/corslab_app.js';
import { kExamples } from 'corslab-examples';

/** The single file: the engine is inside. */
void CorslabApp.start(kExamples, () => createCorslab({ wasmBinary }));
