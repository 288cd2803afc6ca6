/** @param {() => void} work done in a task of its own, without a timer's delay */
function soon(work) {
  const { port1, port2 } = new MessageChannel();
  port1.onmessage = () => {
    port1.close();
    work();
  };
  port2.postMessage(null);
}

/**
 * Does what can wait once the frame of what cannot is shown. A page that is not shown has no frames: there it is done at once.
 * @param {() => void} work
 */
export function afterPaint(work) {
  if (document.hidden) work();
  else requestAnimationFrame(() => soon(work));
}

/** How long a frame may take to come to the screen, in milliseconds. */
const kMostPainting = 400;

/**
 * Waits longer than `afterPaint`: until the page's first words are on the screen, as the browser tells it
 * (https://w3c.github.io/paint-timing/#first-contentful-paint). To bring them there takes more than the page's own work.
 * @param {() => void} work
 */
export function onceSeen(work) {
  let done = document.hidden;
  if (done) work();
  const once = () => {
    if (!done) work();
    done = true;
  };
  new PerformanceObserver((list) => list.getEntriesByName('first-contentful-paint').forEach(once)).observe({ type: 'paint', buffered: true });
  setTimeout(once, kMostPainting);
}

/** @returns {Promise<void>} until the next frame is shown */
export const painted = () => new Promise(afterPaint);

/** What comes after it is a task of its own. @returns {Promise<void>} */
export const nextTask = () => new Promise(soon);
