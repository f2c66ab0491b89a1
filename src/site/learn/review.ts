// The review: what is due, one question after the other, each with the way back to its lesson.
import { loadData } from '../platform/load.ts';
import { courseRoot } from '../platform/root.ts';
import { keys, read } from '../platform/store.ts';
import { decodeAnswer, type Answer } from '../records/answer.ts';
import { askQuestion } from './ask-question.ts';
import type { ReviewQuestion } from './lesson-asks.ts';
import { questionHtml } from './question-html.ts';
import { planReview, planWords } from './review-plan.ts';

/** Fills the element of the review page. */
export async function openReview(box: HTMLElement): Promise<void> {
  const questions = await loadData<ReviewQuestion[]>('questions');
  const plan = async () => planReview((await keptAnswers()).filter(({ question }) => questions.some((one) => one.question.id === question)), Date.now());
  const first = await plan();
  const state = document.querySelector('.plan')!;
  state.textContent = planWords(first);
  if (first.due.length > 0) await ask(box, first.due, 0, questions, async () => void (state.textContent = planWords(await plan())));
}

async function keptAnswers(): Promise<Answer[]> {
  const texts = await Promise.all((await keys('answer:')).map((key) => read(key)));
  return texts.map(decodeAnswer).filter((answer) => answer !== null);
}

async function ask(box: HTMLElement, due: readonly string[], at: number, questions: readonly ReviewQuestion[], end: () => Promise<void>): Promise<void> {
  const { question, lesson, address } = questions.find((one) => one.question.id === due[at])!;
  box.innerHTML = `<p class="s">Question ${at + 1} of ${due.length}</p>${questionHtml(question)}<p class="acts after" hidden><button class="btn" type="button"></button><a></a></p>`;
  const after = box.querySelector<HTMLElement>('.after')!;
  const next = after.querySelector('button')!;
  Object.assign(after.querySelector('a')!, { href: new URL(address, courseRoot()).href, textContent: `Lesson: ${lesson}` });
  next.textContent = at + 1 < due.length ? 'Next question' : 'End the review';
  next.addEventListener('click', () => void (at + 1 < due.length ? ask(box, due, at + 1, questions, end).then(() => goTo(box)) : finish(box, due.length, end)));
  await askQuestion(box.querySelector('form')!, question, () => (after.hidden = false));
}

/** The focus goes to the question, so that it is read out. */
function goTo(box: HTMLElement): void {
  box.querySelector<HTMLElement>('fieldset :is(input, select, button)')?.focus();
  box.querySelector('legend')?.scrollIntoView({ block: 'nearest' });
}

async function finish(box: HTMLElement, count: number, end: () => Promise<void>): Promise<void> {
  box.innerHTML = `<p tabindex="-1">${count === 1 ? 'One question is' : `All ${count} questions are`} reviewed.</p>`;
  await end();
  box.querySelector('p')!.focus();
}
