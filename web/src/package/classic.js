import { placeOf } from '../embed/place.js';
import { apiWith, decodeScenario, encodeScenario } from './api.js';
import { load } from './load_browser.js';
import { isScenario } from '../model/scenario_shape.js';

/** For pages without modules: the global `corslab`, with the engine beside the script. */

const kPlace = placeOf('corslab.classic.js');

Object.assign(globalThis, {
  corslab: Object.freeze({ ...apiWith(() => new URL('corslab.wasm', kPlace), load), decodeScenario, encodeScenario, isScenario }),
});
