/** What the generator chooses from: values that somebody has got wrong somewhere, and the right ones beside them. */

const a = (count) => 'a'.repeat(count);

/** `[weight, origin]` */
export const kPageOrigins = [
  [30, 'https://app.example.com'],
  [22, 'http://app.example.com'],
  [6, 'https://app.example.com:8443'],
  [6, 'http://app.example.com:8080'],
  [5, 'https://www.shop.co.uk'],
  [4, 'https://example.org'],
  [3, 'http://example.org'],
  [3, 'http://localhost:9080'],
  [2, 'https://localhost:9443'],
  [2, 'https://xn--bcher-kva.example'],
];

export const kTargets = {
  sameSite: {
    'app.example.com': ['api.example.com', 'api.example.com', 'example.com', 'cdn.app.example.com'],
    'www.shop.co.uk': ['api.shop.co.uk', 'shop.co.uk'],
    'example.org': ['api.example.org', 'www.example.org'],
    localhost: ['localhost', 'api.localhost'],
    'xn--bcher-kva.example': ['api.xn--bcher-kva.example'],
  },
  crossSite: ['api.other.test', 'api.other.test', 'example.net', 'other.co.uk', 'cdn.example.edu', 'app.example.com.evil.test'],
};

/** Every host that a scenario may name. */
export const kHosts = [
  ...new Set([
    ...kPageOrigins.map(([, origin]) => new URL(origin).hostname),
    ...Object.values(kTargets.sameSite).flat(),
    ...kTargets.crossSite,
  ]),
].filter((host) => !host.endsWith('localhost'));

export const kPortOf = { http: ['', '', '', ':8080'], https: ['', '', '', ':8443'] };

/** Nobody listens there. */
export const kClosedPorts = { http: ':8081', https: ':8444' };

export const kBadPorts = [':22', ':25', ':6000', ':6667', ':10080', ':1', ':4190', ':5061', ':6679'];

/** `[weight, method]`, for `cors` and `same-origin`. */
export const kMethods = [
  [34, 'GET'], [16, 'POST'], [12, 'PUT'], [8, 'DELETE'], [6, 'PATCH'], [4, 'patch'], [5, 'HEAD'], [2, 'OPTIONS'],
  [1, 'get'], [1, 'Post'], [1, 'put'], [1, 'dElEtE'], [1, 'head'], [1, 'options'], [1, 'Patch'],
  [1, 'FOO'], [1, 'foo'], [1, 'PROPFIND'], [1, 'M-SEARCH'], [1, 'QUERY'], [1, 'CHICKEN'], [1, "!#$%&'*+-.^_`|~0Az"],
];

export const kRefusedMethods = ['TRACE', 'trace', 'TRACK', 'CONNECT', 'connect', '', 'a b', 'GET ', ' GET', 'G(T', 'PÜT', 'GET\t', 'PUT,GET'];

export const kContentTypes = [
  'application/json', 'application/json', 'application/json; charset=utf-8', 'text/plain', 'text/plain;charset=UTF-8', 'TEXT/PLAIN',
  'multipart/form-data', 'multipart/form-data; boundary=x', 'application/x-www-form-urlencoded', 'application/x-www-form-urlencoded;charset=UTF-8',
  'text/xml', 'text/html', 'application/csp-report', 'text /plain', 'text\t/\tplain', 'text/plain;', 'text/plain;garbage', 'text/plain;garbage\x01\x02',
  'text/plain,', ',text/plain', 'text/plain,text/plain', 'text/plain,x/x', 'text/plain\x0B', 'text/plain\x0C', 'application/www-form-urlencoded',
  'application/x-www-form-urlencoded;\x7F', 'multipart/form-data;"', 'text/plain;charset="utf-8"', 'text/plain; charset=utf\x80', '', 'text', '/',
  'text/', '*/*', `text/plain;${a(116)}`, `text/plain;${a(117)}`, `text/plain;${a(118)}`, 'text/plain; a=(b)', 'message/ad-auction-trusted-signals-request',
  ' text/plain ', '\ttext/plain', 'text/plain ; charset=x', 'application/x-protobuf', 'application/octet-stream', 'text/plain;charset=gbk',
];

