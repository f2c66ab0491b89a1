// One exercise folder: its exercise.yaml, its starter, its right and wrong answers.
import type { ContentProblem, Exercise, MistakeFile, SolutionFile, Survivor } from './course.ts';
import type { ExerciseFolder, LessonFolder } from './files.ts';
import { readMistakes, readSolutions } from './answers.ts';
import { checkReferences } from './references.ts';
import { exerciseForm } from './schema/exercise.ts';
import { shapeOf } from './shape.ts';
import { readYaml } from './yaml.ts';

/** An exercise with what lies beside it; `exercise` is null when it has a problem that leaves nothing to show. */
export interface CompiledExercise {
  exercise: Exercise | null;
  starterFails: string[];
  survivors: Survivor[];
  solutions: SolutionFile[];
  mistakes: MistakeFile[];
}

const LEAST_SOLUTIONS = 2;
const LEAST_MISTAKES = 3;

/** Compiles one exercise folder; what is wrong with it is added to `problems`. */
export function compileExercise(folder: ExerciseFolder, lesson: LessonFolder, problems: ContentProblem[]): CompiledExercise {
  const file = folder.yaml?.path ?? folder.path;
  const report = (message: string, line = 1) => problems.push({ file, line, message });
  if (folder.yaml === null) report('This exercise has no exercise.yaml.');
  if (folder.starter === null) report('This exercise has no starter.ts.');
  if (folder.solutions.length < LEAST_SOLUTIONS) report(`This exercise has ${folder.solutions.length} solutions in solutions/: it needs at least ${LEAST_SOLUTIONS} that differ in structure.`);
  if (folder.mistakes.length < LEAST_MISTAKES) report(`This exercise has ${folder.mistakes.length} mistakes in mistakes/: it needs at least ${LEAST_MISTAKES}.`);
  const solutions = readSolutions(folder, problems);

  const yaml = folder.yaml === null ? null : readYaml(folder.yaml.path, folder.yaml.text);
  const shape = yaml === null ? null : shapeOf(exerciseForm, yaml, problems);
  const defined = yaml === null || yaml.problems.length > 0 ? null : checkReferences(yaml, problems);
  const mistakes = readMistakes(folder, { checks: defined?.checks ?? null, diagnoses: defined?.diagnoses ?? null }, problems);
  for (const diagnosis of defined?.diagnoses ?? []) {
    if (!mistakes.some((mistake) => mistake.diagnosis === diagnosis.id)) report(`The diagnosis ${diagnosis.id} is proved by no file in mistakes/. Add a design that must get it, or remove it.`, diagnosis.line);
  }
  if (shape === null || folder.starter === null) return { exercise: null, starterFails: [], survivors: [], solutions, mistakes };
  const { starterFails, survivors = [], beforeSolution, hostAvailability = null, gold = null, explore, ...rest } = shape;
  const exercise: Exercise = {
    format: 1, id: folder.id, module: lesson.module, lesson: lesson.id, ...rest, starter: folder.starter.text, hostAvailability, gold,
    explore: { run: explore?.run ?? rest.runs[0].id, pairs: explore?.pairs ?? false },
    beforeSolution: { ...beforeSolution, id: folder.id, lesson: lesson.id },
  };
  return { exercise, starterFails, survivors, solutions, mistakes };
}
