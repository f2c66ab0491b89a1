// The power fails while learners hand in. The same harness must find rows lost where a server or a disk does not wait for its writes: else it would prove nothing.
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { createDisk, describeOnDisks, removeDisks, type Cache, type Disk } from './lab/disk.ts';
import { prepareSite, seed } from './lab/server.ts';
import { startStream } from './lab/stream.ts';
import { lookAt } from './lab/verdict.ts';

const LEARNERS = 300;
const CUTS = process.env['NSP_WHOLE'] === '1' ? 10 : 2;

const site = prepareSite();
afterAll(async () => {
  await site.end();
  removeDisks();
  site.remove();
});

interface Result { acknowledged: number; lost: number; problems: string[] }

/** So many power cuts, each on the disk that the one before has left. */
async function powerCuts(cuts: number, { cache, synchronous = 'FULL', options = [] }: { cache: Cache; synchronous?: string; options?: string[] }): Promise<Result> {
  let disk: Disk = createDisk(48, { cache, options });
  const result: Result = { acknowledged: 0, lost: 0, problems: [] };
  try {
    await seed(join(disk.path, 'data'), LEARNERS);
    for (let cut = 0; cut < cuts; cut++) {
      const server = await site.start(join(disk.path, 'data'), synchronous);
      expect(server.reason).toBe('');
      // Each life has its own stream: what an earlier cut has lost is counted once.
      const stream = startStream(LEARNERS, 6);
      stream.to(server.url);
      await stream.further(10 + Math.floor(Math.random() * 20));
      await server.signal('SIGSTOP');
      const acknowledged = new Map(stream.acknowledged);
      const after = await disk.cut();
      await server.signal('SIGKILL');
      stream.to('');
      await stream.end();
      disk.remove();
      disk = after;
      const found = lookAt(join(disk.path, 'data'), acknowledged);
      result.acknowledged += acknowledged.size;
      result.lost += found.lost;
      result.problems.push(...found.problems);
    }
    return result;
  } finally {
    await site.end();
    disk.remove();
  }
}

describeOnDisks('a power cut', () => {
  it.each(['kept', 'lost'] as const)('loses nothing that was acknowledged, on a disk whose cache is %s', async (cache) => {
    const { acknowledged, lost, problems } = await powerCuts(CUTS, { cache });
    console.log(`power cuts, cache ${cache}: ${CUTS} cuts, ${acknowledged} acknowledged, ${lost} lost`);
    expect([lost, problems]).toEqual([0, []]);
  }, 300_000);

  // Each of these is wrong on purpose, and must be found out.
  it.each([
    ['a server that never waits for its writes', { cache: 'kept', synchronous: 'OFF' }],
    ['a server that waits at checkpoints only', { cache: 'kept', synchronous: 'NORMAL' }],
    ['a file system that never asks a disk to flush its cache', { cache: 'lost', options: ['barrier=0'] }],
  ] satisfies [string, Parameters<typeof powerCuts>[1]][])('control: %s loses rows', async (what, how) => {
    const { acknowledged, lost } = await powerCuts(1, how);
    console.log(`power cuts, control (${what}): 1 cut, ${acknowledged} acknowledged, ${lost} lost`);
    expect(lost).toBeGreaterThan(0);
  });
});
