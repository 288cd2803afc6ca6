import { kBrowsers } from '../model/outcome.js';
import { t } from '../text/catalogue.js';
import { h, prose, replace } from '../view/dom.js';

/**
 * @typedef {import('../app/snapshot.js').Story} Story
 * @typedef {import('../import/console_message.js').MessageMatch} MessageMatch
 */

/** What the scenario is about: an example's story, or the explanation of a message. Fires `message-choice` with a match. */
export class StoryView extends HTMLElement {
  /** What is told, to be told again. @type {Story | null} */
  #state = null;

  get state() {
    return this.#state;
  }

  set state(story) {
    if (story?.kind === 'explain') this.explain(story.match, story.all, story.check);
    else if (story?.kind === 'tell') this.tell(story.text, story.title, story.example);
  }

  /** @param {string} text @param {string} [title] @param {string} [example] the id of the example that it is about */
  tell(text, title, example) {
    this.#state = { kind: 'tell', text, title, example };
    delete this.dataset.message;
    replace(this, h('p', { class: 'story' }, title ? h('strong', {}, title) : null, title ? ' ' : null, text));
  }

  /**
   * @param {MessageMatch} match
   * @param {MessageMatch[]} all the matches that it is one of
   * @param {string} check what the engine says to it
   */
  explain(match, all, check) {
    this.#state = { kind: 'explain', match, all, check };
    this.dataset.message = match.case;
    const heading = h('h2', { id: 'message-heading', tabindex: -1 }, ...prose(match.title));
    const others = all.filter((other) => other !== match);
    replace(this, h('section', { class: 'message', 'aria-labelledby': heading.id },
      h('p', { class: 'message-source' }, match.certain ? null : h('span', { class: 'cannot-tell' }, t('message.cannot-tell')), match.versions),
      heading,
      h('p', {}, ...prose(match.detail)),
      h('p', { class: 'message-advice' }, h('strong', {}, t('message.what-to-do')), ...prose(match.advice)),
      check ? h('p', { class: 'field-hint' }, check) : null,
      others.length > 0 ? h('p', { class: 'field-hint' }, t('message.also')) : null,
      others.length > 0 ? h('ul', { class: 'message-others' }, ...others.map((other) => h('li', {}, this.#choice(other, all)))) : null));
  }

  /** @param {Element} element a lesson's, shown in place of a story @param {string} slug */
  hold(element, slug) {
    this.#state = { kind: 'lesson', slug };
    delete this.dataset.message;
    replace(this, element);
  }

  focus() {
    this.querySelector('h2')?.focus();
  }

  /** @param {MessageMatch} match @param {MessageMatch[]} all */
  #choice(match, all) {
    const choose = () => this.dispatchEvent(new CustomEvent('message-choice', { bubbles: true, detail: { match, all } }));
    return h('button', { type: 'button', class: 'quiet', onclick: choose }, `${kBrowsers[match.browser].name}: `, ...prose(match.title));
  }
}

customElements.define('story-view', StoryView);
