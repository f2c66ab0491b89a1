// The end of a socket that listens.
import { once } from 'node:events';
import type { ServerResponse } from 'node:http';
import { connect, type Socket } from 'node:net';
import { expect, it } from 'vitest';
import { listen } from '../../src/server/listen/listen.ts';

it('closing cuts off nobody who asks again on a connection that was busy then', async () => {
  const waiting = new Map<string, ServerResponse>();
  const server = await listen((request, response) => void waiting.set(request.url!, response), { port: 0 });
  const asked = async (path: string): Promise<ServerResponse> => {
    while (!waiting.has(path)) await new Promise((resolve) => { setImmediate(resolve); });
    return waiting.get(path)!;
  };
  const heard = new Map<Socket, string>();
  const opened = async (): Promise<Socket> => {
    const socket = connect(server.port, '127.0.0.1');
    await once(socket, 'connect');
    heard.set(socket, '');
    socket.on('error', () => undefined).setEncoding('latin1').on('data', (part: string) => heard.set(socket, heard.get(socket)! + part));
    return socket;
  };
  const ask = (socket: Socket, path: string): boolean => socket.write(`GET ${path} HTTP/1.1\r\nHost: x\r\n\r\n`);
  const [one, other] = [await opened(), await opened()];
  ask(one, '/first');
  ask(other, '/other');
  const [first, second] = [await asked('/first'), await asked('/other')];
  const ended = new Promise((resolve) => one.once('close', resolve));
  const closed = server.close(60_000);
  // Sent before the answer can say that the connection ends.
  ask(one, '/again');
  first.end('first');
  const again = await asked('/again');
  second.end('other');
  await once(second, 'close');
  await new Promise((resolve) => { setImmediate(resolve); });
  again.end('again');
  await Promise.all([closed, ended]);
  expect(heard.get(one)).toContain('again');
});
