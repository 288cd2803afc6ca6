import 'corslab-texts/complete';
import style from 'corslab-style/complete';
import { t } from '../text/catalogue.js';
import { h, replace, uniqueId } from '../view/dom.js';
import { adopt } from '../view/sheet.js';
import { RawText } from '../elements/raw_text.js';
import { factsOf, suggest } from './suggest.js';

/**
 * @typedef {import('../model/types.js').Scenario} Scenario
 * @typedef {import('./suggest.js').Suggestions} Suggestions
 */

/**
 * Suggestions at the caret of the raw texts. They come when something is typed, never when the caret merely moves, and they take a
 * key alone while they are there: Tab takes the first or the chosen one, Enter the chosen one, Escape sends them away.
 * Control and Space asks for them.
 */
export class SuggestionList extends HTMLElement {
  #list = h('ul', { role: 'listbox', id: uniqueId('suggestions'), class: 'suggestions', 'aria-label': t('complete.label') });
  #status = h('p', { class: 'visually-hidden', role: 'status' });
  /** @type {Suggestions | null} */
  #suggestions = null;
  #chosen = -1;
  /** @type {RawText | null} */
  #field = null;
  #timer = 0;
  /** @type {() => Scenario} */
  #scenario;

  /** @param {() => Scenario} scenario */
  constructor(scenario) {
    super();
    this.#scenario = scenario;
  }

  connectedCallback() {
    if (this.childElementCount > 0) return;
    adopt(style);
    this.append(this.#list, this.#status);
    this.#list.hidden = true;
    // The focus stays in the text.
    this.#list.addEventListener('pointerdown', (event) => event.preventDefault());
    this.#list.addEventListener('click', (event) => {
      const at = [...this.#list.children].findIndex((option) => option.contains(/** @type {Node} */ (event.target)));
      if (at !== -1) this.#take(at);
    });
  }

