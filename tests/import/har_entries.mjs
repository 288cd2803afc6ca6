const header = (name, value) => ({ name, value });

/** An entry of a HAR file as Chromium writes it: some need a preflight, every fifth is blocked. */
export function entry(index) {
  const put = index % 4 === 0;
  const blocked = index % 5 === 0;
  const url = `https://api.example.com/items/${index}?page=${index % 7}`;
  return {
    _initiator: { type: 'script', stack: { callFrames: [{ functionName: 'load', scriptId: '7', url: 'https://app.example.com/main.js', lineNumber: 10, columnNumber: 20 }] } },
    _priority: 'High',
    _resourceType: 'fetch',
    cache: {},
    connection: '443',
    pageref: 'page_1',
    request: {
      method: put ? 'PUT' : 'GET',
      url,
      httpVersion: 'http/2.0',
      headers: [
        header(':authority', 'api.example.com'), header(':method', put ? 'PUT' : 'GET'), header(':path', `/items/${index}`), header(':scheme', 'https'),
        header('accept', '*/*'), header('accept-encoding', 'gzip, deflate, br, zstd'), header('accept-language', 'en-US,en;q=0.9'),
        ...(put ? [header('content-type', 'application/json')] : []),
        header('origin', 'https://app.example.com'), header('priority', 'u=1, i'), header('referer', 'https://app.example.com/'),
        header('sec-ch-ua', '"Chromium";v="130"'), header('sec-fetch-dest', 'empty'), header('sec-fetch-mode', 'cors'), header('sec-fetch-site', 'same-site'),
        header('user-agent', 'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/130.0.0.0 Safari/537.36'),
      ],
      queryString: [{ name: 'page', value: String(index % 7) }],
      cookies: [],
      headersSize: -1,
      bodySize: put ? 9 : 0,
      ...(put ? { postData: { mimeType: 'application/json', text: '{"a":"b"}' } } : {}),
    },
    response: {
      status: 200,
      statusText: '',
      httpVersion: 'http/2.0',
      headers: [
        ...(blocked ? [] : [header('access-control-allow-origin', 'https://app.example.com')]),
        header('cache-control', 'no-store'), header('content-type', 'application/json'), header('date', 'Mon, 01 Jan 2024 00:00:00 GMT'), header('vary', 'Origin'),
      ],
      cookies: [],
      content: { size: 400, mimeType: 'application/json', text: '{"items":[' + '"xxxxxxxxxxxxxxxx",'.repeat(20) + '1]}' },
      redirectURL: '',
      headersSize: -1,
      bodySize: -1,
      _transferSize: 500,
    },
    serverIPAddress: '192.0.2.1',
    startedDateTime: '2024-01-01T00:00:00.000Z',
    time: 12.3,
    timings: { blocked: 1, dns: -1, ssl: -1, connect: -1, send: 0.1, wait: 10, receive: 1, _blocked_queueing: 0.5 },
  };
}
