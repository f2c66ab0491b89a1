// Which questions are due again.
import { decodeAnswer, isDue } from '../records/answer.ts';

/** Of these questions, those that are to be asked again now. `texts` are the stored answers. */
export function dueQuestions(texts: readonly (string | null)[], questions: ReadonlySet<string>, nowMs: number): string[] {
  return texts.flatMap((text) => {
    const answer = decodeAnswer(text);
    return answer !== null && questions.has(answer.question) && isDue(answer, nowMs) ? [answer.question] : [];
  });
}
