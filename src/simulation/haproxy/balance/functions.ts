// The hash functions of HAProxy's `hash-type`, each over the bytes of a key (ASCII, one a character). Results are numbers from 0 to 2³² − 1.

/** Names of the functions. */
export type HashFunction = 'sdbm' | 'djb2' | 'wt6' | 'crc32';

/** h = c + 65599 · h: the database library sdbm. */
export function sdbm(text: string): number {
  let h = 0;
  for (let i = 0; i < text.length; i++) h = (Math.imul(h, 65599) + text.charCodeAt(i)) | 0;
  return h >>> 0;
}

/** h = 33 · h + c from 5381: Dan Bernstein. */
export function djb2(text: string): number {
  let h = 5381;
  for (let i = 0; i < text.length; i++) h = (Math.imul(h, 33) + text.charCodeAt(i)) | 0;
  return h >>> 0;
}

function rotate(value: number, bits: number): number {
  return (value << bits) | (value >>> (32 - bits));
}

/** Willy Tarreau's wt6: two words change places at every character, rotated by amounts that their own bits name. */
export function wt6(text: string): number {
  let a = 0xa53c965a | 0;
  let b = 0x5ca6953a | 0;
  let first = 6;
  let second = 18;
  for (let i = 0; i < text.length; i++) {
    const c = text.charCodeAt(i);
    const mixed = rotate(~(b + c), first);
    b = rotate(~(a ^ c), second);
    a = mixed;
    const steps = ((a >>> 16) ^ b) & 0xffff;
    first = steps & 31;
    second = steps >>> 11;
  }
  return (a ^ b) >>> 0;
}

const CRC_TABLE = /* @__PURE__ */ Int32Array.from({ length: 256 }, (_, i) => {
  let value = i;
  for (let bit = 0; bit < 8; bit++) value = value & 1 ? (value >>> 1) ^ 0xedb88320 : value >>> 1;
  return value;
});

/** CRC-32 as in Ethernet and zlib (polynomial 0xedb88320, reflected). `continues` is the CRC of what came before. */
export function crc32(text: string, continues = 0): number {
  let crc = ~continues;
  for (let i = 0; i < text.length; i++) crc = CRC_TABLE[(crc ^ text.charCodeAt(i)) & 255] ^ (crc >>> 8);
  return ~crc >>> 0;
}

/** The hash of a text by the name of the function. */
export function hashText(text: string, name: HashFunction): number {
  switch (name) {
    case 'djb2': return djb2(text);
    case 'wt6': return wt6(text);
    case 'crc32': return crc32(text);
    default: return sdbm(text);
  }
}

/** `avalanche`: Bob Jenkins' 4-byte integer hash of six steps (burtleburtle.net/bob/hash/integer.html), times 3221225473, modulo 2³². */
export function avalanche(value: number): number {
  let a = value | 0;
  a = (a + 0x7ed55d16 + (a << 12)) | 0;
  a = a ^ 0xc761c23c ^ (a >>> 19);
  a = (a + 0x165667b1 + (a << 5)) | 0;
  a = (a + 0xd3a2646c) ^ (a << 9);
  a = (a + 0xfd7046c5 + (a << 3)) | 0;
  a = a ^ 0xb55a4f09 ^ (a >>> 16);
  return Math.imul(a, 3221225473) >>> 0;
}
