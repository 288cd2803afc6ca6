/**
 * Does what can wait once the frame of what cannot is shown. A page that is not shown has no frames: there it is done at once.
 * @param {() => void} work
 */
export function afterPaint(work) {
  if (document.hidden) {
    work();
    return;
  }
  requestAnimationFrame(() => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = work;
    port2.postMessage(null);
  });
}

/** What comes after it is a task of its own. @returns {Promise<void>} */
export const nextTask = () => new Promise((done) => setTimeout(done));
