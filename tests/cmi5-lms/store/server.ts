// The servers: one origin for the package's files and the LMS's pages, and the same or another one for the record store and the fetch URL.
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { errorAnswer, type Answer, type Request } from './exchange.ts';
import type { Faults, Resource } from './faults.ts';

/** A request as the system keeps it for tests. */
export interface Logged {
  method: string;
  /** Path and query. */
  url: string;
  resource: Resource;
  /** The status of the answer; 0 where none was given. */
  status: number;
  headers: IncomingMessage['headers'];
  body: string;
}

/** Answers requests that no fault has stopped. */
export type Handler = (request: Request, resource: Resource) => Answer;

/** A server that can go away and come back under the same address. */
export interface Origin {
  /** `http://127.0.0.1:port`, without a slash at its end. */
  address: string;
  away(): Promise<void>;
  back(): Promise<void>;
}

/** The headers that content may send to a store on another origin, and those that it may read there (xAPI Communication 1.2, 3.3). */
const MAY_SEND = 'Accept, Accept-Language, Authorization, Content-Type, If-Match, If-None-Match, X-Experience-API-Version';
const MAY_READ = 'Content-Type, ETag, Last-Modified, X-Experience-API-Consistent-Through, X-Experience-API-Version';

/** Starts a server on a free port. `log` is called when a request is over. */
export async function startOrigin(faults: Faults, handle: Handler, log: (entry: Logged) => void): Promise<Origin> {
  const server = createServer((incoming, response) => {
    void serve(incoming, response, faults, handle, log).catch((error: unknown) => {
      // A fault of this system, not of content: its tests see it as 500 with the stack.
      if (!response.headersSent) response.writeHead(500, { 'Content-Type': 'text/plain; charset=utf-8' });
      response.end(error instanceof Error ? error.stack : String(error));
    });
  });
  await listen(server, 0);
  const { port } = server.address() as AddressInfo;
  return {
    address: `http://127.0.0.1:${port}`,
    away: () => new Promise((resolve) => {
      if (!server.listening) return resolve();
      server.close(() => resolve());
      server.closeAllConnections();
    }),
    back: async () => {
      if (!server.listening) await listen(server, port);
    },
  };
}

function listen(server: Server, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => {
      server.off('error', reject);
      resolve();
    });
  });
}

async function serve(incoming: IncomingMessage, response: ServerResponse, faults: Faults, handle: Handler, log: (entry: Logged) => void): Promise<void> {
  const url = new URL(incoming.url ?? '/', 'http://lms.invalid');
  const resource = resourceOf(url.pathname);
  const method = incoming.method ?? 'GET';
  const body = await bodyOf(incoming);
  const done = (status: number): void => log({ method, url: incoming.url ?? '/', resource, status, headers: incoming.headers, body: body.toString() });
  const plain = resource === 'files' || resource === 'lms';
  if (method === 'OPTIONS' && !plain) return end(response, { status: 204, headers: { ...crossOrigin(incoming), 'Access-Control-Allow-Methods': 'DELETE, GET, HEAD, POST, PUT', 'Access-Control-Allow-Headers': MAY_SEND } });
  const verdict = await faults.meet(resource, method);
  if (verdict.kind === 'silent') return done(0);
  if (verdict.kind === 'cut') {
    done(0);
    incoming.socket.destroy();
    return;
  }
  const answer = verdict.kind === 'status' ? { ...errorAnswer(verdict.status, `Refused for a test: ${verdict.status}.`, incoming.headers.accept) } : handle({ method, path: url.pathname, query: url.searchParams, headers: incoming.headers, body }, resource);
  done(verdict.kind === 'lost' ? 0 : answer.status);
  if (verdict.kind === 'lost') {
    incoming.socket.destroy();
    return;
  }
  // 3.3.s3.b1: the version is in every response of the store. Files come without any header that a plain server does not send.
  const own = plain ? {} : { 'X-Experience-API-Version': '1.0.3', ...crossOrigin(incoming) };
  end(response, { ...answer, headers: { ...answer.headers, ...own, ...(verdict.kind === 'status' ? verdict.headers : {}) } });
}

function crossOrigin(incoming: IncomingMessage): { [name: string]: string } {
  const { origin } = incoming.headers;
  return origin === undefined ? {} : { 'Access-Control-Allow-Origin': origin, 'Access-Control-Expose-Headers': MAY_READ, Vary: 'Origin' };
}

function end(response: ServerResponse, answer: Answer): void {
  response.writeHead(answer.status, answer.headers);
  response.end(answer.body);
}

async function bodyOf(incoming: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of incoming) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

const XAPI: { readonly [path: string]: Resource } = { statements: 'statements', 'activities/state': 'state', 'agents/profile': 'agent-profile', 'activities/profile': 'activity-profile' };

function resourceOf(path: string): Resource {
  if (path.startsWith('/xapi/')) return XAPI[path.slice('/xapi/'.length)] ?? 'other';
  if (path === '/fetch') return 'fetch';
  return path.startsWith('/package/') ? 'files' : 'lms';
}
