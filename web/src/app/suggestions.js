/**
 * Suggestions come with the first visit to a raw text.
 * @param {import('../elements/scenario_form.js').ScenarioForm} form
 */
export function suggestIn(form) {
  const load = async (/** @type {FocusEvent} */ { target }) => {
    if (!(target instanceof HTMLTextAreaElement) || !target.closest('raw-text')) return;
    form.removeEventListener('focusin', load);
    const { SuggestionList } = await import('../complete/suggestion_list.js');
    new SuggestionList(() => form.value).attach(form);
  };
  form.addEventListener('focusin', load);
}
