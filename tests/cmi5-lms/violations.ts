// What a course, a content page or a request does that the specifications forbid, each with the section that says so.

/** One rule that was not kept. */
export interface Violation {
  /** Where the rule stands: `cmi5 9.3.4`, `xAPI Data 2.4.2.1` (Part Two) or `xAPI Communication 3.3` (Part Three). */
  section: string;
  /** `must` for MUST and MUST NOT, `should` for SHOULD and for what the text leaves open. */
  level: 'must' | 'should';
  /** What is wrong, with the value seen. */
  message: string;
}

/** A violation by content at run time: who, in which session, and whether the request was refused for it. */
export interface ContentViolation extends Violation {
  learner: string;
  /** The LMS's session id; empty where the request carries no known token. */
  session: string;
  refused: boolean;
  /** Method and path of the request. */
  request: string;
  /** The statement at fault, where there is one. */
  statement?: unknown;
}

/** A MUST that is not kept. */
export function must(section: string, message: string): Violation {
  return { section, level: 'must', message };
}

/** A SHOULD that is not kept. */
export function should(section: string, message: string): Violation {
  return { section, level: 'should', message };
}

/** All violations as lines of text, for the message of a failing test. */
export function listOf(violations: readonly Violation[]): string {
  return violations.map((one) => `${one.section} (${one.level}): ${one.message}`).join('\n');
}
