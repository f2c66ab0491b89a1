// The one way in which pages ask a class server. Whatever goes wrong comes back as an `ApiProblem` with a sentence for the person in front of the page.
import { courseRoot } from '../platform/root.ts';

/** Milliseconds until a server that says nothing counts as away. */
export const PATIENCE_MS = 15_000;

/** Why there is no answer, or a refusal. Its message is a sentence for people. */
export class ApiProblem extends Error {
  override readonly name = 'ApiProblem';
  /** Of the answer; 0: there was none. */
  readonly status: number;
  /** The server's word for programs; `away`, `too-slow` and `not-a-class-server` are said by this page itself. */
  readonly code: string;
  /** Seconds to wait before the next try; null: the server did not say. */
  readonly retryAfterS: number | null;

  constructor(status: number, code: string, message: string, retryAfterS: number | null = null) {
    super(message);
    this.status = status;
    this.code = code;
    this.retryAfterS = retryAfterS;
  }

  /** The same request may succeed later, unchanged: the server is away, busy, or its disk is full. */
  get isPassing(): boolean {
    return this.status === 0 || this.status === 429 || this.status >= 500;
  }

  /** Nobody is signed in any more; a wrong password is something else. */
  get isSignedOut(): boolean {
    return this.status === 401 && this.code === 'sign-in';
  }
}

/** The methods of the API. */
export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

/** The address of a path under /api/v1, such as `/cohorts`; the class server lies where the course lies. */
export const apiUrl = (path: string): string => new URL(`api/v1${path}`, courseRoot()).href;

/** Asks, and gives the answer's JSON; rejects with an `ApiProblem` only. A change carries its body, `{}` where it has none to say. */
export async function ask<Value>(method: Method, path: string, body?: unknown): Promise<Value> {
  const response = await send(method, path, body);
  const value = await readJson(response);
  if (response.ok && value !== undefined) return value as Value;
  throw problemOf(response, value);
}

/** Asks for a file, such as a table of grades, however long it takes to come; rejects with an `ApiProblem` only. */
export async function askFile(path: string): Promise<Blob> {
  const waiting = new AbortController();
  const timer = setTimeout(() => waiting.abort(new DOMException('no answer', 'TimeoutError')), PATIENCE_MS);
  const response = await send('GET', path, undefined, waiting.signal);
  clearTimeout(timer);
  if (!response.ok) throw problemOf(response, await readJson(response));
  return response.blob().catch((error: unknown) => Promise.reject(notReached(error)));
}

async function send(method: Method, path: string, body: unknown, signal: AbortSignal = AbortSignal.timeout(PATIENCE_MS)): Promise<Response> {
  const sent = method === 'GET' ? {} : { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body ?? {}) };
  try {
    return await fetch(apiUrl(path), { method, cache: 'no-store', credentials: 'same-origin', signal, ...sent });
  } catch (error) {
    throw notReached(error);
  }
}

/** The body as JSON; undefined: it is none, as where something on the way answered in the server's place. */
async function readJson(response: Response): Promise<unknown> {
  try {
    const text = await response.text();
    return text === '' && response.ok ? null : JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw notReached(error);
  }
}

const notReached = (error: unknown): ApiProblem => (error instanceof DOMException && error.name === 'TimeoutError'
  ? new ApiProblem(0, 'too-slow', `The class server has not answered for ${PATIENCE_MS / 1000} s.`)
  : new ApiProblem(0, 'away', 'The class server cannot be reached from this computer.'));

function problemOf(response: Response, value: unknown): ApiProblem {
  const { code, detail } = (typeof value === 'object' && value !== null ? value : {}) as { code?: unknown; detail?: unknown };
  const wait = Number(response.headers.get('retry-after') ?? Number.NaN);
  const retryAfterS = Number.isFinite(wait) && wait >= 0 ? wait : null;
  if (typeof code === 'string' && typeof detail === 'string') return new ApiProblem(response.status, code, detail, retryAfterS);
  // A balancer answers with a page of its own where no instance does.
  if (response.status === 429 || response.status >= 500) return new ApiProblem(response.status, 'away', 'The class server cannot answer at the moment.', retryAfterS);
  return new ApiProblem(response.status, 'not-a-class-server', 'What answered at this address is not a class server.', retryAfterS);
}
