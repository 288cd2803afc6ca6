import { t } from '../text/catalogue.js';
import { commandButton } from '../view/command_button.js';
import { h } from '../view/dom.js';
import { ExampleMenu } from './example_menu.js';
import { LanguageChoice } from './language_choice.js';
import { ShareButton } from './share_button.js';
import { ThemeToggle } from './theme_toggle.js';

/**
 * The buttons in the head of the page.
 * @param {{
 *   examples: readonly import('../model/types.js').Example[],
 *   lessons: () => void,   // opens their list
 *   shown: ShareButton['shown']
 * }} options
 * @returns {HTMLElement[]}
 */
export function pageTools({ examples, lessons, shown }) {
  const menu = new ExampleMenu();
  menu.examples = examples;
  const list = h('button', { type: 'button', 'data-command': 'lessons', 'aria-haspopup': 'dialog', onclick: lessons }, t('page.lessons'));
  const share = new ShareButton();
  share.shown = shown;
  // A single file speaks one language.
  const language = CORSLAB_LANGUAGE === '' ? [new LanguageChoice()] : [];
  return [menu, list, share, ...language, new ThemeToggle(), commandButton()];
}
