import { kExamples } from 'corslab-examples';
import { CorslabApp } from '../elements/corslab_app.js';
import { inLanguage } from '../text/language.js';
import { nextTask } from '../view/after_paint.js';
import { appInPlace, drawn, enter } from './entrance.js';

/** Makes the page. @param {import('./starting.js').Starting} starting */
export async function startApp(starting) {
  const behind = drawn() !== null;
  if (!behind) await starting.soon;
  const app = appInPlace() ?? new CorslabApp();
  // What nobody sees yet can take its time: one task after the other, and the browser's own in between.
  if (behind) await nextTask();
  const reveal = enter(app);
  await app.open(kExamples.map(inLanguage), starting, reveal);
}
