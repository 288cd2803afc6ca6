import { arrival } from '../app/arrival.js';
import { VerdictLine } from '../elements/verdict_line.js';
import { kBrowsers, kFirstBrowser } from '../model/outcome.js';
import { painted } from '../view/after_paint.js';

/** @returns {{ scenario: import('../model/types.js').Scenario, browser: string } | null} what the page is going to open with, if that is not drawn */
function coming() {
  const { kept, linked, lesson } = arrival();
  // A lesson has its own words before the verdict.
  if (lesson !== null || kept?.story?.kind === 'lesson') return null;
  const scenario = kept?.draft.scenario ?? linked;
  return scenario && { scenario, browser: kept && Object.hasOwn(kBrowsers, kept.browser) ? kept.browser : kFirstBrowser };
}

/**
 * The verdict of a link, or of what the page held before, is shown as soon as the engine is there: the page follows around it
 * once it is painted. What the build has drawn into the page needs none.
 * @param {import('../app/starting.js').Starting} starting
 */
export async function showLinkedVerdict({ engine, soon }) {
  const asked = coming();
  if (!asked || !(await soon) || engine.wait(asked.scenario)) return;
  const result = engine.glance(asked.scenario, asked.browser);
  if ('error' in result) return;
  const line = new VerdictLine();
  // To be the app, once its definition is there: the verdict stays where it is.
  const app = document.createElement('corslab-app');
  app.append(line);
  document.querySelector('main')?.append(app);
  line.show(result.browsers[asked.browser]);
  await painted();
}
