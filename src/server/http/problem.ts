// What went wrong, for people and programs: application/problem+json (RFC 9457).

/** What is answered in place of a result. `retryAfterS` becomes the header Retry-After. */
export class Problem extends Error {
  override readonly name = 'Problem';
  readonly status: number;
  /** A word for programs; pages have a sentence for each. */
  readonly code: string;
  readonly retryAfterS: number | null;

  constructor(status: number, code: string, message: string, retryAfterS: number | null = null) {
    super(message);
    this.status = status;
    this.code = code;
    this.retryAfterS = retryAfterS;
  }
}

/** Not there, or not for this caller: which of the two is not told. */
export const notFound = (): Problem => new Problem(404, 'not-found', 'There is nothing here for you. It may have been removed, or the address has a mistake.');

/** Nobody is signed in. */
export const signInFirst = (): Problem => new Problem(401, 'sign-in', 'Sign in first, or join with the code of your class.');

/** An assistant asks for what the owner of the cohort decides. */
export const ownerOnly = (): Problem => new Problem(403, 'owner-only', 'Only the owner of this class can do this.');

/** What was sent cannot be taken as it is; `sentence` says what to change. */
export const invalid = (sentence: string, code = 'invalid'): Problem => new Problem(422, code, sentence);

/** Too often; `seconds` until the next try may succeed. */
export const tooOften = (seconds: number): Problem => new Problem(429, 'too-often', `That was often. Try again in ${seconds} s.`, seconds);

/** The database or the queue cannot take it at the moment. What was sent is not lost where the sender keeps it until it is acknowledged. */
export const tryLater = (seconds: number, isFull = false): Problem => (isFull
  ? new Problem(507, 'disk-full', 'The disk of the server is full, so nothing can be kept. What was acknowledged is safe. Tell your instructor.', seconds)
  : new Problem(503, 'try-later', `The server cannot take this at the moment. Try again in ${seconds} s.`, seconds));

/** The answer. */
export function problemResponse({ status, code, message, retryAfterS }: Problem): Response {
  const headers = new Headers({ 'content-type': 'application/problem+json', 'cache-control': 'no-store' });
  if (retryAfterS !== null) headers.set('retry-after', String(retryAfterS));
  return new Response(JSON.stringify({ type: 'about:blank', status, code, detail: message }), { status, headers });
}
