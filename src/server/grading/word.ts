// What a grader says is looked at before it is believed: the process may be in a learner's hands.
import { array, boolean, literal, maxLength, nullable, number, object, picklist, pipe, regex, safeParse, string, variant, type InferOutput } from 'valibot';

const id = number();
const WORD = variant('type', [
  object({ type: literal('code'), id, done: boolean() }),
  object({ type: literal('progress'), id, done: number() }),
  object({ type: literal('evaluated'), id, modelHash: pipe(string(), regex(/^([0-9a-f]{64})?$/)) }),
  object({
    type: literal('verdict'), id, status: picklist(['pass', 'fail', 'error']), code: nullable(pipe(string(), maxLength(60))),
    checks: array(object({ id: pipe(string(), maxLength(60)), status: picklist(['pass', 'fail']), measured: nullable(number()) })),
  }),
]);

/** A word of a grader. */
export type Word = InferOutput<typeof WORD>;

/** A line as a word; null: it is none. */
export function wordOf(line: string): Word | null {
  try {
    const parsed = safeParse(WORD, JSON.parse(line));
    return parsed.success ? parsed.output : null;
  } catch {
    return null;
  }
}
