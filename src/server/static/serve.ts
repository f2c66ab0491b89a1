import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { createAnswer } from './answer.ts';
import { readSite } from './files.ts';
import { STRICT_HEADERS } from './headers.ts';

/** What to serve, and where. */
export interface StaticOptions {
  /** The built site. */
  dir: string;
  /** 0 takes any free port. */
  port: number;
  /** Address to listen at; only this computer when left out. */
  host?: string;
  /** Path under which the site appears; `/` when left out. */
  base?: string;
}

/** A server that runs. */
export interface StaticServer {
  /** Address of the course, with its base path. */
  url: string;
  port: number;
  /** Stops accepting, lets answers in progress finish for up to 2 s, then ends. May be called twice. */
  close(): Promise<void>;
}

const CLOSE_GRACE_MS = 2000;

/** Reads the site into memory and serves it. Rejects when the folder is missing, or with the system's error (EADDRINUSE, EACCES) when the port cannot be had. */
export async function serveStatic({ dir, port, host = '127.0.0.1', base = '/' }: StaticOptions): Promise<StaticServer> {
  const root = `/${base}/`.replace(/\/+/g, '/');
  const answer = createAnswer(readSite(dir), root);
  const active = new Set<ServerResponse>();
  // Slow bodies and headers are only cut as often as connections are looked at.
  const server = createServer({ requestTimeout: 30_000, headersTimeout: 10_000, connectionsCheckingInterval: 1000, keepAliveTimeout: 5000 }, (request, response) => {
    request.resume();
    active.add(response);
    response.on('close', () => active.delete(response));
    answer(request, response).catch(() => response.destroy());
  });
  server.on('clientError', refuse);
  await listen(server, port, host);
  const address = server.address() as AddressInfo;
  const shown = address.family === 'IPv6' ? `[${address.address}]` : address.address;
  let closing: Promise<void> | null = null;
  return { url: `http://${shown}:${address.port}${root}`, port: address.port, close: () => (closing ??= close(server, active)) };
}

function listen(server: Server, port: number, host: string): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      server.off('error', reject);
      resolve();
    });
  });
}

/** A request that is not HTTP, too large or too slow gets a short answer and no connection. */
function refuse(error: NodeJS.ErrnoException, socket: Socket): void {
  if (error.code === 'ECONNRESET' || !socket.writable) return void socket.destroy();
  const status = error.code === 'HPE_HEADER_OVERFLOW' ? '431 Request Header Fields Too Large' : error.code === 'ERR_HTTP_REQUEST_TIMEOUT' ? '408 Request Timeout' : '400 Bad Request';
  const headers = Object.entries(STRICT_HEADERS).map(([name, value]) => `${name}: ${value}\r\n`).join('');
  socket.end(`HTTP/1.1 ${status}\r\n${headers}Connection: close\r\nContent-Length: 0\r\n\r\n`);
}

/** Connections without a request in progress, such as those that browsers open in advance, are cut at once. */
function close(server: Server, active: ReadonlySet<ServerResponse>): Promise<void> {
  return new Promise((resolve) => {
    const cut = (): void => server.closeAllConnections();
    const force = setTimeout(cut, CLOSE_GRACE_MS);
    server.close(() => {
      clearTimeout(force);
      resolve();
    });
    let left = active.size;
    if (left === 0) return cut();
    for (const response of active) response.once('close', () => (--left === 0 ? cut() : undefined));
  });
}
