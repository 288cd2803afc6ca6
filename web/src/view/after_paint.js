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

/** @returns {Promise<void>} until the next frame is shown */
export const painted = () => new Promise(afterPaint);

/** What comes after it is a task of its own. @returns {Promise<void>} */
export const nextTask = () => new Promise(soon);
