// The data files that questions and predictions are answered with: `data/learn/<lesson>.js` and `data/questions.js`.
import type { Lesson } from '../../course/course.ts';
import type { LessonPrediction, Question } from '../../course/learning.ts';

/** What a lesson asks. */
export interface LessonAsks {
  predictions: LessonPrediction[];
  /** Those that its text embeds, of earlier lessons too. */
  questions: Question[];
}

/** A question of the review, with the way to its lesson from the course's root. */
export interface ReviewQuestion {
  question: Question;
  lesson: string;
  address: string;
}

/** True for a lesson whose page has a prediction or a question. */
export const asksSomething = (lesson: Lesson): boolean => lesson.predictions.length + lesson.asks.length > 0;
