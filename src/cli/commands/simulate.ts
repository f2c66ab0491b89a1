import { basename } from 'node:path';
import { parseScenario, type Scenario } from '../../course/index.ts';
import { GRADER_LIMITS, formatMetric } from '../../grader/index.ts';
import type { Model } from '../../infrastructure/index.ts';
import { METRICS, digestOf, measure, simulate, type Metric, type Run } from '../../simulation/index.ts';
import { BadUse, Stopped, type Command, type Shell } from '../command.ts';
import { readModel } from '../read-model.ts';
import { readNamedFile } from '../read-design.ts';

/** One number of the run; `of` is the server that it is about, null the whole service. */
interface Measured { metric: Metric; of: string | null; value: number | null }

/** Metrics that are told for each server. */
const BY_SERVER: readonly Metric[] = ['loadSharePct', 'attempts', 'utilisationPct'];

/** Runs a design through one scenario, outside any exercise. */
export const command: Command = {
  usage: 'simulate FILE --scenario FILE [--seed N] [--json]',
  help: [
    'Runs the design in FILE through a scenario and prints what is measured. The scenario is YAML, of the form of one',
    'entry under runs in exercise.yaml; id and title may be left out.',
    '',
    '  --scenario FILE  what happens: duration, workload, faults',
    '  --seed N         whole number from 0 to 4294967295; 1 when left out',
    '  --json           print metrics, totals and digest as JSON and nothing else',
    '',
    'Exit code: 0 simulated, 1 the design is not valid, 2 used in a wrong way.',
  ],
  options: { scenario: { type: 'string' }, seed: { type: 'string' }, json: { type: 'boolean' } },
  arguments: [1, 1],
  async run({ positionals, options }, shell) {
    const path = positionals[0]!;
    if (typeof options['scenario'] !== 'string') throw new BadUse('A scenario is missing: --scenario FILE names it. nsp simulate --help tells its form.');
    const seed = readSeed(options['seed']);
    const source = readNamedFile(path, 'design');
    const scenario = readScenario(options['scenario'], shell);
    const model = await readModel(path, source, 'simulate', shell);
    const run = simulate(model, scenario, { seed, limits: { events: GRADER_LIMITS.events }, record: true });
    if (!run.complete) throw new Stopped(`The run was stopped after ${run.events} events, before its end. Make the scenario shorter, or its rate lower.`, 2);
    const measured = measureAll(run, model);
    if (options['json'] === true) shell.out(JSON.stringify({ format: 1, design: basename(path), scenario: scenario.id, seed, events: run.events, metrics: measured, totals: run.totals, digest: digestOf(run) }));
    else printTable(run, scenario, measured, shell);
    return 0;
  },
};

function readSeed(option: string | boolean | undefined): number {
  if (option === undefined) return 1;
  const seed = typeof option === 'string' && /^\d{1,10}$/.test(option) ? Number(option) : Number.NaN;
  if (!(seed <= 4_294_967_295)) throw new BadUse(`--seed is ${String(option)}: it is a whole number from 0 to 4294967295.`);
  return seed;
}

function readScenario(path: string, shell: Shell): Scenario {
  const read = parseScenario(readNamedFile(path, 'scenario'), path);
  if ('scenario' in read) return read.scenario;
  for (const problem of read.problems) shell.err(`${problem.file}:${problem.line}: ${problem.message}`);
  throw new BadUse('The scenario cannot be used.');
}

function measureAll(run: Run, model: Model): Measured[] {
  const servers = [...model.applications.map((one) => one.name), ...model.databases.nodes.map((one) => one.name)];
  return METRICS.flatMap((metric) => (BY_SERVER.includes(metric) ? servers : [null]).map((of) => ({ metric, of, value: measure({ metric, of, class: null, windowMs: null }, run, model) })));
}

function printTable(run: Run, scenario: Scenario, measured: readonly Measured[], shell: Shell): void {
  const rows = measured.filter((one) => one.value !== null).map((one) => [one.of === null ? one.metric : `${one.metric} of ${one.of}`, formatMetric(one.metric, one.value)] as const);
  const width = Math.max(...rows.map(([name]) => name.length));
  shell.out(`${scenario.id}: ${scenario.durationMs / 1000} s, seed ${run.seed}\n`);
  for (const [name, value] of rows) shell.out(`  ${name.padEnd(width)}  ${value}`);
  const { requests, ok, failed, attempts } = run.totals;
  shell.out(`\n  ${requests} requests after the warmup: ${ok} answered in time, ${failed} not; ${attempts} attempts at servers`);
  shell.out(`  ${run.events} events, digest ${digestOf(run)}`);
}
