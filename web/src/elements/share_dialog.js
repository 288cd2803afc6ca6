import { kVerdicts, withoutVerdict } from '../model/outcome.js';
import { forms, linkOf } from '../share/forms.js';
import { copyImage, copyText, download } from '../share/giving.js';
import { masked } from '../share/masked.js';
import { picture, png, svgText } from '../share/picture.js';
import { listed, t } from '../text/catalogue.js';
import { loadStyle } from '../view/beside.js';
import { h, replace } from '../view/dom.js';
import { callEngine } from '../view/engine_call.js';
import { checkBox } from '../view/field.js';

/**
 * @typedef {import('../model/types.js').Scenario} Scenario
 * @typedef {import('../share/forms.js').Form} Form
 * @typedef {import('../share/masked.js').Secret} Secret
 * @typedef {import('../share/report.js').Told} Told
 * @typedef {{ scenario: Scenario, lesson: string | undefined, browser: string, tested: Record<string, string> }} Shown what the page shows at the moment
 */

const kPicture = 'picture';

/** Gives the page's scenario away, in the form that is chosen; secrets are masked until they are asked for. */
export class ShareDialog extends HTMLElement {
  #forms = forms();
  #chosen = 'link';
  #dialog = h('dialog', { class: 'examples share', 'aria-labelledby': 'share-heading' });
  #choices = h('fieldset', { class: 'share-forms' });
  #hint = h('p', { class: 'field-hint' });
  #preview = h('div', { class: 'share-preview' });
  #actions = h('div', { class: 'share-actions' });
  #status = h('span', { class: 'field-hint', role: 'status' });
  #include = checkBox(t('share.include'));
  #secrets = h('p', { class: 'field-note' });
  #safety = h('div', { class: 'share-safety', hidden: true }, this.#secrets, this.#include.root);
  /** @type {Shown | null} */
  #shown = null;
  /** @type {readonly Secret[]} */
  #found = [];
  /** @type {Told | null} */
  #told = null;
  #turn = 0;

  connectedCallback() {
    if (this.childElementCount > 0) return;
    const close = h('button', { type: 'button', class: 'quiet', onclick: () => this.#dialog.close() }, t('page.close'));
    const print = h('button', { type: 'button', class: 'quiet', onclick: () => this.#print() }, t('share.print'));
    replace(this.#choices, h('legend', { class: 'visually-hidden' }, t('share.form')),
      ...[...this.#forms.map(({ id, name }) => ({ id, name })), { id: kPicture, name: t('share.picture') }].map((form) => this.#choice(form)));
    this.#include.control.addEventListener('input', (event) => {
      event.stopPropagation();
      void this.#tell();
    });
    this.#dialog.append(
      h('div', { class: 'dialog-head' }, h('h2', { id: 'share-heading' }, t('share.heading')), h('div', { class: 'share-head' }, print, close)),
      h('div', { class: 'share-body' }, this.#choices,
        h('div', { class: 'share-form' }, this.#hint, this.#preview, this.#safety,
          h('div', { class: 'share-bar' }, this.#actions, this.#status))));
    // A click on the backdrop lands on the dialog itself.
    this.#dialog.addEventListener('click', (event) => {
      if (event.target === this.#dialog) this.#dialog.close();
    });
    this.append(this.#dialog);
  }

  /** @param {{ id: string, name: string }} form */
  #choice({ id, name }) {
    const choose = (/** @type {Event} */ event) => {
      event.stopPropagation();
      this.#chosen = id;
      void this.#show();
    };
    return h('label', { class: 'share-choice' },
      h('input', { type: 'radio', name: 'share-form', value: id, checked: id === this.#chosen, oninput: choose }), h('span', {}, name));
  }

  /** @param {Shown} shown */
  async open(shown) {
    this.#shown = shown;
    this.#include.control.checked = false;
    const [found] = await Promise.all([callEngine(this, 'secrets', JSON.stringify(shown.scenario)), loadStyle('corslab_share.css')]);
    this.#found = found.secrets ?? [];
    const names = [...new Set(this.#found.map(({ name }) => name))];
    this.#safety.hidden = names.length === 0;
    this.#secrets.textContent = names.length === 0 ? '' : t('share.masked', { names: listed(names) });
    await this.#tell();
    this.#dialog.showModal();
    /** @type {HTMLElement | null} */ (this.#choices.querySelector(':checked'))?.focus();
  }

  /** Everything is made anew from the scenario that is given away, so that no secret is left in any of it. */
  async #tell() {
    if (!this.#shown) return;
    const turn = (this.#turn += 1);
    const { scenario: own, lesson, browser, tested } = this.#shown;
    const scenario = this.#include.control.checked ? own : masked(own, this.#found);
    const text = JSON.stringify(scenario);
    const [result, fixes] = await Promise.all([callEngine(this, 'evaluate', text), callEngine(this, 'fix', text)]);
    if (turn !== this.#turn) return;
    this.#told = { scenario, result, browser, tested, fixes: fixes.error ? null : fixes, link: linkOf(scenario, lesson) };
    await this.#show();
  }

  async #show() {
    const told = this.#told;
    if (!told) return;
    this.#status.textContent = '';
    const form = this.#forms.find(({ id }) => id === this.#chosen);
    this.#hint.textContent = form ? form.hint : t('share.picture-hint');
    const error = /** @type {any} */ (told.result).error;
    if (error && (!form || form.needsResult)) {
      replace(this.#preview, h('p', { class: 'field-error' }, t('share.unfinished', { message: error.message })));
      replace(this.#actions);
    } else if (form) this.#showText(form, form.make(told));
    else await this.#showPicture(told);
  }

  /** @param {Form} form @param {string} text */
  #showText({ name, copy, download: label, file, type }, text) {
    replace(this.#preview, h('pre', { class: 'code', tabindex: 0, role: 'group', 'aria-label': name }, text));
    replace(this.#actions,
      this.#button(copy, () => this.#copied(copyText(text)), 'primary'),
      label && file ? this.#button(label, () => download(new Blob([text], { type }), file)) : null);
  }

  /** @param {Told} told */
  async #showPicture({ result, browser }) {
    const turn = this.#turn;
    const { verdict, summary } = result.browsers[browser];
    const image = await picture(result.browsers[browser], `${kVerdicts[verdict].word}: ${withoutVerdict(summary)}`);
    if (turn !== this.#turn || this.#chosen !== kPicture) return;
    replace(this.#preview, h('div', { class: 'share-picture' }, image));
    const asSvg = () => svgText(image);
    replace(this.#actions,
      this.#button(t('share.copy-png'), () => this.#copied(copyImage(png(image))), 'primary'),
      this.#button(t('share.download-png'), async () => download(await png(image), 'corslab.png')),
      this.#button(t('share.copy-svg'), () => this.#copied(copyText(asSvg()))),
      this.#button(t('share.download-svg'), () => download(new Blob([asSvg()], { type: 'image/svg+xml' }), 'corslab.svg')));
  }

  /** @param {string} label @param {() => unknown} act @param {string} [kind] */
  #button(label, act, kind = '') {
    return h('button', { type: 'button', class: kind, onclick: act }, label);
  }

  /** It stays until something else is done; said anew where it is copied once more. @param {Promise<boolean>} copying */
  async #copied(copying) {
    this.#status.textContent = '';
    this.#status.textContent = (await copying) ? t('page.copied') : t('share.select');
  }

  #print() {
    this.#dialog.close();
    print();
  }
}

customElements.define('share-dialog', ShareDialog);
