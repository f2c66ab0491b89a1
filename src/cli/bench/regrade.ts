// A class's whole history graded again: what it costs, by the clock and in processor time, with the graders' processes.
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import type { Course } from '../../course/index.ts';
import { processorMs } from '../../grader/adapter/node/index.ts';
import { startGrading } from '../../server/grading/index.ts';
import { servedCourse } from '../../server/http/services.ts';
import { beginRegrade } from '../../server/regrade/begin.ts';
import { changesOf } from '../../server/regrade/changes.ts';
import { commitRegrade } from '../../server/regrade/decide.ts';
import { takeRegrade } from '../../server/regrade/lease.ts';
import { readRegrade, type RegradeSummary } from '../../server/regrade/read.ts';
import { runRegrade } from '../../server/regrade/run.ts';
import type { Database } from '../../server/store/database.ts';
import { migrate } from '../../server/store/migrate.ts';
import { openSqlite } from '../../server/store/sqlite.ts';
import type { Row } from './measure.ts';
import { addHistory, WORKED_ON, type HistorySize } from './regrade-history.ts';

/** The size of the goal, and the seconds in which it is to be done on two cores. */
export const WHOLE_HISTORY: HistorySize = { submissions: 100_000, models: 10_000 };
const GOAL_SECONDS = 600;

const SAY_MS = 10_000;

/** Grades a history again in a database in `folder`; `say` hears how far it is. */
export async function regradeRows(course: Course, size: HistorySize, folder: string, say: (text: string) => void): Promise<Row[]> {
  const database = openSqlite(join(folder, 'course.db'));
  try {
    await migrate(database, Date.now);
    const served = servedCourse(course);
    const exercise = served.exercises.get(WORKED_ON)!;
    await addHistory(database, size, exercise.module, exercise.version - 1);
    say(`regrade: ${size.submissions} submissions are there`);
    const slots = availableParallelism();
    const begin = [performance.now(), processorMs('self')] as const;
    const progress = setInterval(() => void readRegrade(database, 'regrade').then((now) => now && say(`regrade: ${now.done} of ${now.submissions}`), () => {}), SAY_MS);
    const grading = startGrading({ slots });
    try {
      await database.transaction((connection) => beginRegrade(connection, served, { id: 'regrade', cohort: 'class', exercise: null, instructor: 'teacher' }, Date.now()));
      const leased = await database.transaction((connection) => takeRegrade(connection, 'bench', 'bench', Date.now()));
      await runRegrade({ database, grading, course: served, owner: 'bench', nowMs: Date.now, slots }, leased!, () => false);
    } finally {
      clearInterval(progress);
      await grading.close();
    }
    const [seconds, end] = [(performance.now() - begin[0]) / 1000, processorMs('self')];
    // The graders have ended.
    const processor = begin[1] === null || end === null ? null : (end.own + end.ended - begin[1].own - begin[1].ended) / 1000;
    const summary = (await readRegrade(database, 'regrade'))!;
    if (summary.state !== 'ready' || summary.done !== size.submissions || summary.errors > 0) throw new Error(`The regrade did not do what it should: ${JSON.stringify(summary)}.`);
    return [...costRows(summary, size, seconds, processor), ...await decisionRows(database, summary, exercise.module)];
  } finally {
    await database.close();
  }
}

function costRows({ done, distinct, models, simulated }: RegradeSummary, { models: asked }: HistorySize, seconds: number, processor: number | null): Row[] {
  const isWhole = done >= WHOLE_HISTORY.submissions && asked >= WHOLE_HISTORY.models;
  const row = (id: string, what: string, value: number | null, unit = '', note = ''): Row => ({ id: `regrade.${id}`, what, value, unit, goal: '', reached: null, note });
  const wall = row('wall', 'the history graded again, by the clock', seconds, 's', `${availableParallelism()} graders; ${WORKED_ON}`);
  const whole = (seconds / simulated) * WHOLE_HISTORY.models;
  return [
    row('submissions', 'submissions', done), row('sources', 'different texts among them, each evaluated once', distinct), row('models', 'different models among them', models, '', `${simulated} simulated`),
    row('processor', 'processor time, graders included', processor, 's', processor === null ? 'only Linux tells' : `${((processor / simulated) * 1000).toFixed(0)} ms for each model`),
    isWhole ? { ...wall, goal: `≤ ${GOAL_SECONDS}`, reached: seconds <= GOAL_SECONDS } : wall,
    ...(isWhole ? [] : [{ ...row('extrapolated', `extrapolated to ${WHOLE_HISTORY.models.toLocaleString('en')} models`, whole, 's', 'not measured: the time for each model, times as many'), goal: `≤ ${GOAL_SECONDS}` }]),
  ];
}

/** What the instructor waits for afterwards. */
async function decisionRows(database: Database, summary: RegradeSummary, module: string): Promise<Row[]> {
  const timed = async (id: string, what: string, task: () => Promise<unknown>): Promise<Row> => {
    const begin = performance.now();
    await task();
    return { id: `regrade.${id}`, what, value: performance.now() - begin, unit: 'ms', goal: '', reached: null, note: '' };
  };
  return [
    await timed('changes', 'who changes and why', () => changesOf(database, summary, () => module)),
    await timed('commit', 'commit', () => database.transaction((connection) => commitRegrade(connection, summary.id))),
  ];
}
