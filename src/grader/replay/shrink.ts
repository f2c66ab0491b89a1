// Delta debugging of a run: the fewest faults, the earliest ends and the shortest time that still fail. Pure; the work is counted.
import type { Fault } from '../../simulation/index.ts';

/** What of a run is made smaller. */
export interface Schedule {
  faults: Fault[];
  durationMs: number;
}

/** A run that fails, and what a smaller one may be. */
export interface ShrinkTask {
  /** It fails. */
  start: Schedule;
  /** No shorter time is tried, milliseconds; equal to the start's where time is not to be shortened. */
  leastMs: number;
  /** Whether faults may end earlier. */
  endsFaults: boolean;
  /** Whether a smaller schedule still fails in the same way; the same answer each time. */
  fails(schedule: Schedule): boolean;
}

/** The smallest schedule that was found. */
export interface Shrunk {
  schedule: Schedule;
  /** Schedules that were tried. */
  tried: number;
  /** True: no single step of `stepsFrom` fails. False: the count of tries ended the search. */
  isMinimal: boolean;
}

/** Ends and times are looked for on this grid, milliseconds: fine enough to tell a check's interval from another, coarse enough for few tries. */
export const GRID_MS = 500;

/** Schedules that are tried for one failure. Runs with one fault need about 40. */
export const MOST_TRIED = 120;

/** Every schedule that is one step smaller: a fault less, a fault that ends one grid step earlier, a time that is one grid step shorter. */
export function stepsFrom(schedule: Schedule, { leastMs, endsFaults }: Pick<ShrinkTask, 'leastMs' | 'endsFaults'>): Schedule[] {
  const { faults, durationMs } = schedule;
  const without = faults.map((_, at) => ({ faults: faults.filter((_fault, other) => other !== at), durationMs }));
  const earlier = endsFaults ? faults.flatMap((fault, at) => {
    const untilMs = endOf(fault, durationMs) - GRID_MS;
    return untilMs <= fault.atMs ? [] : [withEnd(schedule, at, untilMs)];
  }) : [];
  return [...without, ...earlier, ...(durationMs - GRID_MS < leastMs ? [] : [{ faults, durationMs: durationMs - GRID_MS }])];
}

/** Makes a failing run smaller until no single step is left, or `mostTried` schedules have been tried. */
export function shrink(task: ShrinkTask, mostTried = MOST_TRIED): Shrunk {
  const known = new Map<string, boolean>([[JSON.stringify(task.start), true]]);
  let tried = 0;
  const fails = (schedule: Schedule): boolean => {
    const key = JSON.stringify(schedule);
    const before = known.get(key);
    if (before !== undefined) return before;
    if (tried >= mostTried) return false;
    tried += 1;
    const answer = task.fails(schedule);
    known.set(key, answer);
    return answer;
  };
  const bounded = { ...task, fails };
  let schedule = fewestFaults(bounded);
  for (;;) {
    schedule = earliestEnds({ ...bounded, start: shortestTime({ ...bounded, start: schedule }) });
    const step = stepsFrom(schedule, task).find(fails);
    if (step === undefined) break;
    schedule = step;
  }
  return { schedule, tried, isMinimal: stepsFrom(schedule, task).every((step) => known.get(JSON.stringify(step)) === false) };
}

/** None at all, then each alone, then one less as long as that fails. */
function fewestFaults({ start, fails }: ShrinkTask): Schedule {
  const { durationMs } = start;
  const few = [[], ...start.faults.map((fault) => [fault])].find((faults) => fails({ faults, durationMs }));
  if (few !== undefined) return { faults: few, durationMs };
  let { faults } = start;
  for (let at = 0; at < faults.length;) {
    const without = faults.filter((_, other) => other !== at);
    if (fails({ faults: without, durationMs })) [faults, at] = [without, 0];
    else at += 1;
  }
  return { faults, durationMs };
}

/** The run ends as early as it still fails: tried from the beginning of the last fault on, since all that are left are needed. */
function shortestTime({ start, leastMs, fails }: ShrinkTask): Schedule {
  const { faults, durationMs } = start;
  const fromMs = faults.reduce((latest, { atMs }) => Math.max(latest, atMs), leastMs - GRID_MS);
  return { faults, durationMs: fromMs + GRID_MS > durationMs ? durationMs : earliest(fromMs, durationMs, (untilMs) => fails({ faults, durationMs: untilMs })) };
}

function earliestEnds({ start, endsFaults, fails }: ShrinkTask): Schedule {
  if (!endsFaults) return start;
  return start.faults.reduce((schedule, fault, at) => {
    const end = endOf(fault, schedule.durationMs);
    const untilMs = earliest(fault.atMs, end, (ms) => fails(withEnd(schedule, at, ms)));
    return untilMs >= end ? schedule : withEnd(schedule, at, untilMs);
  }, start);
}

/** The earliest moment on the grid after `fromMs` that fails: a ladder of doubled steps up to `untilMs`, which is known to fail, then bisection. */
function earliest(fromMs: number, untilMs: number, fails: (ms: number) => boolean): number {
  const moment = (step: number): number => Math.min(fromMs + step * GRID_MS, untilMs);
  const last = Math.ceil((untilMs - fromMs) / GRID_MS);
  let good = 0;
  let bad = 1;
  while (bad < last && !fails(moment(bad))) [good, bad] = [bad, bad * 2];
  bad = Math.min(bad, last);
  while (bad - good > 1) {
    const middle = Math.floor((good + bad) / 2);
    if (fails(moment(middle))) bad = middle;
    else good = middle;
  }
  return moment(bad);
}

/** When a fault ends in a run of this time. */
function endOf({ untilMs }: Fault, durationMs: number): number {
  return Math.min(untilMs ?? durationMs, durationMs);
}

function withEnd({ faults, durationMs }: Schedule, at: number, untilMs: number): Schedule {
  return { faults: faults.map((fault, other) => (other === at ? { ...fault, untilMs } : fault)), durationMs };
}
