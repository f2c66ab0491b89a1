// The three states of a design that is handed in, in words: saved on this computer, received by the server, graded.
import { stateOf, type KeptGrade, type OutboxEntry } from '../records/outbox.ts';
import { briefMoment, type Clock } from './dates.ts';
import type { Trouble } from './outbox.ts';

/** One of the three. */
export interface Step { words: string; state: 'done' | 'now' | 'later' | 'wrong' }

/** What is said about an entry. */
export interface StateWords {
  steps: readonly Step[];
  /** What else there is to know or do; empty: nothing. */
  note: string;
  /** What the learner can do about it. */
  act: 'send' | 'sign-in' | 'reload' | null;
  /** The newest of it all, as one sentence for who listens. */
  said: string;
}

/** What stands around an entry. */
export interface Around { isUnkept: boolean; trouble: Trouble | null; isSignedOut: boolean; unreceived: number }

/** The states of one entry. */
export function stateWords(entry: OutboxEntry, around: Around, clock: Clock): StateWords {
  const state = stateOf(entry);
  const { receivedMs, grade } = entry;
  const saved: Step = around.isUnkept ? { words: 'Not saved on this computer: the browser has no room', state: 'wrong' } : { words: `Saved on this computer ${briefMoment(entry.savedMs + clock.aheadMs, clock.nowMs, clock.zone)}`, state: 'done' };
  const received: Step = receivedMs === null ? { words: state === 'refused' ? 'Not taken by the server' : 'Not received by the server yet', state: state === 'refused' ? 'wrong' : 'now' } : { words: `Received by the server ${briefMoment(receivedMs, clock.nowMs, clock.zone)}`, state: 'done' };
  const graded: Step = grade === null || grade.status === 'error' ? ungraded(state, grade) : { words: `Graded ${briefMoment(grade.gradedMs, clock.nowMs, clock.zone)}: ${gradeWords(grade)}`, state: 'done' };
  const { note, act } = noteOf(entry, around);
  const newest = [graded, received, saved].find((step) => step.state === 'done' || step.state === 'wrong')!;
  return { steps: [saved, received, graded], note, act, said: note === '' ? `${newest.words}.` : `${newest.words}. ${note}` };
}

function ungraded(state: ReturnType<typeof stateOf>, grade: KeptGrade | null): Step {
  if (state === 'set-aside' || grade !== null) return { words: 'The server could not grade it', state: 'wrong' };
  return { words: 'Not graded yet', state: state === 'received' ? 'now' : 'later' };
}

/** `3 of 4 checks, 75 points`. */
export const gradeWords = ({ holds, checks, points }: Pick<KeptGrade, 'holds' | 'checks' | 'points'>): string => `${checks === 0 ? 'no checks were run' : `${holds} of ${checks} checks`}, ${points === 1 ? '1 point' : `${points} points`}`;

function noteOf(entry: OutboxEntry, around: Around): Pick<StateWords, 'note' | 'act'> {
  const plain = (note: string): Pick<StateWords, 'note' | 'act'> => ({ note, act: null });
  switch (stateOf(entry)) {
    case 'refused': return plain(`${sentence(entry.refusal!.detail)} The design stays on this computer.`);
    case 'set-aside': return plain('It costs you nothing. Your instructor sees it and can have it graded again.');
    case 'saved': return waitingNote(around);
    case 'received': return around.isSignedOut ? signInNote(around) : plain('');
    case 'graded': return around.isSignedOut ? signInNote(around) : gradedNote(entry, around);
  }
}

function waitingNote(around: Around): Pick<StateWords, 'note' | 'act'> {
  if (around.isSignedOut) return signInNote(around);
  if (around.isUnkept) return { note: 'Keep this page open until the server has received it, or copy the design to a file.', act: 'send' };
  return around.trouble === null ? { note: '', act: null } : { note: `${sentence(around.trouble.message)} It is sent again by itself.`, act: 'send' };
}

function signInNote({ unreceived }: Around): Pick<StateWords, 'note' | 'act'> {
  const waits = unreceived === 0 ? '' : `: ${unreceived === 1 ? 'one run waits' : `${unreceived} runs wait`} on this computer`;
  return { note: `Sign in again with your recovery code${waits}.`, act: 'sign-in' };
}

function gradedNote({ grade, found }: OutboxEntry, { trouble }: Around): Pick<StateWords, 'note' | 'act'> {
  const { status, holds, points, creditPct } = grade!;
  if (status === 'error') return { note: 'It costs you nothing. Your instructor sees it and can have it graded again.', act: null };
  const isOther = found !== null && (found.passed !== (status === 'pass') || found.holds !== holds);
  if (isOther) return { note: `This page found ${found.checks === 0 ? 'no checks' : `${found.holds} of ${found.checks} checks`}: the course has been updated on the server. The grade of the server counts.`, act: 'reload' };
  if (trouble !== null) return { note: cutOffWords(trouble), act: null };
  return { note: creditPct < 100 ? `With ${creditPct} % credit by its date: ${Math.floor((points * creditPct) / 100)} points.` : '', act: null };
}

/** While the server cannot be reached and nothing waits for it. */
export const cutOffWords = ({ message }: Trouble): string => `${sentence(message)} Go on: runs that you finish wait on this computer, and are handed in by themselves.`;

const sentence = (text: string): string => (/[.!?]$/.test(text) ? text : `${text}.`);
