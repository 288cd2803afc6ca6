import 'corslab-texts';
import createTools from 'corslab-tools-engine';
import { CorslabApp } from './elements/corslab_app.js';
import { kExamples } from 'corslab-examples';
import { inLanguage, useChosenLanguage } from './text/language.js';

/** The single file: the engine with all its tools is inside. */
const load = () => createTools({ wasmBinary: corslabModule });
let module = load();
let started = false;
void useChosenLanguage().then(() => CorslabApp.start(kExamples.map(inLanguage), {
  // Asked for again where it has stopped.
  engine: () => {
    if (started) module = load();
    started = true;
    return module;
  },
  tools: () => module,
}));
