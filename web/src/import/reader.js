import { kMessages } from 'corslab-messages';
import { messageReader } from './console_message.js';

/** Reads console messages: loaded, with all that browsers say, when there may be one to read. */
export const readMessage = messageReader(kMessages);
