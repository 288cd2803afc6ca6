import { Template } from './template.js';

/**
 * All sentences that can be recognised: those of today's browsers, what becomes of them in other versions and for other
 * kinds of requests, and those that were.
 *
 * @typedef {'chromium' | 'firefox' | 'webkit'} Engine
 * @typedef {{ since?: string, until?: string, current?: boolean, what?: string }} Versions
 * @typedef {Versions & { browser: Engine, replace: [string, string][], append?: string }} Variant
 * @typedef {Versions & { browser: Engine, case: string, text: string }} OldMessage
 * @typedef {{
 *   browsers: Record<string, {
 *     tested: string, console: Record<string, string[]>, exceptions: Record<string, string>, parts: Record<string, string>
 *   }>,
 *   history: { parts: Record<string, string>, variants: Variant[], messages: OldMessage[] },
 *   explanations: Record<string, [string, string, string]>
 * }} MessageData
 * @typedef {{
 *   browser: Engine, case: string, text: string, versions: Versions, predicted: boolean, follows: boolean, exception: boolean
 * }} KnownMessage
 *   `predicted`: the engine prints it. `follows`: it stands beside the line that tells the reason, and tells none itself.
 */

/** Cases that follow other lines, or that say nothing. */
const kFollowing = ['after-preflight', 'after-redirect', 'connection', 'access-control', 'not-allowed', 'net-failed', 'net-error', 'exception', 'unknown-reason'];

/** @param {MessageData} data @returns {KnownMessage[]} */
function currentMessages({ browsers }) {
  /** @type {KnownMessage[]} */
  const messages = [];
  for (const [name, { console: lines, exceptions }] of Object.entries(browsers)) {
    const browser = /** @type {Engine} */ (name);
    const firsts = new Set(Object.values(lines).map(([first]) => first));
    const seen = new Set();
    const add = (/** @type {string} */ which, /** @type {string} */ text, exception = false) => {
      if (seen.has(text)) return;
      seen.add(text);
      messages.push({ browser, case: which, text, versions: {}, predicted: true, follows: kFollowing.includes(which), exception });
    };
    for (const [which, texts] of Object.entries(lines)) add(which, texts[0]);
    for (const text of Object.values(lines).flatMap((texts) => texts.slice(1))) {
      if (!firsts.has(text)) add(text.includes('{url}') ? 'access-control' : 'not-allowed', text);
    }
    for (const [which, text] of Object.entries(exceptions)) add(which === 'default' ? 'exception' : which, text, true);
  }
  return messages;
}

/** @param {KnownMessage} message @param {Variant} variant @returns {KnownMessage | null} null where it does not apply */
function varied(message, { browser, replace, append, ...versions }) {
  if (message.browser !== browser || message.exception || !message.text.includes(replace[0][0])) return null;
  const text = replace.reduce((before, [from, to]) => before.replace(from, () => to), message.text) + (append ?? '');
  return { ...message, text, versions, predicted: false };
}

/** @param {MessageData} data @returns {KnownMessage[]} */
export function knownMessages(data) {
  const current = currentMessages(data);
  const { variants, messages } = data.history;
  const others = variants.flatMap((variant) => current.map((message) => varied(message, variant)).filter((found) => found !== null));
  const old = messages.map(({ browser, text, case: which, ...versions }) =>
    ({ browser, case: which, text, versions, predicted: false, follows: kFollowing.includes(which), exception: false }));
  return [...current, ...others, ...old];
}

/** @param {MessageData} data @returns {{ known: KnownMessage, template: Template }[]} */
export const compiledMessages = (data) =>
  knownMessages(data).map((known) => ({
    known,
    template: new Template(known.text, { ...data.history.parts, ...data.browsers[known.browser].parts }),
  }));
