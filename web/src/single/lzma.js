/**
 * A decoder of LZMA streams, after the LZMA specification by Igor Pavlov (https://www.7-zip.org/sdk.html): the single file is
 * packed with it, and browsers have nothing of their own that packs as small.
 */

const kStates = 12;
const kTopValue = 2 ** 24;
const kBits = 11;
const kMove = 5;

/** @param {number} size */
const probabilities = (size) => new Uint16Array(size).fill(1 << (kBits - 1));

/**
 * @param {Uint8Array} bytes what follows the header of an .lzma file
 * @param {{ lc: number, pb: number, size: number }} properties literal context bits, position bits (with no literal position bits), and
 *   the number of bytes that come out
 * @returns {Uint8Array}
 */
export function unpack(bytes, { lc, pb, size }) {
  const out = new Uint8Array(size);
  let at = 5;
  let range = 2 ** 32 - 1;
  let code = ((bytes[1] << 24) | (bytes[2] << 16) | (bytes[3] << 8) | bytes[4]) >>> 0;

  /** @param {Uint16Array} table @param {number} index */
  const bit = (table, index) => {
    const probability = table[index];
    const bound = (range >>> kBits) * probability;
    let value = 0;
    if (code < bound) {
      range = bound;
      table[index] = probability + (((1 << kBits) - probability) >>> kMove);
    } else {
      range -= bound;
      code -= bound;
      table[index] = probability - (probability >>> kMove);
      value = 1;
    }
    if (range < kTopValue) {
      range = (range << 8) >>> 0;
      code = ((code << 8) | bytes[at]) >>> 0;
      at += 1;
    }
    return value;
  };
  /** @param {number} count bits of equal chances */
  const direct = (count) => {
    let value = 0;
    for (let i = 0; i < count; i += 1) {
      range >>>= 1;
      const one = code >= range ? 1 : 0;
      if (one) code -= range;
      if (range < kTopValue) {
        range = (range << 8) >>> 0;
        code = ((code << 8) | bytes[at]) >>> 0;
        at += 1;
      }
      value = value * 2 + one;
    }
    return value;
  };
  /** @param {Uint16Array} table @param {number} offset @param {number} bits */
  const tree = (table, offset, bits) => {
    let node = 1;
    for (let i = 0; i < bits; i += 1) node = (node << 1) | bit(table, offset + node);
    return node - (1 << bits);
  };
  /** @param {Uint16Array} table @param {number} offset @param {number} bits */
  const reverseTree = (table, offset, bits) => {
    let node = 1;
    let value = 0;
    for (let i = 0; i < bits; i += 1) {
      const one = bit(table, offset + node);
      node = (node << 1) | one;
      value |= one << i;
    }
    return value;
  };

  const positions = 1 << pb;
  const lengthCoder = () => ({ choice: probabilities(2), low: probabilities(positions << 3), mid: probabilities(positions << 3), high: probabilities(256) });
  /** @param {ReturnType<typeof lengthCoder>} coder @param {number} position */
  const length = (coder, position) => {
    if (!bit(coder.choice, 0)) return 2 + tree(coder.low, position << 3, 3);
    if (!bit(coder.choice, 1)) return 10 + tree(coder.mid, position << 3, 3);
    return 18 + tree(coder.high, 0, 8);
  };

  const literals = probabilities(0x300 << lc);
  const isMatch = probabilities(kStates << 4);
  const isRep = probabilities(kStates);
  const isRep0 = probabilities(kStates);
  const isRep1 = probabilities(kStates);
  const isRep2 = probabilities(kStates);
  const isRep0Long = probabilities(kStates << 4);
  const slots = probabilities(4 << 6);
  const special = probabilities(128);
  const align = probabilities(16);
  const matchLength = lengthCoder();
  const repLength = lengthCoder();

  const literal = (/** @type {number} */ put, /** @type {number} */ state, /** @type {number} */ distance) => {
    const offset = 0x300 * (put > 0 ? out[put - 1] >> (8 - lc) : 0);
    let symbol = 1;
    if (state >= 7) {
      let matched = out[put - distance - 1];
      while (symbol < 0x100) {
        const expected = (matched >> 7) & 1;
        matched = (matched << 1) & 0xff;
        const one = bit(literals, offset + ((1 + expected) << 8) + symbol);
        symbol = (symbol << 1) | one;
        if (one !== expected) break;
      }
    }
    while (symbol < 0x100) symbol = (symbol << 1) | bit(literals, offset + symbol);
    return symbol & 0xff;
  };
  const distanceOf = (/** @type {number} */ run) => {
    const slot = tree(slots, Math.min(run - 2, 3) << 6, 6);
    if (slot < 4) return slot;
    const bits = (slot >> 1) - 1;
    const base = (2 | (slot & 1)) << bits;
    if (slot < 14) return base + reverseTree(special, base - slot, bits);
    return base + direct(bits - 4) * 16 + reverseTree(align, 0, 4);
  };

  let state = 0;
  let [rep0, rep1, rep2, rep3] = [0, 0, 0, 0];
  for (let put = 0; put < size; ) {
    const position = put & (positions - 1);
    if (!bit(isMatch, (state << 4) + position)) {
      out[put] = literal(put, state, rep0);
      put += 1;
      state = state < 4 ? 0 : state < 10 ? state - 3 : state - 6;
      continue;
    }
    let run;
    if (!bit(isRep, state)) {
      [rep3, rep2, rep1] = [rep2, rep1, rep0];
      run = length(matchLength, position);
      state = state < 7 ? 7 : 10;
      rep0 = distanceOf(run);
    } else {
      if (!bit(isRep0, state)) {
        if (!bit(isRep0Long, (state << 4) + position)) {
          out[put] = out[put - rep0 - 1];
          put += 1;
          state = state < 7 ? 9 : 11;
          continue;
        }
      } else if (!bit(isRep1, state)) [rep1, rep0] = [rep0, rep1];
      else if (!bit(isRep2, state)) [rep2, rep1, rep0] = [rep1, rep0, rep2];
      else [rep3, rep2, rep1, rep0] = [rep2, rep1, rep0, rep3];
      run = length(repLength, position);
      state = state < 7 ? 8 : 11;
    }
    for (const end = Math.min(put + run, size); put < end; put += 1) out[put] = out[put - rep0 - 1];
  }
  return out;
}
