// Which failed runs count as attempts of one's own: those whose design is neither the starter nor one that failed before.

/** Different designs that fail before the solutions open. */
export const ATTEMPTS_WANTED = 3;

/** The attempts after one more failed run of `source`; the same list when it is none of its own. */
export function withAttempt(attempts: readonly string[], source: string, starter: string): string[] {
  const hash = designHash(source);
  return attempts.length >= ATTEMPTS_WANTED || hash === designHash(starter) || attempts.includes(hash) ? [...attempts] : [...attempts, hash];
}

/** A hash of a design without its comments and white space (FNV-1a, 32 bits), as 8 hexadecimal digits. */
export function designHash(source: string): string {
  // Texts first, so that what looks like a comment inside one stays.
  const bare = source.replace(/("(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*'|`(?:\\[^]|[^`\\])*`)|\/\/[^\n]*|\/\*[^]*?(?:\*\/|$)/g, '$1').replace(/\s+/g, '');
  let hash = 0x811c9dc5;
  for (let at = 0; at < bare.length; at += 1) hash = Math.imul(hash ^ bare.charCodeAt(at), 0x01000193);
  return (hash >>> 0).toString(16).padStart(8, '0');
}
