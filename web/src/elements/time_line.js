import { decidingStep, splitUrl } from '../model/outcome.js';
import { t } from '../text/catalogue.js';
import { define } from '../view/define.js';
import { changes, h, replace, svg } from '../view/dom.js';

/**
 * @typedef {import('../model/types.js').Outcome} Outcome
 * @typedef {import('../model/types.js').WireRequest} WireRequest
 * @typedef {'pass' | 'fail' | 'plain'} Tone
 */

const kTop = 34;
const kRow = 92;
const kSlope = 12;
const kReservedRows = 2;
const kCharWidth = 7.45;
const kWidest = 720;

/** The exchange of browser and server as a picture, with the same in words for those who do not see it. */
export class TimeLine extends HTMLElement {
  #picture = svg('svg', { class: 'timeline', 'aria-hidden': 'true', focusable: 'false' });
  #words = h('ol', { class: 'visually-hidden' });
  /** @type {Outcome | null} */
  #outcome = null;
  #width = 0;
  #changed = changes();

  connectedCallback() {
    if (this.childElementCount > 0) return;
    const heading = h('h2', { id: 'timeline-heading', class: 'visually-hidden' }, t('timeline.heading'));
    // As wide as the picture, and of a height that no picture changes.
    const ruler = h('div');
    this.append(h('section', { class: 'panel paper', 'aria-labelledby': heading.id }, heading, this.#picture, this.#words), ruler);
    new ResizeObserver(() => this.#measure()).observe(ruler);
  }

  #measure() {
    const width = Math.min(this.#picture.clientWidth, kWidest);
    if (width === this.#width) return;
    this.#width = width;
    this.#draw();
  }

  /** @param {Outcome} outcome */
  show(outcome) {
    this.#outcome = outcome;
    if (!this.#changed(outcome.wire, outcome.verdict, decidingStep(outcome)?.wire)) return;
    // What the change of a verdict means is drawn as it happens, one arrow after the other.
    this.#picture.toggleAttribute('data-draw', (this.#picture.dataset.verdict ?? outcome.verdict) !== outcome.verdict);
    this.#draw();
    this.#say(outcome);
  }

  #draw() {
    const outcome = this.#outcome;
    if (!outcome) return;
    const { wire, verdict } = outcome;
    const deciding = decidingStep(outcome);
    const good = verdict === 'allowed' || verdict === 'opaque';
    const stopsInside = !good && (deciding?.wire === null || deciding?.wire === undefined);
    const used = wire.length + (stopsInside ? 1 : 0);
    const rows = Math.max(used, kReservedRows);
    const first = kTop + ((rows - used) * kRow) / 2;
    const height = kTop + rows * kRow + 8;
    // Before it has a width, it has the height that it will have.
    this.#picture.setAttribute('height', String(height));
    if (this.#width === 0) return;
    const lanes = { left: 22, right: this.#width - 22 };
    this.#picture.dataset.verdict = verdict;
    this.#picture.setAttribute('viewBox', `0 0 ${this.#width} ${height}`);
    const exchanges = wire.map((request, i) => {
      const tone = i !== deciding?.wire ? 'plain' : good ? 'pass' : 'fail';
      const group = exchange(request, first + i * kRow, lanes, tone, i > 0 ? wire[i - 1] : null);
      group.style.setProperty('--nth', String(i));
      return group;
    });
    replace(this.#picture,
      ...lanesOf(lanes, height),
      ...exchanges,
      stopsInside ? insideStop(first + wire.length * kRow, lanes, wire.length === 0) : null);
  }

  /** @param {Outcome} outcome */
  #say(outcome) {
    const deciding = decidingStep(outcome);
    const lines = outcome.wire.map(({ method, url, preflight, answer }, i) => {
      const request = preflight ? t('timeline.preflight', { request: `${method} ${url}` }) : `${method} ${url}`;
      const exchange = answer ? t('timeline.answered', { request, status: answer.status }) : t('timeline.failed', { request });
      return i === deciding?.wire ? t('timeline.decides', { exchange }) : exchange;
    });
    const items = lines.length > 0 ? lines : [t('timeline.nothing')];
    replace(this.#words, ...items.map((text) => h('li', {}, text)));
  }
}

/** @typedef {{ left: number, right: number }} Lanes */

/** @param {Lanes} lanes @param {number} height */
function lanesOf({ left, right }, height) {
  const middle = (left + right) / 2;
  return [
    svg('text', { class: 'lane-name', x: left - 14, y: 16 }, t('timeline.browser')),
    svg('text', { class: 'lane-name', x: right + 14, y: 16, 'text-anchor': 'end' }, t('timeline.server')),
    svg('line', { class: 'border-line', x1: middle, x2: middle, y1: 4, y2: height }),
    svg('line', { class: 'lane', x1: left, x2: left, y1: 26, y2: height }),
    svg('line', { class: 'lane', x1: right, x2: right, y1: 26, y2: height }),
  ];
}

/**
 * @param {WireRequest} request
 * @param {number} top
 * @param {Lanes} lanes
 * @param {Tone} tone
 * @param {WireRequest | null} before
 */
function exchange(request, top, { left, right }, tone, before) {
  const { method, url, preflight, answer } = request;
  const { host, path } = splitUrl(url);
  const out = top + 26;
  const back = top + 64;
  const room = Math.floor((right - left - 28) / kCharWidth);
  const moved = before !== null && splitUrl(before.url).host !== host;
  const target = before === null || moved ? host + path : path;
  const tag = preflight ? t('timeline.tag') : '';
  const label = shorten(target, room - method.length - 1 - tag.length);
  const group = svg('g', { class: `exchange tone-${tone}` },
    svg('text', { class: 'wire-text', x: left + 14, y: out - 8 },
      preflight ? svg('tspan', { class: 'wire-tag' }, tag) : null,
      svg('tspan', { class: 'wire-method' }, method), ` ${label}`));
  if (!answer) {
    const end = right - (right - left) * 0.18;
    group.append(arrow(left, out, end, out + kSlope, 'arrow lost'), cross(end, out + kSlope),
      svg('text', { class: 'wire-text wire-reason', x: left + 14, y: back + 2 }, t('timeline.no-answer')));
    return group;
  }
  group.append(arrow(left, out, right - 6, out + kSlope, 'arrow'), arrow(right, back, left + (tone === 'plain' ? 6 : 14), back + kSlope, 'arrow answer'),
    svg('circle', { class: 'lane-dot', cx: left, cy: out, r: 4 }), svg('circle', { class: 'lane-dot', cx: right, cy: back, r: 4 }),
    svg('text', { class: 'wire-text', x: right - 14, y: back - 6, 'text-anchor': 'end' },
      svg('tspan', { class: 'wire-status' }, String(answer.status)), tone === 'fail' ? svg('tspan', { class: 'wire-reason' }, t('timeline.refused')) : ''));
  if (tone === 'fail') group.append(cross(left, back + kSlope));
  if (tone === 'pass') group.append(tick(left, back + kSlope));
  return group;
}

/**
 * @param {number} top
 * @param {Lanes} lanes
 * @param {boolean} nothingSent
 */
function insideStop(top, { left }, nothingSent) {
  const text = nothingSent ? t('timeline.stopped') : t('timeline.stopped-before');
  return svg('g', { class: 'exchange tone-fail' }, cross(left, top + 30), svg('text', { class: 'wire-text wire-reason', x: left + 22, y: top + 34 }, text));
}

/**
 * @param {number} x1
 * @param {number} y1
 * @param {number} x2
 * @param {number} y2
 * @param {string} kind
 */
function arrow(x1, y1, x2, y2, kind) {
  const angle = Math.atan2(y2 - y1, x2 - x1);
  const wing = (/** @type {number} */ turn) =>
    `${(x2 - 9 * Math.cos(angle + turn)).toFixed(1)} ${(y2 - 9 * Math.sin(angle + turn)).toFixed(1)}`;
  return svg('path', { class: kind, pathLength: kind.includes('lost') ? null : 1, d: `M${x1} ${y1} ${x2} ${y2}M${wing(0.45)} L${x2} ${y2} L${wing(-0.45)}` });
}

/** @param {number} x @param {number} y */
const cross = (x, y) =>
  svg('g', { class: 'mark-fail-sign' }, svg('circle', { cx: x, cy: y, r: 12 }), svg('path', { d: `M${x - 5} ${y - 5}l10 10m0-10l-10 10` }));

/** @param {number} x @param {number} y */
const tick = (x, y) =>
  svg('g', { class: 'mark-pass-sign' }, svg('circle', { cx: x, cy: y, r: 12 }), svg('path', { d: `M${x - 5.5} ${y + 0.5}l4 4 7-8.5` }));

/** @param {string} text @param {number} room in letters */
function shorten(text, room) {
  if (text.length <= room) return text;
  const keep = Math.max(room - 1, 4);
  return `${text.slice(0, Math.ceil(keep / 2))}…${text.slice(text.length - Math.floor(keep / 2))}`;
}

define('time-line', TimeLine);
