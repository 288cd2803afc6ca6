import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import './texts.mjs';
import { messageReader } from '../../web/src/import/console_message.js';
import { kRecipes } from '../../web/src/import/message_recipes.js';
import { saidAgain } from '../../web/src/import/said_again.js';
import { isScenario } from '../../web/src/model/scenario_shape.js';
import { readMessages } from '../../web/messages.mjs';
import { evaluate } from './engine.mjs';
import { vectorScenarios } from '../vectors/scenarios.mjs';
import { samples } from './message_samples.mjs';

const data = await readMessages();
const read = messageReader(data);

/** What no scenario can say again, and why. */
const kInexpressible = {
  'chromium exception': 'the words stand for every failure there is',
  'firefox exception': 'the words stand for every failure there is',
  'webkit exception': 'the words stand for every failure there is',
};

const all = samples(data);

describe('today’s sentences are recognised, and said again by the engine', () => {
  for (const { known, text, name } of all.filter((sample) => sample.known.predicted)) {
    test(name, () => {
      const { matches: [match], reason } = read(text);
      assert.ok(match, reason);
      assert.equal(match.browser, known.browser);
      assert.ok(match.title && match.detail && match.advice);
      if (name in kInexpressible) return assert.equal(match.scenario, null, 'it can be expressed after all');
      assert.ok(isScenario(match.scenario));
      const { browsers, error } = evaluate(match.scenario);
      assert.equal(error, undefined);
      const outcome = browsers[known.browser];
      assert.ok(saidAgain({ ...match, text, exception: known.exception }, outcome), JSON.stringify([text, outcome.console, outcome.exception, match.scenario], null, 1));
    });
  }
});

describe('sentences of other versions and other kinds of requests are recognised', () => {
  for (const { known, text, name } of all.filter((sample) => !sample.known.predicted)) {
    test(`${name}: ${text.slice(0, 60)}`, () => {
      const { matches: [match], reason } = read(text);
      assert.ok(match, reason);
      assert.equal(match.browser, known.browser);
      assert.ok(match.title && match.detail && match.advice && match.versions);
      if (!match.scenario) return assert.equal(kRecipes[match.case], undefined);
      assert.ok(isScenario(match.scenario));
      assert.equal(evaluate(match.scenario).error, undefined);
    });
  }
});

test('every case has an explanation, and every explanation a case', () => {
  const cases = new Set(all.map(({ known }) => known.case));
  const usual = { 'mixed-content-redirected': 'mixed-content', 'scheme-fetch': 'scheme', 'after-preflight': 'connection', 'after-redirect': 'connection' };
  for (const name of cases) {
    const found = name in data.explanations || all.every(({ known, text }) => known.case !== name || read(text).matches[0].case !== name) || name in usual;
    assert.ok(found, name);
  }
});

/** What each browser says in every vector's scenario. */
function* vectorOutcomes() {
  for (const scenario of vectorScenarios()) {
    const { browsers, error } = evaluate(scenario);
    if (error) continue;
    for (const browser of ['chromium', 'firefox', 'webkit']) yield { browser, outcome: browsers[browser] };
  }
}

test('whatever the engine prints for its own vectors is recognised, and nearly all of it said again', () => {
  let printed = 0;
  let again = 0;
  for (const { browser, outcome: { console: lines } } of vectorOutcomes()) {
    if (lines.length === 0) continue;
    printed += 1;
    const text = lines.map((line) => line.text).join('\n');
    const { matches: [match], reason } = read(text);
    assert.ok(match, reason);
    assert.equal(match.browser, browser, text);
    const got = evaluate(match.scenario).browsers[browser].console.map((line) => line.text).join('\n');
    if (got === text) again += 1;
  }
  assert.ok(printed > 500, String(printed));
  assert.ok(again / printed > 0.98, `${again} of ${printed}`);
});

