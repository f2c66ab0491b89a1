// A socket that listens, with the limits that every server of ours has: nobody holds a connection by being slow, and nobody is cut off by an ordinary end.
import { createServer, type RequestListener, type Server, type ServerOptions, type ServerResponse } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { AddressInfo, Socket } from 'node:net';
import { STRICT_HEADERS } from './headers.ts';

/** Where to listen, and how. */
export interface ListenOptions {
  /** 0 takes any free port. */
  port: number;
  /** Address to listen at; only this computer when left out. */
  host?: string;
  /** Certificate and key in PEM; plain HTTP when left out. */
  tls?: { cert: string; key: string };
}

/** A socket that listens. */
export interface Listening {
  /** Its address, with a last slash. */
  url: string;
  port: number;
  /** Stops accepting, lets answers in progress finish for up to `graceMs` (default 2,000), then ends. May be called twice. */
  close(graceMs?: number): Promise<void>;
}

/** Slow bodies and headers are only cut as often as connections are looked at. */
const LIMITS: ServerOptions = { requestTimeout: 30_000, headersTimeout: 10_000, connectionsCheckingInterval: 1000, keepAliveTimeout: 5000 };

/** Listens and hands every request to `answer`. Rejects with the system's error (EADDRINUSE, EACCES) when the port cannot be had. */
export async function listen(answer: RequestListener, { port, host = '127.0.0.1', tls }: ListenOptions): Promise<Listening> {
  const active = new Set<ServerResponse>();
  /** Whoever was there when it began to close may ask again: it ends when nobody is answered any more. */
  let whenQuiet = (): void => {};
  const handle: RequestListener = (request, response) => {
    active.add(response);
    response.on('close', () => {
      active.delete(response);
      if (active.size === 0) whenQuiet();
    });
    // Two hosts are read by the one as this, by the other as that (RFC 9112, 3.2).
    if ((request.headersDistinct['host']?.length ?? 0) > 1) return void refuse(new Error('Two hosts.'), request.socket, tls !== undefined);
    answer(request, response);
  };
  const server = tls === undefined ? createServer(LIMITS, handle) : createTlsServer({ ...LIMITS, ...tls }, handle);
  server.on('clientError', (error, socket) => refuse(error, socket as Socket, tls !== undefined));
  await begin(server, port, host);
  const address = server.address() as AddressInfo;
  const shown = address.family === 'IPv6' ? `[${address.address}]` : address.address;
  let closing: Promise<void> | null = null;
  const onQuiet = (cut: () => void): void => {
    whenQuiet = cut;
    if (active.size === 0) cut();
  };
  return { url: `${tls === undefined ? 'http' : 'https'}://${shown}:${address.port}/`, port: address.port, close: (graceMs = 2000) => (closing ??= close(server, graceMs, onQuiet)) };
}

function begin(server: Server, port: number, host: string): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      server.off('error', reject);
      resolve();
    });
  });
}

/** A request that is not HTTP, too large or too slow gets a short answer and no connection. */
function refuse(error: NodeJS.ErrnoException, socket: Socket, isTls: boolean): void {
  if (error.code === 'ECONNRESET' || !socket.writable) return void socket.destroy();
  const status = error.code === 'HPE_HEADER_OVERFLOW' ? '431 Request Header Fields Too Large' : error.code === 'ERR_HTTP_REQUEST_TIMEOUT' ? '408 Request Timeout' : '400 Bad Request';
  const headers = Object.entries({ ...STRICT_HEADERS, ...(isTls ? { 'Strict-Transport-Security': 'max-age=31536000' } : {}) }).map(([name, value]) => `${name}: ${value}\r\n`).join('');
  socket.end(`HTTP/1.1 ${status}\r\n${headers}Connection: close\r\nContent-Length: 0\r\n\r\n`);
}

/** Connections without a request in progress, such as those that browsers open in advance, are cut as soon as nobody is answered. */
function close(server: Server, graceMs: number, onQuiet: (cut: () => void) => void): Promise<void> {
  return new Promise((resolve) => {
    const cut = (): void => server.closeAllConnections();
    const force = setTimeout(cut, graceMs);
    server.close(() => {
      clearTimeout(force);
      resolve();
    });
    onQuiet(cut);
  });
}
