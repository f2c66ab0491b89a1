// What the workspace knows at a moment, for the templates of its two sides.
import type { Exercise } from '../../course/course.ts';
import type { Replay } from '../../grader/replay/replay.ts';
import type { Report } from '../../grader/report.ts';
import type { DraftState } from './draft-keeper.ts';
import type { EditorMark, TypeProblem } from './editor-handle.ts';
import type { ClassView } from '../class/view.ts';
import type { Beside } from '../records/beside.ts';
import type { ChosenPrediction } from '../records/draft.ts';
import type { MadePrediction } from '../records/prediction.ts';
import type { StoredResult } from '../records/result.ts';
import type { FilesState } from './real-files.ts';
import type { Place, ReportView, Tone } from './report-view.ts';

/** A design beside the draft. */
export interface BesideDesign {
  from: Beside['from'];
  source: string;
  /** Of the exercise when the design was shared; null: unknown. */
  version: number | null;
  /** The run that its link is about; absent: it is about the design. */
  replay?: Replay;
}

/** The three panes of a phone. */
export type PaneName = 'task' | 'editor' | 'proof';

/** The last run that came to an end. */
export interface FinishedRun {
  number: number;
  report: Report;
  view: ReportView;
  /** What was run. */
  source: string;
  /** It was run since the page was opened; false: it was kept from before. */
  isFresh: boolean;
}

/** Simulated runs done, of all. */
export interface Progress {
  done: number;
  total: number;
}

/** Everything that the sides of the workspace draw from. */
export interface WorkspaceState {
  exercise: Exercise;
  /** Text of the editor when the element began; later changes go through the editor itself. */
  initialText: string;
  text: string;
  hints: number;
  pane: PaneName;
  draft: DraftState;
  /** Null: nothing runs. */
  progress: Progress | null;
  finished: FinishedRun | null;
  /** What is kept of the runs so far; its report is the one of `finished`, where there is one. */
  result: StoredResult;
  /** What the learner said before the first run; null: nothing yet. */
  prediction: MadePrediction | null;
  /** What stands in the controls of the prediction; null: nothing. */
  chosen: ChosenPrediction | null;
  /** Why the last run could not be shown, as a sentence; empty: it could. */
  failure: string;
  /** The last run was stopped before its end. */
  isStopped: boolean;
  typeProblems: readonly TypeProblem[];
  marks: EditorMark[];
  /** Id of the run whose chart is shown; null: the first failing check's. */
  shownRun: string | null;
  /** What the editor's place shows: the design, one beside it, or what it becomes. */
  leaf: 'design' | BesideDesign['from'] | 'files' | 'diagram';
  /** Designs beside the learner's own. */
  besides: readonly BesideDesign[];
  /** What came of a link, read or copied, as a sentence; empty: nothing. */
  linkNotice: string;
  /** A link that the browser did not let the page copy; empty: none. */
  link: string;
  files: FilesState;
  /** What the class of the learner says; null: the page is of no class. */
  inClass: ClassView | null;
}

/** What the learner can do. */
export interface WorkspaceActions {
  run(): void;
  stop(): void;
  reset(): void;
  goTo(place: Place): void;
  showRun(id: string): void;
  showLeaf(leaf: WorkspaceState['leaf']): void;
  keepMine(): void;
  takeOther(): void;
  solutionSeen(): void;
  copyLink(): void;
  takeBeside(design: BesideDesign): void;
  removeBeside(design: BesideDesign): void;
  /** The page's own copies, so that they are shipped once. */
  startWorker(name: string): Promise<Worker>;
  read(key: string): Promise<string | null>;
  keep(key: string, text: string): Promise<void>;
}

/** The last run as it is shown again after a reload; null when none is stored, or when what is stored is damaged: the exercise must open all the same. */
export function finishedRun({ report, runs, source }: StoredResult, exercise: Exercise, { explained }: { explained(report: Report, exercise: Exercise): ReportView }): FinishedRun | null {
  if (report === null) return null;
  try {
    return { number: runs, report, view: explained(report, exercise), source, isFresh: false };
  } catch {
    return null;
  }
}

/** The lines that a report names, each with the first thing it says about it. */
export function marksOf(view: ReportView): EditorMark[] {
  const marks: EditorMark[] = [];
  const add = (line: number | undefined, text: string, tone: Tone, check: string | null): void => {
    if (line === undefined || marks.some((mark) => mark.line === line)) return;
    marks.push({ line, text: text.replaceAll('`', ''), tone: tone === 'deg' || tone === 'loss' ? tone : 'down', check });
  };
  for (const problem of view.problems) add(problem.place?.line, problem.text, 'down', null);
  for (const check of view.checks) if (!check.holds) add(check.place?.line, `${check.title}: ${check.measured}, limit ${check.limit}.`, check.tone, check.id);
  return marks;
}

/** True when the next run needs a prediction: only the first one does. */
export function needsPrediction({ prediction, result }: WorkspaceState): boolean {
  return prediction === null && result.runs === 0;
}

/** The run whose chart explains most: the first failing check's, else the first. */
export function telltaleRun({ exercise, finished, shownRun }: WorkspaceState): string | null {
  if (!finished) return null;
  const failing = finished.report.checks.find((check) => check.status === 'fail')?.id;
  return shownRun ?? exercise.checks.find((check) => check.id === failing)?.run ?? finished.report.runs[0]?.run ?? null;
}
