// A design inside a link: compressed into the part after #, which no browser sends to any server.
import { courseRoot, isOpenedFromFile } from '../platform/root.ts';

/** What a link carries. */
export interface SharedDesign {
  exercise: string;
  version: number;
  source: string;
}

/** What stands after # of an address; `damaged`: it was meant to be a design, and this is why it is none. */
export type FoundDesign = { kind: 'none' } | { kind: 'design'; design: SharedDesign } | { kind: 'damaged'; message: string };

const START = '#design=';
const FORMAT = '1.';
/** More than any design that can be graded, and little enough for every browser; characters. */
const LINK_CHARS_MAX = 60_000;
/** Above this a chat or mail program may cut the link; characters. */
const LINK_CHARS_SAFE = 2_000;
/** A small link can unpack to something huge: more than this is refused, bytes. */
const UNPACKED_MAX = 200_000;

/** What is said once a link is copied. */
export function copiedText(link: string): string {
  const long = link.length > LINK_CHARS_SAFE ? ` It has ${link.length} characters: check that it arrives whole.` : '';
  return isOpenedFromFile() ? `The link is copied. The course was opened from a folder, so it works on this computer only.${long}` : `The link is copied. The design is inside it, nothing is sent anywhere.${long}`;
}

/** The link that shows a design in its exercise; rejects with a sentence when the design is too long for one. */
export async function linkTo(design: SharedDesign): Promise<string> {
  const packed = await throughStream(new TextEncoder().encode(JSON.stringify(design)), new CompressionStream('deflate-raw'), Infinity);
  const text = btoa(Array.from(packed, (byte) => String.fromCharCode(byte)).join('')).replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '');
  if (text.length > LINK_CHARS_MAX) throw new Error('The design is too long for a link. Copy its text instead.');
  return new URL(`exercises/${design.exercise}/index.html${START}${FORMAT}${text}`, courseRoot()).href;
}

/** Reads what stands after #; never rejects. */
export async function designIn(hash: string): Promise<FoundDesign> {
  if (!hash.startsWith(START)) return { kind: 'none' };
  const damaged = (message: string): FoundDesign => ({ kind: 'damaged', message });
  const text = hash.slice(START.length);
  if (!text.startsWith(FORMAT)) return damaged('The link was made by another version of the course, so its design cannot be read.');
  if (text.length > LINK_CHARS_MAX + FORMAT.length) return damaged('The link is too long to be a shared design.');
  try {
    const bytes = Uint8Array.from(atob(text.slice(FORMAT.length).replaceAll('-', '+').replaceAll('_', '/')), (character) => character.charCodeAt(0));
    const value: unknown = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(await throughStream(bytes, new DecompressionStream('deflate-raw'), UNPACKED_MAX)));
    const { exercise, version, source } = value as { [field: string]: unknown };
    if (typeof exercise === 'string' && /^[a-z0-9][a-z0-9-]{0,80}$/.test(exercise) && typeof version === 'number' && typeof source === 'string') return { kind: 'design', design: { exercise, version, source } };
  } catch {
    // What cannot be unpacked is told below.
  }
  return damaged('The link is damaged, so its design cannot be read. Ask for it again. Nothing was changed.');
}

async function throughStream(bytes: Uint8Array<ArrayBuffer>, transform: CompressionStream | DecompressionStream, limit: number): Promise<Uint8Array> {
  const reader = new Blob([bytes]).stream().pipeThrough(transform).getReader();
  const chunks: Uint8Array[] = [];
  let length = 0;
  for (let { done, value } = await reader.read(); !done; { done, value } = await reader.read()) {
    length += value!.length;
    if (length > limit) {
      await reader.cancel();
      throw new Error('unpacks to too much');
    }
    chunks.push(value!);
  }
  const whole = new Uint8Array(length);
  let at = 0;
  for (const chunk of chunks) {
    whole.set(chunk, at);
    at += chunk.length;
  }
  return whole;
}
