// What the cohort server spends on a submission: in a process that begins with it, in one that has graded before, and where the verdict is known.
import type { Exercise } from '../../course/index.ts';
import { processorMs } from '../../grader/adapter/node/index.ts';
import { startGrading, type Recall, type Verdict } from '../../server/grading/index.ts';
import { median, type Row } from './measure.ts';

/** Processes that begin with a submission. */
const COLD = 3;
/** Times that each exercise is graded warm, after one that is not counted, and recalled. */
const WARM = 3;
const RECALLED = 20;

/** What a class of 300 that hands in at once may spend on each to be graded within 60 s on two processors, with a third of it left for everything else. */
const GOAL_MS = 250;

/** Processor time of this process and of a grader. */
function bothMs(pid: number): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000 + processorMs(pid)!.own;
}

interface Costs { cold: number; warm: Map<string, number>; recalled: number }

/** Grades starters in one process; milliseconds of processor time for each submission, by what was asked. */
async function measure(exercises: readonly Exercise[]): Promise<Costs> {
  let pid = 0;
  const grading = startGrading({ slots: 1, onGrader: (now) => { pid = now; } });
  const known = new Map<string, Verdict>();
  const grade = async (exercise: Exercise, recall: Recall = async () => null): Promise<void> => {
    const { modelHash, ...verdict } = await grading.grade({ exercise, source: exercise.starter }, recall);
    known.set(modelHash, verdict);
  };
  const each = async (count: number, task: () => Promise<void>): Promise<number> => {
    const before = bothMs(pid);
    for (let at = 0; at < count; at++) await task();
    return (bothMs(pid) - before) / count;
  };
  try {
    const own = process.cpuUsage();
    await grade(exercises[0]!);
    const { user, system } = process.cpuUsage(own);
    const cold = (user + system) / 1000 + processorMs(pid)!.own;
    const warm = new Map<string, number>();
    for (const exercise of exercises) {
      await grade(exercise);
      warm.set(exercise.id, await each(WARM, () => grade(exercise)));
    }
    const recalled = await each(RECALLED, async () => {
      for (const exercise of exercises) await grade(exercise, async (modelHash) => known.get(modelHash) ?? null);
    });
    return { cold, warm, recalled: recalled / exercises.length };
  } finally {
    await grading.close();
  }
}

/** What a submission costs on the cohort server. */
export async function cohortGradingRows(exercises: readonly Exercise[]): Promise<Row[]> {
  const row = (id: string, what: string, value: number | null, unit: string, goal = '', reached: boolean | null = null, note = ''): Row => ({ id, what, value, unit, goal, reached, note });
  if (processorMs(process.pid) === null) return [row('cohort.warm', 'a submission on the cohort server: processor time', null, 'ms', '', null, 'this system does not tell what a process has spent')];
  const rounds: Costs[] = [];
  for (let round = 0; round < COLD; round++) rounds.push(await measure(exercises));
  const mean = (values: number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;
  const over = (value: (round: (typeof rounds)[number]) => number): number => median(rounds.map(value));
  const cold = over((one) => one.cold);
  const warm = over((one) => mean([...one.warm.values()]));
  const recalled = over((one) => one.recalled);
  const [heaviest, most] = [...rounds[0]!.warm].reduce((a, b) => (b[1] > a[1] ? b : a));
  const count = `${exercises.length} exercises, their starters, ${COLD} processes`;
  return [
    row('cohort.cold', 'a submission in a process that begins: processor time', cold, 'ms', '', null, exercises[0]!.id),
    row('cohort.warm', 'the same in one that has graded before, mean over exercises', warm, 'ms', `≤ ${GOAL_MS}`, warm <= GOAL_MS, `${count}; the most: ${heaviest}, ${most.toFixed(0)} ms`),
    row('cohort.recalled', 'the same where the verdict of the model is known', recalled, 'ms', '', null, `${rounds.length * RECALLED * exercises.length} submissions`),
    row('cohort.coldRatio', 'cold, times warm on the same exercise', over((one) => one.cold / one.warm.get(exercises[0]!.id)!), '×'),
    row('cohort.recalledRatio', 'warm, times recalled', over((one) => mean([...one.warm.values()]) / one.recalled), '×'),
  ];
}
