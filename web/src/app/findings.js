/**
 * @typedef {import('../elements/fix_view.js').FixView} FixView
 * @typedef {import('../elements/myth_view.js').MythView} MythView
 * @typedef {import('../elements/scenario_form.js').ScenarioForm} ScenarioForm
 * @typedef {import('../engine/engine.js').Tool} Tool
 * @typedef {import('../model/types.js').AuditFinding} AuditFinding
 * @typedef {import('../model/types.js').FixReport} FixReport
 * @typedef {import('../model/types.js').Result} Result
 * @typedef {import('../model/types.js').Scenario} Scenario
 * @typedef {{ app: HTMLElement, form: ScenarioForm, fixes: FixView, myths: MythView, call(tool: Tool, text: string): Promise<any> }} Place
 *   where all this is shown, and who is asked
 */

/** How long the user has to be still before fixes are searched for, in milliseconds. */
const kDelay = 250;
/** The same where none stand there yet: they push down what is below, which has to come soon enough to be the key's doing. */
const kFirstDelay = 100;

/** What is found besides the verdict: fixes, myths, and what an audit says. It takes longer than a keystroke may: it follows once the user is still. */
export class Findings {
  #place;
  #timer = 0;

  /** @param {Place} place */
  constructor(place) {
    this.#place = place;
  }

  /** @param {Result} result of the scenario @param {Scenario} scenario */
  search(result, scenario) {
    const { app, form, fixes, myths, call } = this.#place;
    clearTimeout(this.#timer);
    const fails = Object.values(result.browsers).some((outcome) =>
      [outcome, ...(outcome.then ?? [])].some(({ verdict }) => verdict === 'blocked' || verdict === 'invalid'));
    if (!fails) {
      fixes.show(null);
      this.settle();
    }
    this.#timer = setTimeout(async () => {
      const timer = this.#timer;
      const text = JSON.stringify(scenario);
      form.showRequests(result.browsers.standard.wire);
      const report = await call('fix', text);
      if (timer !== this.#timer || !report) return;
      const found = /** @type {FixReport | null} */ ('error' in report ? null : report);
      fixes.show(fails ? found : null);
      this.settle();
      myths.show(found?.myths ?? []);
      const audit = await call('audit', text);
      if (timer !== this.#timer || !audit) return;
      form.showAudit('error' in audit ? [] : audit.findings.filter((/** @type {AuditFinding} */ { severity }) => severity !== 'info'));
    }, app.dataset.settled === undefined ? 0 : fails && fixes.empty ? kFirstDelay : kDelay);
  }

  /** What stands below the fixes is shown once they stand, so that nothing moves under the eyes of who has just come. */
  settle() {
    this.#place.app.dataset.settled = '';
  }
}
