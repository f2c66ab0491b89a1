// The door of this room.
export { startGrading, type GradingOptions } from './start.ts';
export { Closed, type Grading, type GradingJob, type GradingStats, type Outcome, type Recall, type Verdict } from './grading.ts';
export { recallVerdict, rememberVerdict, type VerdictKey } from './verdicts.ts';
