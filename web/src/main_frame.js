import { kVersion, message, optionsOf, readToFrame } from './embed/frame_messages.js';

/**
 * embed.html in a frame: the fragment says what it shows (`#s=...&view=trace&browser=firefox&theme=dark&readonly`), the page around it is told
 * how high it is. Messages are taken from the window around this one alone. Which page that is does not matter: it can ask for nothing
 * that it could not put into the fragment, and it is told nothing that a user typed. So what is sent may go to any origin.
 *
 * @typedef {import('./embed/cors_lab.js').CorsLab} CorsLab
 * @typedef {import('./embed/frame_messages.js').FrameOptions} FrameOptions
 */

const lab = /** @type {CorsLab} */ (document.querySelector('cors-lab'));
const framed = window.parent !== window;

/** @param {string} type @param {Record<string, unknown>} [members] */
function tell(type, members) {
  if (framed) window.parent.postMessage(message(type, members), '*');
}

const tellHeight = () => tell('height', { height: document.documentElement.offsetHeight });

/** @param {FrameOptions} options */
function use(options) {
  if (options.view) lab.view = /** @type {any} */ (options.view);
  if (options.browser) lab.browser = options.browser;
  if (options.readonly !== undefined) lab.readonly = options.readonly;
  if (!options.theme) return;
  lab.theme = options.theme;
  document.documentElement.dataset.theme = options.theme;
}

function fromFragment() {
  const given = new URLSearchParams(location.hash.slice(1));
  use(optionsOf({ ...Object.fromEntries(given), readonly: given.has('readonly') && given.get('readonly') !== 'false' }));
  const task = given.get('task');
  if (task !== null) lab.setAttribute('task', task);
  lab.setAttribute('scenario', given.get('s') ?? '');
}

lab.addEventListener('corslab-ready', () => tell('ready', { version: kVersion }));
lab.addEventListener('corslab-solved', () => tell('solved'));
lab.addEventListener('corslab-error', (event) => {
  const { code, path } = /** @type {CustomEvent<{ code: string, path: string }>} */ (event).detail;
  tell('error', { code, path });
});
lab.addEventListener('corslab-result', (event) => {
  const { browsers } = /** @type {CustomEvent<{ result: import('./model/types.js').Result }>} */ (event).detail.result;
  tell('result', { verdicts: Object.fromEntries(Object.entries(browsers).map(([name, { verdict }]) => [name, verdict])) });
});
window.addEventListener('message', (event) => {
  if (!framed || event.source !== window.parent) return;
  const asked = readToFrame(event.data);
  if (asked?.type === 'ask') tellHeight();
  else if (asked?.type === 'options') use(asked.options);
  else if (asked?.type === 'show') {
    lab.task = asked.task;
    lab.scenario = /** @type {any} */ (asked.scenario);
  }
});
window.addEventListener('hashchange', fromFragment);
new ResizeObserver(tellHeight).observe(document.documentElement);
fromFragment();
lab.start().catch(() => {
  // The event has said it.
});
