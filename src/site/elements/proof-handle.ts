// What the workspace and scripts/proof.js say to each other: the instruments of a report are loaded when there is one.
import type { TemplateResult } from 'lit';
import type { FoundReplay } from '../../grader/adapter/web/replay-link.ts';
import type { Exercise } from '../../course/course.ts';
import type { ExercisePrediction } from '../../course/learning.ts';
import type { Report } from '../../grader/report.ts';
import type { Diagnostic } from '../../grader/source/diagnostic.ts';
import { loadScript, loadStyle } from '../platform/load.ts';
import type { MadePrediction } from '../records/prediction.ts';
import type { ReportView } from './report-view.ts';
import type { WorkspaceActions, WorkspaceState } from './workspace-state.ts';

/** What scripts/proof.js can do. */
export interface ProofHandle {
  /** Every sentence, number and place of a report; throws for a damaged one. */
  explained(report: Report, exercise: Exercise): ReportView;
  /** The prediction with what a report measured; null when the report has nothing to compare it with. */
  compared(prediction: MadePrediction, asked: ExercisePrediction, report: Report): MadePrediction | null;
  /** Everything under the verdict once a run has come to an end. */
  instruments(state: WorkspaceState, actions: WorkspaceActions): TemplateResult;
  /** The run in what stands after # of an address. */
  linkedRun(hash: string): Promise<FoundReplay>;
  /** Why a design cannot be read, as a sentence. */
  reason(first: Diagnostic | undefined): string;
}

/** The names that scripts/proof.js takes from the workspace's own copy of the library, so that it is shipped once. */
export type SharedLit = Pick<typeof import('lit'), 'html' | 'svg' | 'nothing' | 'LitElement'>;

declare global {
  /** Set by scripts/proof.js. */
  var nspProof: ProofHandle | undefined;
  /** Set by scripts/workspace.js; see build/shared-lit.ts. */
  var nspLit: SharedLit | undefined;
}

/** The instruments, loaded once; rejects with a sentence for the learner. */
export async function loadProof(): Promise<ProofHandle> {
  await Promise.all([loadScript('proof'), loadStyle('proof')]);
  if (self.nspProof === undefined) throw new Error('The file scripts/proof.js holds no instruments. Reload the page.');
  return self.nspProof;
}

