// Random options, library by library. Each maker is given what generator.mjs has, and gives a function that makes options.

const fastify = ({ dice: { chance, pick }, odd, originOption, list, methodList, maxAge, flag, some }) => () => {
  const options = {};
  some(options, 'origin', 0.8, originOption);
  some(options, 'methods', 0.3, methodList);
  some(options, 'allowedHeaders', 0.3, list);
  some(options, 'exposedHeaders', 0.3, list);
  some(options, 'credentials', 0.4, flag);
  some(options, 'maxAge', 0.3, maxAge);
  some(options, 'preflight', 0.15, flag);
  some(options, 'strictPreflight', 0.3, flag);
  some(options, 'preflightContinue', 0.15, flag);
  some(options, 'optionsSuccessStatus', 0.2, () => pick([200, 204, 200, '200', '0xca', 204.9, 99, 600, 'no', null, [200], true, 299, {}, 304]));
  some(options, 'cacheControl', 0.2, () => (chance(0.7) ? pick([60, 'public, max-age=60', 0, 1.5, '', null]) : odd()));
  some(options, 'hook', 0.15, () => pick(['onRequest', 'preParsing', 'preValidation', 'preHandler', 'onSend', null]));
  some(options, 'unknown', 0.05, odd);
  return options;
};

const koa = ({ dice: { chance, pick, many }, odd, origin, list, methodList, maxAge, flag, some }) => () => {
  const options = {};
  some(options, 'origin', 0.7, () => (chance(0.6) ? origin() : chance(0.7) ? pick(['*', '*', '', null, true]) : many(3, origin)));
  some(options, 'allowMethods', 0.3, methodList);
  some(options, 'allowHeaders', 0.3, list);
  some(options, 'exposeHeaders', 0.3, list);
  some(options, 'credentials', 0.5, flag);
  some(options, 'maxAge', 0.3, maxAge);
  some(options, 'keepHeadersOnError', 0.2, flag);
  some(options, 'secureContext', 0.2, flag);
  some(options, 'privateNetworkAccess', 0.3, flag);
  some(options, 'unknown', 0.05, odd);
  return options;
};

const hono = ({ dice: { chance, many, pick }, names, odd, origin, methodList, maxAge, flag, some }) => () => {
  const list = () => (chance(0.9) ? many(3, () => pick(names)) : odd());
  const options = {};
  some(options, 'origin', 0.8, () => (chance(0.3) ? origin() : chance(0.9) ? many(4, origin) : odd()));
  some(options, 'allowMethods', 0.3, methodList);
  some(options, 'allowHeaders', 0.3, list);
  some(options, 'exposeHeaders', 0.3, list);
  some(options, 'credentials', 0.4, flag);
  some(options, 'maxAge', 0.3, maxAge);
  some(options, 'unknown', 0.05, odd);
  return options;
};

const starlette = ({ dice: { chance, many, pick }, names, odd, origin, origins, regex, maxAge, flag, some }) => () => {
  const list = (from) => (chance(0.85) ? many(4, () => pick(from)) : chance(0.5) ? pick(from) : odd());
  const options = {};
  some(options, 'allow_origins', 0.8, () => (chance(0.2) ? ['*'] : chance(0.9) ? list(origins) : origin()));
  some(options, 'allow_methods', 0.5, () => (chance(0.3) ? ['*'] : list(['GET', 'PUT', 'put', 'DELETE', 'PATCH', '*', 'É'])));
  some(options, 'allow_headers', 0.5, () => (chance(0.3) ? ['*'] : list(names)));
  some(options, 'expose_headers', 0.3, () => list(names));
  some(options, 'allow_credentials', 0.5, flag);
  some(options, 'allow_origin_regex', 0.3, () => (chance(0.8) ? regex().regex : chance(0.5) ? regex() : odd()));
  some(options, 'max_age', 0.3, maxAge);
  some(options, 'allow_private_network', 0.1, flag);
  some(options, 'unknown', 0.02, odd);
  return options;
};

