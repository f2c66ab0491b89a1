// Requests that a script writes byte by byte: texts, pauses in seconds, and an end such as RST.
import type { ProbeRequest } from '../../simulation/probe.ts';

/** A request by hand, and what its client does later; `abort` closes the connection, `complete` sends what was missing. */
export interface RawRequest { request: ProbeRequest; later: { afterMs: number; what: 'abort' | 'complete' }[] }

const ENDS = ['RST', 'FIN', 'CLOSE'];
/** RFC 9112: method, target and version; a field's name is a token. */
const REQUEST_LINE = /^[!#$%&'*+.^_`|~0-9A-Za-z-]+ [!-~]+ HTTP\/\d\.\d$/;
/** Fields that may come again only with the same value. */
const ONCE = ['host', 'content-length'];
const FIELD = /^(?:[!#$%&'*+.^_`|~0-9A-Za-z-]+:.*|[ \t].*)$/;

/** Reads the pieces of a raw request; what is neither text nor number is passed over. */
export function readRaw(pieces: readonly unknown[]): RawRequest {
  let text = '';
  let atMs = 0;
  let request: ProbeRequest | null = null;
  const later: RawRequest['later'] = [];
  for (const piece of pieces) {
    if (typeof piece === 'number') {
      request ??= requestOf(text);
      atMs += piece * 1000;
    } else if (typeof piece === 'string' && ENDS.includes(piece)) {
      request ??= requestOf(text);
      later.push({ afterMs: atMs, what: 'abort' });
    } else if (typeof piece === 'string') {
      text += piece;
      if (request !== null && requestOf(text).sends === 'all') later.push({ afterMs: atMs, what: 'complete' });
    }
  }
  return { request: request ?? requestOf(text), later };
}

/** What HAProxy makes of what it has read so far. */
function requestOf(text: string): ProbeRequest {
  // HAProxy takes a line feed alone as the end of a line.
  const blank = /\r?\n\r?\n/.exec(text);
  const end = blank?.index ?? -1;
  const lines = (end < 0 ? text : text.slice(0, end)).split(/\r?\n/);
  // The last line may still go on.
  const whole = end < 0 ? lines.slice(0, -1) : lines;
  const [method = 'GET', uri = '/'] = whole[0]?.split(' ') ?? [];
  const headers: { [name: string]: string } = {};
  let isMalformed = whole.length > 0 && !REQUEST_LINE.test(whole[0]!);
  for (const line of whole.slice(1)) {
    const colon = line.indexOf(':');
    const name = line.slice(0, colon).toLowerCase();
    const value = line.slice(colon + 1).trim();
    if (!FIELD.test(line) || (ONCE.includes(name) && (headers[name] ?? value) !== value) || (name === 'content-length' && !/^\d+$/.test(value))) isMalformed = true;
    headers[name] = value;
  }
  if (isMalformed) return { sends: 'malformed' };
  const missing = Number(headers['content-length'] ?? 0) - (text.length - end - (blank?.[0].length ?? 0));
  return { method, uri, headers, sends: end < 0 ? 'half-headers' : missing > 0 ? 'half-body' : 'all' };
}
