// What the other rooms may use of this one.
export type * from './vocabulary/index.ts';
export type { Model } from './model.ts';
export type { FieldPath, Problem, ProblemData } from './problem.ts';
export type { DesignLimits, Validation } from './validate/index.ts';
export { defineInfrastructure } from './vocabulary/index.ts';
export { formatDuration, parseDuration } from './duration.ts';
export { formatPath } from './path.ts';
export { GRADED_DESIGN, validate } from './validate/index.ts';
export { resolve } from './resolve/index.ts';
export { PROBLEM_CODES, describeProblem } from './describe/index.ts';
