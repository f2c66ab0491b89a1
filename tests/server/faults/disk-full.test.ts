// The disk fills up while learners hand in.
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { databaseFile } from '../../../src/server/store/place.ts';
import { openSqlite } from '../../../src/server/store/sqlite.ts';
import { createDisk, describeOnDisks, removeDisks } from './lab/disk.ts';
import { prepareSite, seed } from './lab/server.ts';
import { startStream } from './lab/stream.ts';
import { lookAt } from './lab/verdict.ts';

const site = prepareSite();
afterAll(async () => {
  await site.end();
  removeDisks();
  site.remove();
});

const LEARNERS = 300;
const MEGABYTES = 16;
/** A learner who hands nothing in. */
const as = { headers: { cookie: `nsp=token ${LEARNERS}` } };

describeOnDisks('a disk that is full', () => {
  it('is told with 507 and in the log, reads go on, nothing acknowledged is lost, and writes go on once there is room', async () => {
    const disk = createDisk(MEGABYTES);
    const stream = startStream(LEARNERS, 6);
    try {
      const data = join(disk.path, 'data');
      await seed(data, LEARNERS + 1);
      await lastSeen(data, Date.now() - 3_600_000);
      const ballast = join(disk.path, 'ballast');
      const server = await site.start(data);
      expect(server.reason).toBe('');
      stream.to(server.url);
      await stream.further(10);
      expect(() => writeFileSync(ballast, Buffer.alloc(MEGABYTES * 1024 * 1024, 1))).toThrow('ENOSPC');
      for (let times = 0; times < 5; times++) await stream.answered(507);
      const [before, refused] = [stream.acknowledged.size, stream.answers.get(507)!];
      expect(JSON.parse(stream.bodies.get(507)!)).toMatchObject({ status: 507, code: 'disk-full' });

      const reads = await Promise.all(['/', '/livez', '/readyz', '/api/v1/me', '/api/v1/me/progress'].map(async (path) => (await fetch(server.url + path, as)).status));
      expect(reads).toEqual([200, 200, 200, 200, 200]);
      expect(server.log()).toContain('"event":"disk-full"');

      rmSync(ballast);
      await stream.further(20);
      await server.signal('SIGKILL');
      stream.to('');
      await stream.end();
      const { lost, problems } = lookAt(data, stream.acknowledged);
      console.log(`disk full: ${refused} refused with 507, ${before} acknowledged before and ${stream.acknowledged.size - before} after there was room, ${lost} lost, same process`);
      expect([lost, problems]).toEqual([0, []]);
    } finally {
      await site.end();
      stream.to('');
      await stream.end();
      disk.remove();
    }
  });
});

/** Sets when sessions were used last: the next use is written down. */
async function lastSeen(data: string, ms: number): Promise<void> {
  const database = openSqlite(databaseFile(data));
  await database.run('UPDATE session SET seen_ms = ?', ms);
  await database.close();
}
