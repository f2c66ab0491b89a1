// The body of a request: JSON of a bounded size, or a Problem that says what is wrong with it.
import { Problem } from './problem.ts';

/** Most bytes: twice the longest source, as JSON. */
export const BODY_MAX = 64 * 1024;

/** The value in a body of at most `max` bytes. Throws a Problem: 413 too large, 415 another type, 400 not JSON, or with a text that no database keeps as it is. */
export async function readBody(request: Request, max = BODY_MAX): Promise<unknown> {
  const type = (request.headers.get('content-type') ?? '').split(';')[0]!.trim().toLowerCase();
  if (type !== 'application/json') throw new Problem(415, 'json-only', 'Send application/json.');
  const bytes = await boundedBytes(request, max);
  let [value, isWhole]: [unknown, boolean] = [null, false];
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    [value, isWhole] = [JSON.parse(text), isKeptJson(text)];
  } catch {
    throw new Problem(400, 'not-json', 'The body is not JSON in UTF-8.');
  }
  if (!isWhole) throw new Problem(400, 'not-text', 'A text has a zero character, or half of a character.');
  return value;
}

/** Only escapes can bring in zero, and halves of characters, for which UTF-8 has no bytes. */
function isKeptJson(text: string): boolean {
  let isWhole = true;
  if (/\\u(0000|d[89a-f])/i.test(text)) JSON.parse(text, (key, part: unknown) => void (isWhole &&= isKept(key) && (typeof part !== 'string' || isKept(part))));
  return isWhole;
}

/** Whether every database keeps a text as it is: PostgreSQL has no zero in texts, and neither has halves of characters. */
export const isKept = (text: string): boolean => !text.includes('\0') && text.isWellFormed();

async function boundedBytes(request: Request, max: number): Promise<Uint8Array> {
  const tooLarge = (): Problem => new Problem(413, 'too-large', `At most ${max / 1024} KB.`);
  if (Number(request.headers.get('content-length') ?? 0) > max) throw tooLarge();
  const parts: Uint8Array[] = [];
  let size = 0;
  // A body may be longer than it says.
  if (request.body !== null) for await (const part of request.body as unknown as AsyncIterable<Uint8Array>) {
    if ((size += part.byteLength) > max) throw tooLarge();
    parts.push(part);
  }
  return Buffer.concat(parts);
}
