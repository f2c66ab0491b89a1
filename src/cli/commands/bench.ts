import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { availableParallelism, cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { BadUse, type Command, type Shell } from '../command.ts';
import { LB1_DIFFERENCES, LB1_TRIED } from '../bench/lb1.ts';
import { EXPLORATION_TRIED, explorationRows } from '../bench/exploration.ts';
import { classRows, WHOLE_CLASS, type ClassSize } from '../bench/class.ts';
import { exportRows } from '../bench/export.ts';
import { partOf } from '../export/part.ts';
import { sourceOf } from '../export/site.ts';
import { haveSite } from '../built-site.ts';
import { cohortGradingRows } from '../bench/cohort-grading.ts';
import { exercisesOf, findExercise, requireCourse } from '../content.ts';
import { regradeRows, WHOLE_HISTORY } from '../bench/regrade.ts';
import type { HistorySize } from '../bench/regrade-history.ts';
import { GRADED, gradeRows } from '../bench/grade.ts';
import { curveRows, curves, exerciseRows, instructionsRow, memoryRow, race, raceRows, type Curve, type Row } from '../bench/measure.ts';
import { FULL, type Case, type Verdict } from '../bench/theory/case.ts';
import { CASES, runCases } from '../bench/theory/index.ts';

const PARTS = ['speed', 'grade', 'curves', 'explore', 'theory', 'regrade', 'class', 'cohort-grading', 'export'];
/** `--quick`: a first look at theory, with room for its larger errors, and a class of an afternoon. */
const QUICK = { requests: 100_000, seeds: 8 };
const QUICK_CLASS: ClassSize = { learners: 20, seconds: 1, kills: 1, pages: 500 };
const QUICK_HISTORY = { submissions: 60, models: 3 };

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
  usage: 'bench [speed] [grade] [curves] [explore] [theory] [regrade] [class] [cohort-grading] [export] [--rounds N] [--models N] [--quick] [--out FILE]',
  help: [
    'speed   the workload lb1 through the simulator, in turns with a C++ reference of the same semantics (where g++ is',
    '        installed) and SimPy 3 (where Python has it): requests and events a second, ratios, one fingerprint; a run of',
    '        an exercise\'s size; heap growth; instructions a request (where perf or valgrind can count them)',
    'grade   what a grade costs for 10⁵ requests, with its stages and beside the simulation alone; the first verdict of a process',
    'curves  cost of a request with 2 to 1,000 servers, and with 10⁴ to 10⁷ requests',
    'explore every single fault of 12 components, and every pair, in processor time: some minutes',
    'theory  about 50 numbers with a closed form: 10⁶ requests a seed, seeds 1 to 16, within 4 standard errors',
    'regrade the history of a class graded again by as many graders as there are processors: 100,000 submissions with 10,000',
    '        different models in SQLite',
    'class   a class of 300 that hands in within 10 s, against a real server: until acknowledged, until graded; what a page',
    '        costs; what is lost when the server is killed ten times. SQLite, or DATABASE_URL, which is to be empty',
    'cohort-grading',
    '        what a submission costs the class server: in a process that begins with it, in one that has graded, and recalled',
    'export  how large each artefact of nsp export is, and what the installed app keeps, beside its budget',
    '',
    'Without a part: speed, grade, curves, explore, class and export. Goals stand beside what is measured; a goal that is missed is no error.',
    '',
    '  --rounds N  turns of the comparison; 3 when left out',
    '  --models N  regrade with this many models, and ten submissions of each',
    '  --quick     theory with a tenth of the requests and half of the seeds; regrade with 3 models; class with 20 learners',
    '  --out FILE  write everything as JSON, too',
    '',
    'Exit code: 0 done, 1 results differ from the C++ reference or from theory, 2 used in a wrong way.',
  ],
  options: { rounds: { type: 'string' }, models: { type: 'string' }, quick: { type: 'boolean' }, out: { type: 'string' } },
  arguments: [0, 9],
  async run({ positionals, options }, shell) {
    const unknown = positionals.find((part) => !PARTS.includes(part));
    if (unknown !== undefined) throw new BadUse(`There is no part ${unknown} of the bench; there is ${PARTS.join(', ')}.`);
    const parts = positionals.length === 0 ? ['speed', 'grade', 'curves', 'explore', 'class', 'export'] : positionals;
    const result: BenchResult = {
      format: 1, machine: { processor: cpus()[0]?.model ?? 'unknown', processors: availableParallelism(), node: process.version },
      rows: [], curves: [], theory: [], theorySize: options['quick'] === true ? QUICK : FULL, differences: LB1_DIFFERENCES, tried: LB1_TRIED,
    };
    shell.out(`${result.machine.processor}, ${result.machine.processors} processors, Node ${result.machine.node}\n`);
    if (parts.includes('speed')) await speed(result, readRounds(options['rounds']), shell);
    if (parts.includes('grade')) await inFolder(async (folder) => show(result, gradeRows(findExercise(requireCourse(shell, 2).course, GRADED), folder), shell));
    if (parts.includes('curves')) {
      result.curves = curves(shell.err);
      for (const { name, points } of result.curves) shell.out(`\n${name}: nanoseconds a request\n  ${points.map(({ at, nsPerRequest }) => `${at}: ${nsPerRequest.toFixed(0)}`).join('  ')}`);
      show(result, curveRows(result.curves), shell);
    }
    if (parts.includes('explore')) {
      show(result, explorationRows(), shell);
      shell.out(EXPLORATION_TRIED.map((text) => `  - ${text}`).join('\n'));
    }
    if (parts.includes('cohort-grading')) show(result, await cohortGradingRows(exercisesOf(requireCourse(shell, 2).course)), shell);
    if (parts.includes('regrade')) await inFolder(async (folder) => show(result, await regradeRows(requireCourse(shell, 2).course, readHistory(options['models'], options['quick'] === true), folder, shell.err), shell));
    if (parts.includes('class')) {
      await haveSite(shell, shell.interrupted());
      await inFolder(async (folder) => show(result, await classRows(shell.root, folder, options['quick'] === true ? QUICK_CLASS : WHOLE_CLASS, shell.err), shell));
    }
    if (parts.includes('export')) {
      const source = await sourceOf(shell, partOf(requireCourse(shell, 2).course, {}));
      if (source !== null) show(result, await exportRows(source, shell.err), shell);
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

function readHistory(option: string | boolean | undefined, isQuick: boolean): HistorySize {
  if (option === undefined) return isQuick ? QUICK_HISTORY : WHOLE_HISTORY;
  const models = Number(option);
  if (!Number.isInteger(models) || models < 1 || models > 10_000) throw new BadUse(`--models is ${String(option)}: it is a whole number from 1 to 10000.`);
  return { submissions: 10 * models, models };
}

/** A folder for the files of a part, gone afterwards. */
async function inFolder(task: (folder: string) => Promise<void>): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'nsp-bench-'));
  try {
    await task(folder);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

async function speed(result: BenchResult, rounds: number, shell: Shell): Promise<void> {
  await inFolder(async (folder) => {
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
