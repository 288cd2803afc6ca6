import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import './texts.mjs';
import { isMissing, marksIn, partIn } from '../../web/src/model/evidence.js';
import { formatAnswer, formatHeaders, parseAnswer, parseHeaders } from '../../web/src/model/http_text.js';
import { placeOf } from '../../web/src/model/pointer.js';

describe('raw HTTP text', () => {
  const answers = [
    ['a status line alone', 'HTTP/1.1 204', { status: 204, headers: [] }],
    ['a reason', 'HTTP/1.1 404 Not Found\nA: b', { status: 404, headers: [['A', 'b']] }],
    ['another version', 'HTTP/2 200\nA: b', { status: 200, headers: [['A', 'b']] }],
    ['a body', 'HTTP/1.1 200\nA: b\n\none\n\ntwo', { status: 200, headers: [['A', 'b']], body: 'one\n\ntwo' }],
    ['white space is kept, but for the one space behind the colon', 'HTTP/1.1 200\nA:  b ', { status: 200, headers: [['A', ' b ']] }],
    ['no space behind the colon', 'HTTP/1.1 200\nA:b', { status: 200, headers: [['A', 'b']] }],
    ['an empty value', 'HTTP/1.1 200\nA:', { status: 200, headers: [['A', '']] }],
    ['colons in the value', 'HTTP/1.1 200\nA: https://b:1', { status: 200, headers: [['A', 'https://b:1']] }],
    ['repeats stay', 'HTTP/1.1 200\nA: b\na: c', { status: 200, headers: [['A', 'b'], ['a', 'c']] }],
    ['a half-typed status goes through', 'HTTP/1.1 2', { status: 2, headers: [] }],
    ['no status goes through', 'HTTP/1.1', { status: 0, headers: [] }],
    ['a status that is no number goes through', 'HTTP/1.1 abc\nA: b', { status: 0, headers: [['A', 'b']] }],
    ['no status line', 'A: b', { status: 200, headers: [['A', 'b']] }],
    ['nothing', '', { status: 200, headers: [] }],
  ];
  for (const [name, text, expected] of answers) {
    test(name, () => assert.deepEqual(parseAnswer(text).value, expected));
  }

  test('lines without a colon are left out and said', () => {
    const { value, notes } = parseAnswer('HTTP/1.1 200\nA: b\nhello\nC: d');
    assert.deepEqual(value.headers, [['A', 'b'], ['C', 'd']]);
    assert.deepEqual(notes, ['Line 3 has no colon, so it is left out.']);
  });

  test('request headers go on behind an empty line, and lines are counted through', () => {
    const { value, notes } = parseHeaders('A: b\n\nC: d\nhello');
    assert.deepEqual(value, [['A', 'b'], ['C', 'd']]);
    assert.deepEqual(notes, ['Line 4 has no colon, so it is left out.']);
  });

  test('what is formatted parses to the same', () => {
    const answer = { status: 201, headers: [['A', ''], ['B', ' x '], ['a', 'ÿ:,;']], body: '{"a":\n1}' };
    assert.deepEqual(parseAnswer(formatAnswer(answer)).value, answer);
    assert.deepEqual(parseHeaders(formatHeaders(answer.headers)).value, answer.headers);
  });

  test('random text never throws, and every range lies in it', () => {
    let seed = 7;
    const random = (n) => (seed = (seed * 48271) % 2147483647) % n;
    const alphabet = ['HTTP/1.1', ' ', '200', '\n', ':', 'A', '\t', 'é', '\u0000', '9'];
    for (let run = 0; run < 20_000; run += 1) {
      const text = Array.from({ length: random(14) }, () => alphabet[random(alphabet.length)]).join('');
      const { lines, statusRange, value } = parseAnswer(text);
      for (const line of lines) {
        assert.equal(text.slice(line.nameRange.start, line.nameRange.end), line.name);
        assert.equal(text.slice(line.valueRange.start, line.valueRange.end), line.value);
      }
      if (statusRange && value.status > 0) {
        assert.equal(Number(text.slice(statusRange.start, statusRange.end)), value.status, JSON.stringify(text));
      }
      parseHeaders(text);
    }
  });
});

