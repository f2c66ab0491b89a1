/** Steps from the learner's default export to a value: property names and array positions. */
export type FieldPath = (string | number)[];

/** One thing that is wrong with a design. A code and data: the sentence is made in `describeProblem`. */
export interface Problem {
  /** What kind of mistake, such as `out-of-range` or `unknown-field`. Stable: tests and diagnoses name it. */
  code: string;
  /** Where it stands in the learner's object; empty for the whole. */
  path: FieldPath;
  /** What the sentence needs: the value found, what is allowed, a suggestion… Only JSON values. */
  data: ProblemData;
}

/** JSON values by name. */
export type ProblemData = { [key: string]: string | number | boolean | null | (string | number)[] };
