/**
 * The page without a network: all of its files, of one version, in one cache. A file counts only if it has the digest that was
 * written into this worker when the page was built, so that a half-finished update, or a server that holds files of two versions,
 * never mixes them: the update fails then, and the version before stays whole.
 *
 * @typedef {{ waitUntil(work: Promise<unknown>): void }} Waiting
 * @typedef {Waiting & { request: Request, respondWith(answer: Promise<Response>): void }} Fetching
 * @typedef {Waiting & { data: any, source: { postMessage(message: unknown): void } | null }} Receiving
 */

/** @type {Record<string, string>} the digest of each file, as the `integrity` of a request, by its name */
const kFiles = CORSLAB_FILES;
const kVersion = CORSLAB_VERSION;
const kPrefix = 'corslab-';
const kCache = kPrefix + kVersion;

const worker = /** @type {any} */ (self);
const scope = /** @type {string} */ (worker.registration.scope);

/** @param {string} name */
const urlOf = (name) => new URL(name, scope).href;

/** One file as it has to be, or a rejection. @param {string} name */
async function fetched(name) {
  const response = await fetch(urlOf(name), { integrity: kFiles[name], cache: 'no-cache', credentials: 'same-origin' });
  if (!response.ok) throw new Error(`${name}: status ${response.status}`);
  // What was redirected cannot answer a navigation.
  return response.redirected ? new Response(response.body, { headers: response.headers }) : response;
}

/** The same bytes, if another version has them already. @param {string} name */
async function known(name) {
  for (const key of await caches.keys()) {
    if (!key.startsWith(kPrefix) || key === kCache) continue;
    const response = await (await caches.open(key)).match(urlOf(name));
    if (response?.headers.get('x-integrity') === kFiles[name]) return response;
  }
  return null;
}

/** Notes the digest, so that the next version can tell whether it has the file already. @param {string} name @param {Response} response */
async function marked(name, response) {
  const headers = new Headers(response.headers);
  // These are of the way that the bytes took.
  for (const way of ['content-encoding', 'content-length', 'vary']) headers.delete(way);
  headers.set('x-integrity', kFiles[name]);
  return new Response(await response.arrayBuffer(), { headers });
}

async function install() {
  const cache = await caches.open(kCache);
  const add = async (/** @type {string} */ name) =>
    cache.put(urlOf(name), (await known(name)) ?? (await marked(name, await fetched(name))));
  try {
    await Promise.all(Object.keys(kFiles).map(add));
  } catch (error) {
    await caches.delete(kCache);
    throw error;
  }
}

async function activate() {
  for (const key of await caches.keys()) if (key.startsWith(kPrefix) && key !== kCache) await caches.delete(key);
}

/** The file that a request is for, if it is one of these. @param {Request} request */
function nameOf({ method, url }) {
  if (method !== 'GET') return null;
  const address = url.split(/[?#]/)[0];
  if (!address.startsWith(scope)) return null;
  const path = decodeURIComponent(address.slice(scope.length));
  const name = path === '' || path.endsWith('/') ? `${path}index.html` : path;
  return Object.hasOwn(kFiles, name) ? name : null;
}

/** @param {string} name */
async function answer(name) {
  const cache = await caches.open(kCache);
  const response = await cache.match(urlOf(name));
  if (response) return response;
  // Storage was cleared under the worker: the same bytes from the network, or none.
  const again = await marked(name, await fetched(name));
  await cache.put(urlOf(name), again.clone());
  return again;
}

worker.addEventListener('install', (/** @type {Waiting} */ event) => event.waitUntil(install()));
worker.addEventListener('activate', (/** @type {Waiting} */ event) => event.waitUntil(activate()));
worker.addEventListener('fetch', (/** @type {Fetching} */ event) => {
  const name = nameOf(event.request);
  if (name !== null) event.respondWith(answer(name));
});
worker.addEventListener('message', (/** @type {Receiving} */ event) => {
  // The user wants the new version now.
  if (event.data === 'activate') worker.skipWaiting();
  // A page that came from the network is of the same version, perhaps: then it need not be opened again to work without it.
  else if (event.data?.version === kVersion) event.waitUntil(worker.clients.claim());
});
