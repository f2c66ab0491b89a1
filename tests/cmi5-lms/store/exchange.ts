// Requests and answers of the record store, apart from node:http, and its errors (xAPI Communication 3.2).
import type { IncomingMessage } from 'node:http';
import { must, type Violation } from '../violations.ts';

/** A request whose body has arrived. */
export interface Request {
  method: string;
  path: string;
  query: URLSearchParams;
  headers: IncomingMessage['headers'];
  body: Buffer;
}

/** An answer. */
export interface Answer {
  status: number;
  headers?: { [name: string]: string };
  body?: string | Buffer;
}

/** A request that is refused: thrown by what handles it. */
export class Refused extends Error {
  readonly status: number;
  readonly violations: readonly Violation[];
  /** The statement at fault, where there is one. */
  readonly statement: unknown;

  constructor(status: number, violations: readonly Violation[], statement?: unknown) {
    super(violations.map((one) => `${one.section}: ${one.message}`).join('\n'));
    this.status = status;
    this.violations = violations;
    this.statement = statement;
  }
}

/** Refuses a request for one MUST that it does not keep. */
export function refuse(status: number, section: string, message: string): never {
  throw new Refused(status, [must(section, message)]);
}

/** An answer with JSON. */
export function json(status: number, value: unknown, headers: { [name: string]: string } = {}): Answer {
  return { status, headers: { 'Content-Type': 'application/json', ...headers }, body: JSON.stringify(value) };
}

const escape = (text: string): string => text.replace(/[&<>"]/g, (character) => `&#${character.codePointAt(0)};`);

/** 3.2.s3.b2 to b4: a message that explains the cause, as plain text, HTML or JSON by content negotiation. */
export function errorAnswer(status: number, message: string, accept: string | undefined): Answer {
  const wanted = accept ?? '*/*';
  if (wanted.includes('json')) return json(status, { error: message });
  if (wanted.includes('text/html')) return { status, headers: { 'Content-Type': 'text/html; charset=utf-8' }, body: `<!doctype html><title>${status}</title><p>${escape(message)}` };
  return { status, headers: { 'Content-Type': 'text/plain; charset=utf-8' }, body: message };
}

/** 3.2.s3.b7, b8: parameters that are not of this resource, the wrong case included, are refused. */
export function allowParameters(request: Request, allowed: readonly string[]): void {
  const unknown = [...request.query.keys()].filter((key) => !allowed.includes(key));
  if (unknown.length > 0) refuse(400, 'xAPI Communication 3.2', `the parameter ${unknown.join(', ')} does not belong to ${request.method} ${request.path}`);
}

/** The media type of a request's body without its parameters; empty where the header is absent. */
export function mediaType(request: Request): string {
  return (request.headers['content-type'] ?? '').split(';')[0]!.trim().toLowerCase();
}
