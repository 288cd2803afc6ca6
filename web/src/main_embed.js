import './embed/texts.js';
import createCorslab from 'corslab-engine';
import { CorsLab } from './embed/cors_lab.js';
import { setTextLoader } from './embed/language.js';
import { placeOf } from './embed/place.js';
import { bytesOf, setEngineLoader } from './embed/shared_engine.js';
import { defineOnce } from './view/define.js';

/** The one script for foreign pages: it defines <cors-lab>. What it loads, and when, lies beside it. */

const kPlace = placeOf('corslab-embed.js');

/** @param {string} name */
const beside = (name) => new URL(name, kPlace);

setEngineLoader({
  engine: async () => createCorslab({ wasmBinary: await bytesOf(beside('corslab.wasm')) }),
  tools: async () => {
    const { createTools } = await import(beside('corslab-tools.js').href);
    return createTools({ wasmBinary: await bytesOf(beside('corslab_tools.wasm')) });
  },
});
setTextLoader(async (language) => (await fetch(beside(`corslab-texts.${language}.json`))).json());
defineOnce('cors-lab', CorsLab);
