// What a class says about one exercise, put together from who is signed in, how it stands, and what this computer has handed in.
import type { Member } from '../records/member.ts';
import { momentText, type Clock } from './dates.ts';
import { dueWords } from './module-words.ts';
import type { Outbox } from './outbox.ts';
import type { ExerciseProgress, LearnerCaller, Me } from './shapes.ts';
import { cutOffWords, stateWords, type StateWords } from './state-words.ts';
import type { ClassView } from './view.ts';

/** The part of a session that this needs. */
export interface Known {
  caller: Me['caller'] | undefined;
  learner: LearnerCaller | null;
  member: Member | null;
  progress: ReadonlyMap<string, ExerciseProgress> | null;
  outbox: Pick<Outbox, 'own' | 'unreceived' | 'trouble' | 'isSignedOut' | 'isUnkept'>;
}

const PROMISE = 'Every run that you finish is handed in by itself. The best counts, so a worse run costs nothing.';

/** The view of an exercise; `join` is the way to the page where one joins. */
export function exerciseView(known: Known, exercise: string, join: string, clock: Clock): ClassView {
  const { caller, learner, member, outbox } = known;
  if (caller?.kind === 'instructor') return { due: null, handedIn: null, before: 'You are signed in as an instructor: runs stay on this computer.', join: null, hints: '', solutions: null };
  if (member === null) return caller === undefined ? QUIET : stranger(join);
  const stands = known.progress?.get(exercise);
  const module = learner?.cohort.modules.find((one) => one.module === stands?.module);
  const due = stands === undefined ? pending(known) : dueWords(stands, module?.lateMs ?? 0, clock);
  if (due !== null && module?.extended === true) due.words += ' (extended for you)';
  return {
    due,
    handedIn: newestOf(known, exercise, clock),
    before: outbox.isSignedOut ? 'Sign in again with your recovery code. Runs are kept on this computer until then.' : outbox.trouble !== null ? cutOffWords(outbox.trouble) : stands === undefined || stands.tries === 0 ? PROMISE : soFar(stands),
    join: outbox.isSignedOut ? join : null,
    hints: learner?.cohort.exam === true ? 'Your class works in exam mode: there are no hints.' : '',
    solutions: solutionsOf(learner, stands, clock),
  };
}

/** Until it is known when the exercise is due, its line has its room. */
const pending = ({ progress, outbox }: Known): ClassView['due'] => (progress === null && !outbox.isSignedOut ? { words: '', tone: 'plain' } : null);

const QUIET: ClassView = { due: null, handedIn: null, before: '', join: null, hints: '', solutions: null };

const stranger = (join: string): ClassView => ({
  due: null, handedIn: null, before: 'You are not in a class, so your runs stay on this computer.', join,
  hints: 'Hints are there for members of a class.', solutions: { isOpen: false, words: 'Solutions are there for members of a class, from the day on which they open.' },
});

function newestOf({ outbox }: Known, exercise: string, clock: Clock): StateWords | null {
  const entry = outbox.own.findLast((one) => one.exercise === exercise);
  if (entry === undefined) return null;
  return stateWords(entry, { isUnkept: outbox.isUnkept(entry.id), trouble: outbox.trouble, isSignedOut: outbox.isSignedOut, unreceived: outbox.unreceived.length }, clock);
}

function soFar({ tries, points }: ExerciseProgress): string {
  return `Handed in ${tries === 1 ? 'once' : `${tries} times`} so far${points === null ? '' : `: ${points} points count`}. Every run that you finish is handed in by itself.`;
}

function solutionsOf(learner: LearnerCaller | null, stands: ExerciseProgress | undefined, clock: Clock): ClassView['solutions'] {
  if (learner?.cohort.exam === true) return { isOpen: false, words: 'Your class works in exam mode: there are no solutions.' };
  if (stands === undefined) return null;
  if (stands.solutionsOpen) return { isOpen: true, words: 'Several designs pass. Compare yours with one.' };
  const { solutionsOpenMs } = stands;
  if (solutionsOpenMs !== null) return { isOpen: false, words: `Solutions open ${momentText(solutionsOpenMs, clock.nowMs, clock.zone)}, when nobody of your class can gain credit any more.` };
  return { isOpen: false, words: 'Solutions open when a run of yours passes on the server, or after three graded runs of different designs that failed.' };
}