describe('people paste sloppily', () => {
  const chromium = "Access to fetch at 'https://api.test/v1' from origin 'https://app.test' has been blocked by CORS policy: No 'Access-Control-Allow-Origin' header is present on the requested resource.";
  const firefox = 'Cross-Origin Request Blocked: The Same Origin Policy disallows reading the remote resource at https://api.test/v1. (Reason: CORS header ‘Access-Control-Allow-Origin’ missing). Status code: 500.';
  const webkit = 'Origin https://app.test is not allowed by Access-Control-Allow-Origin. Status code: 200';
  const pastes = [
    ['the file and line before it', `app.js:12 ${chromium}`, 'chromium', 'origin-missing'],
    ['no space behind the file', `(index):1${chromium}`, 'chromium', 'origin-missing'],
    ['what Chrome prints with it', `${chromium}\napp.js:12  GET https://api.test/v1 net::ERR_FAILED 200 (OK)\nUncaught (in promise) TypeError: Failed to fetch\n    at app.js:12:1`, 'chromium', 'origin-missing'],
    ['the exception first', `Uncaught (in promise) TypeError: Failed to fetch\n${chromium}`, 'chromium', 'origin-missing'],
    ['wrapped and indented', chromium.replace(/ /g, '\n   '), 'chromium', 'origin-missing'],
    ['curly quotes', chromium.replace(/'/g, '’'), 'chromium', 'origin-missing'],
    ['an invisible space', `\u200b${chromium}`, 'chromium', 'origin-missing'],
    ['Windows line ends', chromium.replace('from', '\r\nfrom'), 'chromium', 'origin-missing'],
    ['quoted in a mail', chromium.replace('policy: ', 'policy:\u00a0'), 'chromium', 'origin-missing'],
    ['Firefox with straight quotes and its link', `${firefox.replace(/[‘’]/g, "'")}[Learn More]`, 'firefox', 'origin-missing'],
    ['Firefox twice', `${firefox}\n\nCross-Origin Request Blocked: The Same Origin Policy disallows reading the remote resource at https://api.test/v1. (Reason: CORS request did not succeed). Status code: (null).\nTypeError: NetworkError when attempting to fetch resource.`, 'firefox', 'origin-missing'],
    ['what Safari prints with it', `[Error] ${webkit}\n[Error] Fetch API cannot load https://api.test/v1 due to access control checks.\n[Error] Failed to load resource: ${webkit} (v1, line 0)\n[Error] Unhandled Promise Rejection: TypeError: Load failed`, 'webkit', 'origin-mismatch'],
    ['Safari’s prefix alone', `Failed to load resource: ${webkit}`, 'webkit', 'origin-mismatch'],
    ['Chrome of long ago', "Failed to load https://api.test/v1: No 'Access-Control-Allow-Origin' header is present on the requested resource. Origin 'https://app.test' is therefore not allowed access. The response had HTTP status code 401.", 'chromium', 'origin-missing'],
    ['Chrome of longer ago', "XMLHttpRequest cannot load https://api.test/v1.\nNo 'Access-Control-Allow-Origin' header is present on the requested resource.\nOrigin 'https://app.test' is therefore not allowed access.", 'chromium', 'origin-missing'],
    ['with the hint of Chrome until 132', `${chromium} If an opaque response serves your needs, set the request's mode to 'no-cors' to fetch the resource with CORS disabled.`, 'chromium', 'origin-missing'],
    ['a script', chromium.replace('fetch', 'script'), 'chromium', 'origin-missing'],
    ['cut off', chromium.slice(0, 110), 'chromium', 'unknown-reason'],
    ['a preflight', chromium.replace('policy: ', "policy: Response to preflight request doesn't pass access control check: "), 'chromium', 'origin-missing'],
  ];
  for (const [name, text, browser, which] of pastes) {
    test(name, () => {
      const { matches, reason } = read(text);
      assert.deepEqual(matches.map((match) => [match.browser, match.case]), [[browser, which]], reason);
      assert.equal(matches[0].scenario?.server[0]?.url, text.includes('api.test') ? 'https://api.test/v1' : 'https://api.example.com/items');
      assert.equal(new URL(matches[0].scenario?.page.url ?? '').origin, browser === 'firefox' ? 'https://app.example.com' : 'https://app.test');
    });
  }

  test('the method of the line beside it counts', () => {
    const { matches: [{ scenario }] } = read(`${chromium}\nDELETE https://api.test/v1 net::ERR_FAILED 200 (OK)`);
    assert.equal(scenario.request.method, 'DELETE');
  });

  test('what two browsers say alike is of the one whose lines stand beside it', () => {
    const shared = 'Not allowed to load local resource: file:///home/me/data.json';
    assert.equal(read(shared).matches[0].browser, 'chromium');
    const lines = `${shared}\nNot allowed to request resource\nFetch API cannot load file:///home/me/data.json due to access control checks.`;
    const { matches: [match] } = read(lines);
    assert.equal(match.browser, 'webkit');
    assert.equal(evaluate(match.scenario).browsers.webkit.console.map((line) => line.text).join('\n'), lines);
  });

  test('a second line with another URL tells where a redirect came from', () => {
    const lines = 'Blocked loading mixed active content “http://api.test/v1”\nCross-Origin Request Blocked: The Same Origin Policy disallows reading the remote resource at https://old.test/v1. (Reason: CORS request did not succeed). Status code: (null).';
    const { matches: [match] } = read(lines);
    assert.equal(match.scenario.request.url, 'https://old.test/v1');
    assert.equal(evaluate(match.scenario).browsers.firefox.console.map((line) => line.text).join('\n'), lines);
  });

  test('where a sentence has several causes, the URLs tell which', () => {
    assert.match(read('Fetch API cannot load data:text/plain.').matches[0].title, /data: URL/);
    assert.match(read('Fetch API cannot load https://api.test/v1.').matches[0].title, /own origin/);
    const lines = 'Security Error: Content at https://api.test/v1 may not load data from blob:https://app.test/1.\nCross-Origin Request Blocked: The Same Origin Policy disallows reading the remote resource at https://api.test/v1. (Reason: CORS request did not succeed). Status code: (null).';
    const { matches: [match] } = read(lines);
    assert.match(match.title, /redirect/);
    assert.equal(evaluate(match.scenario).browsers.firefox.console.map((line) => line.text).join('\n'), lines);
  });

  test('several messages are several matches', () => {
    const { matches } = read(`${chromium}\n${chromium.replace('/v1', '/v2')}\n${firefox}`);
    assert.deepEqual(matches.map(({ browser, facts }) => [browser, facts.url]), [['chromium', 'https://api.test/v1'], ['chromium', 'https://api.test/v2'], ['firefox', 'https://api.test/v1']]);
  });

  test('where the text cannot tell it is said', () => {
    for (const text of ['Failed to fetch', 'TypeError: NetworkError when attempting to fetch resource.', 'Unhandled Promise Rejection: TypeError: Load failed']) {
      const { matches: [match] } = read(text);
      assert.equal(match.certain, false, text);
      assert.equal(match.scenario, null);
      assert.match(match.advice, /Look in the console/);
    }
    assert.equal(read('GET https://api.test/v1 net::ERR_FAILED').matches[0].certain, false);
  });
});

describe('what is not understood', () => {
  const texts = { '': /Paste what/, 'hello world': /“hello world”.*does not look like/, 'Blocked by CORS, said the proxy': /speaks of these matters/ };
  for (const [text, expected] of Object.entries(texts)) {
    test(text || 'nothing', () => {
      const { matches, reason } = read(text);
      assert.deepEqual(matches, []);
      assert.match(reason, expected);
    });
  }

  test('random text of the right letters never throws, and takes no time', () => {
    let seed = 5;
    const random = (n) => (seed = (seed * 48271) % 2147483647) % n;
    const words = all.flatMap(({ text }) => text.split(' '));
    const start = performance.now();
    for (let run = 0; run < 60; run += 1) read(Array.from({ length: 400 }, () => words[random(words.length)]).join(' '));
    for (const piece of ["'", 'Access to fetch at ', 'Origin ', 'Method ', ' ', '(redirected from ']) read(piece.repeat(5000));
    assert.ok(performance.now() - start < 15_000);
  });
});
