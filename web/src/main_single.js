import 'corslab-texts';
import createTools from 'corslab-tools-engine';
import { startApp } from './app/start.js';
import { startEngine } from './app/starting.js';
import { useChosenLanguage } from './text/language.js';

/** The single file: the engine with all its tools is inside. */
const load = () => createTools({ wasmBinary: corslabModule });
let module = load();
let started = false;
void useChosenLanguage().then(() => startApp(startEngine({
  // Asked for again where it has stopped.
  engine: () => {
    if (started) module = load();
    started = true;
    return module;
  },
  tools: () => module,
})));
