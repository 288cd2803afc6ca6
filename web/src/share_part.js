import 'corslab-texts/share';

/** The dialog that gives a scenario away: loaded when it is first asked for. */
export { ShareDialog } from './elements/share_dialog.js';
