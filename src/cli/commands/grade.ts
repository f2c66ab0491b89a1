import { describeSmallest, explainReport, GRADER_VERSION, renderText, type Report, type TypeDiagnostic } from '../../grader/index.ts';
import { gradeInWorker, shrinkInWorker, typecheckInWorker } from '../../grader/adapter/node/index.ts';
import { replayFragment } from '../../grader/adapter/web/replay-link.ts';
import type { Exercise } from '../../course/index.ts';
import type { Command } from '../command.ts';
import { findExercise, requireCourse } from '../content.ts';
import { readNamedFile } from '../read-design.ts';

const EXIT: { [status in Report['status']]: number } = { pass: 0, fail: 1, error: 2 };

/** Grades one file against one exercise, with the grader of the site. */
export const command: Command = {
  usage: 'grade EXERCISE FILE [--json]',
  help: [
    'Grades the design in FILE against an exercise. EXERCISE is its id, the name of its folder, such as weights.',
    '',
    '  --json  print the report as JSON and nothing else',
    '',
    'What the types say comes first and is advice; the verdict comes from the simulation. Under the first check that fails stands',
    'the smallest thing that makes it fail, with its run for nsp replay.',
    'Exit code: 0 passed, 1 not passed, 2 could not grade, or used in a wrong way.',
  ],
  options: { json: { type: 'boolean' } },
  arguments: [2, 2],
  async run({ positionals, options }, shell) {
    const [id, path] = positionals as [string, string];
    const source = readNamedFile(path, 'design');
    const exercise = findExercise(requireCourse(shell, 2).course, id);
    const types = options['json'] === true ? Promise.resolve([]) : typecheckInWorker(source);
    const report = await gradeInWorker(source, exercise);
    if (options['json'] === true) shell.out(JSON.stringify(report));
    else {
      for (const line of typeLines(await types)) shell.out(line);
      shell.out(renderText(explainReport(report, exercise), await smallestLines(report, exercise, source)).trimEnd());
    }
    return EXIT[report.status];
  },
};

/** Under the first failing check: the smallest thing that makes it fail, and its run. */
async function smallestLines(report: Report, exercise: Exercise, source: string): Promise<Map<string, string[]>> {
  const check = report.checks.find(({ status }) => status === 'fail')?.id;
  const smallest = check === undefined ? null : await shrinkInWorker(source, exercise, check);
  if (check === undefined || smallest === null) return new Map();
  const { run, seed, faults, durationMs } = smallest;
  const fragment = await replayFragment({ format: 1, exercise: exercise.id, exerciseVersion: exercise.version, grader: GRADER_VERSION, source, spec: { run, seed, faults, durationMs } });
  return new Map([[check, [`Smallest failure: ${describeSmallest(smallest, exercise)}`, ...(fragment === null ? [] : [`See it again: nsp replay '${fragment}'`])]]]);
}

function typeLines(remarks: TypeDiagnostic[] | null): string[] {
  if (remarks === null) return ['The types could not be checked in 10 s. The verdict does not depend on it.\n'];
  if (remarks.length === 0) return [];
  const lines = remarks.map((remark) => `  ${remark.place === null ? '' : `Line ${remark.place.line}: `}${remark.message.replaceAll('\n', '\n    ')}`);
  return ['What the types say (advice; the verdict comes from the simulation):', ...lines, ''];
}
