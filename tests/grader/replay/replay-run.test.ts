// One run of one design again: the run that the report shows, another that somebody asks for, and what is answered to a spec that makes no sense.
import { describe, expect, it } from 'vitest';
import { createEvaluator, replayInWorker } from '../../../src/grader/adapter/node/index.ts';
import { createAsker } from '../../../src/grader/adapter/browser/asker.ts';
import { answerGradeRequest } from '../../../src/grader/answer.ts';
import type { ReplayRequest } from '../../../src/grader/protocol.ts';
import { describeDiagnostic, grade, replayRun, type Replayed, type ReplaySpec, type GradeRequest } from '../../../src/grader/index.ts';
import type { Exercise } from '../../../src/course/index.ts';
import type { Fault } from '../../../src/simulation/index.ts';
import { corpusExercise } from '../corpus/index.ts';
import { designWith } from '../corpus/entry.ts';

const evaluator = createEvaluator();
const source = designWith('');
const LOSS: Fault = { kind: 'process-crash', target: 'newApp', atMs: 8000, untilMs: 12_000 };
const SPEC: ReplaySpec = { run: 'steady', seed: 7, faults: [LOSS], durationMs: 15_000 };
const again = (spec: unknown, exercise: Exercise = corpusExercise, text = source): Promise<Replayed> => replayRun({ source: text, exercise, spec: spec as ReplaySpec, evaluator });

describe('a replay', () => {
  it('of a run of the exercise is what the report shows', async () => {
    const exercise = { ...corpusExercise, runs: [{ ...corpusExercise.runs[0]!, faults: [LOSS] }] };
    const report = await grade({ source, exercise, evaluator });
    const replayed = await again({ run: 'steady', seed: 1, faults: [LOSS], durationMs: 20_000 }, exercise);
    expect(replayed.series).toEqual(report.runs[0]);
    expect(replayed.wiring).toEqual(report.wiring);
    expect(replayed.diagnostics).toEqual([]);
  });

  it('has the faults, the seed and the length that are asked for, and each of them changes it', async () => {
    const { series, digest, spec } = await again(SPEC);
    expect(spec).toEqual(SPEC);
    expect(series).toMatchObject({ run: 'steady', seed: 7, seconds: 15 });
    expect(series!.events.map(({ kind, atMs }) => [kind, atMs]).slice(0, 1)).toEqual([['fault-begins', 8000]]);
    const others = await Promise.all([{ ...SPEC, seed: 8 }, { ...SPEC, faults: [] }, { ...SPEC, durationMs: 14_000 }, { ...SPEC, faults: [{ ...LOSS, atMs: 8001 }] }].map((one) => again(one)));
    expect(new Set([digest, ...others.map((one) => one.digest)]).size).toBe(5);
  });

  it('is the same in this process, in one of its own, and through a worker', async () => {
    const here = await again(SPEC);
    expect(await replayInWorker(source, corpusExercise, SPEC, { wallMs: 100_000 })).toEqual(here);
    class Answering {
      onmessage: ((event: MessageEvent) => void) | null = null;
      postMessage(request: GradeRequest): void {
        void answerGradeRequest(request, evaluator, (data) => this.onmessage?.({ data } as MessageEvent));
      }
      terminate(): void {}
    }
    const asker = createAsker(() => Promise.resolve(new Answering() as unknown as Worker));
    expect((await asker.ask<ReplayRequest>({ type: 'replay', exercise: corpusExercise, source, spec: SPEC }))?.replayed).toEqual(here);
    asker.close();
  });

  it('may begin its last fault after the end of the run, and go on for the horizon of the fault table', async () => {
    const late = { ...SPEC, faults: [{ ...LOSS, atMs: 30_000, untilMs: null }], durationMs: 60_000 };
    expect((await again(late)).series?.seconds).toBe(60);
    expect((await again({ ...late, durationMs: 60_001 })).series).toBeNull();
  });

  it('says why a design is not simulated', async () => {
    const replayed = await again(SPEC, corpusExercise, 'export default { hosts: {} };');
    expect(replayed).toMatchObject({ series: null, wiring: null, digest: null });
    expect(replayed.diagnostics.length).toBeGreaterThan(0);
  });

  it('ends with the count of events', async () => {
    const replayed = await replayRun({ source, exercise: corpusExercise, spec: SPEC, evaluator, limits: { hosts: 64, servers: 1000, events: 500, eventsInAll: 500 } });
    expect(replayed).toMatchObject({ series: null, diagnostics: [{ code: 'too-many-events' }] });
  });
});

