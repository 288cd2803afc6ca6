import { languageOf } from '../text/catalogue.js';

/** A count as the page's language writes it. @param {number} count */
export const counted = (count) => count.toLocaleString(languageOf());
