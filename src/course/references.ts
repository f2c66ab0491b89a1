// What the parts of an exercise.yaml say about each other. It reads the plain YAML value, so that a mistake elsewhere in the file hides nothing here.
import { formatPath, parseDuration, type FieldPath } from '../infrastructure/index.ts';
import type { ContentProblem } from './course.ts';
import { DESIGN_METRICS } from './schema/query.ts';
import type { YamlFile } from './yaml.ts';

type Group = { [field: string]: unknown };

const isGroup = (value: unknown): value is Group => typeof value === 'object' && value !== null && !Array.isArray(value);
const groupsIn = (value: unknown): Group[] => (Array.isArray(value) ? value.map((entry) => (isGroup(entry) ? entry : {})) : []);
const textOf = (value: unknown): string | null => (typeof value === 'string' ? value : null);
const idsOf = (groups: Group[]): string[] => groups.flatMap((group) => textOf(group['id']) ?? []);

/** Ids that exercise.yaml defines, for the files beside it. */
export interface Defined {
  checks: string[];
  diagnoses: { id: string; check: string | null; line: number }[];
}

/** Reports every reference to a run, check or class that does not exist, every id given twice, and every slot of `say` without its value. */
export function checkReferences(yaml: YamlFile, problems: ContentProblem[]): Defined {
  const root = isGroup(yaml.value) ? yaml.value : {};
  const report = (path: FieldPath, message: string) => problems.push({ file: yaml.file, line: yaml.lineOf(path), message: `${formatPath(path)} ${message}` });
  const runs = groupsIn(root['runs']);
  const checks = groupsIn(root['checks']);
  const diagnoses = groupsIn(root['diagnoses']);
  for (const list of ['runs', 'checks', 'diagnoses']) reportRepeated(list, groupsIn(root[list]), report);

  const checkIds = idsOf(checks);
  (Array.isArray(root['starterFails']) ? root['starterFails'] : []).forEach((check, at) => {
    if (typeof check === 'string' && !checkIds.includes(check)) report(['starterFails', at], `names the check ${check}, which does not exist: there is ${checkIds.join(', ')}.`);
  });
  checks.forEach((check, at) => checkMeasured(['checks', at], check, textOf(check['run']), runs, report));
  diagnoses.forEach((diagnosis, at) => checkDiagnosis(['diagnoses', at], diagnosis, checks, runs, report));
  groupsIn(isGroup(root['gold']) ? root['gold']['limits'] : []).forEach((limit, at) => checkMeasured(['gold', 'limits', at], limit, textOf(limit['run']), runs, report));
  checkPrediction(isGroup(root['predict']) ? root['predict'] : {}, runs, report);
  return {
    checks: checkIds,
    diagnoses: diagnoses.flatMap((diagnosis, at) => {
      const id = textOf(diagnosis['id']);
      return id === null ? [] : [{ id, check: textOf(diagnosis['check']), line: yaml.lineOf(['diagnoses', at, 'id']) }];
    }),
  };
}

type Report = (path: FieldPath, message: string) => void;

function reportRepeated(list: string, groups: Group[], report: Report): void {
  const seen = new Set<string>();
  groups.forEach((group, at) => {
    const id = textOf(group['id']);
    if (id === null) return;
    if (seen.has(id)) report([list, at, 'id'], `is ${id}, which stands above already: ids within ${list} are different.`);
    seen.add(id);
  });
}

/** A check, condition or value: its run, class and window exist in the exercise. */
function checkMeasured(path: FieldPath, group: Group, runId: string | null, runs: Group[], report: Report): void {
  if (runId === null) return;
  const run = runs.find((candidate) => candidate['id'] === runId);
  // A run that a condition takes over from its check is reported there.
  if (run === undefined && group['run'] === undefined) return;
  if (run === undefined) return report([...path, 'run'], `names the run ${runId}, which does not exist: there is ${idsOf(runs).join(', ')}.`);
  const wanted = textOf(group['class']);
  const workload = isGroup(run['workload']) ? run['workload'] : {};
  const classes = groupsIn(workload['classes']).flatMap((one) => textOf(one['name']) ?? []);
  if (wanted !== null && !classes.includes(wanted)) {
    report([...path, 'class'], `names the class ${wanted}, but the run ${runId} has ${classes.length === 0 ? 'no classes' : `the classes ${classes.join(', ')}`}.`);
  }
  const until = Array.isArray(group['window']) && typeof group['window'][1] === 'string' ? parseDuration(group['window'][1]) : null;
  const length = typeof run['duration'] === 'string' ? parseDuration(run['duration']) : null;
  if (until !== null && length !== null && until > length) report([...path, 'window'], `ends at ${String((group['window'] as unknown[])[1])}, after the run ${runId}, which takes ${String(run['duration'])}.`);
}

function checkPrediction(predict: Group, runs: Group[], report: Report): void {
  for (const kind of ['number', 'curve']) {
    const form = predict[kind];
    if (isGroup(form)) checkMeasured(['predict', kind], form, textOf(form['run']), runs, report);
  }
  const ranking = predict['ranking'];
  groupsIn(isGroup(ranking) ? ranking['items'] : []).forEach((item, at) => checkMeasured(['predict', 'ranking', 'items', at], item, textOf(item['run']), runs, report));
}

function checkDiagnosis(path: FieldPath, diagnosis: Group, checks: Group[], runs: Group[], report: Report): void {
  const checkId = textOf(diagnosis['check']);
  const check = checks.find((candidate) => candidate['id'] === checkId);
  if (checkId !== null && check === undefined) report([...path, 'check'], `names the check ${checkId}, which does not exist: there is ${idsOf(checks).join(', ')}.`);
  const measured = (at: FieldPath, group: Group) => {
    if (textOf(group['metric']) === null) return;
    const isOfDesign = DESIGN_METRICS.includes(String(group['metric']));
    const runId = textOf(group['run']) ?? textOf(check?.['run']);
    if (checkId === null) report(at, 'measures a run, but a diagnosis without check is about a design that does not pass validation, and is not run.');
    else if (runId === null && check !== undefined && !isOfDesign) report(at, `must name a run: the check ${checkId} has none.`);
    else checkMeasured(at, group, runId, runs, report);
  };
  groupsIn(diagnosis['when']).forEach((condition, at) => {
    measured([...path, 'when', at], condition);
    if (condition['problem'] !== undefined && checkId !== null) report([...path, 'when', at], 'is a validation problem: the design is not run then, so the diagnosis must have no check.');
  });
  const values = isGroup(diagnosis['values']) ? diagnosis['values'] : {};
  for (const [name, value] of Object.entries(values)) if (isGroup(value)) measured([...path, 'values', name], value);
  checkSlots(path, textOf(diagnosis['say']) ?? '', Object.keys(values), report);
}

function checkSlots(path: FieldPath, say: string, values: string[], report: Report): void {
  const slots = [...say.matchAll(/\{([^{}]*)\}/g)].map((match) => match[1]!);
  for (const slot of new Set(slots)) if (!values.includes(slot)) report([...path, 'say'], `has the slot {${slot}}, but values has no ${slot}.`);
  for (const value of values) if (!slots.includes(value)) report([...path, 'values', value], `is not used: say has no slot {${value}}.`);
}
