// The data types of xAPI 1.0.3 Part Two (xAPI Data), section 4, and of the standards it names.

/** RFC 4122 string form, variant 2 (xAPI Data 2.4.1, 4.4). */
export function isUuid(value: unknown): value is string {
  return typeof value === 'string' && /^[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/i.test(value);
}

/** A full IRI with a scheme, and a host where the scheme has one, no relative reference (xAPI Data 2.2.s4, 4.3; cmi5 3.0). */
export function isIri(value: unknown): value is string {
  return typeof value === 'string' && /^[a-z][a-z0-9+.-]*:[^\s<>"{}|\\^`]+$/i.test(value) && !/%(?![0-9a-f]{2})/i.test(value) && (!/^https?:/i.test(value) || /^https?:\/\/[^/?#]/i.test(value));
}

/** An IRI that is a URL of the web: its host is there (xAPI Data 4.3, IRL). */
export function isIrl(value: unknown): value is string {
  return isIri(value) && (!/^https?:/i.test(value) || URL.canParse(value));
}

/** `mailto:` and an address (xAPI Data 2.4.2.3). */
export function isMailto(value: unknown): value is string {
  return typeof value === 'string' && /^mailto:[^\s@]+@[^\s@]+$/.test(value);
}

/** The sequence of token lengths of an RFC 5646 language tag (xAPI Data 2.2.s4.b2, 4.2). */
export function isLanguageTag(value: unknown): value is string {
  if (typeof value !== 'string') return false;
  const grandfathered = /^(?:i-[a-z]{3,8}|en-GB-oed|sgn-(?:BE-FR|BE-NL|CH-DE)|art-lojban|cel-gaulish|no-bok|no-nyn|zh-[a-z-]{3,11}|x(?:-[a-z0-9]{1,8})+)$/i;
  const usual = /^(?:[a-z]{2,3}(?:-[a-z]{3}){0,3}|[a-z]{4}|[a-z]{5,8})(?:-[a-z]{4})?(?:-(?:[a-z]{2}|\d{3}))?(?:-(?:[a-z0-9]{5,8}|\d[a-z0-9]{3}))*(?:-[a-wyz0-9](?:-[a-z0-9]{2,8})+)*(?:-x(?:-[a-z0-9]{1,8})+)?$/i;
  return usual.test(value) || grandfathered.test(value);
}

const STAMP = /^(\d{4})-(\d{2})-(\d{2})T(\d{2}):(\d{2}):(\d{2})(?:\.\d+)?(Z|[+-]\d{2}(?::?\d{2})?)$/i;

/** An ISO 8601 timestamp with date, time and zone, whose day exists (xAPI Data 4.5: -00, -0000 and -00:00 are forbidden). */
export function isTimestamp(value: unknown): value is string {
  const parts = typeof value === 'string' ? STAMP.exec(value) : null;
  if (parts === null) return false;
  const [year, month, day, hour, minute, second] = parts.slice(1, 7).map(Number) as [number, number, number, number, number, number];
  const date = new Date(Date.UTC(year, month - 1, day));
  const isDay = date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
  return isDay && hour < 24 && minute < 60 && second <= 60 && !/^-00(?::?00)?$/.test(parts[7]!);
}

/** Whether a timestamp is given in UTC (cmi5 9.7). */
export function isUtc(value: string): boolean {
  return /(?:Z|\+00(?::?00)?)$/i.test(value);
}

/** A timestamp in milliseconds since 1970. Only for timestamps that pass isTimestamp. */
export function timeOf(value: string): number {
  return Date.parse(value.replace(/([+-]\d{2})$/, '$1:00').replace(/([+-]\d{2})(\d{2})$/, '$1:$2'));
}

/** An ISO 8601:2004 4.4.3.2 duration: designators, not the alternative form of 4.4.3.3; only the smallest part has a fraction (xAPI Data 4.6). */
export function isDuration(value: unknown): value is string {
  if (typeof value !== 'string') return false;
  if (/^P\d+(?:[.,]\d+)?W$/.test(value)) return true;
  const parts = /^P(?:(\d+(?:[.,]\d+)?)Y)?(?:(\d+(?:[.,]\d+)?)M)?(?:(\d+(?:[.,]\d+)?)D)?(T(?:(\d+(?:[.,]\d+)?)H)?(?:(\d+(?:[.,]\d+)?)M)?(?:(\d+(?:[.,]\d+)?)S)?)?$/.exec(value);
  if (parts === null || parts[4] === 'T') return false;
  const numbers = [parts[1], parts[2], parts[3], parts[5], parts[6], parts[7]].filter((part) => part !== undefined);
  return numbers.length > 0 && numbers.slice(0, -1).every((part) => /^\d+$/.test(part));
}

/** A length of time as a duration, to the hundredth of a second. */
export function durationOf(milliseconds: number): string {
  return `PT${(Math.max(0, milliseconds) / 1000).toFixed(2).replace(/\.?0+$/, '')}S`;
}
