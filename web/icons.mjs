import { deflateSync } from 'node:zlib';

/**
 * The page's sign: an arrow that goes through a border. As SVG, and drawn into PNG for where no SVG is taken. The same shapes
 * in a square of 32; `safe` is the part of it that is left where a system cuts icons into its own shape.
 */

const kPaper = [0x16, 0x18, 0x1d];
const kBorder = [0xff, 0xd8, 0x4d];
const kArrow = [0xff, 0xff, 0xff];

/** Lines as x1, y1, x2, y2, half their width and a colour. The dashes of the border first: the arrow goes over them. */
const kLines = [
  ...[4, 11, 18, 25].map((y) => [16, y, 16, Math.min(y + 4, 28), 1.25, kBorder]),
  [5, 16, 25, 16, 1.5, kArrow],
  [20, 11, 25, 16, 1.5, kArrow],
  [20, 21, 25, 16, 1.5, kArrow],
];

export const kSvgIcon = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect width="32" height="32" rx="7" fill="#16181d"/>\
<path d="M16 4v24" stroke="#ffd84d" stroke-width="2.5" stroke-dasharray="4 3"/>\
<path d="M5 16h20m-5-5 5 5-5 5" fill="none" stroke="#fff" stroke-width="3"/></svg>\n`;

/** How far a point is from a line. @param {number} x @param {number} y @param {number[]} line */
function distance(x, y, [x1, y1, x2, y2]) {
  const [dx, dy] = [x2 - x1, y2 - y1];
  const along = Math.min(1, Math.max(0, ((x - x1) * dx + (y - y1) * dy) / (dx * dx + dy * dy)));
  return Math.hypot(x - x1 - along * dx, y - y1 - along * dy);
}

/** @param {Buffer} bytes */
function crc(bytes) {
  let value = ~0;
  for (const byte of bytes) {
    value ^= byte;
    for (let bit = 0; bit < 8; bit += 1) value = (value >>> 1) ^ (value & 1 ? 0xedb88320 : 0);
  }
  return ~value >>> 0;
}

/** @param {string} type @param {Buffer} data */
function chunk(type, data) {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const frame = Buffer.alloc(8);
  frame.writeUInt32BE(data.length, 0);
  frame.writeUInt32BE(crc(body), 4);
  return Buffer.concat([frame.subarray(0, 4), body, frame.subarray(4)]);
}

/**
 * @param {number} size in pixels
 * @param {number} safe the share of the square that the sign takes
 * @returns {Buffer} a PNG
 */
export function pngIcon(size, safe) {
  const unit = 32 / size / safe;
  const rows = Buffer.alloc(size * (1 + size * 3));
  for (let row = 0; row < size; row += 1) {
    for (let column = 0; column < size; column += 1) {
      const [x, y] = [(column + 0.5 - size / 2) * unit + 16, (row + 0.5 - size / 2) * unit + 16];
      let pixel = kPaper;
      for (const line of kLines) {
        const [ink] = /** @type {[number[]]} */ (line.slice(5));
        const cover = Math.min(1, Math.max(0, (/** @type {number} */ (line[4]) - distance(x, y, /** @type {number[]} */ (line))) / unit + 0.5));
        pixel = pixel.map((value, i) => value + (ink[i] - value) * cover);
      }
      const at = row * (1 + size * 3) + 1 + column * 3;
      pixel.forEach((value, i) => (rows[at + i] = Math.round(value)));
    }
  }
  const head = Buffer.alloc(13);
  head.writeUInt32BE(size, 0);
  head.writeUInt32BE(size, 4);
  head.set([8, 2, 0, 0, 0], 8);
  return Buffer.concat([Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'), chunk('IHDR', head), chunk('IDAT', deflateSync(rows, { level: 9 })), chunk('IEND', Buffer.alloc(0))]);
}
