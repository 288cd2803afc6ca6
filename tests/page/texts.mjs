import { addTexts } from '../../web/src/text/catalogue.js';
import { readTexts } from '../../web/texts.mjs';

/** What of the page runs in Node has its English texts once this is imported. */
addTexts(await readTexts('en'));
