import { describeSmallest, explainReport, GRADER_VERSION, renderText, type Report, type TypeDiagnostic } from '../../grader/index.ts';
import { gradeInWorker, shrinkInWorker, typecheckInWorker } from '../../grader/adapter/node/index.ts';
import { replayFragment } from '../../grader/adapter/web/replay-link.ts';
import type { Exercise } from '../../course/index.ts';
import { BadUse, type Command, type Input, type Shell } from '../command.ts';
import { exercisesOf, findExercise, requireCourse } from '../content.ts';
import { BYTE_ORDER_MARK, csvRecord } from '../../server/gradebook/csv.ts';
import { gradeAll } from '../grade-all/grade-all.ts';
import { COLUMNS, cellsOf } from '../grade-all/row.ts';
import { findSubmissions } from '../grade-all/submissions.ts';
import { printable } from '../../grader/explain/printable.ts';
import { tableLines } from '../grade-all/table.ts';
import { readNamedFile } from '../read-design.ts';

const EXIT: { [status in Report['status']]: number } = { pass: 0, fail: 1, error: 2 };

/** Grades one file against one exercise, or a folder of files, with the grader of the site. */
export const command: Command = {
  usage: 'grade EXERCISE FILE [--json] | nsp grade --all DIR [--csv]',
  help: [
    'Grades the design in FILE against an exercise. EXERCISE is its id, the name of its folder, such as weights.',
    '',
    '  --json     print the report as JSON and nothing else',
    '  --all DIR  grade every file in DIR instead, two at a time; names say who and what: LEARNER/EXERCISE.ts,',
    '             LEARNER.EXERCISE.ts, LEARNER_EXERCISE.ts or LEARNER--EXERCISE.ts',
    '  --csv      print its table as CSV, for a spreadsheet: UTF-8 with a byte order mark, commas, a line of names first',
    '',
    'What the types say comes first and is advice; the verdict comes from the simulation. Under the first check that fails stands',
    'the smallest thing that makes it fail, with its run for nsp replay.',
    'With --all there is one row a file: status, checks that hold, the first that does not, the diagnosis, and points from',
    '0 to 100 by the share of checks that hold. A file that cannot be graded has the status error and the reason, and a',
    'file with another name is told on stderr; neither stops the others. Progress is on stderr, too. In CSV a text that',
    'a spreadsheet would compute, such as a name that begins with =, has an apostrophe in front.',
    '',
    'Exit code: 0 passed, 1 not passed, 2 could not grade, or used in a wrong way. With --all: 0 every file was graded,',
    'passed or not; 1 some file was not; 2 used in a wrong way.',
  ],
  options: { json: { type: 'boolean' }, all: { type: 'string' }, csv: { type: 'boolean' } },
  arguments: [0, Infinity],
  async run(input, shell) {
    const { positionals, options } = input;
    const all = options['all'];
    if (typeof all === 'string') {
      if (positionals.length > 0) throw new BadUse(`nsp grade --all takes a folder and no exercise. Usage: nsp ${command.usage}`);
      if (options['json'] === true) throw new BadUse('--json is for one file; --all has --csv.');
      return gradeFolder(all, options['csv'] === true, shell);
    }
    if (options['csv'] === true) throw new BadUse('--csv belongs to --all DIR.');
    if (positionals.length !== 2) throw new BadUse(`nsp grade takes 2 arguments; ${positionals.length} ${positionals.length === 1 ? 'was' : 'were'} given. Usage: nsp ${command.usage}`);
    return gradeFile(input, shell);
  },
};

async function gradeFile({ positionals, options }: Input, shell: Shell): Promise<number> {
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
}

/** Under the first failing check: the smallest thing that makes it fail, and its run. */
async function smallestLines(report: Report, exercise: Exercise, source: string): Promise<Map<string, string[]>> {
  const check = report.checks.find(({ status }) => status === 'fail')?.id;
  const smallest = check === undefined ? null : await shrinkInWorker(source, exercise, check);
  if (check === undefined || smallest === null) return new Map();
  const { run, seed, faults, durationMs } = smallest;
  const fragment = await replayFragment({ format: 1, exercise: exercise.id, exerciseVersion: exercise.version, grader: GRADER_VERSION, source, spec: { run, seed, faults, durationMs } });
  return new Map([[check, [`Smallest failure: ${describeSmallest(smallest, exercise)}`, ...(fragment === null ? [] : [`See it again: nsp replay '${fragment}'`])]]]);
}

async function gradeFolder(folder: string, asCsv: boolean, shell: Shell): Promise<number> {
  const { submissions, unnamed } = findSubmissions(folder);
  if (submissions.length + unnamed.length === 0) throw new BadUse(`There is no file in ${folder}.`);
  const exercises = exercisesOf(requireCourse(shell, 2).course);
  for (const file of unnamed) shell.err(`${printable(file)}: not graded. A name such as LEARNER/EXERCISE.ts or LEARNER_EXERCISE.ts says whose it is.`);
  let done = 0;
  const rows = await gradeAll(folder, submissions, exercises, ({ file, status }) => shell.err(`${(done += 1)} of ${submissions.length} ${printable(file)}: ${status}`));
  if (asCsv) [COLUMNS, ...rows.map(cellsOf)].forEach((cells, at) => shell.out(`${at === 0 ? BYTE_ORDER_MARK : ''}${csvRecord(cells)}\r`));
  else for (const line of tableLines([COLUMNS, ...rows.map(cellsOf)])) shell.out(line);
  return unnamed.length > 0 || rows.some(({ status }) => status === 'error') ? 1 : 0;
}

function typeLines(remarks: TypeDiagnostic[] | null): string[] {
  if (remarks === null) return ['The types took too long to check. They are advice; the verdict does not depend on them.\n'];
  if (remarks.length === 0) return [];
  const lines = remarks.map((remark) => `  ${remark.place === null ? '' : `Line ${remark.place.line}: `}${remark.message.split('\n').map(printable).join('\n    ')}`);
  return ['What the types say (advice; the verdict comes from the simulation):', ...lines, ''];
}
