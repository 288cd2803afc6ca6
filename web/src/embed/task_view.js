import { t } from '../text/catalogue.js';
import { changes, h, prose, replace } from '../view/dom.js';
import { icon } from '../view/icons.js';

/** What an exercise asks for, and how much of it holds: the engine said so. Fires `task-reset`. */
export class TaskView {
  #goal = h('p', { class: 'task-goal' });
  #list = h('ul', { class: 'task-list' });
  #state = h('p', { class: 'task-state', role: 'status' });
  #changed = changes();
  #reset = h('button', {
    type: 'button',
    class: 'quiet small',
    onclick: () => this.node.dispatchEvent(new CustomEvent('task-reset', { bubbles: true })),
  }, t('embed.reset'));
  node = h('div', { class: 'task' }, h('h2', {}, t('embed.task')), this.#goal, this.#list, h('div', { class: 'task-foot' }, this.#state, this.#reset));

  /** @param {string} goal in words */
  set goal(goal) {
    replace(this.#goal, ...prose(goal));
    this.#goal.hidden = goal === '';
  }

  /** @param {readonly { text: string, holds: boolean }[]} conditions @param {boolean} solved */
  show(conditions, solved) {
    if (!this.#changed(conditions, solved)) return;
    this.node.toggleAttribute('data-solved', solved);
    replace(this.#list, ...conditions.map(({ text, holds }) => h('li', { class: holds ? 'task-holds' : 'task-open' },
      icon(holds ? 'pass' : 'skip'), h('span', { class: 'visually-hidden' }, holds ? t('embed.holds') : t('embed.open')), h('span', {}, ...prose(text)))));
    const left = conditions.filter(({ holds }) => !holds).length;
    this.#state.textContent = solved ? t('embed.solved') : left === 1 ? t('embed.one-left') : t('embed.left', { count: left });
  }
}
