// A value as printable ASCII and back: compressed, with a check sum, after the number of the format. Whatever comes in is bounded before it is looked at.
import { deflateSync, Inflate } from 'fflate';
import { DICTIONARIES } from './state-dictionary.ts';

/** What a state begins with: `nsp1.1.` is format 1, dictionary 1. */
const FORMAT = 1;
/** Bytes that a state may unpack to. */
export const UNPACKED_MAX = 4_000_000;
/** Bytes that are unpacked at a time: a few of them can become a thousand times as many. */
const STEP = 2048;

/** Why a text is no state that this edition can read. */
export type Unreadable = 'foreign' | 'newer' | 'damaged';

/** Packs a value that JSON can hold; null: it is larger than any that is unpacked. */
export function pack(value: unknown, dictionary = DICTIONARIES.length): string | null {
  const bytes = new TextEncoder().encode(JSON.stringify(value));
  if (bytes.length > UNPACKED_MAX) return null;
  const packed = deflateSync(bytes, { level: 9, mem: 8, dictionary: dictionaryBytes(dictionary) });
  const whole = new Uint8Array(packed.length + 4);
  whole.set(packed);
  new DataView(whole.buffer).setUint32(packed.length, sumOf(bytes));
  return `nsp${FORMAT}.${dictionary}.${base64url(whole)}`;
}

/** The value; why there is none. Never throws. */
export function unpack(text: string): { value: unknown } | Unreadable {
  const [, format, dictionary, payload] = /^nsp(\d{1,6})\.(\d{1,6})\.([\w-]*)$/.exec(text) ?? [];
  if (payload === undefined) return /^nsp\d/.test(text) ? 'damaged' : 'foreign';
  if (Number(format) > FORMAT || Number(dictionary) > DICTIONARIES.length) return 'newer';
  if (Number(format) !== FORMAT || dictionary === '0') return 'damaged';
  try {
    const whole = bytesOf(payload);
    const bytes = inflated(whole.subarray(0, -4), Number(dictionary));
    if (new DataView(whole.buffer).getUint32(whole.length - 4) !== sumOf(bytes)) return 'damaged';
    return { value: JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes)) as unknown };
  } catch {
    return 'damaged';
  }
}

function inflated(packed: Uint8Array, dictionary: number): Uint8Array {
  const chunks: Uint8Array[] = [];
  let size = 0;
  const stream = new Inflate({ dictionary: dictionaryBytes(dictionary) }, (chunk) => {
    size += chunk.length;
    if (size > UNPACKED_MAX) throw new Error('More than any state of this course.');
    chunks.push(chunk.slice());
  });
  for (let at = 0; at < packed.length; at += STEP) stream.push(packed.subarray(at, at + STEP), at + STEP >= packed.length);
  const bytes = new Uint8Array(size);
  let at = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, at);
    at += chunk.length;
  }
  return bytes;
}

const dictionaryBytes = (dictionary: number): Uint8Array => new TextEncoder().encode(DICTIONARIES[dictionary - 1]!);

function base64url(bytes: Uint8Array): string {
  return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join('')).replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '');
}

const bytesOf = (text: string): Uint8Array<ArrayBuffer> => Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), (character) => character.charCodeAt(0));

/** FNV-1a, 32 bits: it finds damage, not forgery. */
export function sumOf(bytes: Uint8Array): number {
  let hash = 0x811c9dc5;
  for (const byte of bytes) hash = Math.imul(hash ^ byte, 0x01000193);
  return hash >>> 0;
}
