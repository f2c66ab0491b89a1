// One task of the bench in a process of its own: `node child.ts TASK`, the task as JSON. Prints one line of JSON a run.
import type { Model } from '../../infrastructure/index.ts';
import { simulate, type Scenario } from '../../simulation/index.ts';
import { lb1Fingerprint, lb1Model, lb1Scenario } from './lb1.ts';
import { farm, modelOf, scenarioOf } from './designs.ts';

/** What a child can do. `runs` one after another, the first one cold. */
export type Task =
  /** lb1, with a history only if `record`. */
  | { task: 'lb1'; servers: number; requests: number; balance: 'roundrobin' | 'leastconn'; runs: number; record: boolean }
  /** 180 s at 200 requests/s with a history, as the grader runs it. */
  | { task: 'exercise'; runs: number };

/** One run. `heapBytes`: in use afterwards, swept if the process has --expose-gc. */
export interface TaskRun { seconds: number; events: number; requests: number; ok: number; failed: number; attempts: number; simulatedMs: number; fingerprint: string; heapBytes: number }

/** A design and a scenario of an exercise's size: four servers, one of them lost for a minute. */
function exercise(): [Model, Scenario] {
  const backend: Parameters<typeof farm>[2] = { timeouts: { connect: '1s', server: '2s', queue: '1s' }, redispatch: true };
  return [
    modelOf(farm(4, { workers: 4 }, backend, { check: true })),
    scenarioOf({
      ratePerSecond: 200, durationMs: 180_000, warmupMs: 10_000, clientTimeoutMs: 5000, service: { distribution: 'exponential', meanMs: 50 },
      faults: [{ atMs: 60_000, untilMs: 120_000, kind: 'host-loss', host: 'app2' }],
    }),
  ];
}

function prepare(task: Task): { model: Model; scenario: Scenario; runs: number; record: boolean } {
  if (task.task === 'exercise') {
    const [model, scenario] = exercise();
    return { model, scenario, runs: task.runs, record: true };
  }
  return { model: lb1Model(task.servers, task.balance), scenario: lb1Scenario(task.servers, task.requests), runs: task.runs, record: task.record };
}

function* perform(task: Task): Generator<TaskRun> {
  const { model, scenario, runs, record } = prepare(task);
  for (let run = 0; run < runs; run++) {
    const begin = performance.now();
    const result = simulate(model, scenario, { seed: 1, limits: { events: 1e12 }, record });
    const seconds = (performance.now() - begin) / 1000;
    globalThis.gc?.();
    yield { seconds, events: result.events, ...result.totals, simulatedMs: scenario.durationMs, fingerprint: lb1Fingerprint(result), heapBytes: process.memoryUsage().heapUsed };
  }
}

if (process.argv[2] !== undefined) for (const run of perform(JSON.parse(process.argv[2]) as Task)) process.stdout.write(`${JSON.stringify(run)}\n`);
