import { showPalette } from '../app/shortcuts.js';
import { t } from '../text/catalogue.js';
import { h } from './dom.js';
import { icon } from './icons.js';

/** Leads to all that can be done. */
export const commandButton = () =>
  h('span', {}, h('button', { type: 'button', class: 'quiet icon-button', 'data-command': 'palette', 'aria-haspopup': 'dialog', onclick: showPalette },
    icon('more'), h('span', { class: 'visually-hidden' }, t('feel.commands'))));
