// The part of the grader's door that needs no compiler: a page imports this file.
export { digestReport } from '../digest.ts';
export { describeDiagnostic, type DiagnosticText } from './diagnostics.ts';
export { describeEvent } from './events.ts';
export { describeDiagnosis, explainReport, type ExplainedCheck, type ExplainedProblem, type Explanation } from './explain.ts';
export { countedChecks, explainGold, type ExplainedGold } from './gold.ts';
export { formatLimit, formatMetric } from './metrics.ts';
export { describeFault, describeFaults } from './faults.ts';
export { describeOutcome, describeSchedule, replayDifferences } from './replay.ts';
export { describeSmallest } from './smallest.ts';
export { renderText } from './text.ts';