const kRanges = [
  'bytes=100-200', 'bytes=200-', 'bytes=0-0', 'BYTES=0-1', 'Bytes=0-', '100-200', 'MB=100-200', 'bytes =100-200', 'bytes\t=100-200', 'bytes=  100-200',
  'bytes=\t\t100-200', 'bytes= \t100-200', 'bytes=100 -200', 'bytes=100\t-200', 'bytes=100- 200', 'bytes=100-\t200', 'bytes=100-200hello',
  'bytes=abc-def', 'bytes=100-200,300-400', 'bytes=-200', 'bytes=200-100', `bytes=0-${'1'.repeat(121)}`, 'bytes 100-200', 'bytes = 100-200',
  ',bytes=100-200', 'bytes=,100-200', 'bytes=0-9223372036854775807', 'bytes=0-9223372036854775808', 'bytes=18446744073709551616-', 'bytes=', 'bytes=-',
  'bytes=00001-2', 'bytes=+1-2', '',
];

const kWords = ['text/html', '*/*', 'a', '', ' a ', 'a"b', 'a(b', 'a:b', 'a<b', 'a?b', 'a@b', 'a[b', 'a\\b', 'a{b', 'a\x7Fb', 'a\x01b', 'a\tb', 'a\x80b', '\xE9', 'a\xFF', a(127), a(128), a(129)];

const kLanguages = ['de', 'en-US,en;q=0.5', '*', 'a_b', 'a b', 'de@x', '\x01', 'd\xE9', '', 'a/b', 'a=b', a(128), a(129), 'de\ten'];

const kNumbers = ['1', '2', '1.5', '1.', '.5', '-1', '1e3', 'x', '', ' 1', '01', '99999999999999999999'];

/** `[weight, name, values]`: request headers. */
export const kRequestHeaders = [
  [22, 'Content-Type', kContentTypes],
  [10, 'Authorization', ['Bearer x', 'Basic YTpi', 'basics', '']],
  [12, 'X-Custom', ['1', 'a,b', '\xE9', '', a(2000), 'a"b']],
  [6, 'x-requested-with', ['XMLHttpRequest']],
  [4, 'X-A', ['1']],
  [4, 'x-b', ['2']],
  [2, 'X_Under.score', ['1']],
  [2, "!#$%&'*+-.^_`|~9Z", ['1']],
  [6, 'Accept', kWords],
  [5, 'Accept-Language', kLanguages],
  [5, 'Content-Language', kLanguages],
  [7, 'Range', kRanges],
  [2, 'Last-Event-ID', ['abc123', '"', 'e5p3n<3k0k0s', a(129)]],
  [2, 'Cache-Control', ['no-cache', 'max-age=0', 'no-store']],
  [1, 'Pragma', ['no-cache']],
  [2, 'If-None-Match', ['"x"', '*']],
  [1, 'If-Modified-Since', ['Tue, 24 Nov 2026 00:00:00 GMT']],
  [1, 'If-Range', ['"x"']],
  [1, 'User-Agent', ['me/1.0']],
  [1, 'X-HTTP-Method-Override', ['PUT', 'TRACE', 'GET, TRACK', '"TRACE"', 'connect', 'a,"b,TRACE"']],
  [1, 'X-HTTP-Method', ['PUT', 'trace']],
  [1, 'X-Method-Override', ['DELETE', 'CONNECT ']],
  [2, 'DPR', kNumbers], [2, 'Viewport-Width', kNumbers], [1, 'Width', kNumbers], [2, 'Device-Memory', kNumbers], [1, 'Downlink', kNumbers], [1, 'RTT', kNumbers],
  [1, 'ECT', ['4g', '5g', '2g', 'slow-2g', '']], [2, 'Save-Data', ['on', 'off', 'ON', '']], [1, 'Intervention', ['x']],
  [1, 'Sec-CH-UA-Platform', ['"x"']], [1, 'Sec-GPC', ['0']], [1, 'Sec-Fetch-Site', ['none']], [1, 'Sec-Custom', ['1']], [1, 'Proxy-Custom', ['1']],
  [1, 'Origin', ['https://evil.test']], [1, 'Referer', ['https://evil.test/']], [1, 'Host', ['evil.test']], [1, 'Cookie', ['a=b']], [1, 'Cookie2', ['a=b']],
  [1, 'Connection', ['close']], [1, 'Content-Length', ['42']], [1, 'Date', ['now']], [1, 'DNT', ['1']], [1, 'Expect', ['100-continue']], [1, 'Keep-Alive', ['1']],
  [1, 'Set-Cookie', ['a=b']], [1, 'TE', ['trailers']], [1, 'Trailer', ['X-A']], [1, 'Transfer-Encoding', ['chunked']], [1, 'Upgrade', ['h2c']], [1, 'Via', ['x']],
  [1, 'Accept-Charset', ['utf-8']], [1, 'Accept-Encoding', ['gzip']], [1, 'Access-Control-Request-Method', ['PUT']], [1, 'Access-Control-Request-Headers', ['x-a']],
  [1, 'Access-Control-Request-Private-Network', ['true']], [1, 'Access-Control-Allow-Origin', ['*']], [1, 'Upgrade-Insecure-Requests', ['1']],
  [1, 'Sec-Purpose', ['prefetch']], [1, 'Purpose', ['prefetch']], [1, 'Priority', ['u=1']], [1, 'X-Forwarded-For', ['127.0.0.1']], [1, 'Forwarded', ['for=x']],
];