const django = ({ dice: { chance, many, pick }, names, odd, origins, regex, some }) => () => {
  const more = [...origins, 'a.example', 'https://a.example/path', 'https://a.example:443', '//a.example', 'https://[::1]', '', 'file://', 'https://[::1'];
  const list = (from) => (chance(0.97) ? many(4, () => pick(from)) : odd());
  const flag = () => (chance(0.97) ? chance(0.6) : odd());
  const options = {};
  some(options, pick(['CORS_ALLOWED_ORIGINS', 'CORS_ALLOWED_ORIGINS', 'CORS_ORIGIN_WHITELIST']), 0.8, () => list(more));
  some(options, pick(['CORS_ALLOWED_ORIGIN_REGEXES', 'CORS_ORIGIN_REGEX_WHITELIST']), 0.4, () => many(3, () => (chance(0.97) ? (chance(0.7) ? regex().regex : regex()) : odd())));
  some(options, pick(['CORS_ALLOW_ALL_ORIGINS', 'CORS_ALLOW_ALL_ORIGINS', 'CORS_ORIGIN_ALLOW_ALL']), 0.3, flag);
  some(options, 'CORS_URLS_REGEX', 0.2, () => pick(['^/api/.*$', '/api', '^/$', 'x', '^.*$', '/a b', { regex: '/API', flags: 'i' }, '(', 5]));
  some(options, 'CORS_ALLOW_METHODS', 0.3, () => list(['GET', 'PUT', 'put', 'DELETE', '*', 'É']));
  some(options, 'CORS_ALLOW_HEADERS', 0.3, () => list(names));
  some(options, 'CORS_EXPOSE_HEADERS', 0.3, () => list([...names, '日本']));
  some(options, 'CORS_PREFLIGHT_MAX_AGE', 0.3, () => pick([600, 0, 86400, true, -1, 1.5, null]));
  some(options, 'CORS_ALLOW_CREDENTIALS', 0.5, flag);
  some(options, 'CORS_ALLOW_PRIVATE_NETWORK', 0.3, flag);
  some(options, 'CORS_UNKNOWN', 0.05, odd);
  some(options, 'CORS_MODEL', 0.02, odd);
  return options;
};

const rs = ({ dice: { chance, many, pick }, names, odd, origins, some }) => () => {
  const list = (from) => (chance(0.95) ? many(4, () => pick(from)) : odd());
  const options = {};
  some(options, 'AllowedOrigins', 0.8, () => list([...origins, 'https://*.example.com', 'https://*', '*.example', 'https://a*e']));
  some(options, 'AllowedMethods', 0.5, () => list(['GET', 'PUT', 'put', 'DELETE', 'PATCH', '*', 'POST', 'É']));
  some(options, 'AllowedHeaders', 0.6, () => (chance(0.2) ? ['*'] : list(names)));
  some(options, 'ExposedHeaders', 0.3, () => list(names));
  some(options, 'MaxAge', 0.3, () => pick([600, 0, -1, 1.5, '600', null, 86400]));
  some(options, 'AllowCredentials', 0.4, () => (chance(0.95) ? chance(0.6) : odd()));
  some(options, 'AllowPrivateNetwork', 0.3, () => (chance(0.95) ? chance(0.6) : odd()));
  some(options, 'OptionsPassthrough', 0.15, () => chance(0.6));
  some(options, 'OptionsSuccessStatus', 0.15, () => pick([200, 204, 0, 299, '200']));
  some(options, 'Unknown', 0.02, odd);
  return options;
};

const corsNames = ['Access-Control-Allow-Origin', 'Access-Control-Allow-Origin', 'Access-Control-Allow-Credentials', 'Access-Control-Allow-Methods', 'Vary', 'X-A',
  'Access-Control-Max-Age', 'access-control-allow-headers', 'Cache-Control'];
