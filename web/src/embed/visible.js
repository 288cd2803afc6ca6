/** How far from the window an element may be when it starts. */
const kMargin = '200px';

/** @type {Map<Element, () => void>} */
const waiting = new Map();
/** @type {IntersectionObserver | null} */
let observer = null;

/**
 * Calls back once, when an element is in sight or nearly so.
 * @param {Element} element
 * @param {() => void} seen
 */
export function whenVisible(element, seen) {
  observer ??= new IntersectionObserver((entries) => {
    for (const { target, isIntersecting } of entries) {
      if (!isIntersecting) continue;
      const call = waiting.get(target);
      forgetVisible(target);
      call?.();
    }
  }, { rootMargin: kMargin });
  waiting.set(element, seen);
  observer.observe(element);
}

/** @param {Element} element */
export function forgetVisible(element) {
  waiting.delete(element);
  observer?.unobserve(element);
}

/** Until the page is parsed an element may lack what stands inside of it. */
export function parsed() {
  if (document.readyState !== 'loading') return Promise.resolve();
  return new Promise((resolve) => document.addEventListener('DOMContentLoaded', () => resolve(undefined), { once: true }));
}
