import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { printable } from '../../grader/explain/printable.ts';
import { note } from '../../server/audit/audit.ts';
import { startGrading } from '../../server/grading/index.ts';
import { servedCourse, type ServedCourse } from '../../server/http/services.ts';
import { beginRegrade } from '../../server/regrade/begin.ts';
import { changesOf, type Change, type Compared, type Why } from '../../server/regrade/changes.ts';
import { commitRegrade, dropRegrade } from '../../server/regrade/decide.ts';
import { releaseRegrade, takeRegrade } from '../../server/regrade/lease.ts';
import { readRegrades, type RegradeSummary } from '../../server/regrade/read.ts';
import { editionOf } from '../../server/regrade/regrader.ts';
import { runRegrade } from '../../server/regrade/run.ts';
import type { Database } from '../../server/store/database.ts';
import { migrate } from '../../server/store/migrate.ts';
import { openPlace } from '../../server/store/place.ts';
import { chosenPlace, DATA_HELP, told } from '../class-database.ts';
import { BadUse, Stopped, type Command, type Shell } from '../command.ts';
import { findExercise, requireCourse } from '../content.ts';

const WORDS: { [why in Why]: string } = {
  exercise: 'the exercise has changed', grader: 'the grader has changed', both: 'exercise and grader have changed', first: 'it had no grade', 'same-versions': 'exercise and grader are the same: it could not be graded before, or there is a bug',
};

/** Grades the history of a class again, without a server. */
export const command: Command = {
  usage: 'regrade --cohort ID [--exercise ID] [--data DIR] | nsp regrade --cohort ID --commit | nsp regrade --cohort ID --drop',
  help: [
    'Grades again what a class has handed in, and prints whose points change, and why. Nothing counts before --commit; --drop',
    'removes the new grades. A regrade that was ended in the middle goes on where it was. ID stands in the address of the class.',
    'With SQLite the server must not run: there a regrade is begun on the page of the class.',
    '',
    ...DATA_HELP,
    '',
    'Exit code: 0 graded again, committed or dropped; 1 not, with the reason; 2 used in a wrong way.',
  ],
  options: { cohort: { type: 'string' }, exercise: { type: 'string' }, data: { type: 'string' }, commit: { type: 'boolean' }, drop: { type: 'boolean' } },
  arguments: [0, 0],
  async run({ options }, shell) {
    const { cohort, exercise = null, commit, drop } = options;
    if (typeof cohort !== 'string') throw new BadUse('nsp regrade needs --cohort ID, the class.');
    if (commit === true && drop === true) throw new BadUse('Take one of --commit and --drop.');
    const place = chosenPlace(options['data']);
    const { course } = requireCourse(shell, 1);
    if (exercise !== null) findExercise(course, String(exercise));
    if (place.kind === 'sqlite' && !existsSync(place.file)) throw new Stopped(`There is no database ${place.file}.`, 1);
    return told(async () => {
      const database = openPlace(place);
      try {
        await migrate(database, Date.now);
        if (commit === true || drop === true) return await decide(database, cohort, commit === true, shell);
        return await regrade(database, { cohort, exercise: exercise as string | null, course: servedCourse(course) }, shell);
      } finally {
        await database.close();
      }
    });
  },
};

const undecided = async (database: Database, cohort: string): Promise<RegradeSummary | undefined> => (await readRegrades(database, cohort)).find(({ state }) => state === 'running' || state === 'ready');

async function decide(database: Database, cohort: string, isCommit: boolean, shell: Shell): Promise<number> {
  const found = await undecided(database, cohort);
  if (found === undefined) throw new Stopped('No regrade of this class waits for a decision.', 1);
  await database.transaction(async (connection) => {
    const was = isCommit ? await commitRegrade(connection, found.id) : await dropRegrade(connection, found.id, Date.now());
    if (isCommit && was !== 'ready') throw new Stopped('This regrade is not done yet. Run nsp regrade without --commit until it is.', 1);
    await note(connection, { actor: 'nsp', cohort, action: isCommit ? 'regrade.committed' : 'regrade.dropped', object: found.id, detail: '' }, Date.now(), randomUUID);
  });
  shell.out(isCommit ? 'Committed: the new grades count.' : 'Dropped: nothing has changed.');
  return 0;
}

