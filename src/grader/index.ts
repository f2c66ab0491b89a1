// The door of this folder: what the shells import beside an adapter. It brings the compiler along: a page's script takes explain/index.ts instead.
export { check } from './check/check.ts';
export type { Evaluator, SandboxLimits, SandboxResult } from './evaluate/evaluator.ts';
export { evaluate, type Evaluation } from './evaluate/evaluate.ts';
export { errorReport, GRADER_VERSION } from './error-report.ts';
export * from './explain/index.ts';
export { explorationLines, untriedFaults } from './explain/exploration.ts';
export { designFrom, type Design } from './design.ts';
export { grade, type Submission } from './grade.ts';
export { replayRun, type ReplayOptions } from './replay/replay-run.ts';
export { GRADER_LIMITS, type GraderLimits } from './limits.ts';
export type { GradeAnswer, GradeRequest, TypecheckAnswer, TypecheckRequest, WorkerAnswer } from './protocol.ts';
export type { Cause, CheckResult, GoldResult, Report, RunSeries, TradeOff } from './report.ts';
export type { SmallestFailure } from './explore/exploration.ts';
export type { Replay, Replayed, ReplaySpec } from './replay/replay.ts';
export type { Diagnostic } from './source/diagnostic.ts';
export type { SourcePlace } from './source/place.ts';
export type { Wiring, WiringEdge, WiringHost, WiringNode } from './wiring.ts';
export { typecheck, type TypeDiagnostic, type TypeLibraries } from './typecheck/typecheck.ts';
