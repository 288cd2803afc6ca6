import 'corslab-texts/offline';
import style from 'corslab-style/offline';
import { t } from '../text/catalogue.js';
import { h } from '../view/dom.js';
import { adopt } from '../view/sheet.js';

/** The page is kept for times without a network, and says when there is a new version of it. */

/** How often an open page asks for a new version. */
const kAskEvery = 60 * 60 * 1000;

const version = () => document.querySelector('meta[name="corslab-version"]')?.getAttribute('content') ?? '';

/** @param {() => void} reload */
function tell(reload) {
  if (document.querySelector('.new-version')) return;
  adopt(style);
  const notice = h('div', { class: 'new-version' },
    h('p', { role: 'status' }, t('offline.ready')),
    h('button', { type: 'button', class: 'primary small', onclick: reload }, t('offline.reload')),
    h('button', { type: 'button', class: 'quiet small', onclick: () => notice.remove() }, t('offline.later')));
  document.body.append(notice);
}

/** @param {ServiceWorkerRegistration} registration */
function offer(registration) {
  const { waiting } = registration;
  // The first one of all has nothing to replace.
  if (waiting && registration.active) tell(() => waiting.postMessage('activate'));
}

/** @param {ServiceWorkerRegistration} registration */
function watch(registration) {
  offer(registration);
  registration.addEventListener('updatefound', () => {
    const { installing } = registration;
    installing?.addEventListener('statechange', () => installing.state === 'installed' && offer(registration));
  });
  const ask = () => void registration.update().catch(() => {
    // Without a network there is no new version.
  });
  setInterval(ask, kAskEvery);
  document.addEventListener('visibilitychange', () => document.hidden || ask());
}

export async function keepOffline() {
  const { serviceWorker } = navigator;
  try {
    watch(await serviceWorker.register('sw.js', { updateViaCache: 'none' }));
    const { active } = await serviceWorker.ready;
    if (!serviceWorker.controller) active?.postMessage({ version: version() });
  } catch {
    // A browser that keeps nothing, or may not: the page works all the same.
  }
}
