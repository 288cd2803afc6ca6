import createTools from 'corslab-tools-engine';
import { bytesOf } from './api.js';

/**
 * @typedef {import('./api.js').WasmSource} WasmSource
 * @typedef {import('./api.js').Load} Load
 */

/**
 * @param {() => WasmSource} place
 * @param {Load} load
 */
export const toolsWith = (place, load) => async (/** @type {{ wasm?: WasmSource }} */ { wasm } = {}) => {
  const module = /** @type {Record<string, (text: string) => string>} */ (/** @type {unknown} */ (await createTools({ wasmBinary: await bytesOf(wasm ?? place(), load) })));
  const document_ = (/** @type {string} */ tool) => (/** @type {unknown} */ given) => JSON.parse(module[tool](JSON.stringify(given)));
  return {
    evaluate: document_('evaluate'),
    fix: document_('fix'),
    simulate: document_('simulate'),
    explain: document_('explain'),
    audit: document_('audit'),
    generate: document_('generate'),
    paste: (/** @type {string} */ text) => JSON.parse(module.paste(text)),
    version: () => JSON.parse(/** @type {any} */ (module).version()),
  };
};
