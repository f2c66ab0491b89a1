// From a click to a verdict: what a grade costs, beside the simulation alone, and how long the first one of a process takes.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Exercise } from '../../course/index.ts';
import type { FirstVerdict, GradeRun } from './grade-child.ts';
import { median, type Row } from './measure.ts';
import { linesOf, output } from './tools.ts';

/** The exercise that is graded: one HAProxy before unequal servers, which its starter overloads. */
export const GRADED = 'weights';

/** Processes that each give a first verdict. */
const FIRSTS = 3;

/** Grades the starter of an exercise, warm and cold; files go into `folder`. */
export function gradeRows(exercise: Exercise, folder: string): Row[] {
  const file = join(folder, 'exercise.json');
  writeFileSync(file, JSON.stringify(exercise));
  const run = <T>(mode: string): T[] => linesOf(output(process.execPath, [join(import.meta.dirname, 'grade-child.ts'), file, mode]) ?? '');
  const firsts = Array.from({ length: FIRSTS }, () => ({ cold: run<FirstVerdict>('cold')[0]!, rehearsed: run<FirstVerdict>('rehearsed')[0]! }));
  const warm = run<GradeRun>('warm');
  const over = (value: (one: GradeRun) => number): number => median(warm.map(value));
  const each = over(({ gradeMs, requests }) => (gradeMs / requests) * 100_000);
  const clock = (kind: 'cold' | 'rehearsed'): number => median(firsts.map((one) => one[kind].clockMs));
  const used = (kind: 'cold' | 'rehearsed'): string => `processor time ${median(firsts.map((one) => one[kind].cpuMs)).toFixed(0)} ms`;
  const share = (part: (one: GradeRun) => number): string => `${over((one) => (part(one) / one.gradeMs) * 100).toFixed(0)} %`;
  const parts = `evaluated ${share(({ evaluateMs }) => evaluateMs)}, simulated ${share(({ simulateMs }) => simulateMs)}, checked ${share(({ checkMs }) => checkMs)}`;
  const row = (id: string, what: string, value: number, unit: string, goal = '', reached: boolean | null = null, note = ''): Row => ({ id, what, value, unit, goal, reached, note });
  return [
    row('grade.warm', 'a grade, for 10⁵ requests: processor time, warm', each, 'ms', '≤ 60', each <= 60, parts),
    row('grade.bare', 'the same: times the simulation without a recorder', over(({ gradeMs, bareMs }) => gradeMs / bareMs), '×'),
    row('grade.cold', 'first verdict after the code is loaded', clock('cold'), 'ms', '≤ 200', clock('cold') <= 200, `${used('cold')}; ${exercise.id}, ${warm[0]!.requests} requests`),
    row('grade.rehearsed', 'first verdict of a process that has rehearsed', clock('rehearsed'), 'ms', '', null, used('rehearsed')),
  ];
}
