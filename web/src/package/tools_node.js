import { load } from './load_node.js';
import { toolsWith } from './tools_api.js';

export const createTools = toolsWith(() => new URL('./corslab_tools.wasm', import.meta.url), load);
