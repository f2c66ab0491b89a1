// A learner's code that does not come to its end, in whatever is asked about it.
import { describe, expect, it } from 'vitest';
import { createAsker } from '../../src/grader/adapter/browser/asker.ts';
import { createFilesWriter } from '../../src/grader/adapter/browser/files-client.ts';
import { createTypeChecker } from '../../src/grader/adapter/browser/typecheck-client.ts';
import { createEvaluator, exploreInWorker, modelInWorker, replayInWorker, shrinkInWorker, typecheckInWorker } from '../../src/grader/adapter/node/index.ts';
import { answerGradeRequest } from '../../src/grader/answer.ts';
import type { GradeRequest, ReplayRequest } from '../../src/grader/protocol.ts';
import { realFiles } from '../../src/grader/real-files.ts';
import { GRADER_LIMITS, type Diagnostic } from '../../src/grader/index.ts';
import { designWith } from './corpus/entry.ts';
import { corpusExercise, endlessBuiltIns, typeBombs } from './corpus/index.ts';

const LOOP = designWith('for (;;);');
const BUILT_IN = endlessBuiltIns[0]!.source;
const SPEC = { run: 'steady', seed: 1, faults: [], durationMs: 5000 };
const honest = designWith('');

const ASKED: { name: string; ask: (source: string) => Promise<readonly Diagnostic[]> }[] = [
  { name: 'a run to be looked at', ask: async (source) => (await replayInWorker(source, corpusExercise, SPEC)).diagnostics },
  { name: 'every fault', ask: async (source) => (await exploreInWorker(source, corpusExercise, false)).diagnostics },
  { name: 'its model', ask: async (source) => (await modelInWorker(source, 'simulate')).diagnostics },
];

describe('in a process, asked for', () => {
  it.each(ASKED)('$name, a loop is answered as by the grader', async ({ ask }) => {
    expect((await ask(LOOP)).map(({ code }) => code)).toEqual(['too-many-steps']);
  });
  it.each(ASKED)('$name, a built-in call without end is ended from outside, and the next design is answered', async ({ ask }) => {
    expect(await ask(BUILT_IN)).toMatchObject([{ code: 'took-too-long', data: { seconds: expect.any(Number) } }]);
    expect(await ask(honest)).toEqual([]);
  });
  it('the smallest failure, there is none', async () => {
    expect(await shrinkInWorker(LOOP, corpusExercise, 'p99')).toBeNull();
    expect(await shrinkInWorker(BUILT_IN, corpusExercise, 'p99')).toBeNull();
  });
  it('the real files, a loop is answered as by the grader', async () => {
    expect(await realFiles(LOOP, createEvaluator(), GRADER_LIMITS)).toMatchObject({ files: null, diagnostics: [{ code: 'too-many-steps' }] });
  });
});

describe('the type checker', () => {
  it('is ended with types that it would work on for ever', async () => {
    const endless = typeBombs.find(({ name }) => name === 'a type that doubles sixty times')!;
    expect(await typecheckInWorker(endless.source)).toBeNull();
  });
  it('has remarks on the next honest file', async () => {
    expect(await typecheckInWorker(honest, { wallMs: 100_000 })).toEqual([]);
  });
});

/** A worker of this process that runs code without end for sources that say so, and answers the others. */
class FakeWorker {
  onmessage: ((event: MessageEvent) => void) | null = null;
  #isHanging = false;
  #isTerminated = false;

  postMessage(request: Exclude<GradeRequest, { type: 'prewarm' }>): void {
    if (this.#isHanging) return;
    const post = (data: unknown): void => { if (!this.#isTerminated) this.onmessage?.({ data } as MessageEvent); };
    if (request.source !== BUILT_IN) return void answerGradeRequest(request, createEvaluator(), post);
    this.#isHanging = true;
    post({ type: 'code', id: request.id, done: false });
  }

  terminate(): void {
    this.#isTerminated = true;
  }
}

describe('in a browser, asked for', () => {
  const start = (): Promise<Worker> => Promise.resolve(new FakeWorker() as unknown as Worker);
  const replay = (source: string): Omit<ReplayRequest, 'id'> => ({ type: 'replay', exercise: corpusExercise, source, spec: SPEC });

  it('a run, the answer is the sentence of the grader, and the next one is given', async () => {
    const asker = createAsker(start);
    await expect(asker.ask<ReplayRequest>(replay(BUILT_IN))).rejects.toThrow('The run was stopped after 1.5 seconds.');
    expect((await asker.ask<ReplayRequest>(replay(honest)))?.replayed.diagnostics).toEqual([]);
  });
  it('a run behind one that hangs, the wait begins with the first', async () => {
    const asker = createAsker(start);
    const first = asker.ask<ReplayRequest>(replay(BUILT_IN));
    const second = asker.ask<ReplayRequest>(replay(honest));
    for (const asked of [first, second]) await expect(asked).rejects.toThrow('The run was stopped after 1.5 seconds.');
  });
  it('the real files, the answer is a diagnostic, and the next design gets its files', async () => {
    const files = createFilesWriter(start);
    expect(await files.write(BUILT_IN)).toMatchObject({ files: null, diagnostics: [{ code: 'took-too-long', data: { seconds: 1.5 } }] });
    expect((await files.write(honest))?.files).not.toBeNull();
  });
  it('the real files of the next design while one hangs, that one is asked again', async () => {
    const files = createFilesWriter(start);
    const first = files.write(BUILT_IN);
    await new Promise((resolve) => setTimeout(resolve, 10));
    const second = files.write(honest);
    expect(await first).toBeNull();
    expect((await second)?.files).not.toBeNull();
  });
  it('types, there is no remark', async () => {
    expect(await createTypeChecker(start).check(BUILT_IN)).toBeNull();
  });
});
