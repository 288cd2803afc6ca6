import 'corslab-texts/commands';
import style from 'corslab-style/commands';
import { t } from '../text/catalogue.js';
import { lettersOn, turnLetters } from '../app/shortcuts.js';
import { h, replace } from '../view/dom.js';
import { checkBox } from '../view/field.js';
import { adopt } from '../view/sheet.js';
import { kKeys, lessonButton, shownKeys } from './actions.js';

/** @returns {[string, (readonly string[])[]][]} */
const rows = () => [
  [t('commands.key-palette'), [kKeys.palette]],
  [t('feel.undo'), [kKeys.undo]],
  [t('feel.redo'), [kKeys.redo, ['Control', 'Y']]],
  [t('commands.key-deciding'), [kKeys.deciding]],
  [t('commands.key-suggest'), [['Control', t('commands.space')]]],
  [t('commands.key-take'), [['Tab']]],
];

/** @returns {[string, (readonly string[])[]][]} */
const letters = () => [
  [t('commands.keys'), [kKeys.keys]],
  [t('commands.open-examples'), [kKeys.examples]],
  ...(lessonButton() ? [/** @type {[string, (readonly string[])[]]} */ ([t('commands.key-lessons'), [kKeys.lessons]])] : []),
  [t('commands.key-fix'), [kKeys.fix]],
  [t('commands.key-browser'), [['1'], ['2'], ['3'], ['4']]],
  [t('commands.key-theme'), [kKeys.theme]],
];

/** All keys of the page. Single letters can be turned off: who speaks to the machine rather than types would press them unawares. */
export class KeyList extends HTMLElement {
  #letters = checkBox(t('commands.letters-on'));
  #dialog = h('dialog', { class: 'commands keys', 'aria-labelledby': 'keys-heading' });

  connectedCallback() {
    if (this.childElementCount > 0) return;
    adopt(style);
    this.#letters.control.checked = lettersOn();
    this.#letters.control.addEventListener('change', () => turnLetters(this.#letters.control.checked));
    const close = h('button', { type: 'button', class: 'quiet', onclick: () => this.#dialog.close() }, t('page.close'));
    replace(this.#dialog,
      h('div', { class: 'dialog-head' }, h('h2', { id: 'keys-heading' }, t('commands.keys')), close),
      h('div', { class: 'key-body' },
        h('h3', {}, t('commands.everywhere')), table(rows()),
        h('h3', {}, t('commands.outside')), table(letters()), this.#letters.root));
    this.append(this.#dialog);
    this.#dialog.addEventListener('click', (event) => event.target === this.#dialog && this.#dialog.close());
  }

  show() {
    if (this.#dialog.open) this.#dialog.close();
    else this.#dialog.showModal();
  }
}

/** @param {[string, (readonly string[])[]][]} entries */
const table = (entries) =>
  h('dl', { class: 'key-table' }, ...entries.flatMap(([what, ways]) => [
    h('dt', {}, what),
    h('dd', {}, ...ways.map((keys) => h('span', { class: 'command-keys' }, ...shownKeys(keys).map((key) => h('kbd', {}, key)))))]));

customElements.define('key-list', KeyList);
