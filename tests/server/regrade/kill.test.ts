import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { LEASE_MS } from '../../../src/server/regrade/lease.ts';
import type { Database } from '../../../src/server/store/database.ts';
import { describeDatabases, type Lab } from '../harness/databases.ts';
import { addLearner, addScore, begin, fakeGrading, RAISED, withClass, work, written } from './history.ts';

/** 300 texts of 100 models, each handed in twice: three pages. */
async function addHistory(database: Database): Promise<void> {
  for (const name of ['otter', 'heron']) await addLearner(database, name);
  await database.transaction(async (connection) => {
    for (let i = 0; i < 300; i++) for (const name of ['otter', 'heron']) await addScore(connection as Database, `${name}${i}`, name, i % 100, { source: `score ${i % 100} // ${i}` });
  });
  await begin(database, RAISED);
}

/** Regrades in a process of its own, which ends with SIGKILL when it has begun this many texts. */
async function killed(kind: Lab['kind'], place: string, owner: string, nowMs: number, texts: number): Promise<void> {
  const child = spawn(process.execPath, [...process.execArgv, join(import.meta.dirname, 'regrade-child.ts'), kind, place, owner, String(nowMs), String(texts)], { stdio: ['ignore', 'ignore', 'inherit'] });
  expect((await once(child, 'exit'))[1]).toBe('SIGKILL');
}

describeDatabases('a regrade that is killed', (lab) => {
  it('ends with the rows of one that was not', async () => {
    const expected = await new Promise<Awaited<ReturnType<typeof written>>>((resolve, reject) => withClass(lab, async (database) => {
      await addHistory(database);
      expect(await work(database, RAISED, fakeGrading())).toBe('ready');
      resolve(await written(database));
    }).catch(reject));
    expect(expected.regrades).toEqual([{ id: 'r', state: 'ready', submissions: 600, done: 600, sources: 300, models: 100, simulated: 100, errors: 0 }]);

    await withClass(lab, async (database, place) => {
      await addHistory(database);
      await database.close();
      // In the first page, at the seam behind it, and further on; each time what was written stays, and another goes on.
      let nowMs = 6000;
      const done: number[] = [];
      for (const [owner, texts] of [['first', 30], ['second', 101], ['third', 150]] as const) {
        await killed(lab.kind, place, owner, nowMs, texts);
        nowMs += LEASE_MS;
        const looked = lab.open(place);
        done.push((await looked.first<{ done: number }>('SELECT done FROM regrade'))!.done);
        await looked.close();
      }
      expect(done[0]).toBe(0);
      expect(done[1]).toBeGreaterThan(0);
      expect(done[2]).toBeGreaterThan(done[1]!);
      const last = lab.open(place);
      const grading = fakeGrading();
      expect(await work(last, RAISED, grading, { owner: 'last', nowMs })).toBe('ready');
      expect(grading.evaluated.length).toBeLessThan(300);
      expect(await written(last)).toEqual(expected);
      await last.close();
    });
  });
});
