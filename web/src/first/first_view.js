import 'corslab-texts';
import { BrowserChoice } from '../elements/browser_choice.js';
import { ImportBox } from '../elements/import_box.js';
import { StoryView } from '../elements/story_view.js';
import { pageTools } from '../elements/page_tools.js';
import { VerdictLine } from '../elements/verdict_line.js';
import { compare } from '../model/difference.js';
import { h } from '../view/dom.js';

/**
 * What the page looks like when it opens for the first time, down to the example's story: the live elements draw themselves
 * into a document that no browser shows, and the build puts what they have drawn into the page.
 *
 * @param {import('../model/types.js').Example} example
 * @param {import('../model/types.js').Result} result
 * @param {Record<string, string>} tested versions by browser
 * @returns {{ tools: string, paste: string, main: string }} HTML
 */
export function firstView(example, result, tested) {
  const verdict = new VerdictLine();
  const choice = new BrowserChoice();
  const story = new StoryView();
  const tools = h('div', {}, ...pageTools({ examples: [], lessons() {}, shown: () => null }));
  const paste = h('div', {}, new ImportBox());
  const main = h('div', {}, verdict, choice, h('div', { class: 'columns' }, story));
  document.body.append(tools, paste, main);
  choice.tested = tested;
  verdict.show(result.browsers[choice.chosen]);
  choice.show(result, compare(result.browsers));
  story.tell(example.why, example.title, example.id);
  // As the page is entered both are there for a moment: two radio buttons of one name would take the mark from each other.
  for (const input of choice.querySelectorAll('input')) {
    if (input.value === choice.chosen) input.setAttribute('checked', '');
    input.removeAttribute('name');
  }
  return { tools: tools.innerHTML, paste: paste.innerHTML, main: main.innerHTML };
}
