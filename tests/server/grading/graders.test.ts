// Graders that are killed, that are too many, that grow, that lie.
import { afterEach, describe, expect, it } from 'vitest';
import { startGrading, Closed, type Grading, type Outcome } from '../../../src/server/grading/index.ts';
import type { GradingOptions } from '../../../src/server/grading/start.ts';
import { residentMb } from '../../../src/server/grading/resident.ts';
import { wordOf } from '../../../src/server/grading/word.ts';
import { designWith } from '../../grader/corpus/entry.ts';
import { corpus, corpusExercise as exercise, endlessBuiltIns } from '../../grader/corpus/index.ts';

const honest = designWith('');
const hanging = endlessBuiltIns[0]!.source;
let pids: number[] = [];
let open: Grading[] = [];

function start(options: GradingOptions = {}): Grading {
  const grading = startGrading({ onGrader: (pid) => pids.push(pid), ...options });
  open.push(grading);
  return grading;
}
afterEach(async () => {
  await Promise.all(open.map((grading) => grading.close()));
  open = [];
  pids = [];
});

const isAlive = (pid: number): boolean => {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
};

describe('a grader process', () => {
  it('killed in the midst of a job, the job is graded again and comes out the same; the next one is, too', async () => {
    const grading = start({ slots: 1 });
    const expected = await grading.grade({ exercise, source: honest });
    let asked = 0;
    const outcome = await grading.grade({ exercise, source: honest }, async () => {
      if (++asked === 1) process.kill(pids.at(-1)!, 'SIGKILL');
      return null;
    });
    expect(outcome).toEqual(expected);
    expect(asked).toBe(2);
    expect(grading.stats()).toMatchObject({ started: 2, died: 1, killed: 0, graded: 2, errors: 0 });
    process.kill(pids.at(-1)!, 'SIGKILL');
    expect(await grading.grade({ exercise, source: honest })).toEqual(expected);
  }, 60_000);

  it('that ends with every try gives an error, never a fail', async () => {
    const grading = start({ slots: 1 });
    const outcome = await grading.grade({ exercise, source: honest }, async () => {
      process.kill(pids.at(-1)!, 'SIGKILL');
      return null;
    });
    expect(outcome).toEqual({ status: 'error', points: 0, checks: '[]', modelHash: '', exerciseVersion: exercise.version, graderVersion: expect.any(Number), isRecalled: false, reason: 'worker-failed' });
    expect(grading.stats()).toMatchObject({ started: 3, died: 3, graded: 1, errors: 1 });
  }, 60_000);

  it('has no more than its memory', async () => {
    const grading = start({ slots: 1, bounds: { residentMb: 20 } });
    expect(await grading.grade({ exercise, source: hanging })).toMatchObject({ status: 'error', reason: 'too-much-memory' });
    expect(grading.stats().killed).toBe(2);
  }, 60_000);

  it('has an end of its time in all', async () => {
    const grading = start({ slots: 1, bounds: { wholeMs: 1 } });
    expect(await grading.grade({ exercise, source: honest })).toMatchObject({ status: 'error', reason: 'took-too-long' });
  }, 60_000);

  it('is replaced after its number of submissions, and when it has grown', async () => {
    const grading = start({ slots: 1, bounds: { submissions: 2 } });
    for (let at = 0; at < 5; at++) await grading.grade({ exercise, source: honest }, async () => ({ status: 'pass', points: 100, checks: '[]' }));
    expect(grading.stats()).toMatchObject({ started: 3, killed: 0, died: 0, graded: 5, recalled: 5 });
    const grown = start({ slots: 1, bounds: { keptMb: 20 } });
    for (let at = 0; at < 2; at++) await grown.grade({ exercise, source: honest });
    expect(grown.stats()).toMatchObject({ started: 2, killed: 0, died: 0 });
  }, 60_000);

  it('is as large after the corpus of tricks as its bound says', async () => {
    const grading = start({ slots: 1 });
    for (const { source } of corpus) await grading.grade({ exercise, source }, async () => ({ status: 'pass', points: 100, checks: '[]' }));
    expect(residentMb(pids.at(-1)!)!).toBeLessThan(400);
    expect(await grading.grade({ exercise, source: honest })).toMatchObject({ status: 'pass' });
  }, 120_000);

  it('is believed only what it was asked and may say', () => {
    const hash = 'a'.repeat(64);
    expect(wordOf(JSON.stringify({ type: 'evaluated', id: 1, modelHash: hash }))).toEqual({ type: 'evaluated', id: 1, modelHash: hash });
    for (const word of [{ type: 'evaluated', id: 1, modelHash: "'; DROP" }, { type: 'evaluated' }, { type: 'verdict', id: 1, status: 'best', code: null, checks: [] }, { type: 'verdict', id: 1, status: 'pass', code: null, checks: [{ id: 'a', status: 'pass', measured: 'many' }] }, null, 1, []]) expect(wordOf(JSON.stringify(word))).toBeNull();
    expect(wordOf('{"type":')).toBeNull();
  });
});

