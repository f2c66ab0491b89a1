// Messages between a page or process and the worker that grades for it. All are plain data.
import type { Exercise } from '../course/index.ts';
import type { Design } from './design.ts';
import type { Cell, Exploration, SmallestFailure } from './explore/exploration.ts';
import type { GraderLimits } from './limits.ts';
import type { RealFiles } from './real-files.ts';
import type { Replayed, ReplaySpec } from './replay/replay.ts';
import type { Report } from './report.ts';
import type { TypeDiagnostic } from './typecheck/typecheck.ts';

/** From every worker: what a learner wrote begins to run, or to be checked, and has come to its end. Between the two nothing but a clock can end it. */
export interface CodeWord { type: 'code'; id: number; done: boolean }

/** To `grade.worker`. `prewarm` loads the sandbox, rehearses with an exercise that is given, and is not answered. `limits` is absent for the grader's own. */
export type GradeRequest = { type: 'prewarm'; exercise: Exercise | null } | FilesRequest | ModelRequest | ShrinkRequest | ReplayRequest | ExploreRequest | { type: 'grade'; id: number; exercise: Exercise; source: string; limits?: GraderLimits };

/** From `grade.worker`: one `progress` with `done: 0` when it begins, one after each simulated run, then the `report`. `id` is the request's. */
export type GradeAnswer = { type: 'progress'; id: number; done: number; total: number } | { type: 'report'; id: number; report: Report };

/** To `grade.worker` too: the real files of a source. */
export interface FilesRequest { type: 'files'; id: number; source: string }

/** Its answer. */
export interface FilesAnswer { type: 'files'; id: number; result: RealFiles }

/** To `grade.worker` too: a source as a model, to be simulated or written as files. */
export interface ModelRequest { type: 'model'; id: number; source: string; use: 'simulate' | 'render' }

/** Its answer. */
export interface ModelAnswer { type: 'model'; id: number; design: Design }

/** Whatever `grade.worker` answers. */
export type WorkerAnswer = CodeWord | GradeAnswer | FilesAnswer | ModelAnswer | ShrinkAnswer | ReplayAnswer | ExploreAnswer;

/** To `typecheck.worker`. */
export interface TypecheckRequest {
  type: 'typecheck';
  id: number;
  source: string;
}

/** From `typecheck.worker`, after a word that it begins with the types. */
export interface TypecheckAnswer {
  type: 'diagnostics';
  id: number;
  diagnostics: TypeDiagnostic[];
}

/** To `grade.worker` too: try faults on a design. Ended by ending the worker; `known` are the cells that came before that, by their place, so that it goes on from there. */
export interface ExploreRequest { type: 'explore'; id: number; exercise: Exercise; source: string; pairs: boolean; known: (Cell | null)[] }

/** Its answers: cells as they come, in the order of the exploration, with how many there are; then all of it. A confirmed cell comes again. */
export type ExploreAnswer =
  | { type: 'exploring'; id: number; done: number; total: number; frame: Pick<Exploration, 'moments' | 'components'>; cells: { at: number; cell: Cell }[] }
  | { type: 'explored'; id: number; exploration: Exploration };

/** To `grade.worker` too: the smallest thing that makes a check fail. */
export interface ShrinkRequest { type: 'shrink'; id: number; exercise: Exercise; source: string; check: string }

/** Its answer; null: the check holds, is about the design alone, or the design is not simulated. */
export interface ShrinkAnswer { type: 'shrunk'; id: number; smallest: SmallestFailure | null }

/** To `grade.worker` too: one run to be looked at. */
export interface ReplayRequest { type: 'replay'; id: number; exercise: Exercise; source: string; spec: ReplaySpec }

/** Its answer. */
export interface ReplayAnswer { type: 'replayed'; id: number; replayed: Replayed }