/** Refused by `Headers` itself. */
export const kRefusedHeaders = [['bad name', '1'], ['', '1'], ['a:b', '1'], ['x-a', 'a\0b'], ['x-a', 'a\nb'], ['x-a', 'a\rb'], ['\xE9', '1'], ['x(y)', '1']];

/** Mistakes in Access-Control-Allow-Origin, made from the origin that would be right. */
export const kOriginMistakes = [
  (origin) => `${origin}/`,
  (origin) => origin.toUpperCase(),
  (origin) => origin.replace(/^https?/, (scheme) => scheme.toUpperCase()),
  (origin) => origin.replace(/^https?:/, (scheme) => (scheme === 'http:' ? 'https:' : 'http:')),
  (origin) => origin.replace(/^https?:\/\//, ''),
  (origin) => origin.replace(/^https?:/, ''),
  (origin) => origin.replace('//', '/'),
  (origin) => origin.replace('//', ''),
  (origin) => `${origin.replace(/:\d+$/, '')}:${origin.startsWith('https') ? 443 : 80}`,
  (origin) => origin.replace(/:\d+$/, ''),
  (origin) => `${origin.replace(/:\d+$/, '')}:9999`,
  (origin) => `${origin}, *`,
  (origin) => `*, ${origin}`,
  (origin) => `${origin},https://b.test`,
  (origin) => `${origin} https://b.test`,
  (origin) => `${origin} ${origin}`,
  (origin) => `"${origin}"`,
  (origin) => `'${origin}'`,
  (origin) => `${origin}?`,
  (origin) => `${origin}#`,
  (origin) => `${origin}%23`,
  (origin) => `${origin}/path`,
  (origin) => `${origin};`,
  (origin) => `${origin}\xA0`,
  (origin) => `${origin}\x0B`,
  (origin) => `\x01${origin}`,
  (origin) => `${origin}\x7F`,
  (origin) => `*${origin}`,
  (origin) => origin.replace('//', '//*.'),
  (origin) => origin.replace('//', '//.'),
  (origin) => origin.replace(/\/\/[^.]*\./, '//*.'),
  (origin) => origin.replace('//', '//sub.'),
  (origin) => origin.replace('//', '//user@'),
  (origin) => `<${origin}>`,
  (origin) => `Origin: ${origin}`,
  (origin) => `${origin}.`,
  (origin) => `${origin}\xE9`,
  (origin) => origin.replace('e', '\xE9'),
  (origin) => `${origin} \t`,
  (origin) => `\t ${origin}`,
  () => '*',
  () => ' * ',
  () => '\t*',
  () => '**',
  () => '* *',
  () => '*, *',
  () => "'*'",
  () => '"*"',
  () => '.*',
  () => '*.example.com',
  () => 'null',
  () => 'NULL',
  () => 'Null',
  () => 'null, *',
  () => 'undefined',
  () => 'true',
  () => 'false',
  () => 'all',
  () => '',
  () => '   ',
  () => '-',
  () => ',',
  () => '://',
  () => 'http://',
  () => 'https:',
  () => 'localhost:3000',
  () => 'localhost',
  () => 'example.com',
  () => 'file://',
  () => 'about:blank',
  () => 'data:text/plain,x',
  () => 'https://other.example',
  () => 'http://[::1',
  () => 'https://a b.test',
  () => 'ftp://app.example.com',
  () => '$http_origin',
  () => '{origin}',
  () => '\xE9',
  () => '\xC3\xA9',
  () => '\xFF\xFE',
  () => '\x80',
  () => '\x1F',
  () => 'a'.repeat(300),
  () => 'http://xn--a',
  () => 'https://b\xFCcher.example',
];

export const kCredentialMistakes = ['True', 'TRUE', 'false', '', '1', 'yes', ' true ', '\ttrue', 'true,', 'true, true', 'true;', '"true"', 'true true', '*', 'tru\xE9', 'true\x0B', '\x01', 'True, true', 'include'];

export const kMethodLists = ['*', '* ', '*, GET', 'GET', 'GET, POST', 'PUT', 'put', 'PUT,DELETE,PATCH', 'PUT;DELETE', 'PUT DELETE', 'PUT, , DELETE', ',PUT', 'PUT,', '', ' ', ',', '"PUT"', "'PUT'",
  'PUT/DELETE', 'PATCH', 'patch', 'GET, POST, PUT, DELETE, PATCH, HEAD, OPTIONS', 'ANY', 'ALL', '**', 'P\xDCT', 'PUT\x01', '\x80', 'PUT\tDELETE', 'PUT,\tDELETE', '[PUT]', 'PUT: DELETE', 'HEAD', '\xE9\xA9', 'a'.repeat(200)];

export const kHeaderLists = ['*', '*, Authorization', 'authorization, *', 'content-type', 'Content-Type', 'X-Custom', 'x-custom,content-type,authorization', 'Content-Type; X-Custom', 'Content-Type X-Custom',
  'x-custom,, content-type', ',', '', ' ', ',x-custom', '"x-custom"', 'x-custom:', '**', 'X_CUSTOM', 'x-\xE9', '\xFF', 'x-custom\x01', 'a b', 'x-custom, a b', 'all', 'x-custom (c)', 'x-custom\t,\tcontent-type', '[x-custom]', 'content-type,accept,range', 'a'.repeat(200)];

export const kExposeLists = ['X-One', 'x-one, x-two', '*', '*, X-One', 'X-One,', ',X-One', 'X-One X-Two', 'x-one; x-two', '"X-One"', '', 'X-\xE9, X-One', 'Set-Cookie', 'Set-Cookie, X-One', 'X-None', 'a b, x-one', '* ', 'X-ONE', 'x-one\t', 'X-One\x01', 'Authorization, *', 'Date, ETag, Server'];

export const kMaxAges = ['0', '1', '5', '60', '600', '3600', '86400', '-1', '-0', '+5', '5.0', '5s', 'abc', '', ' 60 ', '60, 60', '60;', '"60"', '0x10', '99999999999999999999', '2147483648', '4294967301', '0060', '1e3', '6 0', '\xE9'];

export const kStatuses = [201, 202, 203, 204, 205, 206, 226, 299, 300, 304, 305, 306, 399, 400, 401, 403, 404, 405, 406, 409, 410, 416, 418, 422, 425, 426, 429, 451, 500, 501, 502, 503, 504, 511, 599, 600, 700, 999];

export const kPreflightStatuses = [201, 202, 204, 204, 204, 205, 206, 226, 299, 300, 304, 301, 302, 307, 308, 400, 401, 403, 404, 405, 415, 500, 501, 502, 503, 600, 999];

export const kRedirects = [301, 302, 302, 303, 307, 307, 308];

export const kCorp = ['same-origin', 'same-site', 'cross-origin', 'Same-Origin', 'same-origin ', 'same-origin, same-origin', 'none', '', 'cross-site', '"same-origin"', 'same-site; x', ' same-site', 'SAME-SITE', 'same-origin\x0B'];

/** `[name, value]`: headers that an answer may carry besides. */
export const kAnswerHeaders = [
  ['Content-Type', 'application/json'], ['Content-Type', 'text/plain;charset=utf-8'], ['Content-Type', 'text/html'], ['content-type', 'text/plain'],
  ['X-One', '1'], ['X-One', ' a \t'], ['X-Two', 'b'], ['X-Two', ''], ['X-Two', '\xE9\x80'], ['x-one', '2'], ['Set-Cookie', 'a=b'], ['Set-Cookie2', 'a=b'], ['Set-Cookie', 'c=d; SameSite=None; Secure'],
  ['Cache-Control', 'no-store'], ['Cache-Control', 'max-age=60'], ['Expires', '0'], ['Pragma', 'no-cache'], ['Last-Modified', 'Tue, 24 Nov 2020 00:00:00 GMT'],
  ['Content-Language', 'de'], ['Content-Length', null], ['ETag', '"x"'], ['Date', 'Tue, 24 Nov 2026 00:00:00 GMT'], ['Server', 'corslab'], ['Vary', 'Origin'], ['Vary', '*'],
  ['Timing-Allow-Origin', '*'], ['Accept', 'x'], ['Accept-Ranges', 'bytes'], ['X-Content-Type-Options', 'nosniff'], ['X-Frame-Options', 'DENY'],
  ['Access-Control-Allow-Private-Network', 'true'], ['Age', '5'], ['Link', '</x>; rel=canonical'], ['WWW-Custom', 'x'], ['X-Control', 'a\x01b'], ['Content-Disposition', 'attachment'],
];

export const kReferrerPolicies = ['no-referrer', 'same-origin', 'origin', 'strict-origin', 'unsafe-url', 'no-referrer-when-downgrade', 'nonsense'];
