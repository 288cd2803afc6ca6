import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { chunksOf, joined, kChunk, looksLikeHar, readHar } from '../../web/src/import/har_reading.js';
import { filtered, sorted } from '../../web/src/import/har_rows.js';
import { entry, har } from './har_file.mjs';

/** HAR files as they are read, and the rows of their table, without a page. */

describe('a HAR file, as it is read', () => {
  test('what looks like one', () => {
    assert.ok(looksLikeHar(har([])));
    assert.ok(looksLikeHar(`\ufeff\n{ "log" : {`));
    assert.ok(!looksLikeHar('fetch("x", { "log": 1 })'));
    assert.ok(!looksLikeHar('{"version":1}'));
  });

  test('damage has a place', () => {
    const text = `{\n "log": {\n  "entries": [,]\n }\n}`;
    assert.deepEqual(readHar(text), { error: { kind: 'not-json', line: 3, column: 15 } });
    const whole = '{"a":[1,-2.5e3,"\\u00e9\\n",true,null,{}],"b":{"c":[]}}';
    assert.deepEqual(readHar(whole), { error: { kind: 'no-entries' } });
    // Cut anywhere, the place is the beginning of what was cut; with a letter too many, it is not behind that.
    for (let i = 1; i < whole.length; i += 1) {
      const { column } = readHar(whole.slice(0, i)).error;
      assert.ok(column <= i + 1 && column > whole.slice(0, i).search(/[{}[\],:][^{}[\],:]*$/), whole.slice(0, i));
      assert.ok(readHar(`${whole.slice(0, i)}\u0001${whole.slice(i)}`).error.column <= i + 1, String(i));
    }
    assert.deepEqual(readHar('{"log":{}}'), { error: { kind: 'no-entries' } });
    assert.deepEqual(readHar('null'), { error: { kind: 'no-entries' } });
  });

  test('entries that are none are left out', () => {
    assert.equal(readHar('{"log":{"entries":[1,null,{},"x",[]],"pages":[null,{"id":1,"title":"https://a.test/"}]}}').har.entries.length, 1);
  });

  test('a preflight stays with the request that it precedes', () => {
    const asks = { method: 'OPTIONS', sent: [['access-control-request-method', 'PUT']] };
    const entries = [entry('https://a.test/1', asks), entry('https://a.test/2', asks), entry('https://b.test/'), entry('https://a.test/2'), entry('https://a.test/1'),
      entry('https://a.test/3', asks), entry('https://a.test/4', { method: 'OPTIONS' })];
    assert.deepEqual(joined(entries), [[2], [1, 3], [0, 4], [6], [5]]);
  });

  test('every entry is in one chunk, of one page, none is too large', () => {
    const pages = [{ id: 'a', title: 'https://a.test/' }, { id: 'b', title: 'not a URL' }];
    const entries = Array.from({ length: 1000 }, (_, i) => entry(`https://x.test/${i}`, { pageref: i % 2 === 0 ? 'a' : 'b' }));
    const { har: read } = readHar(har(entries, pages));
    const chunks = chunksOf(read);
    assert.deepEqual(chunks.flatMap(({ places }) => places).sort((a, b) => a - b), entries.map((_, i) => i));
    assert.ok(chunks.every(({ places }) => places.length <= kChunk));
    assert.deepEqual(new Set(chunks.map(({ page }) => page)), new Set(['https://a.test/', null]));
    assert.ok(chunks.every(({ places, page }) => places.every((at) => (page === null) === (at % 2 === 1))));
  });
});

describe('rows, narrowed and in order', () => {
  const row = (at, url, verdict, more = {}) => ({
    at, method: 'GET', url, page: 'https://app.test', status: 200, summary: '',
    verdicts: verdict && { chromium: verdict, firefox: verdict, webkit: verdict, standard: verdict, ...more },
  });
  const rows = [row(0, 'https://b.test/', 'allowed'), row(1, 'https://a.test/', 'blocked'), row(2, 'data:,x', null), row(3, 'https://c.test/', 'allowed', { webkit: 'blocked' })];
  const ats = (found) => found.map(({ at }) => at);

  test('by verdict', () => {
    const by = (verdict) => ats(filtered(rows, { text: '', verdict }));
    assert.deepEqual([by(''), by('blocked'), by('allowed'), by('differ'), by('skipped'), by('opaque')], [[0, 1, 2, 3], [1, 3], [0, 3], [3], [2], []]);
  });
  test('by text, all words of it', () => {
    assert.deepEqual(ats(filtered(rows, { text: 'GET  A.test', verdict: '' })), [1]);
    assert.deepEqual(ats(filtered(rows, { text: 'app get', verdict: 'blocked' })), [1, 3]);
  });
  test('in order, the file’s among equals', () => {
    assert.deepEqual(ats(sorted(rows, { column: 'url', ascending: true })), [2, 1, 0, 3]);
    assert.deepEqual(ats(sorted(rows, { column: 'webkit', ascending: true })), [1, 3, 0, 2]);
    assert.deepEqual(ats(sorted(rows, { column: 'webkit', ascending: false })), [2, 0, 1, 3]);
    assert.deepEqual(ats(sorted(rows, { column: 'at', ascending: false })), [3, 2, 1, 0]);
  });
});