describe('marks', () => {
  const text = 'HTTP/1.1 401\nAllow: GET, PUT\nallow: HEAD\nEmpty: ';
  const marked = (pointed) => marksIn(pointed, parseAnswer(text)).map(({ start, end, kind }) => [text.slice(start, end), kind]);
  const evidence = (name, part, at = '/server/0/response/headers') => ({ name, value: '', part, at });

  test('the part, in the line that holds it; the whole value where it is in none', () => {
    assert.deepEqual(marked([{ evidence: evidence('Allow', 'PUT'), kind: 'seen' }]), [['PUT', 'seen'], ['HEAD', 'seen']]);
    assert.deepEqual(marked([{ evidence: evidence('ALLOW', ''), kind: 'seen' }]), [['GET, PUT', 'seen'], ['HEAD', 'seen']]);
  });
  test('the status', () => {
    assert.deepEqual(marked([{ evidence: evidence('status', '', '/server/0/response/status'), kind: 'fail' }]), [['401', 'fail']]);
  });
  test('an empty value is marked by its name', () => {
    assert.deepEqual(marked([{ evidence: evidence('empty', ''), kind: 'fail' }]), [['Empty', 'fail']]);
  });
  test('where marks overlap the strongest wins', () => {
    const pointed = [{ evidence: evidence('allow', ''), kind: 'seen' }, { evidence: evidence('allow', 'GET'), kind: 'fail' }];
    assert.deepEqual(marked(pointed), [['GET', 'fail'], [', PUT', 'seen'], ['HEAD', 'fail']]);
  });
});

describe('the part of a value', () => {
  const parts = [
    ['GET, PUT', 'PUT', 5],
    ['PUTTY, PUT', 'PUT', 7],
    ['x-put, put', 'put', 7],
    ['PUTTY', 'PUT', 0],
    ['https://app.example.com/', '/', 23],
    ['https://app.example.com/ ', '/', 23],
    ['https://app.example.com/shop', '/shop', 23],
    ['https://a.example, https://b.example', ',', 17],
    ['http://app.example.com', 'http', 0],
    ['*', '*', 0],
  ];
  for (const [value, part, start] of parts) {
    test(`"${part}" in "${value}"`, () => assert.deepEqual(partIn(value, part), { start, end: start + part.length }));
  }
  test('none', () => {
    assert.equal(partIn('GET', ''), null);
    assert.equal(partIn('GET', 'PUT'), null);
  });
});

describe('missing headers', () => {
  const scenario = { server: [{ response: { headers: [['Allow', '']] } }] };
  const evidence = (name, value, at = '/server/0/response/headers') => ({ name, value, part: '', at });
  test('an empty header is there', () => assert.equal(isMissing(evidence('allow', ''), scenario), false));
  test('one that the list lacks is not', () => assert.equal(isMissing(evidence('Vary', ''), scenario), true));
  test('nor is one without a value', () => assert.equal(isMissing(evidence('Allow', null), scenario), true));
  test('other evidence may be empty', () => assert.equal(isMissing(evidence('body', '', '/request/body'), scenario), false));
});

describe('pointers', () => {
  const places = [
    ['/page/url', '/page/url', null],
    ['/request/headers', '/request/headers', null],
    ['/request/headers/2/1', '/request/headers', 2],
    ['/server/0/preflight/headers/1/0', '/server/0/preflight', 1],
    ['/server/12/response/status', '/server/12/response', null],
    ['/server/0/response', '/server/0/response', null],
    ['/server/0/url', '/server/0/url', null],
    ['/then/0', '/then/0', null],
    ['', '', null],
  ];
  for (const [pointer, field, line] of places) {
    test(pointer || 'the whole', () => assert.deepEqual(placeOf(pointer), { field, line }));
  }
});
