import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { availableParallelism, cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { BadUse, type Command, type Shell } from '../command.ts';
import { LB1_DIFFERENCES, LB1_TRIED } from '../bench/lb1.ts';
import { EXPLORATION_TRIED, explorationRows } from '../bench/exploration.ts';
import { findExercise, requireCourse } from '../content.ts';
import { GRADED, gradeRows } from '../bench/grade.ts';
import { curveRows, curves, exerciseRows, instructionsRow, memoryRow, race, raceRows, type Curve, type Row } from '../bench/measure.ts';
import { FULL, type Case, type Verdict } from '../bench/theory/case.ts';
import { CASES, runCases } from '../bench/theory/index.ts';

const PARTS = ['speed', 'grade', 'curves', 'explore', 'theory'];
/** `--quick`: a first look at theory, with room for its larger errors. */
const QUICK = { requests: 100_000, seeds: 8 };

/** All that a bench has found; parts that did not run are empty. */
export interface BenchResult {
  format: 1;
  machine: { processor: string; processors: number; node: string };
  rows: Row[];
  curves: Curve[];
  theory: (Verdict & { title: string; formula: string })[];
  /** Of each seed, and how many. */
  theorySize: { requests: number; seeds: number };
  /** How lb1 differs from the description it was taken from. */
  differences: string[];
  /** Why goals of speed are missed, and what was tried. */
  tried: string[];
}

/** Measures the simulator's speed, and holds it against theory. */
export const command: Command = {
  usage: 'bench [speed] [grade] [curves] [explore] [theory] [--rounds N] [--quick] [--out FILE]',
  help: [
    'speed   the workload lb1 through the simulator, in turns with a C++ reference of the same semantics (where g++ is',
    '        installed) and SimPy 3 (where Python has it): requests and events a second, ratios, one fingerprint; a run of',
    '        an exercise\'s size; heap growth; instructions a request (where perf or valgrind can count them)',
    'grade   what a grade costs for 10⁵ requests, with its stages and beside the simulation alone; the first verdict of a process',
    'curves  cost of a request with 2 to 1,000 servers, and with 10⁴ to 10⁷ requests',
    'explore every single fault of 12 components, and every pair, in processor time: some minutes',
    'theory  about 50 numbers with a closed form: 10⁶ requests a seed, seeds 1 to 16, within 4 standard errors',
    '',
    'Without a part: speed, grade, curves and explore. Goals stand beside what is measured; a goal that is missed is no error.',
    '',
    '  --rounds N  turns of the comparison; 3 when left out',
    '  --quick     theory with a tenth of the requests and half of the seeds',
    '  --out FILE  write everything as JSON, too',
    '',
    'Exit code: 0 done, 1 results differ from the C++ reference or from theory, 2 used in a wrong way.',
  ],
  options: { rounds: { type: 'string' }, quick: { type: 'boolean' }, out: { type: 'string' } },
  arguments: [0, 5],
  async run({ positionals, options }, shell) {
    const unknown = positionals.find((part) => !PARTS.includes(part));
    if (unknown !== undefined) throw new BadUse(`There is no part ${unknown} of the bench; there is ${PARTS.join(', ')}.`);
    const parts = positionals.length === 0 ? ['speed', 'grade', 'curves', 'explore'] : positionals;
    const result: BenchResult = {
      format: 1, machine: { processor: cpus()[0]?.model ?? 'unknown', processors: availableParallelism(), node: process.version },
      rows: [], curves: [], theory: [], theorySize: options['quick'] === true ? QUICK : FULL, differences: LB1_DIFFERENCES, tried: LB1_TRIED,
    };
    shell.out(`${result.machine.processor}, ${result.machine.processors} processors, Node ${result.machine.node}\n`);
    if (parts.includes('speed')) speed(result, readRounds(options['rounds']), shell);
    if (parts.includes('grade')) inFolder((folder) => show(result, gradeRows(findExercise(requireCourse(shell, 2).course, GRADED), folder), shell));
    if (parts.includes('curves')) {
      result.curves = curves(shell.err);
      for (const { name, points } of result.curves) shell.out(`\n${name}: nanoseconds a request\n  ${points.map(({ at, nsPerRequest }) => `${at}: ${nsPerRequest.toFixed(0)}`).join('  ')}`);
      show(result, curveRows(result.curves), shell);
    }
    if (parts.includes('explore')) {
      show(result, explorationRows(), shell);
      shell.out(EXPLORATION_TRIED.map((text) => `  - ${text}`).join('\n'));
    }
    if (parts.includes('theory')) await theory(result, result.theorySize, shell);
    if (typeof options['out'] === 'string') writeFileSync(options['out'], `${JSON.stringify(result, null, 2)}\n`);
    return result.theory.some((one) => !one.holds) || result.rows.some(({ id, reached }) => id === 'lb1.same' && reached === false) ? 1 : 0;
  },
};

function readRounds(option: string | boolean | undefined): number {
  const rounds = Number(option ?? 3);
  if (!Number.isInteger(rounds) || rounds < 1 || rounds > 100) throw new BadUse(`--rounds is ${String(option)}: it is a whole number from 1 to 100.`);
  return rounds;
}

/** A folder for the files of a part, gone afterwards. */
function inFolder(task: (folder: string) => void): void {
  const folder = mkdtempSync(join(tmpdir(), 'nsp-bench-'));
  try {
    task(folder);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function speed(result: BenchResult, rounds: number, shell: Shell): void {
  inFolder((folder) => {
    show(result, raceRows(race(folder, rounds, shell.err)), shell);
    show(result, exerciseRows(folder), shell);
    show(result, [memoryRow()], shell);
    shell.err('counting instructions');
    show(result, [instructionsRow(folder)], shell);
  });
  const list = (texts: readonly string[]): string => texts.map((text) => `  - ${text}`).join('\n');
  shell.out(`\nlb1 differs from the description it was taken from:\n${list(LB1_DIFFERENCES)}`);
  shell.out(`\nWhy goals are missed, and what was tried:\n${list(LB1_TRIED)}`);
}

/** Prints rows and keeps them. */
function show(result: BenchResult, rows: Row[], shell: Shell): void {
  for (const { what, value, unit, goal, reached, note } of rows) {
    const verdict = reached === null ? '' : reached ? 'reached' : 'missed';
    shell.out(`${what.padEnd(62)} ${figure(value).padStart(12)} ${unit.padEnd(3)} ${goal.padEnd(8)} ${verdict.padEnd(8)} ${note}`.trimEnd());
  }
  result.rows.push(...rows);
}

/** Four digits that count, thousands apart. */
function figure(value: number | null): string {
  if (value === null) return '–';
  return Math.abs(value) >= 100 ? Math.round(value).toLocaleString('en') : value.toPrecision(4);
}

async function theory(result: BenchResult, { requests, seeds }: { requests: number; seeds: number }, shell: Shell): Promise<void> {
  shell.out(`\nTheory: ${requests} requests a seed, seeds 1 to ${seeds}. Exact, measured, standard error, difference.`);
  await runCases(CASES, requests, seeds, (one: Case, verdicts) => {
    shell.out(`\n${one.title}: ${one.formula}`);
    for (const verdict of verdicts) {
      const { what, exact, measured, standardError, offPct, unit, holds } = verdict;
      const numbers = [exact, measured, standardError].map((value) => value.toPrecision(7).padStart(11)).join(' ');
      shell.out(`  ${what.padEnd(34)} ${numbers} ${offPct.toFixed(2).padStart(6)} %  ${unit.padEnd(2)} ${holds ? 'holds' : 'FAILS'}`);
      result.theory.push({ ...verdict, title: one.title, formula: one.formula });
    }
  });
  const failed = result.theory.filter((one) => !one.holds).length;
  shell.out(`\n${result.theory.length} checks, ${failed === 0 ? 'all hold' : `${failed} fail`}.`);
}
