// Every request to a class server: operators' paths, the API, or a file of the site.
import { getRequestListener } from '@hono/node-server';
import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import type { Hono } from 'hono';
import { problemResponse, tryLater } from '../http/problem.ts';
import type { Metrics } from '../observe/metrics.ts';
import { STRICT_HEADERS } from '../listen/headers.ts';

/** The parts that answer. */
export interface AnswerOptions {
  api: Hono;
  /** A file of the site. */
  file(request: IncomingMessage, response: ServerResponse): Promise<void>;
  metrics: Metrics;
  /** Null: requests can be answered; a word: why not, for operators. */
  notReady(): Promise<string | null>;
  /** Whether the database has its schema: until then the API and files that are not for everybody wait. */
  isUp(): boolean;
  /** With TLS, browsers are told to stay with it. */
  isSecure: boolean;
  onError(error: unknown): void;
}

const YEAR_S = 31_536_000;

/** The one listener of a class server. */
export function createListener({ api, file, metrics, notReady, isUp, isSecure, onError }: AnswerOptions): RequestListener {
  const answerApi = getRequestListener((request, env) => (isUp() ? api.fetch(request, env) : problemResponse(tryLater(2))), { overrideGlobalObjects: false });
  const operators: { [path: string]: (request: IncomingMessage, response: ServerResponse) => void | Promise<void> } = {
    '/livez': (_, response) => say(response, 200, 'alive\n'),
    '/readyz': async (_, response) => {
      const reason = await notReady();
      say(response, reason === null ? 200 : 503, `${reason ?? 'ready'}\n`);
    },
    '/metrics': async (request, response) => (isLocal(request) ? say(response, 200, await metrics.text(), 'text/plain; version=0.0.4; charset=utf-8') : file(request, response)),
  };
  return (request, response) => {
    for (const [name, value] of Object.entries(STRICT_HEADERS)) response.setHeader(name, value);
    if (isSecure) response.setHeader('Strict-Transport-Security', `max-age=${YEAR_S}`);
    const path = (request.url ?? '/').split('?')[0]!;
    const began = performance.now();
    const kind = path.startsWith('/api/') ? 'api' : Object.hasOwn(operators, path) ? 'operators' : 'file';
    if (kind !== 'api') response.on('finish', () => metrics.answered(kind === 'file' ? 'file' : path, request.method!, response.statusCode, (performance.now() - began) / 1000));
    const fail = (error: unknown): void => {
      onError(error);
      if (response.headersSent) response.destroy();
      else say(response, 503, 'The server cannot look this up at the moment. Try again in a few seconds.\n');
    };
    if (kind === 'api') return void answerApi(request, response).catch(fail);
    // A body that nobody reads would keep the connection.
    request.resume();
    Promise.resolve(kind === 'operators' ? operators[path]!(request, response) : file(request, response)).catch(fail);
  };
}

/** Asked on this computer, and not by a proxy for somebody else. */
function isLocal({ socket: { remoteAddress = '' }, headers }: IncomingMessage): boolean {
  return headers['x-forwarded-for'] === undefined && headers.forwarded === undefined && /^(::ffff:)?127\.|^::1$/.test(remoteAddress);
}

function say(response: ServerResponse, status: number, text: string, type = 'text/plain; charset=utf-8'): void {
  if (status === 503) response.setHeader('retry-after', '5');
  response.writeHead(status, { 'content-type': type, 'cache-control': 'no-store', 'content-length': Buffer.byteLength(text) });
  response.end(text);
}
