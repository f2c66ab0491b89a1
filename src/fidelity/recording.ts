// A recording of a real daemon, schema `fidelity/1`, split into what a prediction may read and what it is compared with.

/** What was done, without what came out: all that a prediction may read. */
export interface Question {
  id: string;
  family: string;
  daemon: { name: string; version: string };
  inputs: { [name: string]: unknown };
  /** Steps; null: the family says what was done. */
  script: unknown[] | null;
  /** The daemon's file, or several by name (for pairs). */
  config: string | { [name: string]: string };
  /** Names of the outputs that are asked for. */
  fields: string[];
}

/** What came out. */
export interface Answer {
  /** Fields that were equal in all runs. */
  outputs: { [field: string]: unknown };
  /** One object a run with the fields that differed. */
  runs: { [field: string]: unknown }[];
}

/**
 * What the simulator says; `fields` without a prediction are absent. `possible`: of a field that depends on what the inputs leave open (a phase), every
 * value that it may have; `outputs` has one of them then.
 */
export type Prediction = { kind: 'predicted'; outputs: { [field: string]: unknown }; possible?: { [field: string]: unknown[] } } | { kind: 'not modelled'; reason: string };

/** Compares one field of one run. null: the same; else what is different, as a short sentence. */
export type Comparison = (predicted: unknown, recorded: unknown, question: Question) => string | null;

/** A family of recordings: how its scenarios are replayed in the simulator, and how exact its fields are. */
export interface Family {
  /** Names of the families, as recordings have them. */
  names: readonly string[];
  predict(question: Question): Prediction;
  /** By field; a field that is not here has to be equal. The reasons of the tolerances stand beside them. */
  comparisons: { [field: string]: Comparison };
}
