import { isAnythingKept } from '../app/storage.js';
import { chosenLanguage } from '../text/language.js';
import { afterPaint, onceSeen } from '../view/after_paint.js';
import { useChosenTheme } from '../view/theme.js';

/**
 * Runs before anything is painted. What the build has drawn into the page is in English, and its verdict is that of the first
 * example: `data-first` on the root says how much of it is true of this visit, `all`, or `head` alone. In another language
 * nothing is, and without scripts nothing is shown. All other scripts begin once it is on the screen, or has not to be.
 */
useChosenTheme();
const english = chosenLanguage() === 'en';
const first = !english ? '' : location.hash === '' && !isAnythingKept() ? 'all' : 'head';

/** The page's modules and its engine, before one of them asks for the next. Other languages are spoken by the large one alone. */
function loadAhead() {
  for (const href of [english ? 'corslab.wasm' : 'corslab_tools.wasm', ...CORSLAB_FIRST]) {
    const kind = href.endsWith('.wasm') ? { rel: 'preload', as: 'fetch', crossOrigin: 'anonymous' } : { rel: 'modulepreload' };
    document.head.append(Object.assign(document.createElement('link'), kind, { href }));
  }
}

const begin = () => import('./corslab.js').then(({ opening }) => opening).catch(() => {
  // What cannot be used must not look as if it could.
  delete document.documentElement.dataset.first;
  const notice = /** @type {HTMLElement | null} */ (document.querySelector('main > [role="alert"]'));
  if (notice) notice.hidden = false;
});

if (first !== 'all') loadAhead();
/** Not before: what is painted while it is half there moves as the rest of it comes. */
document.addEventListener('DOMContentLoaded', () => {
  if (first) document.documentElement.dataset.first = first;
  if (first !== 'all') void begin();
  else afterPaint(() => onceSeen(() => {
    loadAhead();
    void begin();
  }));
});
