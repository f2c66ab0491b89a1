import { describe, expect, it, vi } from 'vitest';
import { createEvaluator, gradeInWorker } from '../../src/grader/adapter/node/index.ts';
import { createAsker } from '../../src/grader/adapter/browser/asker.ts';
import { createGrader } from '../../src/grader/adapter/browser/client.ts';
import { createTypeChecker } from '../../src/grader/adapter/browser/typecheck-client.ts';
import { grade, type GradeRequest } from '../../src/grader/index.ts';
import type { ExploreRequest, ReplayRequest } from '../../src/grader/protocol.ts';
import { answerGradeRequest } from '../../src/grader/answer.ts';
import { corpusExercise, endlessBuiltIns } from './corpus/index.ts';
import { designWith } from './corpus/entry.ts';

const honest = designWith('');

describe('gradeInWorker', () => {
  it('gives the same report as this process, and tells its progress', async () => {
    const told: number[] = [];
    const report = await gradeInWorker(honest, corpusExercise, { wallMs: 100_000, onProgress: (done) => void told.push(done) });
    expect(report).toEqual(await grade({ source: honest, exercise: corpusExercise, evaluator: createEvaluator() }));
    expect(told).toEqual([0, 0, 1, 2, 3]);
  });

  it.each(endlessBuiltIns)('ends $name, which nothing inside can end', async ({ source, code }) => {
    const startedMs = performance.now();
    const report = await gradeInWorker(source, corpusExercise);
    const endedS = (performance.now() - startedMs) / 1000;
    expect(report).toMatchObject({ status: 'error', diagnostics: [{ code }] });
    const seconds = report.diagnostics[0]!.data['seconds'] as number;
    console.log(`ended after ${endedS.toFixed(1)} s, told as ${seconds} s of code`);
    // How much more, on a computer that others use, is a matter of patience.test.ts.
    expect(seconds).toBeGreaterThanOrEqual(1.5);
    expect((await gradeInWorker(honest, corpusExercise, { wallMs: 100_000 })).status).toBe('pass');
  });

  it('survives a process that has too little memory', async () => {
    const report = await gradeInWorker(honest, corpusExercise, { memoryMb: 8, wallMs: 100_000 });
    expect(report).toMatchObject({ status: 'error', diagnostics: [{ code: 'worker-failed' }] });
  });
});

/** A worker of this process; `answer` is called with each message. */
class FakeWorker {
  static alive = 0;
  onmessage: ((event: MessageEvent) => void) | null = null;
  onerror: ((event: ErrorEvent) => void) | null = null;
  isTerminated = false;
  readonly answer: (request: GradeRequest, post: (data: unknown) => void) => void;
  constructor(answer: FakeWorker['answer']) {
    this.answer = answer;
    FakeWorker.alive += 1;
  }

  postMessage(request: GradeRequest): void {
    this.answer(request, (data) => this.isTerminated || this.onmessage?.({ data } as MessageEvent));
  }

  terminate(): void {
    if (!this.isTerminated) FakeWorker.alive -= 1;
    this.isTerminated = true;
  }
}

const starting = (answer: FakeWorker['answer']) => () => Promise.resolve(new FakeWorker(answer) as unknown as Worker);
const evaluator = createEvaluator();
const working = starting((request, post) => void answerGradeRequest(request, evaluator, post));
const hanging = starting((request, post) => request.type === 'grade' && post({ type: 'progress', id: request.id, done: 0, total: 1 }));

