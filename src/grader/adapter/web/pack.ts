// Data inside a link: JSON, deflated, in the 64 characters that need no escape. With what browsers and Node have in common.

/** More characters than any data that a link of the course carries, and few enough for every browser. */
export const PACKED_MAX = 60_000;
/** A small text can unpack to something huge: more bytes than this are refused. */
const UNPACKED_MAX = 200_000;

/** The text of some plain data; null when it would be longer than PACKED_MAX. */
export async function pack(value: unknown): Promise<string | null> {
  const packed = await throughStream(new TextEncoder().encode(JSON.stringify(value)), new CompressionStream('deflate-raw'), Infinity);
  const text = btoa(Array.from(packed, (byte) => String.fromCharCode(byte)).join('')).replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '');
  return text.length > PACKED_MAX ? null : text;
}

/** The data of a text; undefined for any text that is not of `pack`. What it holds is anybody's: the reader looks at every field. Never rejects. */
export async function unpack(text: string): Promise<unknown> {
  if (text.length > PACKED_MAX) return undefined;
  try {
    const bytes = Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), (character) => character.charCodeAt(0));
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(await throughStream(bytes, new DecompressionStream('deflate-raw'), UNPACKED_MAX)));
  } catch {
    return undefined;
  }
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
