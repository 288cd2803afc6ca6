/** Light or dark, where the user has said so: on this machine alone. */

const kKey = 'corslab-theme';

/** Puts the page into the theme that was chosen, if one was. */
export function useChosenTheme() {
  const saved = read();
  if (saved === 'light' || saved === 'dark') document.documentElement.dataset.theme = saved;
}

/** @param {'light' | 'dark'} theme from now on */
export function chooseTheme(theme) {
  document.documentElement.dataset.theme = theme;
  try {
    localStorage.setItem(kKey, theme);
  } catch {
    // Nothing to remember it in.
  }
}

// In a sandboxed frame the mere access to localStorage throws: then the choice lasts as long as the page.
function read() {
  try {
    return localStorage.getItem(kKey);
  } catch {
    return null;
  }
}
