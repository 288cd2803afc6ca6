/**
 * The views of a server's configuration and policy come with the engine's tools, when they are first asked for.
 *
 * @typedef {typeof import('../server_views.js')} ServerViews
 */

/** @type {() => Promise<ServerViews>} */
let load = () => Promise.reject(new Error('The server views have no loader.'));

/** @param {() => Promise<ServerViews>} loader */
export function setServerViews(loader) {
  load = loader;
}

export const loadServerViews = () => load();
