import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';

/** The engine in Node, as the page has it. */

const kFolder = process.env.CORSLAB_WASM ?? fileURLToPath(new URL('../../build/wasm', import.meta.url));
const create = createRequire(import.meta.url)(`${kFolder}/corslab.js`);
const module = await create({ wasmBinary: readFileSync(`${kFolder}/corslab.wasm`) });

/** @param {object} scenario @returns {any} the result, or an error */
export const evaluate = (scenario) => JSON.parse(module.evaluate(JSON.stringify(scenario)));
