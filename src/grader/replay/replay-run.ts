import type { Exercise } from '../../course/course.ts';
import { digestOf, simulate } from '../../simulation/index.ts';
import { runSeries } from '../check/series.ts';
import { designFrom } from '../design.ts';
import { evaluate } from '../evaluate/evaluate.ts';
import type { Evaluator } from '../evaluate/evaluator.ts';
import { GRADER_LIMITS, type GraderLimits } from '../limits.ts';
import { diagnostic } from '../source/diagnostic.ts';
import { wiringOf } from '../wiring/wiring-of.ts';
import { checkSpec } from './check-spec.ts';
import { notReplayed } from './not-replayed.ts';
import type { Replayed, ReplaySpec } from './replay.ts';

/** What is simulated again, and with what. */
export interface ReplayOptions {
  /** The learner's file: any text. */
  source: string;
  exercise: Exercise;
  /** Any value: one that is no run of this exercise and design is answered with diagnostics. */
  spec: ReplaySpec;
  evaluator: Evaluator;
  /** Default: GRADER_LIMITS. */
  limits?: GraderLimits;
}

/** Simulates one run of one design, to be looked at: the same digest for the same options, everywhere. Never rejects. */
export async function replayRun({ source, exercise, spec, evaluator, limits = GRADER_LIMITS }: ReplayOptions): Promise<Replayed> {
  try {
    const { parsed, value, diagnostics } = await evaluate(source, evaluator);
    if (parsed === null || diagnostics.length > 0) return notReplayed(spec, diagnostics);
    const { model, diagnostics: problems } = designFrom(value, parsed, limits);
    if (model === null) return notReplayed(spec, problems);
    const refused = checkSpec(spec, exercise, model);
    const scenario = exercise.runs.find(({ id }) => id === spec?.run);
    if (scenario === undefined || refused.length > 0) return notReplayed(spec, refused);
    const { seed, faults, durationMs } = spec;
    const run = simulate(model, { ...scenario, durationMs, warmupMs: Math.min(scenario.warmupMs, durationMs), faults }, { seed, limits: { events: limits.events }, record: true });
    if (!run.complete) return notReplayed(spec, [diagnostic('too-many-events', { run: scenario.id, limit: limits.events })]);
    return { format: 1, spec, series: runSeries(scenario.id, run, model, parsed), wiring: wiringOf(model, parsed), digest: digestOf(run), diagnostics: [] };
  } catch (error) {
    return notReplayed(spec, [diagnostic('internal', { message: error instanceof Error ? error.message : String(error) })]);
  }
}
