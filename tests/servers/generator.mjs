// Generates middleware documents: random options, requests and handlers. The options of Express' cors and of Flask-CORS are made here,
// those of the others in options_of.mjs.
import { diceFrom } from '../dice.mjs';
import { optionMakers } from './options_of.mjs';

const origins = ['https://app.example.com', 'https://admin.example.com', 'https://a.example', 'https://evil.example', 'http://localhost:3000',
  'null', 'HTTPS://APP.EXAMPLE.COM', 'https://app.example.com/', 'https://app.example.com.evil.com', 'https://appXexample.com', '*', 'https://é.example'];
const methods = ['GET', 'GET', 'GET', 'POST', 'PUT', 'DELETE', 'PATCH', 'HEAD'];
const requestHeaderLists = ['content-type', 'content-type,x-a', 'X-B, x-a', 'authorization,content-type', 'X-B,,x-a, A ,x-a', ' ', '', 'x-\u00e9', 'x-ss', ',', '*'];
const askedMethods = ['PUT', 'DELETE', 'put', 'PU', ', ', 'UT', 'TRACE', 'GET', '', 'patch', 'get, put', 'É'];
const names = ['X-A', 'X-B', 'x-a', 'Content-Type', 'Authorization', '*', 'X-Request-Id', 'x-é', 'x-ß', ''];
const handlerHeaders = [['Content-Type', 'application/json'], ['X-App', '1'], ['Vary', 'Accept-Encoding'], ['vary', 'Cookie, Origin'],
  ['Access-Control-Allow-Origin', 'https://own.example'], ['access-control-allow-origin', ''], ['Set-Cookie', 'a=1'], ['Set-Cookie', 'b=2'], ['X-B', 'é'],
  ['Access-Control-Allow-Credentials', 'false'], ['Cache-Control', 'no-store'], ['ACCESS-CONTROL-EXPOSE-HEADERS', 'X-Own'], ['Last-Modified', 'Wed, 21 Oct 2015 07:28:00 GMT']];
const patternsOfBoth = ['^https:\\/\\/app\\.example\\.com$', '\\.example\\.com$', 'example', '.*', 'https?://.+\\.example\\.com', '^https://(app|admin)\\.example\\.com$',
  'https://[a-z]+\\.example', 'a.example', '^null$', '(?!https://evil)https://.*', '^(?<h>https):', '(https://)?app', '[^:]+$', '\\S+', 'É', 'undefined', 'localhost:\\d+$',
  '(', '*.example.com', '[', 'a{2,1}', '\\', '(?P<s>https)://a', '(?i)HTTPS://A', 'https://*.example.com', 'https://a.example\\Z', '^https://a\\.example$', '[^a]\\w+'];

const plainPaths = ['/', '/api', '/api/v1/x', '/a%20b', '/42'];

