// The API of a learning system, called by one set of words in both standards, with every answer and every error code looked at.
import { printable } from '../../../grader/explain/printable.ts';
import type { RawApi } from './find-api.ts';

/** What the eight functions of an API are called. */
export interface ApiWords {
  initialize: string;
  terminate: string;
  get: string;
  set: string;
  commit: string;
  lastError: string;
  errorString: string;
  diagnostic: string;
}

/** Why a call had no success. */
export interface Refusal {
  /** The system's error code; `0` where it gives none. */
  code: string;
  /** A sentence without its end: the function, the code, and the system's own words. */
  text: string;
}

/** What a value is; `refusal` where the system gives none. */
export interface Answer { value: string; refusal: Refusal | null }

/** Longest text of a system that a sentence takes in, characters. */
const WORDS_MAX = 160;

/** One attempt's connection to the API. Never throws. */
export class Runtime {
  readonly #api: RawApi;
  readonly #words: ApiWords;
  /** False for a system that has told a code beside a value: it does not clear its last error, so its answers alone count. */
  #clearsErrors = true;

  constructor(api: RawApi, words: ApiWords) {
    this.#api = api;
    this.#words = words;
  }

  /** Begins the session; null, as of every order: the system agrees. */
  initialize(): Refusal | null {
    return this.#order('initialize', '');
  }

  /** Ends the session. */
  terminate(): Refusal | null {
    return this.#order('terminate', '');
  }

  /** Asks the system to store what it was given. */
  commit(): Refusal | null {
    return this.#order('commit', '');
  }

  /** Gives the system a value. */
  set(element: string, value: string): Refusal | null {
    return this.#order('set', element, value);
  }

  /** Asks for a value: an empty text is one unless the error code says otherwise. */
  get(element: string): Answer {
    const said = this.#call('get', element);
    const refusal = this.#complaint('get', element, said.thrown);
    if (said.answer === '') return { value: '', refusal };
    this.#clearsErrors &&= refusal === null;
    return { value: said.answer, refusal: null };
  }

  /** A value, or an empty text where there is none. */
  read(element: string): string {
    return this.get(element).value;
  }

  /** A call that is answered with true or false. The answer and the error code must both say that it went well. */
  #order(word: keyof ApiWords, ...given: string[]): Refusal | null {
    const { answer, thrown } = this.#call(word, ...given);
    const isAgreed = ['true', '1'].includes(answer.trim().toLowerCase());
    if (isAgreed && !this.#clearsErrors) return null;
    const complaint = this.#complaint(word, given[0]!, thrown);
    if (complaint !== null || isAgreed) return complaint;
    return { code: '0', text: `${this.#words[word]}(${given[0]}) answered “${readable(answer)}” and gave no reason` };
  }

  /** What the system has to say against its last call; null: nothing. */
  #complaint(word: keyof ApiWords, element: string, thrown: string | null): Refusal | null {
    const call = `${this.#words[word]}(${element})`;
    if (thrown !== null) return { code: '0', text: `${call} failed: “${thrown}”` };
    const code = this.#call('lastError').answer.trim();
    if (code === '' || Number(code) === 0) return null;
    const words = [...new Set([this.#call('errorString', code), this.#call('diagnostic', code)].map(({ answer }) => readable(answer)))].filter((said) => said !== '' && said !== code);
    return { code, text: `${call} gave error ${readable(code)}${words.length > 0 ? `, “${words.join('; ')}”` : ''}` };
  }

  #call(word: keyof ApiWords, ...given: string[]): { answer: string; thrown: string | null } {
    try {
      // As a method of the API: the functions of many systems need to be called so.
      const answer = (this.#api as Record<string, (...given: string[]) => unknown>)[this.#words[word]]!(...given);
      return { answer: answer === undefined || answer === null ? '' : String(answer), thrown: null };
    } catch (error) {
      return { answer: '', thrown: readable(error instanceof Error ? error.message : String(error)) };
    }
  }
}

const readable = (text: string): string => {
  const line = printable(text.replace(/\s+/g, ' ').trim()).replace(/[.;:]+$/, '');
  return line.length > WORDS_MAX ? `${line.slice(0, WORDS_MAX)}…` : line;
};
