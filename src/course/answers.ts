// Solutions and mistakes: files of a design, with what they are in the comment lines at their head.
import type { ContentProblem, DiagnosisSpec, MistakeFile, SolutionFile } from './course.ts';
import type { ContentFile, ExerciseFolder } from './files.ts';

interface Header { value: string; line: number }

/** Lines `// name: value` at the head of a file, up to the first line that is something else. */
function headersOf(text: string): Map<string, Header> {
  const headers = new Map<string, Header>();
  for (const [at, line] of text.split('\n').entries()) {
    if (!line.startsWith('//')) break;
    const match = /^\/\/\s*([a-z]+):\s*(.*?)\s*$/.exec(line);
    if (match !== null) headers.set(match[1]!, { value: match[2]!, line: at + 1 });
  }
  return headers;
}

const nameOf = (file: ContentFile): string => file.path.split('/').at(-1)!.replace(/\.ts$/, '');

/** The solutions of an exercise; a file without a title is a problem. */
export function readSolutions(folder: ExerciseFolder, problems: ContentProblem[]): SolutionFile[] {
  return folder.solutions.map((file) => {
    const title = headersOf(file.text).get('title');
    if (title === undefined || title.value === '') problems.push({ file: file.path, line: title?.line ?? 1, message: 'A solution begins with a line // title: what it does, in a few words.' });
    return { exercise: folder.id, name: nameOf(file), title: title?.value ?? '', source: file.text };
  });
}

/** What the headers of mistakes may name; null where exercise.yaml could not be read. */
export interface Named {
  checks: string[] | null;
  diagnoses: Pick<DiagnosisSpec, 'id' | 'check'>[] | null;
}

/** The mistakes of an exercise; a header that is missing or names nothing is a problem. */
export function readMistakes(folder: ExerciseFolder, named: Named, problems: ContentProblem[]): MistakeFile[] {
  return folder.mistakes.map((file) => {
    const headers = headersOf(file.text);
    const fails = headers.get('fails');
    const diagnosis = headers.get('diagnosis');
    const report = (line: number, message: string) => problems.push({ file: file.path, line, message });
    if (fails === undefined || fails.value === '') report(1, 'A mistake begins with a line // fails: the id of the check that it fails, or validation.');
    else if (fails.value !== 'validation' && named.checks !== null && !named.checks.includes(fails.value)) {
      report(fails.line, `The exercise has no check ${fails.value}: it has ${listOf(named.checks)}. A design that does not pass validation fails: validation.`);
    }
    if (diagnosis === undefined || diagnosis.value === '') report(fails?.line ?? 1, 'A mistake says in its head, // diagnosis: the id of the diagnosis that it must get.');
    else if (named.diagnoses !== null) checkDiagnosis(named.diagnoses, diagnosis, fails, report);
    return { exercise: folder.id, name: nameOf(file), check: fails === undefined || fails.value === 'validation' ? null : fails.value, diagnosis: diagnosis?.value ?? '', source: file.text };
  });
}

function checkDiagnosis(diagnoses: Pick<DiagnosisSpec, 'id' | 'check'>[], header: Header, fails: Header | undefined, report: (line: number, message: string) => void): void {
  const diagnosis = diagnoses.find((one) => one.id === header.value);
  if (diagnosis === undefined) report(header.line, `The exercise has no diagnosis ${header.value}: it has ${listOf(diagnoses.map((one) => one.id))}.`);
  else if (fails !== undefined && fails.value !== '' && fails.value !== (diagnosis.check ?? 'validation')) {
    report(header.line, `The diagnosis ${header.value} belongs to ${diagnosis.check === null ? 'validation' : `the check ${diagnosis.check}`}, but this file fails: ${fails.value}.`);
  }
}

const listOf = (ids: string[]): string => (ids.length === 0 ? 'none' : ids.join(', '));
