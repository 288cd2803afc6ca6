/** Which lessons are done, kept in the browser. */

const kStored = 'corslab.lessons';

/** What is kept where nothing may be stored. @type {Set<string>} */
const kept = new Set();

/** @returns {Set<string>} */
export function doneLessons() {
  try {
    const found = JSON.parse(localStorage.getItem(kStored) ?? '[]');
    for (const slug of Array.isArray(found) ? found : []) if (typeof slug === 'string') kept.add(slug);
  } catch {
    // In a sandboxed frame the mere access throws, and what is stored may be no JSON.
  }
  return kept;
}

/** @param {string} slug */
export function markDone(slug) {
  const done = doneLessons();
  if (done.has(slug)) return;
  done.add(slug);
  try {
    localStorage.setItem(kStored, JSON.stringify([...done]));
  } catch {
    // It lasts as long as the page.
  }
}
