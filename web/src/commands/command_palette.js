import 'corslab-texts/commands';
import style from 'corslab-style/commands';
import { t } from '../text/catalogue.js';
import { h, replace, uniqueId } from '../view/dom.js';
import { adopt } from '../view/sheet.js';
import { commands, lessons, shownKeys } from './actions.js';
import { match } from './match.js';

/**
 * @typedef {import('./actions.js').Command} Command
 * @typedef {{ command: Command, score: number, at: number[] }} Found
 */

/** Everything that can be done, by its name: type some letters of it, and Enter does the first. */
export class CommandPalette extends HTMLElement {
  #list = h('div', { role: 'listbox', id: uniqueId('commands'), class: 'command-list', 'aria-label': t('commands.list') });
  #search = h('input', {
    type: 'text', role: 'combobox', id: uniqueId('search'), autocomplete: 'off', spellcheck: 'false', autocapitalize: 'none',
    'aria-autocomplete': 'list', 'aria-expanded': 'true', 'aria-controls': this.#list.id, 'aria-label': t('commands.search'), placeholder: t('commands.search'),
  });
  #status = h('p', { class: 'command-none', role: 'status' });
  #dialog = h('dialog', { class: 'commands', 'aria-label': t('commands.title') }, this.#search, this.#list, this.#status);
  /** @type {Command[]} */
  #commands = [];
  /** @type {Command[]} */
  #shown = [];
  #at = 0;

  connectedCallback() {
    if (this.childElementCount > 0) return;
    adopt(style);
    this.append(this.#dialog);
    this.#search.addEventListener('input', () => this.#filter());
    this.#search.addEventListener('keydown', (event) => this.#key(event));
    this.#list.addEventListener('click', (event) => {
      const option = event.target instanceof Element ? event.target.closest('[role="option"]') : null;
      if (option) this.#run(this.#options.indexOf(/** @type {HTMLElement} */ (option)));
    });
    // A click beside it lands on the dialog itself.
    this.#dialog.addEventListener('click', (event) => event.target === this.#dialog && this.#dialog.close());
  }

  get open() {
    return this.#dialog.open;
  }

  show() {
    if (this.open) return this.#dialog.close();
    this.#commands = commands();
    this.#search.value = '';
    this.#filter();
    this.#dialog.showModal();
    this.#search.focus();
    const known = this.#commands;
    // Without them the list is still a good one.
    void lessons().catch(() => []).then((more) => {
      if (this.#commands === known) this.#add(more);
    });
  }

  /** @param {Command[]} more */
  #add(more) {
    this.#commands = [...this.#commands, ...more];
    const chosen = this.#shown[this.#at];
    this.#filter();
    // What is chosen stays so.
    if (chosen && this.#at !== this.#shown.indexOf(chosen)) this.#choose(this.#shown.indexOf(chosen));
  }

  get #options() {
    return /** @type {HTMLElement[]} */ ([...this.#list.querySelectorAll('[role="option"]')]);
  }

  #filter() {
    const query = this.#search.value;
    const found = this.#commands.flatMap((command) => {
      const hit = match(query, command.title) ?? (match(query, `${command.group} ${command.title}`) && { score: 1, at: [] });
      return hit ? [{ command, score: hit.score, at: hit.at }] : [];
    });
    // Groups stand in the order of their best.
    const best = new Map();
    for (const { command, score } of found) best.set(command.group, Math.max(best.get(command.group) ?? -Infinity, score));
    if (query.trim() !== '') found.sort((a, b) => best.get(b.command.group) - best.get(a.command.group) || b.score - a.score);
    const groups = [...new Set(found.map(({ command }) => command.group))];
    const ordered = groups.map((group) => found.filter(({ command }) => command.group === group));
    this.#shown = ordered.flat().map(({ command }) => command);
    let nth = 0;
    replace(this.#list, ...ordered.map((items, i) => {
      const heading = h('div', { class: 'command-group', id: `${this.#list.id}-group-${i}`, role: 'presentation' }, groups[i]);
      return h('div', { role: 'group', 'aria-labelledby': heading.id }, heading, ...items.map((item) => this.#option(item, nth++)));
    }));
    this.#list.hidden = this.#shown.length === 0;
    this.#search.setAttribute('aria-expanded', String(this.#shown.length > 0));
    this.#status.textContent = this.#shown.length === 0 ? t('commands.none') : '';
    this.#choose(0);
  }

  /** @param {Found} found @param {number} nth */
  #option({ command: { title, keys = [], verdict }, at }, nth) {
    const shown = keys.length > 0 ? h('span', { class: 'command-keys' }, ...shownKeys(keys).map((key) => h('kbd', {}, key))) : null;
    return h('div', { role: 'option', id: `${this.#list.id}-${nth}`, class: 'command', 'aria-selected': 'false', 'data-verdict': verdict },
      h('span', { class: 'command-title' }, ...marked(title, at)), shown);
  }

  /** @param {number} at */
  #choose(at) {
    this.#at = at;
    this.#options.forEach((option, i) => option.setAttribute('aria-selected', String(i === at)));
    const option = this.#options[at];
    if (option) this.#search.setAttribute('aria-activedescendant', option.id);
    else this.#search.removeAttribute('aria-activedescendant');
    option?.scrollIntoView({ block: 'nearest' });
  }

  /** @param {KeyboardEvent} event */
  #key(event) {
    if (event.isComposing) return;
    const count = this.#shown.length;
    const steps = /** @type {Record<string, () => void>} */ ({
      ArrowDown: () => this.#choose((this.#at + 1) % count),
      ArrowUp: () => this.#choose((this.#at + count - 1) % count),
      PageDown: () => this.#choose(Math.min(this.#at + 8, count - 1)),
      PageUp: () => this.#choose(Math.max(this.#at - 8, 0)),
      Enter: () => this.#run(this.#at),
    });
    if (!(event.key in steps) || count === 0) return;
    event.preventDefault();
    steps[event.key]();
  }

  /** The dialog gives the focus back first, so that the command may take it along. @param {number} at */
  #run(at) {
    const command = this.#shown[at];
    if (!command) return;
    this.#dialog.close();
    command.run();
  }
}

/** @param {string} title @param {number[]} at */
const marked = (title, at) => [...title.matchAll(/[^]/g)].reduce((/** @type {(Node | string)[]} */ nodes, { 0: letter, index }) => {
  const last = nodes.at(-1);
  const hit = at.includes(index);
  if (hit && last instanceof HTMLElement) last.append(letter);
  else if (hit) nodes.push(h('b', {}, letter));
  else if (typeof last === 'string') nodes[nodes.length - 1] = last + letter;
  else nodes.push(letter);
  return nodes;
}, []);

customElements.define('command-palette', CommandPalette);
