// UUIDs made from names (version 5, RFC 9562). A statement's id says what it reports, so whoever reports the same again, in whatever session, cannot have it counted twice.

/** The UUID of a name: the same name gives the same id. Browsers give SHA-1 to secure pages only, and learning systems on a local network may be without TLS. */
export function nameUuid(name: string): string {
  const hash = sha1(new TextEncoder().encode(NAMESPACE + name)).slice(0, 16);
  hash[6] = (hash[6]! & 0x0f) | 0x50;
  hash[8] = (hash[8]! & 0x3f) | 0x80;
  return [...hash].map((byte) => byte.toString(16).padStart(2, '0')).join('').replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
}

/** Keeps these names apart from what others hash. */
const NAMESPACE = 'no-single-point/cmi5/1/';

/** SHA-1 (FIPS 180-4). */
export function sha1(bytes: Uint8Array): Uint8Array {
  const padded = new Uint8Array(((bytes.length + 8) >> 6 << 6) + 64);
  padded.set(bytes);
  padded[bytes.length] = 0x80;
  const view = new DataView(padded.buffer);
  view.setUint32(padded.length - 8, Math.floor(bytes.length / 0x20000000));
  view.setUint32(padded.length - 4, bytes.length << 3);
  const state = Uint32Array.of(0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476, 0xc3d2e1f0);
  const words = new Uint32Array(80);
  for (let at = 0; at < padded.length; at += 64) {
    for (let i = 0; i < 80; i += 1) words[i] = i < 16 ? view.getUint32(at + 4 * i) : turned(words[i - 3]! ^ words[i - 8]! ^ words[i - 14]! ^ words[i - 16]!, 1);
    let [a, b, c, d, e] = state as unknown as [number, number, number, number, number];
    for (let i = 0; i < 80; i += 1) {
      const [mix, constant] = i < 20 ? [(b & c) | (~b & d), 0x5a827999] : i < 40 ? [b ^ c ^ d, 0x6ed9eba1] : i < 60 ? [(b & c) | (b & d) | (c & d), 0x8f1bbcdc] : [b ^ c ^ d, 0xca62c1d6];
      [a, b, c, d, e] = [(turned(a, 5) + mix + e + constant + words[i]!) >>> 0, a, turned(b, 30), c, d];
    }
    [a, b, c, d, e].forEach((value, i) => { state[i] = state[i]! + value; });
  }
  const result = new DataView(new ArrayBuffer(20));
  state.forEach((value, i) => result.setUint32(4 * i, value));
  return new Uint8Array(result.buffer);
}

const turned = (value: number, bits: number): number => ((value << bits) | (value >>> (32 - bits))) >>> 0;
