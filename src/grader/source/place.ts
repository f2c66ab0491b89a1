/** Where a place in the learner's file is; lines and columns from 1. */
export interface SourcePlace { line: number; column: number; endColumn: number }