  /** Listens to the raw texts in `root`. @param {HTMLElement} root */
  attach(root) {
    const area = (/** @type {Event} */ event) => (event.target instanceof HTMLTextAreaElement ? event.target : null);
    root.addEventListener('input', (event) => {
      const field = area(event)?.closest('raw-text');
      if (field instanceof RawText) this.#typed(field, /** @type {InputEvent} */ (event));
    });
    root.addEventListener('keydown', (event) => {
      const field = area(event)?.closest('raw-text');
      if (field instanceof RawText) this.#key(field, event);
    }, { capture: true });
    root.addEventListener('focusout', () => this.#close());
    root.addEventListener('pointerdown', (event) => this.contains(/** @type {Node} */ (event.target)) || this.#close());
  }

  /** Nothing happens on the way of the key itself. @param {RawText} field @param {InputEvent} event */
  #typed(field, event) {
    clearTimeout(this.#timer);
    const wanted = event.inputType?.startsWith('insert') && event.inputType !== 'insertFromPaste' && event.inputType !== 'insertLineBreak';
    if (!wanted && !(this.#suggestions && event.inputType?.startsWith('delete'))) return this.#close();
    this.#timer = setTimeout(() => this.#offer(field));
  }

  /** @param {RawText} field */
  #offer(field) {
    clearTimeout(this.#timer);
    this.#timer = 0;
    const { area, kind } = field;
    if (!area || document.activeElement !== area || area.selectionStart !== area.selectionEnd) return this.#close();
    const found = suggest(area.value, area.selectionStart, kind, factsOf(this.#scenario()));
    if (!found) return this.#close();
    this.#field = field;
    this.#suggestions = found;
    this.#show();
  }

  #show() {
    const { options = [], typed = '', from = 0 } = this.#suggestions ?? {};
    const field = /** @type {RawText} */ (this.#field);
    const area = /** @type {HTMLTextAreaElement} */ (field.area);
    replace(this.#list, ...options.map((option, i) => h('li', { role: 'option', id: `${this.#list.id}-${i}`, 'aria-selected': 'false' }, ...marked(option, typed))));
    if (this.parentNode !== field) field.append(this);
    this.#list.hidden = false;
    this.#place(field, from);
    area.setAttribute('aria-autocomplete', 'list');
    area.setAttribute('aria-haspopup', 'listbox');
    area.setAttribute('aria-controls', this.#list.id);
    // What is begun is meant to become the first of them. Where nothing is typed yet, Enter goes on with a new line.
    this.#choose(typed === '' ? -1 : 0);
    this.#say(options.length === 1 ? t('complete.one') : t('complete.many', { count: options.length }));
  }

  /** @param {string} text */
  #say(text) {
    if (this.#status.textContent !== text) this.#status.textContent = text;
  }

  /** Under the place where the text begins that they would replace. @param {RawText} field @param {number} from */
  #place(field, from) {
    const box = field.getBoundingClientRect();
    const at = field.rectAt(from) ?? box;
    const room = box.width - this.#list.offsetWidth;
    this.#list.style.top = `${at.bottom - box.top + 4}px`;
    this.#list.style.left = `${Math.max(0, Math.min(at.left - box.left - 8, room))}px`;
  }

  /** @param {number} at */
  #choose(at) {
    this.#chosen = at;
    [...this.#list.children].forEach((option, i) => option.setAttribute('aria-selected', String(i === at)));
    const option = this.#list.children[at];
    const area = this.#field?.area;
    if (option) area?.setAttribute('aria-activedescendant', option.id);
    else area?.removeAttribute('aria-activedescendant');
    option?.scrollIntoView({ block: 'nearest' });
  }

  /** @param {RawText} field @param {KeyboardEvent} event */
  #key(field, event) {
    if (event.isComposing) return;
    if (event.key === ' ' && event.ctrlKey) {
      event.preventDefault();
      this.#offer(field);
      return;
    }
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    // A key that comes before the list has followed the last letter is about what that letter leaves of it.
    if (this.#suggestions && this.#timer) this.#offer(field);
    if (!this.#suggestions) return;
    const count = this.#suggestions.options.length;
    const steps = /** @type {Record<string, () => void>} */ ({
      ArrowDown: () => this.#choose((this.#chosen + 1) % count),
      ArrowUp: () => this.#choose((this.#chosen <= 0 ? count : this.#chosen) - 1),
      Escape: () => this.#close(),
      Tab: () => this.#take(Math.max(0, this.#chosen)),
      Enter: () => this.#take(this.#chosen),
    });
    const aside = event.shiftKey || (event.key === 'Enter' && this.#chosen === -1);
    if (['ArrowLeft', 'ArrowRight', 'Home', 'End', 'PageUp', 'PageDown'].includes(event.key) || (aside && event.key in steps)) this.#close();
    else if (event.key in steps) {
      event.preventDefault();
      event.stopPropagation();
      steps[event.key]();
    }
  }

  /** @param {number} at */
  #take(at) {
    const found = this.#suggestions;
    const area = this.#field?.area;
    const field = this.#field;
    if (!found || !area || !field) return;
    this.#close();
    area.setRangeText(found.options[at] + found.after, found.from, found.to, 'end');
    area.dispatchEvent(new InputEvent('input', { bubbles: true, inputType: 'insertReplacementText' }));
    clearTimeout(this.#timer);
    // Behind a name its values are next.
    if (found.after !== '') this.#timer = setTimeout(() => this.#offer(field));
  }

  #close() {
    clearTimeout(this.#timer);
    this.#timer = 0;
    if (!this.#suggestions) return;
    this.#suggestions = null;
    this.#list.hidden = true;
    this.#say('');
    for (const name of ['aria-activedescendant', 'aria-controls', 'aria-haspopup']) this.#field?.area?.removeAttribute(name);
  }
}

/** @param {string} option @param {string} typed */
function marked(option, typed) {
  const at = option.toLowerCase().indexOf(typed.toLowerCase());
  if (typed === '' || at === -1) return [option];
  return [option.slice(0, at), h('b', {}, option.slice(at, at + typed.length)), option.slice(at + typed.length)];
}

customElements.define('suggestion-list', SuggestionList);
