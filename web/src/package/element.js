import '../embed/texts.js';
import createCorslab from 'corslab-engine';
import { CorsLab } from '../embed/cors_lab.js';
import { setTextLoader } from '../embed/language.js';
import { bytesOf, setEngineLoader } from '../embed/shared_engine.js';
import { defineOnce } from '../view/define.js';

/** `corslab/element`: defines <cors-lab>. Where pages are built without a browser it may be imported all the same, and does nothing. */

setEngineLoader({
  engine: async () => createCorslab({ wasmBinary: await bytesOf(new URL('./corslab.wasm', import.meta.url)) }),
  tools: async () => {
    const { default: createTools } = await import('corslab-tools-engine');
    return createTools({ wasmBinary: await bytesOf(new URL('./corslab_tools.wasm', import.meta.url)) });
  },
});
setTextLoader(async () => {
  const { kTexts, kEngineWords } = await import('corslab-language/de');
  return { areas: kTexts, words: kEngineWords };
});
defineOnce('cors-lab', CorsLab);

export { CorsLab };
