// scripts/learn.js: predictions and questions, in lessons and in the review. Loaded by page.js when somebody turns to one.
import { askQuestion } from '../learn/ask-question.ts';
import type { LessonAsks } from '../learn/lesson-asks.ts';
import { makePrediction } from '../learn/make-prediction.ts';
import { openReview } from '../learn/review.ts';
import { loadData } from '../platform/load.ts';

self.nspLearn = start;

async function start(): Promise<void> {
  const review = document.querySelector<HTMLElement>('[data-ask="review"]');
  if (review !== null) await openReview(review);
  const lesson = document.querySelector<HTMLMetaElement>('meta[name="lesson"]')?.content;
  if (lesson === undefined) return;
  const { predictions, questions } = await loadData<LessonAsks>(`learn/${lesson}`);
  await Promise.all([...document.querySelectorAll<HTMLElement>('[data-ask]')].map(async (box) => {
    const [kind, id] = box.dataset['ask']!.split(':');
    const prediction = kind === 'prediction' ? predictions.find((one) => one.id === id) : undefined;
    const question = kind === 'answer' ? questions.find((one) => one.id === id) : undefined;
    if (prediction !== undefined) await makePrediction(box, prediction);
    if (question !== undefined) await askQuestion(box as HTMLFormElement, question);
  }));
}
