// What the class server answers to an instructor. Times are epoch milliseconds.

/** The course as the server has it. */
export interface Meta {
  course: { modules: CourseModule[] };
  graderVersion: number;
  /** Nobody is an instructor yet. */
  needsSetup: boolean;
  /** How signing in elsewhere is called; null: only with a password. */
  oidc: { name: string } | null;
  insecure: boolean;
  nowMs: number;
}

/** A module with the exercises that can be handed in. */
export interface CourseModule { id: string; title: string; exercises: CourseExercise[] }

/** An exercise; `version` as it is graded now. */
export interface CourseExercise { id: string; title: string; version: number; module: string; lesson: string }

/** Who is signed in. */
export type Caller = { kind: 'learner'; id: string; pseudonym: string } | { kind: 'instructor'; id: string; login: string } | null;

/** A module of a cohort, with its dates. */
export interface Assignment { module: string; opensMs: number | null; dueMs: number | null; lateMs: number; latePct: number }

/** What an instructor may do in a cohort. */
export type Role = 'owner' | 'assistant';

/** A cohort in the list. */
export interface CohortRow { id: string; name: string; exam: boolean; role: Role; learners: number; waiting: number; createdMs: number; modules: Assignment[] }

/** Whether and how learners come in. */
export interface Joining { open: boolean; expiresMs: number | null; seats: number | null; taken: number }

/** An instructor of a cohort. */
export interface StaffMember { id: string; login: string; role: Role }

/** One cohort. */
export interface Cohort extends Omit<CohortRow, 'learners' | 'waiting'> { joining: Joining; staff: StaffMember[] }

/** A code that lets learners in; shown once. */
export interface JoinCode { code: string; expiresMs: number | null; seats: number | null }

/** How an exercise stands for a learner. */
export type Status = 'none' | 'waiting' | 'error' | 'failed' | 'passed' | 'overridden';

/** One exercise of one learner in the roster; an exercise that is missing was not begun. */
export interface RosterCell { points: number | null; status: Status; tries: number; hints: number; stuck: boolean; late: boolean; overridden: boolean }

/** One learner in the roster. */
export interface RosterLearner {
  id: string; pseudonym: string; createdMs: number; seenMs: number | null; handedIn: number; waiting: number; exercises: { [exercise: string]: RosterCell };
}

/** How a submission came out. */
export interface Grade {
  status: 'pass' | 'fail' | 'error'; points: number; checks: { id: string; status: string; measured: number | null }[]; exerciseVersion: number; graderVersion: number; gradedMs: number;
  /** The regrade that made it; null: the first grading. */
  regrade: string | null;
  /** A diagnostic code: why the design could not be graded. */
  reason?: string | null;
}

/** A submission in a list. */
export interface SubmissionRow {
  id: string; learner: string; pseudonym?: string; exercise: string; hints: number; receivedMs: number; state: 'queued' | 'graded' | 'failed'; grade: Grade | null; creditPct: number;
}

/** A submission with its text. */
export interface Submission extends SubmissionRow { source: string; grades: (Grade & { counts: boolean })[] }

/** Points that an instructor gave in place of the grader's. */
export interface Override { exercise: string; points: number | null; reason: string; givenMs: number; by: string }

/** A later due date for one learner. */
export interface Extension { module: string; dueMs: number; reason: string; givenMs: number; by: string }

/** One exercise on a learner's page. */
export interface LearnerExercise {
  exercise: string; module: string; counts: boolean; points: number | null; status: Status; submission: string | null; override: { points: number | null; reason: string; givenMs: number } | null;
  opensMs: number | null; dueMs: number | null; creditPct: number; tries: number; hints: number; stuck: boolean;
}

/** A learner's page. */
export interface LearnerDetail {
  id: string; pseudonym: string; createdMs: number; seenMs: number | null; cohort: string; exercises: LearnerExercise[]; extensions: Extension[]; overrides: Override[]; submissions: SubmissionRow[];
}

/** What one submission came to before and after. */
export interface GradeBrief { points: number; status: 'pass' | 'fail' | 'error'; exerciseVersion: number; graderVersion: number }

/** A grade that a regrade changes. */
export interface Change {
  learner: string; pseudonym: string; exercise: string; submission: string; before: GradeBrief | null; after: GradeBrief;
  why: 'exercise' | 'grader' | 'both' | 'first' | 'same-versions'; standingBefore: number | null; standingAfter: number | null;
}

/** A regrade in a list. */
export interface RegradeRow {
  id: string; cohort: string; exercise: string | null; state: 'running' | 'ready' | 'committed' | 'dropped'; begunMs: number; endedMs: number | null; submissions: number; done: number;
}

/** A regrade with what it changes: `distinct` texts came to so many `models` (null: not known yet), of which some had to be simulated. `more`: there are changes that are not listed. */
export interface Regrade extends RegradeRow { models: number | null; distinct: number; simulated: number; changes: Change[]; more: boolean }

/** A line of the log; `by` is the login of whoever did it, null where nobody has it any more. */
export interface AuditRow { at: number; actor: string; by: string | null; action: string; object: string; detail: string }