/** @param {number} seed @param {string} name @param {string[]} versions */
export function documentGenerator(seed, name, versions) {
  const dice = diceFrom(seed);
  const { below, pick, chance, many } = dice;
  const flask = name === 'flask-cors';
  const ofPython = ['flask-cors', 'starlette', 'django-cors-headers'].includes(name);

  const regex = () => {
    const value = { regex: pick(patternsOfBoth) };
    if (chance(0.4)) value.flags = ofPython ? pick(['i', '', 'a', 'is', 'm']) : pick(['i', 'g', 'y', 'iu', '', 'm', 's']);
    return value;
  };
  const odd = () => pick([null, true, false, 0, 1, -1, 5, 1.5, '', '*', [], {}, { a: 1 }, [[]], ['a', 1], [null], 'x', 1e21, 1e-7, '0', [['x', 'y']], ['GET', 'put'],
    100.5, { toString: 1 }, { length: 2 }, { join: 1 }, 'a\nb', '日本', { '*': 1 }, [true, false], [2, 10, 1], "it's", [{ regex: 'a', flags: 'i' }]]);
  const origin = () => (chance(0.75) ? pick(origins) : chance(0.5) ? regex() : flask ? pick(patternsOfBoth) : odd());
  const originOption = () => {
    const r = below(10);
    if (r < 3) return origin();
    if (r < 8) return many(4, origin);
    return r === 8 ? odd() : flask ? '*' : pick([true, true, false, [many(2, origin), origin()]]);
  };
  const list = () => {
    const r = below(10);
    if (r < 5) return many(3, () => pick(names));
    if (r < 7) return many(3, () => pick(names)).join(pick([',', ', ']));
    return r < 8 && flask ? (chance(0.5) ? regex() : [regex(), pick(names)]) : chance(0.5) ? '*' : odd();
  };
  const methodList = () => (chance(0.7) ? many(4, () => pick(['GET', 'PUT', 'put', 'DELETE', 'PATCH', 'OPTIONS', '*', 'É'])) : chance(0.6) ? 'GET, put' : odd());
  const maxAge = () => pick([600, 0, -1, '600', '0', '', 7200, 1.5, null, true, 86400, odd()]);
  const flag = () => (chance(0.85) ? chance(0.6) : odd());
  const some = (options, key, probability, make) => { if (chance(probability)) options[key] = make(); };

  const expressOptions = () => {
    const options = {};
    some(options, 'origin', 0.8, originOption);
    some(options, 'methods', 0.3, methodList);
    some(options, 'allowedHeaders', 0.3, list);
    some(options, 'headers', 0.1, list);
    some(options, 'exposedHeaders', 0.3, list);
    some(options, 'credentials', 0.4, flag);
    some(options, 'maxAge', 0.3, maxAge);
    some(options, 'preflightContinue', 0.15, flag);
    some(options, 'optionsSuccessStatus', 0.2, () => pick([200, 204, 200, '200', '0xca', 204.9, 99, 1000, 'no', null, [200], true, 299, {}, 'x']));
    some(options, 'unknown', 0.05, odd);
    return options;
  };
  const resourceOptions = () => {
    const options = {};
    some(options, 'origins', 0.75, originOption);
    some(options, 'methods', 0.25, methodList);
    some(options, 'allow_headers', 0.3, list);
    some(options, 'expose_headers', 0.3, list);
    some(options, 'supports_credentials', 0.35, flag);
    some(options, 'max_age', 0.3, maxAge);
    some(options, 'send_wildcard', 0.2, flag);
    some(options, 'vary_header', 0.2, flag);
    some(options, 'always_send', 0.2, flag);
    some(options, 'automatic_options', 0.05, flag);
    some(options, 'intercept_exceptions', 0.1, flag);
    some(options, 'allow_private_network', 0.2, flag);
    some(options, 'unknown', 0.05, odd);
    return options;
  };
  const pathPattern = () => pick(['/*', '/api/*', '/api', '/api/v1/.*', '*', '/', '/api/v1/x', '/API/.*', '^/api', '/a b', '/a+b', '/(api|a)/', '(', '/é.*', '/api/\\w+$', '', '.*x', '/api/v1',
    '/\\d+', '/[a-z]+/v1', '/api/v1/.*/', '/./.*']);
  const flaskOptions = () => {
    const options = resourceOptions();
    if (chance(0.5)) {
      const r = below(10);
      if (r < 6) {
        options.resources = {};
        for (const pattern of many(4, pathPattern)) {
          options.resources[pattern] = chance(0.93) ? resourceOptions() : pick([[], '', null, 5, [['origins', 'https://a.example']], 'ab']);
        }
      } else if (r < 8) options.resources = many(3, () => (chance(0.8) ? pathPattern() : chance(0.7) ? regex() : odd()));
      else options.resources = chance(0.6) ? pathPattern() : chance(0.5) ? regex() : odd();
    }
    return options;
  };
  const optionsOf = optionMakers[name]?.({ dice, origins, names, odd, regex, origin, originOption, list, methodList, maxAge, flag, some })
    ?? (flask ? flaskOptions : expressOptions);
  const requestPath = () => pick(optionMakers[name] ? plainPaths : ['/', '/api', '/api/v1/x', '/API/v1/x', '/apifoo', '/a%20b', '/a+b', '/%61pi/v1/x', '/a%2520b', '/api//v1', '//api/v1/x', '/%C3%A9t%C3%A9', '/%E9', '/api/%2e', '/42',
    '/api/v1', '/%E2%82', '/api/v1/x%0A', '/api/%252b']);
  const request = () => {
    const headers = [];
    const preflight = chance(0.5);
    if (chance(0.85)) headers.push([pick(['Origin', 'Origin', 'origin']), chance(0.93) ? pick(origins) : pick(['', ' https://a.example ', 'undefined', 'x'])]);
    if (chance(0.03)) headers.push(['Origin', pick(origins)]);
    if (chance(preflight ? 0.85 : 0.1)) headers.push(['Access-Control-Request-Method', pick(askedMethods)]);
    if (chance(preflight ? 0.7 : 0.1)) headers.push(['Access-Control-Request-Headers', pick(requestHeaderLists)]);
    if (chance(0.05)) headers.push(['access-control-request-headers', pick(requestHeaderLists)]);
    if (name === 'starlette' && chance(0.2)) headers.push(['Cookie', 's=1']);
    if (chance(flask || optionMakers[name] ? 0.2 : 0.03)) headers.push(['Access-Control-Request-Private-Network', chance(0.85) ? 'true' : pick(['True', 'false', ''])]);
    return { method: preflight ? 'OPTIONS' : pick(methods), path: requestPath(), headers };
  };
  const handler = () => {
    const made = { status: pick([200, 200, 200, 201, 404, 500, 301, 204, 304, 418]) };
    if (chance(0.85)) made.headers = many(4, () => pick(handlerHeaders));
    if (chance(0.8)) made.body = chance(0.7) ? '{}' : '';
    return made;
  };
  return () => {
    const middleware = { name, version: pick(versions), options: optionsOf() };
    return { middleware, request: request(), handler: handler() };
  };
}
