import { load } from './load_browser.js';
import { toolsWith } from './tools_api.js';

export const createTools = toolsWith(() => new URL('./corslab_tools.wasm', import.meta.url), load);
