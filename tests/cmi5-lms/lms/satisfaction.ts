// When an AU, a block or a course is satisfied: cmi5 9.3.9 and 13.1.4, moveOn.
import type { Au, Block, Course } from '../course/structure.ts';

/** What a learner has reached in an AU within a registration. */
export interface Reached {
  completed: boolean;
  passed: boolean;
}

/** Whether an AU meets its moveOn (13.1.4). */
export function isAuSatisfied(au: Au, reached: Reached): boolean {
  switch (au.moveOn) {
    case 'Passed': return reached.passed;
    case 'Completed': return reached.completed;
    case 'CompletedAndPassed': return reached.completed && reached.passed;
    case 'CompletedOrPassed': return reached.completed || reached.passed;
    case 'NotApplicable': return true;
  }
}

/** The blocks and the course that are satisfied, the inner before the outer. */
export function satisfiedParts(course: Course, reachedIn: (au: Au) => Reached): { kind: 'block' | 'course'; part: Block | Course }[] {
  const found: { kind: 'block' | 'course'; part: Block | Course }[] = [];
  const visit = (parts: readonly (Au | Block)[]): boolean => parts.map((part) => {
    if (part.kind === 'au') return isAuSatisfied(part, reachedIn(part));
    const whole = visit(part.parts);
    if (whole) found.push({ kind: 'block', part });
    return whole;
  }).every(Boolean);
  if (visit(course.parts)) found.push({ kind: 'course', part: course });
  return found;
}
