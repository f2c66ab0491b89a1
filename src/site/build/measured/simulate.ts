// One run of a lesson: its design evaluated, validated and resolved as the grader does it, simulated with each seed, and measured.
import { createEvaluator } from '../../../grader/adapter/node/index.ts';
import { designFrom, describeDiagnostic, evaluate, GRADER_LIMITS } from '../../../grader/index.ts';
import type { Design, RunSeries } from '../../../grader/index.ts';
import { measure, simulate, timelineOf } from '../../../simulation/index.ts';
import type { MetricQuery, Run, Scenario } from '../../../simulation/index.ts';

/** What is simulated, and what is taken from it: all that the outcome depends on, beside the code. */
export interface Job {
  /** Source of the design. */
  design: string;
  scenario: Scenario;
  seeds: number[];
  queries: MetricQuery[];
  /** Whether the first seed's run is kept second by second. */
  series: boolean;
}

/** What came out; data only. `problems` are of the design, with their lines in its source. */
export type Outcome =
  | { kind: 'refused'; problems: { line: number; message: string }[] }
  /** The limit on events ended a run before its time. */
  | { kind: 'cut'; seed: number }
  /** `values`: one list for each query, one value in it for each seed. */
  | { kind: 'measured'; values: (number | null)[][]; series: RunSeries | null };

/** A lesson shows no file that a line could be marked in. */
function seriesOf(id: string, run: Run): RunSeries {
  const timeline = timelineOf(run);
  return { run: id, seed: run.seed, ...timeline, eventPlaces: timeline.events.map(() => null) };
}

/** A function that does jobs; each design is evaluated once. */
export function createSimulator(): (job: Job) => Promise<Outcome> {
  const evaluator = createEvaluator();
  const designs = new Map<string, Promise<Design>>();
  const designOf = (source: string): Promise<Design> => {
    if (!designs.has(source)) designs.set(source, evaluate(source, evaluator).then(({ parsed, value, diagnostics }) => (
      parsed === null || diagnostics.length > 0 ? { model: null, diagnostics } : designFrom(value, parsed, GRADER_LIMITS)
    )));
    return designs.get(source)!;
  };
  return async (job) => {
    const { model, diagnostics } = await designOf(job.design);
    if (model === null) return { kind: 'refused', problems: diagnostics.map((one) => ({ line: one.place?.line ?? 1, message: describeDiagnostic(one).message })) };
    const values: (number | null)[][] = job.queries.map(() => []);
    let series: RunSeries | null = null;
    for (const seed of job.seeds) {
      const run = simulate(model, job.scenario, { seed, limits: { events: GRADER_LIMITS.events }, record: true });
      if (!run.complete) return { kind: 'cut', seed };
      job.queries.forEach((query, at) => values[at]!.push(measure(query, run, model)));
      if (job.series && series === null) series = seriesOf(job.scenario.id, run);
    }
    return { kind: 'measured', values, series };
  };
}
