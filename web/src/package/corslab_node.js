import { apiWith } from './api.js';
import { load } from './load_node.js';

// Written as bundlers look for it, so that they take the file along.
export const { createEngine, evaluate } = apiWith(() => new URL('./corslab.wasm', import.meta.url), load);
export { decodeScenario, encodeScenario } from './api.js';
export { isScenario } from '../model/scenario_shape.js';
