// What went wrong between this page and the learning system, as a sentence for the learner, with the system's own code and words.
import { object, parse } from './json.ts';

/** An answer that is no yes, or none at all. Its message is a sentence for the learner. */
export class Refusal extends Error {
  /** Of HTTP; 0: there was no answer. */
  readonly status: number;

  constructor(status: number, message: string) {
    super(message);
    this.status = status;
  }

  /** The same request may succeed later. */
  get isPassing(): boolean {
    return this.status === 0 || this.status === 408 || this.status === 429 || this.status >= 500;
  }
}

/** What is said where nothing in this window helps any more. */
export const REOPEN = 'Close this window and open the course again from your learning system.';

/** A page that went has ended its session, and a reload looks like that to a page that goes. */
export const SESSION_OVER = `The session ended when this page was left or loaded again. ${REOPEN}`;

/** No answer came; `subject` is what was asked, such as `your work`. */
export function noAnswer(error: unknown, subject: string, patienceMs: number): Refusal {
  const isLate = error instanceof DOMException && error.name === 'TimeoutError';
  return new Refusal(0, isLate ? `The learning system has not answered about ${subject} for ${patienceMs / 1000} s.` : `The learning system did not answer about ${subject}: the network is away, or it does not let this page ask.`);
}

/** The answer was no. */
export function refused(subject: string, status: number, text: string, retryAfter: string | null): Refusal {
  const words = wordsOf(text);
  const code = words === '' ? `${status}` : `${status}: “${words}”`;
  return new Refusal(status, sentence(subject, status, code, retryAfter));
}

function sentence(subject: string, status: number, code: string, retryAfter: string | null): string {
  if (status === 401) return `The learning system no longer accepts this session (${code}). ${REOPEN}`;
  if (status === 403) return `The learning system does not accept ${subject} in this session (${code}).`;
  if (status === 413) return `The learning system has no room for ${subject} (${code}).`;
  if (status === 429) return `The learning system is busy and did not answer about ${subject} (${code})${/^\d+$/.test(retryAfter ?? '') ? `; it asks to wait ${retryAfter} s` : ''}.`;
  if (status >= 500) return `The learning system cannot answer about ${subject} at the moment (${code}).`;
  return `The learning system refuses ${subject} (${code}).`;
}

const WORDS_MAX = 160;

/** What the system says of itself, in one line; a page of HTML says nothing to a learner. */
function wordsOf(text: string): string {
  const said = object(parse(text));
  const named = said && ['error-text', 'message', 'error', 'detail', 'title'].map((name) => said[name]).find((one) => typeof one === 'string');
  const words = String(named ?? (/^\s*[<[{]/.test(text) ? '' : text)).replace(/\s+/g, ' ').trim();
  return words.length > WORDS_MAX ? `${words.slice(0, WORDS_MAX)}…` : words;
}
