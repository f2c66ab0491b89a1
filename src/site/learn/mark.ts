// Whether an answer is right, and what is said about it. Pure: what was given comes as data.
import type { Option, Question } from '../../course/learning.ts';
import { placesRight } from './parts.ts';

/** An answer: the id of an option; ids in order; the id of a right for each left; a number; a line with the id of a reason, empty where none is asked. */
export type Given = { kind: 'choice'; id: string } | { kind: 'order'; ids: string[] } | { kind: 'match'; rights: string[] } | { kind: 'number'; value: number } | { kind: 'line'; line: number; reason: string };

/** What came of an answer. */
export interface Marked {
  isRight: boolean;
  /** Sentences in words, `code` in backticks. */
  said: string[];
  /** For each item of an order, each left of a match: whether it is right; empty for other kinds. */
  parts: boolean[];
}

type Form<Kind extends Question['form']['kind']> = Extract<Question['form'], { kind: Kind }>;

/** Room for what decimal fractions lose in binary. */
const ROUNDING = 1e-9;

/** Marks an answer of the question's own kind; throws for another kind. */
export function mark(question: Question, given: Given): Marked {
  const { form } = question;
  if (form.kind === 'choice' && given.kind === 'choice') return markChoice(form, given.id);
  if (form.kind === 'order' && given.kind === 'order') return markParts(placesRight(form, given.ids), 'stand in their place');
  if (form.kind === 'match' && given.kind === 'match') return markParts(form.pairs.map((pair, at) => textOf(form, given.rights[at]) === pair.right), 'are matched right');
  if (form.kind === 'number' && given.kind === 'number') return markNumber(form, given.value);
  if (form.kind === 'line' && given.kind === 'line') return markLine(form, given.line, given.reason);
  throw new Error(`The question ${question.id} is of the kind ${form.kind}, the answer of the kind ${given.kind}.`);
}

const textOf = (form: Form<'match'>, id: string | undefined): string | undefined => form.pairs.find((pair) => pair.id === id)?.right ?? form.others.find((other: Option) => other.id === id)?.text;

function markChoice(form: Form<'choice'>, id: string): Marked {
  const chosen = form.options.find((option) => option.id === id);
  const isRight = chosen?.right === true;
  return { isRight, said: [isRight ? 'Right.' : 'The right answer is another one.', chosen?.because ?? ''].filter((text) => text !== ''), parts: [] };
}

function markParts(parts: boolean[], what: string): Marked {
  const right = parts.filter(Boolean).length;
  const isRight = right === parts.length;
  return { isRight, said: [isRight ? `Right: all ${parts.length} ${what}.` : `${right} of ${parts.length} ${what}.`], parts };
}

function markNumber(form: Form<'number'>, value: number): Marked {
  const isRight = Math.abs(value - form.right) <= form.tolerance + ROUNDING * Math.max(1, Math.abs(form.right));
  return { isRight, said: [`You said ${value} ${form.unit}.`, isRight ? (value === form.right ? 'Right.' : `Right: it is ${form.right} ${form.unit}.`) : `The answer is ${form.right} ${form.unit}.`], parts: [] };
}

function markLine(form: Form<'line'>, line: number, reason: string): Marked {
  const reasonIsRight = form.reasons.length === 0 || form.reasons.some((one) => one.id === reason && one.right);
  if (line !== form.right) return { isRight: false, said: [`You chose line ${line}. It is line ${form.right}.`], parts: [] };
  return { isRight: reasonIsRight, said: [reasonIsRight ? 'Right.' : `Line ${line} is right. Its reason is another one.`], parts: [] };
}
