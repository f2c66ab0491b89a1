import { renderText, explainReport, type Report, type TypeDiagnostic } from '../../grader/index.ts';
import { gradeInWorker, typecheckInWorker } from '../../grader/adapter/node/index.ts';
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
    'What the types say comes first and is advice; the verdict comes from the simulation.',
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
      shell.out(renderText(explainReport(report, exercise)).trimEnd());
    }
    return EXIT[report.status];
  },
};

function typeLines(remarks: TypeDiagnostic[] | null): string[] {
  if (remarks === null) return ['The types could not be checked in 10 s. The verdict does not depend on it.\n'];
  if (remarks.length === 0) return [];
  const lines = remarks.map((remark) => `  ${remark.place === null ? '' : `Line ${remark.place.line}: `}${remark.message.replaceAll('\n', '\n    ')}`);
  return ['What the types say (advice; the verdict comes from the simulation):', ...lines, ''];
}
