import { message, readToPage } from './embed/frame_messages.js';

/**
 * For pages around a frame with embed.html in it: <iframe data-corslab src="https://.../embed.html#s=..."> becomes as high as what it shows, and
 * fires corslab-ready, -result, -solved and -error. A message counts where it comes from the window of such a frame, and from the origin
 * that the frame was given.
 */

const kFrames = 'iframe[data-corslab]';

/** @returns {HTMLIFrameElement[]} */
const frames = () => [...document.querySelectorAll(/** @type {'iframe'} */ (kFrames))];

/** @param {HTMLIFrameElement} frame */
const originOf = (frame) =>
  frame.hasAttribute('sandbox') && !frame.sandbox.contains('allow-same-origin') ? 'null' : new URL(frame.src, document.baseURI).origin;

window.addEventListener('message', ({ source, origin, data }) => {
  const frame = frames().find((candidate) => candidate.contentWindow === source);
  if (!frame || originOf(frame) !== origin) return;
  const told = readToPage(data);
  if (!told) return;
  const { type, ...detail } = told;
  if (told.type === 'height') frame.style.height = `${told.height + frame.offsetHeight - frame.clientHeight}px`;
  else frame.dispatchEvent(new CustomEvent(`corslab-${type}`, { bubbles: true, detail }));
});

// Frames that were there before this script have told their heights to nobody.
for (const frame of frames()) frame.contentWindow?.postMessage(message('ask'), '*');
