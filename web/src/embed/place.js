/**
 * Where a classic script stands: what it loads lies beside it. Run as a module there is no current script, so it is looked for.
 * @param {string} name of its file
 * @returns {string}
 */
export function placeOf(name) {
  const current = document.currentScript;
  if (current instanceof HTMLScriptElement && current.src !== '') return current.src;
  const found = [...document.scripts].find(({ src }) => src !== '' && new URL(src).pathname.endsWith(`/${name}`));
  return found?.src ?? document.baseURI;
}
