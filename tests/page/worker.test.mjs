import assert from 'node:assert/strict';
import { afterEach, describe, test } from 'node:test';
import { askWorker } from '../../web/src/engine/ask_worker.js';
import { examples, linkTo, site } from './browser.mjs';

/** What takes its time is done apart from the page. */

const blocked = examples.find(({ verdict }) => verdict === 'blocked');

/** What the page sees of workers. */
class FakeWorker {
  static all = [];
  sent = [];
  ended = false;

  constructor(url) {
    this.url = url;
    FakeWorker.all.push(this);
  }

  postMessage(message) {
    this.sent.push(message);
  }

  terminate() {
    this.ended = true;
  }
}

describe('asking a worker', () => {
  const { Worker } = globalThis;
  afterEach(() => {
    globalThis.Worker = Worker;
    FakeWorker.all = [];
  });

  function asking() {
    globalThis.Worker = FakeWorker;
    const instead = [];
    const ask = askWorker('worker.js', 'words', async (tool, text) => {
      instead.push([tool, text]);
      return { here: text };
    });
    return { ask, instead };
  }

  test('it is started with the first question, hears the language first, and each answer goes to its question', async () => {
    const { ask, instead } = asking();
    assert.equal(FakeWorker.all.length, 0);
    const answers = [ask('fix', 'a'), ask('audit', 'b')];
    await Promise.resolve();
    const [worker] = FakeWorker.all;
    assert.deepEqual(worker.sent, [{ words: 'words' }, { ask: 1, tool: 'fix', text: 'a' }, { ask: 2, tool: 'audit', text: 'b' }]);
    worker.onmessage({ data: { ask: 2, document: 'B' } });
    worker.onmessage({ data: { ask: 1, document: 'A' } });
    assert.deepEqual(await Promise.all(answers), ['A', 'B']);
    assert.equal(FakeWorker.all.length, 1);
    assert.deepEqual(instead, []);
  });

  test('where its engine stops, all questions fail, and the next one is asked of another worker', async () => {
    const { ask } = asking();
    const answers = [ask('fix', 'a'), ask('audit', 'b')];
    FakeWorker.all[0].onmessage({ data: { failed: 'unreachable' } });
    for (const answer of answers) await assert.rejects(answer, /unreachable/);
    assert.ok(FakeWorker.all[0].ended);
    const next = ask('fix', 'c');
    FakeWorker.all[1].onmessage({ data: { ask: 3, document: 'C' } });
    assert.equal(await next, 'C');
  });

  test('where it does not start, the page answers, then and later', async () => {
    const { ask, instead } = asking();
    const answers = [ask('fix', 'a'), ask('audit', 'b')];
    FakeWorker.all[0].onerror({ preventDefault() {} });
    assert.deepEqual(await Promise.all(answers), [{ here: 'a' }, { here: 'b' }]);
    assert.deepEqual(await ask('fix', 'c'), { here: 'c' });
    assert.deepEqual(instead, [['fix', 'a'], ['audit', 'b'], ['fix', 'c']]);
    assert.equal(FakeWorker.all.length, 1);
  });

  test('where there are none, the page answers', async () => {
    delete globalThis.Worker;
    assert.equal(await askWorker('worker.js', '', async () => 'here')('fix', 'a'), 'here');
  });
});

describe('in the page', () => {
  const here = site();

  async function shown(t, block) {
    const context = await here.browser.newContext({ serviceWorkers: 'block' });
    t.after(() => context.close());
    const page = await context.newPage();
    if (block) await page.route(block, (route) => route.abort());
    await page.goto(linkTo(here.server.url, blocked.scenario));
    return page;
  }

  test('fixes are found by a worker', async (t) => {
    const page = await shown(t);
    await page.locator('.fix').first().waitFor();
    assert.equal(page.workers().length, 1);
  });

  test('and by the page where the worker’s file cannot be had', async (t) => {
    const page = await shown(t, '**/corslab_worker.js');
    await page.locator('.fix').first().waitFor();
    assert.equal(page.workers().length, 0);
  });

  test('where its engine cannot be had, nothing is found, until it can', async (t) => {
    const page = await shown(t, '**/corslab_tools.wasm');
    await page.locator('corslab-app[data-settled]').waitFor();
    assert.equal(await page.locator('.fix').count(), 0);
    await page.unroute('**/corslab_tools.wasm');
    await page.getByLabel('URL of the page').pressSequentially('x');
    await page.locator('.fix').first().waitFor();
  });
});
