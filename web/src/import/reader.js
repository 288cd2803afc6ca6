import 'corslab-texts/reader';
import { kMessages } from 'corslab-messages';
import { messagesInLanguage } from '../text/language.js';
import { messageReader } from './console_message.js';

/** Reads console messages: loaded, with all that browsers say, when there may be one to read. */
export const readMessage = messageReader(messagesInLanguage(kMessages));
