// kill -9 again and again while learners hand in: what was acknowledged is there, every time.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, expect, it } from 'vitest';
import { checkDatabase } from '../../../src/server/store/check.ts';
import { databaseFile, placeOf } from '../../../src/server/store/place.ts';
import { prepareSite, seed } from './lab/server.ts';
import { startStream } from './lab/stream.ts';
import { lookAt } from './lab/verdict.ts';

const site = prepareSite();
const data = mkdtempSync(join(tmpdir(), 'nsp-kill-'));
afterAll(() => {
  site.remove();
  rmSync(data, { recursive: true, force: true });
});

/** The whole of it is for CI. */
const KILLS = process.env['NSP_WHOLE'] === '1' ? 40 : 10;
const LEARNERS = 600;

it(`kill -9 × ${KILLS} under a stream of submissions loses nothing that was acknowledged`, async () => {
  await seed(data, LEARNERS);
  const stream = startStream(LEARNERS, 8);
  const readyMs: number[] = [];
  try {
    for (let kill = 0; kill < KILLS; kill++) {
      const server = await site.start(data);
      expect(server.reason).toBe('');
      readyMs.push(server.readyMs);
      stream.to(server.url);
      await stream.further(3 + Math.floor(Math.random() * 20));
      // Somewhere between the messages, not always behind one.
      await wait(Math.random() * 10);
      await server.signal('SIGKILL');
      stream.to('');
      const { lost, problems, rows } = lookAt(data, stream.acknowledged);
      expect([lost, problems], `after kill ${kill + 1}`).toEqual([0, []]);
      expect(rows).toBeGreaterThanOrEqual(stream.acknowledged.size);
    }
    const server = await site.start(data);
    stream.to(server.url);
    await stream.further(1);
    await stream.end();
    await server.signal('SIGTERM');
  } finally {
    await site.end();
    await stream.end();
  }
  const { lost } = lookAt(data, stream.acknowledged);
  readyMs.sort((a, b) => a - b);
  console.log(`kill -9: ${KILLS} kills, ${stream.acknowledged.size} acknowledged, ${lost} lost; ready again after ${Math.round(readyMs[readyMs.length >> 1]!)} ms (median), ${Math.round(readyMs.at(-1)!)} ms (longest)`);
  expect(lost).toBe(0);
  expect((await checkDatabase(placeOf(databaseFile(data)))).problems).toEqual([]);
}, 600_000);
