// Real graders, a real queue: graders that are killed, and a learner whose designs never end beside a class that works.
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { startGrading, type Grading } from '../../../src/server/grading/index.ts';
import type { GradingOptions } from '../../../src/server/grading/start.ts';
import type { Connection } from '../../../src/server/store/database.ts';
import { GRADER_VERSION } from '../../../src/grader/index.ts';
import { designWith } from '../../grader/corpus/entry.ts';
import { corpus, endlessBuiltIns } from '../../grader/corpus/index.ts';
import { describeDatabases } from '../harness/databases.ts';
import { course as served, until, withQueue } from '../submissions/room.ts';

const course = { ...served, graderVersion: Number(GRADER_VERSION) };
const exercise = course.exercises.get('weights')!;

/** Runs a task with graders of its own. */
async function withGraders(options: GradingOptions, task: (grading: Grading) => Promise<void>): Promise<void> {
  const grading = startGrading(options);
  try {
    await task(grading);
  } finally {
    await grading.close();
  }
}

/** What a grade row of each source holds where nothing goes wrong. */
async function undisturbed(sources: readonly string[]): Promise<object[]> {
  const rows: object[] = [];
  await withGraders({ slots: 1 }, async (grading) => {
    for (const source of sources) {
      const { status, points, checks, modelHash } = await grading.grade({ exercise, source });
      rows.push({ status, points, checks, model_hash: modelHash });
    }
  });
  return rows;
}

const grades = (database: Connection, learner: string) => database.all(
  `SELECT g.status, g.points, g.checks, g.model_hash FROM submission s LEFT JOIN grade g ON g.submission_id = s.id WHERE s.learner_id ${learner} ORDER BY s.received_ms, s.id`);
const count = async (database: Connection, where: string): Promise<number> => (await database.first<{ count: number }>(`SELECT COUNT(*) AS count FROM submission WHERE ${where}`))!.count;

/** Kills a grader once it was asked what it is about to be asked: until then it stands still, so that it is killed in the midst of it. */
function killInTheMidst(pid: number): void {
  process.kill(pid, 'SIGSTOP');
  setImmediate(() => process.kill(pid, 'SIGKILL'));
}

describeDatabases('a grader killed with kill -9', (lab) => {
  it('while it evaluates, while it simulates, and one after the other: each design is graded again, comes out the same, and has one grade', () => withQueue(lab, async ({ database, start, send, errors }) => {
    const sources = ['1', '2', '9'].map((weight) => designWith('', weight));
    const expected = await undisturbed(sources);
    expect(new Set(expected.map((row) => JSON.stringify(row))).size).toBe(3);
    const plans = new Map([[sources[0], ['evaluates']], [sources[1], ['simulates']], [sources[2], ['evaluates', 'simulates']]]);
    let [plan, pid]: [string[], number] = [[], 0];
    const reaches = (moment: string): void => {
      if (plan[0] !== moment) return;
      plan.shift();
      killInTheMidst(pid);
    };
    await withGraders({ slots: 1, onGrader: (one) => { pid = one; reaches('evaluates'); } }, async (grading) => {
      const watched: Grading = {
        close: () => grading.close(), stats: () => grading.stats(),
        grade(job, recall) {
          plan = plans.get(job.source)!;
          return grading.grade(job, async (modelHash) => {
            const known = await recall!(modelHash);
            reaches('simulates');
            return known;
          });
        },
      };
      for (const [at, source] of sources.entries()) await send(`l${at}`, `s${at}`, at, 'weights', source);
      start({ grading: watched, course, slots: 1 });
      await until(async () => await count(database, "state = 'queued'") === 0);
      expect(await grades(database, 'IS NOT NULL')).toEqual(expected);
      expect(await database.all('SELECT state, tries FROM submission')).toEqual(sources.map(() => ({ state: 'graded', tries: 1 })));
      expect((await database.all('SELECT model_hash FROM verdict')).length).toBe(3);
      expect(grading.stats()).toMatchObject({ started: 5, died: 4, killed: 0, graded: 3, errors: 0 });
      expect(errors).toEqual([]);
      console.log(`graders killed on ${lab.kind}: 4 of 5 with kill -9, 3 designs graded as without, ${(await database.all('SELECT * FROM grade')).length} grades`);
    });
  }), 120_000);
});

const HONEST = 40;
const ATTACKS = 5;
/** None ends: every other is ended by the grader's own count, and soon, so that the next would come before others if it were not for turns; the rest from outside. */
const counted = corpus.filter(({ name }) => name.startsWith('endless'));
const endless = endlessBuiltIns.flatMap((one, at) => [counted[at % counted.length]!, one]);

describeDatabases('one whose designs never end, and who hands in as fast as possible', (lab) => {
  it(`has few waiting, and an answer to each; each of ${HONEST} others is graded as without these, and waits for one of these`, () => withQueue(lab, async ({ database, start, send, errors }) => {
    const weights = ['1', '2', '9', '4'];
    const expected = await undisturbed(weights.map((weight) => designWith('', weight)));
    let [clock, isOver, taken, refused, most] = [0, false, 0, 0, 0];
    const attack = async (): Promise<void> => {
      if (await send('l0', `attack${taken}`, ++clock, 'weights', endless[taken % endless.length]!.source) === 'new') taken += 1;
      else refused += 1;
      most = Math.max(most, await count(database, "learner_id = 'l0' AND state = 'queued'"));
    };
    for (let times = 0; times < 4; times++) await attack();
    for (let at = 0; at < HONEST; at++) await send(`l${at + 1}`, `honest${at}`, ++clock, 'weights', designWith(`// ${at}`, weights[at % weights.length]));
    await withGraders({ slots: 2 }, async (grading) => {
      start({ grading, course, nowMs: () => ++clock });
      const attacking = (async () => { for (; !isOver || taken < ATTACKS; await sleep(20)) await attack(); })();
      await until(async () => await count(database, "learner_id <> 'l0' AND state = 'queued'") === 0);
      isOver = true;
      await attacking;
      await until(async () => await count(database, "state = 'queued'") === 0);
      const before = await count(database, "learner_id = 'l0' AND started_ms < (SELECT MAX(o.started_ms) FROM submission o WHERE o.learner_id <> 'l0')");
      const his = await database.all<{ state: string; status: string }>("SELECT s.state, g.status FROM submission s JOIN grade g ON g.submission_id = s.id WHERE s.learner_id = 'l0'");
      const honest = await grades(database, "<> 'l0'");
      const { started, killed, died } = grading.stats();
      console.log(`attacker on ${lab.kind}: ${honest.length} honest graded beside ${before} of the attacker's; ${taken} of the attacker's taken, ${refused} refused, ${most} waiting at most, ${his.length} answered; ${started} graders started, ${killed} killed`);
      expect(honest).toEqual(Array.from({ length: HONEST }, (_, at) => expected[at % expected.length]));
      expect([before, most]).toEqual([1, 3]);
      expect(refused).toBeGreaterThan(0);
      expect(his.length).toBe(taken);
      expect(new Set(his.map(({ state, status }) => `${state} ${status}`))).toEqual(new Set(['failed error', 'graded fail']));
      expect(died).toBe(0);
      expect(killed).toBeGreaterThan(0);
      expect(errors).toEqual([]);
    });
  }), 300_000);
});
