/** HAR files for the tests. */

const header = (name, value) => ({ name, value });

/** An entry of a HAR file as browsers write it. */
export function entry(url, { method = 'GET', origin = 'https://app.test', status = 200, sent = [], got = [], pageref, text = '' } = {}) {
  return {
    startedDateTime: '2024-05-01T10:00:00.000Z', time: 12, pageref, cache: {}, timings: { send: 0, wait: 10, receive: 2 },
    request: {
      method, url, httpVersion: 'HTTP/1.1', cookies: [], queryString: [], headersSize: -1, bodySize: 0,
      headers: [...(origin ? [header('Origin', origin)] : []), ...sent.map(([name, value]) => header(name, value))],
    },
    response: {
      status, statusText: '', httpVersion: 'HTTP/1.1', cookies: [], headersSize: -1, bodySize: text.length, redirectURL: '',
      headers: got.map(([name, value]) => header(name, value)), content: { size: text.length, mimeType: 'text/plain', text },
    },
  };
}

/** @param {object[]} entries @param {object[]} [pages] @returns {string} */
export const har = (entries, pages = []) => JSON.stringify({ log: { version: '1.2', creator: { name: 'test', version: '1' }, pages, entries } });