const serverPatterns = ['^https://app\\.example\\.com$', '\\.example\\.com$', 'example', '.*', '^https?://(app|admin)\\.example\\.com', '^null$', '[^:]+$', 'APP', '^https://[a-z]+\\.example$',
  'localhost:\\d+$', '\\w+', 'é', '^$', '(?i)APP', '^.{8}a'];

const nginx = ({ dice: { chance, many, pick }, origins, some }) => () => {
  const variables = ['$http_origin', '$http_origin', '$request_method', '$cors', '$flag', '$http_access_control_request_method', '$request_uri'];
  const options = { maps: [] };
  if (chance(0.7)) options.maps.push({ source: pick(['$http_origin', '$http_origin', '${request_method}', '$http_origin$flag']), variable: '$cors', values: [] });
  if (chance(0.4)) options.maps.push({ source: pick(['$cors', '$request_method', '$http_origin']), variable: '$flag', values: [] });
  const declared = new Set(options.maps.map(({ variable }) => variable));
  const known = () => { const name = pick(variables); return name[1] === 'c' || name[1] === 'f' ? (declared.has(name) ? name : '$http_origin') : name; };
  const text = () => (chance(0.5) ? known() : chance(0.8) ? pick(['*', 'true', 'GET, PUT', '', 'Origin', 'https://a.example', 'é', '0']) : `${pick(['a', ''])}\${${known().slice(1)}}b`);
  for (const map of options.maps) {
    if (map.source.includes('$flag') && !declared.has('$flag')) map.source = '$http_origin';
    if (map.variable === '$flag' && options.maps[0].source.includes('$flag')) map.source = '$request_method';
    const simple = () => pick(['', '1', '$http_origin', 'true', '0', '*', '${http_origin}']);
    if (chance(0.7)) map.values.push(['default', simple()]);
    for (const key of new Set(many(3, () => pick([...origins, '', 'OPTIONS', 'GET', 'true']).toLowerCase()))) map.values.push([key, simple()]);
    for (const pattern of many(2, () => pick(serverPatterns))) map.values.push([`${pick(['~', '~*'])}${pattern}`, simple()]);
  }
  const condition = () => {
    const r = pick([0, 0, 0, 1, 2, 2, 3]);
    if (r === 0) return ['$request_method', pick(['=', '=', '!=']), pick(['OPTIONS', 'OPTIONS', 'GET', '$http_access_control_request_method'])];
    if (r === 1) return [known()];
    if (r === 2) return ['$http_origin', pick(['~', '~*', '!~', '!~*']), pick(serverPatterns)];
    return [known(), pick(['=', '!=']), pick(['', '1', ...origins])];
  };
  const header = () => ({ add_header: [pick(corsNames), text()], ...(chance(0.5) && { always: true }) });
  const back = () => ({ return: pick([204, 204, 200, 403, 404, 500, [200, 'text'], [301, 'https://a.example/x'], [405, 'no'], 401]) });
  const directives = (depth, headers) => many(4, () => {
    const r = pick([0, 0, 0, 1, 1, 2, 3]);
    if (r === 1 && depth > 0) return { if: condition(), then: directives(depth - 1, headers) };
    if (r === 2) return { set: [pick(['$own', '$own2']), text()] };
    if (r === 3 && chance(depth === 0 ? 1 : 0.3)) return back();
    return headers ? header() : { set: ['$own', text()] };
  });
  some(options, 'http', 0.3, () => many(2, header));
  some(options, 'server', 0.3, () => [...directives(1, false), ...many(2, header)]);
  some(options, 'location', 0.95, () => directives(chance(0.03) ? 2 : 1, true));
  if (chance(0.03)) options.location = [pick([{ add_header: ['X', '$nope'] }, { return: 99.5 }, { if: ['x', '=', 'y'] }, { add_header: ['X', '$'] }])];
  return options;
};

