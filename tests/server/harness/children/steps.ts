import { STEPS } from '../../../../src/server/store/schema.ts';

/** The schema, and two steps more, such as may follow: a column with a value in every row, an index, a table, rows moved. */
export const LONG: readonly (readonly string[])[] = [
  ...STEPS,
  ['ALTER TABLE cohort ADD COLUMN colour TEXT NOT NULL DEFAULT \'none\'', 'CREATE TABLE extra (id TEXT PRIMARY KEY, at_ms {ms})', "INSERT INTO extra (id, at_ms) VALUES ('a', 1)"],
  ['CREATE INDEX extra_at ON extra (at_ms)', "INSERT INTO extra (id, at_ms) SELECT 'b', at_ms + 1 FROM extra", "UPDATE cohort SET colour = 'blue'"],
];
