import { knownMessages } from '../../web/src/import/message_templates.js';

/** Sentences of browsers with something in their placeholders, as a console would show them. */

const kFacts = {
  url: 'https://api.example.net/data?x=1&y=(2)',
  initial: 'https://old.example.net/data',
  location: 'https://user:secret@new.example.net/data',
  page: 'https://shop.example.org/cart?id=7',
  principal: 'https://shop.example.org/cart',
  origin: 'https://shop.example.org',
  sent: 'https://shop.example.org',
  host: 'api.example.net',
  status: '403',
  scheme: 'ftp',
  kind: 'XMLHttpRequest',
  space: 'local',
  target: 'loopback',
  error: 'CONNECTION_REFUSED',
  reason: 'OK',
  schemes: 'chrome, chrome-extension, data, http, https',
  method: 'GET',
  item: 'x-custom',
  typed: 'x-custom',
  value: 'https://elsewhere.example.com',
  escaped: 'https://elsewhere.example.com',
};

/** What differs for a case; functions know the browser. */
const kOfCase = {
  'origin-list': { escaped: 'https://a.example, https://b.example' },
  'origin-invalid': { escaped: 'elsewhere.example.com' },
  credentials: { escaped: 'True' },
  'preflight-redirect': { status: '302' },
  'methods-syntax': { item: 'GET PUT', value: 'GET PUT' },
  'headers-syntax': { item: 'x y', value: 'x y' },
  method: { item: 'PATCH' },
  scheme: { url: 'ftp://api.example.net/data' },
  'scheme-fetch': { url: 'ftp://api.example.net/data' },
  'scheme-disabled': { url: 'file:///home/me/data.json', origin: 'null' },
  'mixed-content': { url: 'http://api.example.net/data' },
  'mixed-content-redirected': { url: 'http://api.example.net/data' },
  'redirect-scheme': { location: 'foo://new.example.net/data' },
  'redirect-local-scheme': { location: 'data:text/plain,hello' },
  'header-name': { item: 'bad name' },
  'header-value': { item: 'x-custom', value: 'a\u0000b' },
  'url-credentials': { item: 'https://user:secret@api.example.net/' },
  'url-unparsable': { item: 'https://' },
  'method-no-cors': { item: 'PATCH' },
  'method-malformed': { item: 'GET PUT' },
  'method-forbidden': { item: 'TRACE' },
};

/** @param {string} text @param {Record<string, string>} parts @param {Record<string, string>} facts @param {(part: string) => boolean} with_ */
const fill = (text, parts, facts, with_) =>
  text.replace(/\{(\w+)\}/g, (whole, name) => {
    if (name in parts) return with_(name) ? fill(parts[name], parts, facts, with_) : '';
    return facts[name] ?? whole;
  });

/** Each sentence with and without each of its parts. @param {import('../../web/src/import/message_templates.js').MessageData} data */
export function samples(data) {
  return knownMessages(data).flatMap((known) => {
    const parts = { ...data.history.parts, ...data.browsers[known.browser].parts };
    const facts = { ...kFacts, ...kOfCase[known.case] };
    const names = Object.keys(parts).filter((name) => known.text.includes(`{${name}}`));
    // A redirect that is refused names where it leads to.
    const plainLocation = names.includes('redirection') ? { ...facts, location: 'https://new.example.net/data' } : facts;
    const sets = Array.from({ length: 2 ** names.length }, (_, set) => set);
    return sets.map((set) => {
      const chosen = names.filter((_name, bit) => set & (1 << bit));
      const status = chosen.includes('redirection') ? { status: '302' } : {};
      const text = fill(known.text, parts, { ...plainLocation, ...status }, (part) => chosen.includes(part));
      // These two are about a preflight, and always say so.
      const possible = !names.includes('preflight') || chosen.includes('preflight') || !/^preflight-/.test(known.case);
      return { known, possible, text: text.trimEnd().replace(/\\n$/, ''), name: [known.browser, known.case, ...chosen].join(' ') };
    }).filter(({ possible }) => possible);
  });
}