describe('createGrader', () => {
  it('grades each run in a worker of its own, and keeps only the next one ready', async () => {
    FakeWorker.alive = 0;
    const grader = createGrader(working);
    const first = await grader.grade(corpusExercise, honest);
    expect(first.status).toBe('pass');
    expect(await grader.grade(corpusExercise, honest)).toEqual(first);
    await Promise.resolve();
    expect(FakeWorker.alive).toBe(1);
  });

  it('gives a learner\'s code as long as the worker took to begin: a busy computer is no reason to give up', async () => {
    vi.useFakeTimers();
    try {
      const slow = starting((request, post) => {
        if (request.type !== 'grade') return;
        setTimeout(() => post({ type: 'code', id: request.id, done: false }), 4000);
        setTimeout(() => post({ type: 'code', id: request.id, done: true }), 7500);
        setTimeout(() => post({ type: 'report', id: request.id, report: { status: 'pass', diagnostics: [] } }), 7600);
      });
      const report = createGrader(slow).grade(corpusExercise, honest);
      await vi.advanceTimersByTimeAsync(8000);
      expect((await report).status).toBe('pass');
    } finally {
      vi.useRealTimers();
    }
  });

  it('has the next worker rehearse the exercise, but lets nobody wait for that', async () => {
    const asked: string[] = [];
    const grader = createGrader(starting((request, post) => {
      asked.push(request.type === 'prewarm' ? `prewarm ${request.exercise?.id}` : request.type);
      void answerGradeRequest(request, evaluator, post);
    }));
    await grader.grade(corpusExercise, honest);
    await Promise.resolve();
    expect(asked).toEqual(['grade', `prewarm ${corpusExercise.id}`]);
  });

  it('starts another worker where the file of the one that was prepared could not be loaded', async () => {
    const made: FakeWorker[] = [];
    const grader = createGrader(async () => {
      const worker = new FakeWorker((request, post) => {
        if (made.length > 1) void answerGradeRequest(request, evaluator, post);
      });
      made.push(worker);
      return worker as unknown as Worker;
    });
    grader.prewarm(corpusExercise);
    await Promise.resolve();
    await Promise.resolve();
    made[0]!.onerror!({} as ErrorEvent);
    expect((await grader.grade(corpusExercise, honest)).status).toBe('pass');
  });

  it('rehearses without a word', async () => {
    const evaluated: string[] = [];
    const counting = { prepare: () => evaluator.prepare(), evaluate: (code: string) => (evaluated.push(code), evaluator.evaluate(code)) };
    const told: unknown[] = [];
    await answerGradeRequest({ type: 'prewarm', exercise: { ...corpusExercise, starter: honest } }, counting, (answer) => told.push(answer));
    expect(evaluated).toHaveLength(2);
    expect(told).toEqual([]);
  });

  it('ends a run without progress', async () => {
    const report = await createGrader(hanging, { wallMs: 1 }).grade(corpusExercise, honest);
    expect(report).toMatchObject({ status: 'error', diagnostics: [{ code: 'took-too-long' }] });
  });

  it('can be cancelled, by hand or by the next run', async () => {
    const grader = createGrader(hanging, { wallMs: 1_000_000 });
    const first = grader.grade(corpusExercise, honest);
    const second = grader.grade(corpusExercise, honest);
    expect((await first).diagnostics[0]?.code).toBe('cancelled');
    grader.cancel();
    expect((await second).diagnostics[0]?.code).toBe('cancelled');
  });

  it('says why a worker cannot start, and tries again the next time', async () => {
    let tries = 0;
    const grader = createGrader(() => (tries++ === 0 ? Promise.reject(new Error('not found')) : working()));
    expect(await grader.grade(corpusExercise, honest)).toMatchObject({ status: 'error', diagnostics: [{ code: 'worker-failed', data: { message: 'not found' } }] });
    expect((await grader.grade(corpusExercise, honest)).status).toBe('pass');
  });
});

describe('createTypeChecker', () => {
  const echo = starting((request, post) => post({ type: 'diagnostics', id: (request as unknown as { id: number }).id, diagnostics: [{ code: 1, message: 'm', place: null }] }));

  it('answers, and gives null for what hangs or was overtaken', async () => {
    expect(await createTypeChecker(echo).check('x')).toHaveLength(1);
    expect(await createTypeChecker(starting(() => {}), { wallMs: 1 }).check('x')).toBeNull();
    const checker = createTypeChecker(echo);
    const [first, second] = await Promise.all([checker.check('a'), checker.check('b')]);
    expect(first).toBeNull();
    expect(second).toHaveLength(1);
  });

  it('gives null when the worker cannot start', async () => {
    expect(await createTypeChecker(() => Promise.reject(new Error('gone'))).check('x')).toBeNull();
  });
});

describe('createAsker', () => {
  const question = { type: 'explore' as const, exercise: corpusExercise, source: honest, pairs: false, known: [] };
  const silent = starting(() => {});

  it('tells what comes before the answer, and ends with one worker less', async () => {
    const alive = FakeWorker.alive;
    const asker = createAsker(working);
    const told: number[] = [];
    const answer = await asker.ask<ExploreRequest>(question, ({ done }) => void told.push(done));
    expect(answer!.exploration.cells.length).toBeGreaterThan(3);
    expect(told[0]).toBe(0);
    expect(FakeWorker.alive).toBe(alive + 1);
    asker.close();
    await Promise.resolve();
    expect(FakeWorker.alive).toBe(alive);
  });

  it('answers null to all that was asked when it is closed, and is there for the next question', async () => {
    let begun = 0;
    const asker = createAsker(() => (begun++ === 0 ? silent() : working()));
    const asked = [asker.ask<ExploreRequest>(question), asker.ask<ExploreRequest>(question)];
    asker.close();
    expect(await Promise.all(asked)).toEqual([null, null]);
    const spec = { run: corpusExercise.runs[0].id, seed: 1, faults: [], durationMs: 2000 };
    expect((await asker.ask<ReplayRequest>({ type: 'replay', exercise: corpusExercise, source: honest, spec }))!.replayed.series?.seconds).toBe(2);
    asker.close();
  });

  it('says so when a worker is silent or cannot start', async () => {
    await expect(createAsker(silent, 1).ask<ExploreRequest>(question)).rejects.toThrow('The run was stopped after 0 seconds.');
    await expect(createAsker(() => Promise.reject(new Error('gone'))).ask<ExploreRequest>(question)).rejects.toThrow('gone');
  });
});