const apache = ({ dice: { chance, many, pick } }) => () => {
  const variable = () => pick(['CORS_ORIGIN', 'CORS_ORIGIN', 'FLAG']);
  const text = () => (chance(0.5) ? `%{${variable()}}e` : pick(['*', 'true', 'GET, PUT', 'Origin', 'https://a.example', 'Accept-Encoding', 'a%%b', 'é', 'origin']));
  const setEnv = () => ({ [pick(['SetEnvIf', 'SetEnvIf', 'SetEnvIfNoCase'])]: [pick(['Origin', 'Origin', 'origin', 'Request_Method', 'Access-Control-Request-Method', 'FLAG']),
    pick([...serverPatterns, 'OPTIONS', '^https://(app|admin)\\.(example)\\.com$', '(a)?b?']), ...Array.from({ length: 1 + Number(chance(0.2)) },
      () => pick([`${variable()}=$0`, `${variable()}=$0`, variable(), `!${variable()}`, `${variable()}=$1`, `${variable()}=x&y`, `${variable()}=`, `${variable()}=$9a`]))] });
  const header = () => {
    const action = pick(['set', 'set', 'set', 'append', 'merge', 'merge', 'add', 'unset', 'setifempty', 'Set']);
    const made = { Header: [...pick([['always'], ['always'], ['onsuccess'], []]), action, pick([...corsNames, 'X-App', 'vary']), ...(action === 'unset' ? [] : [text()])] };
    if (chance(0.4)) made.env = chance(0.8) ? variable() : `!${variable()}`;
    if (chance(0.15) && !made.env?.startsWith('!')) made.method = pick(['OPTIONS', 'GET']);
    return made;
  };
  const directives = [...many(3, setEnv), ...many(6, header)];
  if (chance(0.3)) directives.push({ RewriteRule: pick([204, 204, 200, 403, 500]), method: pick(['OPTIONS', 'OPTIONS', 'GET']) });
  if (chance(0.02)) directives.push({ Header: ['set', 'X-A'] });
  return { directives };
};

const caddy = ({ dice: { chance, many, pick }, origins }) => () => {
  const matchers = {};
  for (const name of ['cors', 'preflight']) {
    if (chance(0.3)) continue;
    const made = {};
    if (chance(0.4)) made.method = pick([['OPTIONS'], ['GET', 'POST'], ['options']]);
    if (chance(0.6)) made.header = [...Array.from({ length: 1 + Number(chance(0.4)) }, () => ['Origin', pick([...origins, '*', 'https://*', '*.example.com', '*example*'])]),
      ...many(1, () => pick([['Access-Control-Request-Method', '*'], ['!Cookie'], ['!Access-Control-Request-Headers']]))];
    if (chance(0.3) || !(made.method || made.header)) made.header_regexp = [['Origin', pick(serverPatterns)]];
    matchers[name] = made;
  }
  const names = Object.keys(matchers);
  const value = () => (chance(0.4) ? '{header.Origin}' : pick(['*', 'true', 'GET, PUT', 'Origin', 'https://a.example', 'é', '{method}', '{http.request.header.Origin}x', '']));
  const operation = () => {
    const sign = pick(['', '', '', '+', '+', '-', '?']);
    return sign === '-' ? [`-${pick(corsNames)}`] : [`${sign}${pick([...corsNames, 'X-App'])}`, value()];
  };
  const directives = many(5, () => {
    const made = chance(0.8) ? { header: Array.from({ length: 1 + Number(chance(0.5)) + Number(chance(0.2)) }, operation) } : { respond: pick([204, 204, 200, 403, 404]) };
    if (names.length > 0 && chance(0.7)) made.matcher = pick(names);
    if (made.header && chance(0.3)) made.defer = true;
    if (made.respond === 200) made.body = 'text';
    return made;
  });
  return { matchers, directives };
};

export const optionMakers = {
  caddy,
  apache,
  nginx, 'fastify-cors': fastify, 'koa-cors': koa, 'hono-cors': hono, starlette, 'django-cors-headers': django, 'rs-cors': rs };
