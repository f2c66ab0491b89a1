// What the other rooms may use of this one.
export type * from './vocabulary/index.ts';
export type { Model } from './model.ts';
export type { FieldPath, Problem } from './problem.ts';
export { defineInfrastructure } from './vocabulary/index.ts';
export { formatDuration, parseDuration } from './duration.ts';
export { formatPath } from './path.ts';
