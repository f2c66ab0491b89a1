// What a class server tells a learner, as in its API. Times are milliseconds since 1970.
import type { HandedIn } from '../records/arrival.ts';

/** A module of a class, with the dates that hold for the learner. */
export interface ClassModule { module: string; opensMs: number | null; dueMs: number | null; lateMs: number; latePct: number; extended: boolean }

/** A learner who is signed in. */
export interface LearnerCaller { kind: 'learner'; id: string; pseudonym: string; createdMs: number; cohort: { id: string; name: string; exam: boolean; modules: ClassModule[] } }

/** GET /me; `nowMs` is what the server takes for now. */
export interface Me { caller: LearnerCaller | { kind: 'instructor'; id: string; login: string } | null; nowMs: number }

/** GET /meta. */
export interface Meta {
  course: { modules: { id: string; title: string; exercises: { id: string; title: string; version: number; lesson: string }[] }[] };
  insecure: boolean;
  nowMs: number;
}

/** One exercise of GET /me/progress. */
export interface ExerciseProgress {
  exercise: string;
  module: string;
  counts: boolean;
  points: number | null;
  status: 'none' | 'waiting' | 'failed' | 'passed' | 'overridden';
  override: { points: number; reason: string; givenMs: number } | null;
  opensMs: number | null;
  dueMs: number | null;
  /** Of a run that is received now. */
  creditPct: number;
  tries: number;
  solutionsOpen: boolean;
  solutionsOpenMs: number | null;
}

/** One of GET /me/submissions. */
export interface SubmissionState {
  id: string;
  exercise: string;
  receivedMs: number;
  state: 'queued' | 'graded' | 'failed';
  grade: { status: 'pass' | 'fail' | 'error'; points: number; checks: { id: string; status: string }[]; gradedMs: number } | null;
  creditPct: number;
}

/** GET /me/work. */
export interface Work { work: HandedIn[] }

/** POST /join. */
export interface Joined { learner: string; cohort: string; pseudonym: string; recoveryCode: string }