interface Wanted { cohort: string; exercise: string | null; course: ServedCourse }

async function regrade(database: Database, wanted: Wanted, shell: Shell): Promise<number> {
  const { cohort, course } = wanted;
  const found = await undecided(database, cohort) ?? await begun(database, wanted);
  if (found.exercise !== wanted.exercise) throw new Stopped(`A regrade of ${found.exercise ?? 'all exercises'} is not decided yet. Commit or drop it first.`, 1);
  if (found.state === 'running' && !(await work(database, found, course, shell))) {
    shell.out('Ended in the middle. The same command goes on.');
    return 1;
  }
  const summary = (await undecided(database, cohort))!;
  const { changes, more } = await changesOf(database, summary, (id) => course.exercises.get(id)?.module);
  for (const change of changes) shell.out(lineOf(change));
  shell.out(`${summary.done} submissions, ${summary.distinct} different texts, ${summary.models} different models, ${summary.simulated} simulated, ${summary.errors} that could not be graded.`);
  shell.out(`${more ? `More than ${changes.length}` : changes.length} change. --commit lets the new grades count, --drop removes them.`);
  return 0;
}

async function begun(database: Database, { cohort, exercise, course }: Wanted): Promise<RegradeSummary> {
  const owner = await database.first<{ id: string }>("SELECT instructor_id AS id FROM staff WHERE cohort_id = ? AND role = 'owner' ORDER BY instructor_id LIMIT 1", cohort);
  if (owner === null) throw new Stopped(`There is no class ${printable(cohort)}.`, 1);
  const id = randomUUID();
  await database.transaction(async (connection) => {
    await beginRegrade(connection, course, { id, cohort, exercise, instructor: owner.id }, Date.now());
    await note(connection, { actor: 'nsp', cohort, action: 'regrade.begun', object: id, detail: exercise ?? '' }, Date.now(), randomUUID);
  });
  return (await undecided(database, cohort))!;
}

/** Grades until all is graded; false: Ctrl+C. */
async function work(database: Database, { id }: RegradeSummary, course: ServedCourse, shell: Shell): Promise<boolean> {
  const owner = randomUUID();
  const leased = await database.transaction((connection) => takeRegrade(connection, owner, editionOf(course), Date.now(), id));
  if (leased === null) throw new Stopped('A server works on this regrade, or has done so a moment ago. Its page shows how far it is; without a server, try again in 15 s.', 1);
  const slots = availableParallelism();
  const grading = startGrading({ slots });
  let isStopped = false;
  void shell.interrupted().then(() => { isStopped = true; });
  try {
    const end = await runRegrade({ database, grading, course, owner, nowMs: Date.now, slots }, leased, () => isStopped);
    if (end === 'stopped') await releaseRegrade(database, owner, id);
    if (end === 'lost') throw new Stopped('The regrade was dropped, or a server has taken it over.', 1);
    return end === 'ready';
  } finally {
    await grading.close();
  }
}

function lineOf({ pseudonym, exercise, submission, before, after, why, standingBefore, standingAfter }: Change): string {
  const grade = (one: Compared | null): string => (one === null ? 'no grade' : one.status === 'error' ? 'not graded' : String(one.points));
  const standing = (points: number | null): string => (points === null ? 'nothing' : String(points));
  return `${exercise}  ${printable(pseudonym)}  ${submission}: ${grade(before)} → ${grade(after)}, ${WORDS[why]}; the learner has ${standing(standingBefore)} → ${standing(standingAfter)}`;
}