describe('a spec that makes no sense', () => {
  const fault = (fields: object): unknown => ({ ...SPEC, faults: [{ ...LOSS, ...fields }] });
  it.each<[string, unknown, string]>([
    ['nothing', null, 'The description of this run cannot be read.'],
    ['a list', [], 'The description of this run cannot be read.'],
    ['no list of faults', { ...SPEC, faults: {} }, 'The description of this run cannot be read.'],
    ['a fault that is none', { ...SPEC, faults: [3] }, 'The description of this run cannot be read.'],
    ['another run', { ...SPEC, run: 'storm' }, 'The exercise has no run `storm`.'],
    ['a run by an object', { ...SPEC, run: { toString: null } }, 'The exercise has no run `object`.'],
    ['no seed', { ...SPEC, seed: NaN }, '`seed` of the run is not a number from 0 to 4,294,967,295.'],
    ['a part of a seed', { ...SPEC, seed: 1.5 }, '`seed` of the run is not a number from 0 to 4,294,967,295.'],
    ['no time', { ...SPEC, durationMs: 0 }, '`durationMs` of the run is not a number from 1 to 38,000.'],
    ['no end', { ...SPEC, durationMs: Infinity }, '`durationMs` of the run is not a number from 1 to 38,000.'],
    ['a fault before the beginning', fault({ atMs: -1 }), '`faults[0].atMs` of the run is not a number from 0 to 50,000.'],
    ['a fault at an object', fault({ atMs: { valueOf: null, toString: null } }), '`faults[0].atMs` of the run is not a number from 0 to 50,000.'],
    ['a fault at a text', fault({ atMs: '8000' }), '`faults[0].atMs` of the run is not a number from 0 to 50,000.'],
    ['a fault that ends before it begins', fault({ untilMs: 8000 }), '`faults[0].untilMs` of the run is not later than the beginning of the fault.'],
    ['a fault without an end', fault({ untilMs: undefined }), '`faults[0].untilMs` of the run is not later than the beginning of the fault.'],
    ['a kind that is none', fault({ kind: 'constructor' }), '`faults[0]` is of a kind that this version of the simulator does not know.'],
    ['a part of another design', fault({ target: 'app9' }), 'The fault process-crash hits `app9`, which the design does not have.'],
    ['a host of another design', fault({ kind: 'host-loss', host: 'newApp' }), 'The fault host-loss hits `newApp`, which the design does not have.'],
    ['no speed at all', fault({ kind: 'slow', speed: 0 }), '`faults[0].speed` of the run is not a number from 0.001 to 0.999.'],
    ['load without end', fault({ kind: 'load-spike', factor: 1e9 }), '`faults[0].factor` of the run is not a number from 0.001 to 1,000.'],
    ['an answer that is none', fault({ kind: 'bad-answers', answer: 200 }), 'The description of this run cannot be read.'],
    ['a partition without a direction', fault({ kind: 'partition', from: 'lb', to: 'web1' }), 'The description of this run cannot be read.'],
    ['a thousand faults', { ...SPEC, faults: Array.from({ length: 1000 }, () => LOSS) }, 'The run has 1000 faults. At most 32 are simulated.'],
  ])('%s', async (_name, spec, message) => {
    const replayed = await again(spec);
    expect(replayed).toMatchObject({ series: null, digest: null });
    expect(describeDiagnostic(replayed.diagnostics[0]!).message).toBe(message);
  });
});
