import 'corslab-texts/import';

/** Reading what is no console message: loaded when there is something to read. */
export { importFile, importText } from './import/importer.js';
export { mistakeView } from './import/mistake_view.js';
