// Why a design could not be graded, in words. That never costs its learner anything.
const REASONS: { readonly [code: string]: string } = {
  'took-too-long': 'Grading took too long and was stopped. A loop without an end in the design is the usual cause; a busy server is another.',
  'too-much-memory': 'Grading needed too much memory and was stopped. A list or a text in the design that grows without an end is the usual cause.',
  'too-many-events': 'The simulation had more events than the grader counts. Many retries or very frequent health checks are the usual cause.',
  'worker-failed': 'The grader ended several times before it had a result.',
  'no-such-exercise': 'The course on this server no longer has the exercise.',
  'no-checks': 'The exercise has no checks.',
};

/** A sentence; null: the server gave up before a grader could say anything. */
export function reasonText(code: string | null | undefined): string {
  if (code === null || code === undefined || code === '') return 'Grading it was begun several times and never came to an end, so the server gave up.';
  return REASONS[code] ?? `The grader stopped with the code ${code}.`;
}
