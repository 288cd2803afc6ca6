import { t } from '../text/catalogue.js';
import { h } from '../view/dom.js';

/**
 * @typedef {import('./share_dialog.js').Shown} Shown
 */

/** Opens the dialog that gives the scenario away, which comes when it is first asked for. */
export class ShareButton extends HTMLElement {
  /** What there is to be given away. @type {() => Shown | null} */
  shown = () => null;

  connectedCallback() {
    if (this.childElementCount > 0) return;
    this.append(h('button', { type: 'button', class: 'quiet', 'aria-haspopup': 'dialog', onclick: () => this.#open() }, t('page.share')));
  }

  async #open() {
    const shown = this.shown();
    if (!shown) return;
    const { ShareDialog } = await import('../share_part.js');
    const app = /** @type {Element} */ (document.querySelector('corslab-app'));
    let dialog = /** @type {import('./share_dialog.js').ShareDialog | null} */ (app.querySelector('share-dialog'));
    if (!dialog) {
      dialog = new ShareDialog();
      app.append(dialog);
    }
    await dialog.open(shown);
  }
}

customElements.define('share-button', ShareButton);
