// What goes wrong between a server and PostgreSQL: a network of the test's own, which loses what it is told to lose.
import { once } from 'node:events';
import { connect, createServer, type Socket } from 'node:net';
import pg from 'pg';
import { expect, it, vi } from 'vitest';
import { Unavailable } from '../../../src/server/store/database.ts';
import { describePostgres } from '../harness/databases.ts';

/** What a client says last. */
const GOODBYE = 'X\0\0\0\x04';

/** A way to the database of this address that is silent from the message with `word` on. `open`: connections that the database has not ended. */
async function silentFrom(place: string, word: string): Promise<{ place: string; open: ReadonlySet<Socket>; close(): void }> {
  const sockets: Socket[] = [];
  const open = new Set<Socket>();
  // Half open: the end of the near side is not answered before the database has answered it.
  const server = createServer({ allowHalfOpen: true }, (near) => {
    const far = connect(Number(new URL(place).port), '127.0.0.1');
    sockets.push(near, far);
    open.add(far);
    far.on('close', () => {
      open.delete(far);
      near.end();
    });
    let isSilent = false;
    near.on('data', (bytes) => {
      isSilent ||= bytes.includes(word);
      if (!isSilent) far.write(bytes);
    });
    far.on('data', (bytes) => near.write(bytes));
    for (const socket of [near, far]) socket.on('error', () => {});
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const url = new URL(place);
  url.port = String((server.address() as { port: number }).port);
  return { place: url.href, open, close: () => { sockets.forEach((socket) => socket.destroy()); server.close(); } };
}

describePostgres('a connection that breaks', (lab) => {
  it('in a COMMIT is thrown away at once, and what was asked for may have happened', async () => {
    const place = await lab.fresh();
    const direct = lab.open(place);
    await direct.run('CREATE TABLE thing (id TEXT PRIMARY KEY)');
    const way = await silentFrom(place, 'COMMIT');
    const database = lab.open(way.place);
    const asked = vi.spyOn(pg.Client.prototype, 'query');
    try {
      await expect(database.transaction((connection) => connection.run('INSERT INTO thing (id) VALUES (?)', 'a'))).rejects.toThrow(Unavailable);
      // Nothing is asked of a connection that does not answer, and the next statement gets another one.
      expect(asked.mock.calls.map(([text]) => String(text)).filter((text) => /^[A-Z]+$/.test(text))).toEqual(['COMMIT']);
      expect(await database.first('SELECT 1 AS one')).toEqual({ one: 1 });
    } finally {
      asked.mockRestore();
      await database.close();
      way.close();
      await direct.close();
    }
  });

  it('is a database that cannot be used, whatever the system calls it', async () => {
    const database = lab.open(await lab.fresh());
    try {
      for (const code of ['EPIPE', 'ECONNRESET', 'ETIMEDOUT']) {
        const broken = Object.assign(new Error(`write ${code}`), { code });
        const value = { toPostgres(): never { throw broken; } } as unknown as string;
        await expect(database.run('SELECT ?', value), code).rejects.toThrow(Unavailable);
      }
    } finally {
      await database.close();
    }
  });
});

describePostgres('closing', (lab) => {
  it('waits until the database has let go of every connection', async () => {
    const way = await silentFrom(await lab.fresh(), 'what nobody says');
    const database = lab.open(way.place);
    await Promise.all([1, 2, 3].map(() => database.first('SELECT 1 AS one')));
    expect(way.open.size).toBe(3);
    await database.close();
    expect(way.open.size).toBe(0);
    way.close();
  });

  it('waits no longer for one that is silent than it must', async () => {
    const way = await silentFrom(await lab.fresh(), GOODBYE);
    const database = lab.open(way.place);
    await database.first('SELECT 1 AS one');
    await database.close();
    expect(way.open.size).toBe(1);
    way.close();
  });
});
