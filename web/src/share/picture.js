import { TimeLine } from '../elements/time_line.js';
import { h, svg } from '../view/dom.js';

/**
 * The timeline as a picture of its own: every style resolved, in light colours, so that it looks the same anywhere.
 *
 * @typedef {import('../model/types.js').Outcome} Outcome
 */

/** Wide enough for a long URL, narrow enough for a mail. */
const kWidth = 720;
const kMargin = 16;
/** So many pixels for one of the picture's. */
const kScale = 2;
/** Frames that the drawing may take. */
const kPatience = 60;

const kStyles = [
  'fill', 'stroke', 'stroke-width', 'stroke-dasharray', 'stroke-linecap', 'stroke-linejoin', 'paint-order', 'opacity',
  'font-family', 'font-size', 'font-weight', 'font-style', 'letter-spacing', 'text-anchor',
];

/** What SVG begins with. @type {Record<string, string>} */
const kInitial = {
  fill: 'rgb(0, 0, 0)', stroke: 'none', 'stroke-width': '1px', 'stroke-dasharray': 'none', 'stroke-linecap': 'butt', 'stroke-linejoin': 'miter',
  'paint-order': 'normal', opacity: '1', 'font-weight': '400', 'font-style': 'normal', 'letter-spacing': 'normal', 'text-anchor': 'start',
};

const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));

/**
 * @param {Outcome} outcome
 * @param {string} title
 * @returns {Promise<SVGSVGElement>}
 */
export async function picture(outcome, title) {
  const timeline = new TimeLine();
  const place = h('div', { class: 'picture-place', 'aria-hidden': 'true', inert: true }, timeline);
  document.body.append(place);
  try {
    timeline.show(outcome);
    const drawn = () => timeline.querySelector('svg.timeline');
    for (let i = 0; i < kPatience && !drawn()?.childElementCount; i += 1) await frame();
    return standalone(/** @type {SVGSVGElement} */ (drawn()), title, getComputedStyle(place));
  } finally {
    place.remove();
  }
}

/** @param {SVGSVGElement} drawn @param {string} title @param {CSSStyleDeclaration} around */
function standalone(drawn, title, around) {
  const [, , width, height] = (drawn.getAttribute('viewBox') ?? `0 0 ${kWidth} 240`).split(' ').map(Number);
  const { fontFamily, fontSize } = getComputedStyle(drawn);
  const font = { 'font-family': fontFamily, 'font-size': fontSize };
  const content = svg('g', { transform: `translate(${kMargin} ${kMargin})`, ...font });
  for (const child of drawn.children) content.append(resolved(child, { ...kInitial, ...font }));
  const whole = { width: width + 2 * kMargin, height: height + 2 * kMargin };
  return svg('svg', { ...whole, viewBox: `0 0 ${whole.width} ${whole.height}`, role: 'img', 'aria-label': title },
    svg('title', {}, title),
    svg('rect', { ...whole, fill: around.backgroundColor }),
    content);
}

/**
 * @param {Element} original
 * @param {Record<string, string>} inherited what the element above it gives it
 * @returns {Element} its copy, which no style sheet is needed for
 */
function resolved(original, inherited) {
  const copy = /** @type {Element} */ (original.cloneNode(false));
  for (const name of ['class', 'style']) copy.removeAttribute(name);
  const style = getComputedStyle(original);
  const own = Object.fromEntries(kStyles.map((name) => [name, style.getPropertyValue(name)]));
  for (const name of kStyles) if (own[name] !== inherited[name]) copy.setAttribute(name, own[name]);
  for (const child of original.childNodes) {
    if (child instanceof Element) copy.append(resolved(child, { ...own, opacity: kInitial.opacity }));
    else if (child.nodeValue !== null) copy.append(child.nodeValue);
  }
  return copy;
}

/** @param {SVGSVGElement} image */
export const svgText = (image) => `<?xml version="1.0" encoding="UTF-8"?>\n${new XMLSerializer().serializeToString(image)}\n`;

/** @param {SVGSVGElement} image @returns {Promise<Blob>} */
export async function png(image) {
  const drawing = new Image();
  drawing.src = `data:image/svg+xml,${encodeURIComponent(svgText(image))}`;
  await drawing.decode();
  const canvas = h('canvas', { width: image.width.baseVal.value * kScale, height: image.height.baseVal.value * kScale });
  const context = canvas.getContext('2d');
  if (!context) throw new Error('no canvas');
  context.scale(kScale, kScale);
  context.drawImage(drawing, 0, 0);
  const blob = await new Promise((/** @type {(blob: Blob | null) => void} */ resolve) => canvas.toBlob(resolve, 'image/png'));
  if (!blob) throw new Error('no picture');
  return blob;
}
