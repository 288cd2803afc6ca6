import { nextTask } from '../view/after_paint.js';
import { chunkText, chunksOf, entryText, readHar, rowsOf } from './har_reading.js';

/**
 * The judging of one HAR file, in a worker or in the page.
 *
 * @typedef {import('./har_reading.js').HarError} HarError
 * @typedef {import('./har_reading.js').Row} Row
 * @typedef {{ file?: Blob, text?: string }} Source
 * @typedef {import('../engine/ask_worker.js').Ask} Ask
 * @typedef {{ count?: number, rows?: Row[], done?: true, error?: HarError }} News
 */

export class HarJudging {
  #asks;
  #tell;
  #stopped = false;
  /** @type {import('./har_reading.js').Har | null} */
  #har = null;

  /** @param {readonly Ask[]} asks ways to an engine: each judges one chunk after the other @param {(news: News) => void} tell */
  constructor(asks, tell) {
    this.#asks = asks;
    this.#tell = tell;
  }

  /** @param {Source} source */
  async judge({ file, text }) {
    await nextTask();
    const found = readHar(text ?? (await file?.text()) ?? '');
    if ('error' in found) return this.#tell({ error: found.error });
    const har = (this.#har = found.har);
    this.#tell({ count: har.entries.length });
    // One list for all: whoever is done with a chunk takes the next one.
    const chunks = chunksOf(har).values();
    await Promise.all(this.#asks.map(async (ask) => {
      for (const chunk of chunks) {
        if (this.#stopped) return;
        this.#tell({ rows: rowsOf(har, chunk, await ask('judge', chunkText(har, chunk))) });
        // Between two chunks whatever else there is to do comes to its turn.
        await nextTask();
      }
    }));
    if (!this.#stopped) this.#tell({ done: true });
  }

  /** What was judged stays, and can be opened. */
  stop() {
    this.#stopped = true;
  }

  /** @param {number} at @returns {Promise<any>} the document of the tool `import` */
  async open(at) {
    return this.#har && this.#asks[0]('import', entryText(this.#har, at));
  }
}
