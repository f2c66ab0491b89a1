// The fetch URL, which gives a session its token once: cmi5 8.2.
import type { Lms } from '../lms/lms.ts';
import { must, should, type Violation } from '../violations.ts';
import { json, type Answer, type Request } from './exchange.ts';

/** Answers a request to the fetch URL; `note` reports what content does wrong. */
export function fetchUrlRequest(request: Request, lms: Lms, note: (violation: Violation, sessionId: string) => void): Answer {
  const session = lms.sessionOf((one) => one.key === request.query.get('k'));
  // 8.2.1: "an HTTP GET is not allowed in order to prevent caching".
  if (request.method !== 'POST') {
    note(must('cmi5 8.2.1', `the fetch URL was asked with ${request.method}, not with POST`), session?.sessionId ?? '');
    return { ...error('3', 'The fetch URL answers POST.'), status: 405, headers: { 'Content-Type': 'application/json', Allow: 'POST' } };
  }
  // 8.2.3.2, code 2: no such key.
  if (session === undefined) return error('2', 'The fetch URL is not known.');
  if (session.fetched) {
    note(should('cmi5 8.2.1', 'the token was fetched more than once'), session.sessionId);
    return error('1', 'The authorization token has already been returned.');
  }
  // 8.2.3.2, code 1: the session has expired.
  if (session.state !== 'launched') return error('1', 'The session is over.');
  session.fetched = true;
  return json(200, { 'auth-token': session.token });
}

/** 8.2.2, 8.2.3: errors are JSON with the status 200. */
function error(code: '1' | '2' | '3', text: string): Answer {
  return json(200, { 'error-code': code, 'error-text': text });
}
