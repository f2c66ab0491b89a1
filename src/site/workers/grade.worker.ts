// Grades what the learner wrote; ended by the page after each run.
import { serveGrade } from '../../grader/adapter/browser/serve-grade.ts';

serveGrade(self);