describe('the pool', () => {
  it('has no more processes than places, however much is asked at once', async () => {
    let most = 0;
    // Looked at whenever a process gets something to do, a new one for the second try of what has ended one included.
    const grading = start({ slots: 2, bounds: { wholeMs: 600_000 }, onGrader: (pid) => { pids.push(pid); most = Math.max(most, new Set(pids.filter(isAlive)).size); } });
    // The first keeps its place until the fourth is given up, which is tried again after all others: then there is a process with nothing to do, which must make room.
    const jobs: Promise<Outcome>[] = Array.from({ length: 20 }, (_, at) => grading.grade({ exercise, source: at === 3 ? hanging : honest }, async () => {
      if (at === 0) await jobs[3];
      return { status: 'pass', points: 100, checks: '[]' };
    }));
    expect(grading.stats()).toMatchObject({ running: 2, waiting: 18 });
    const outcomes = await Promise.all(jobs);
    expect(outcomes.map(({ status }) => status)).toEqual(outcomes.map((_, at) => (at === 3 ? 'error' : 'pass')));
    expect(most).toBe(2);
    expect(grading.stats()).toMatchObject({ running: 0, waiting: 0, graded: 20 });
  }, 60_000);

  it('leaves no process behind when it is closed, and rejects what is under way', async () => {
    const grading = start({ slots: 1 });
    await grading.grade({ exercise, source: honest });
    const jobs = [grading.grade({ exercise, source: hanging }), grading.grade({ exercise, source: honest })];
    const ends = Promise.all(jobs.map((job) => expect(job).rejects.toThrow(Closed)));
    await grading.close();
    await ends;
    await expect(grading.grade({ exercise, source: honest })).rejects.toThrow(Closed);
    expect(pids.filter(isAlive)).toEqual([]);
  }, 60_000);

  it('begins no process after it was closed, for what waited then for one to make room either', async () => {
    const grading = start({ slots: 1 });
    let asked = 0;
    // Its first try ends its grader; when its turn comes again, the other's is in the way, having nothing to do.
    const again = grading.grade({ exercise, source: honest }, async () => {
      if (++asked === 1) process.kill(pids.at(-1)!, 'SIGKILL');
      return null;
    });
    const ends = expect(again).rejects.toThrow(Closed);
    await grading.grade({ exercise, source: honest });
    await grading.close();
    await ends;
    expect(grading.stats().started).toBe(2);
    expect(pids.filter(isAlive)).toEqual([]);
  }, 60_000);

  it('tells the caller what became of asking whether a verdict is known, and goes on', async () => {
    const grading = start({ slots: 1 });
    await expect(grading.grade({ exercise, source: honest }, () => Promise.reject(new Error('gone')))).rejects.toThrow('gone');
    expect(await grading.grade({ exercise, source: honest })).toMatchObject({ status: 'pass' });
    expect(grading.stats().started).toBe(1);
  }, 60_000);
});
