import { describe, expect, it } from 'vitest';
import { createEvaluator } from '../../src/grader/adapter/node/index.ts';
import { aggregate, holds, median } from '../../src/grader/check/limit.ts';
import { matchesPattern, valuesAt } from '../../src/grader/check/field-pattern.ts';
import { conditionHolds } from '../../src/grader/check/condition.ts';
import { digestReport, grade, type Report } from '../../src/grader/index.ts';
import type { Exercise, FieldTest } from '../../src/course/index.ts';
import { corpusExercise } from './corpus/index.ts';
import { designWith } from './corpus/entry.ts';

const evaluator = createEvaluator();
const gradeIt = (source: string, exercise: Exercise = corpusExercise): Promise<Report> => grade({ source, exercise, evaluator });

describe('limits', () => {
  it.each([
    [{ atLeast: 5 }, [5, 6], [4.999]], [{ atMost: 5 }, [5, 4], [5.001]], [{ above: 5 }, [5.001], [5]], [{ below: 5 }, [4.999], [5]], [{ equals: 5 }, [5], [4, 6]],
    [{ between: [4, 6] as [number, number] }, [4, 5, 6], [3.999, 6.001]],
  ])('%j', (limit, kept, broken) => {
    for (const value of kept) expect(holds(limit, value)).toBe(true);
    for (const value of [...broken, NaN, null]) expect(holds(limit, value)).toBe(false);
  });

  it('take the middle value, or the mean of two', () => {
    expect(median([3, 1, 2])).toBe(2);
    expect(median([4, 1, 3, 2])).toBe(2.5);
    expect(median([])).toBeNull();
  });

  it('take the value that is farthest on the wrong side as the worst', () => {
    expect(aggregate([99, 97, 98], 'worst', { atLeast: 99 })).toBe(97);
    expect(aggregate([1, 3, 2], 'worst', { atMost: 2 })).toBe(3);
    expect(aggregate([52, 44, 50], 'worst', { between: [45, 55] })).toBe(44);
  });

  it('judge nothing when one seed had nothing to measure', () => {
    expect(aggregate([1, null, 2], 'median', { atLeast: 1 })).toBeNull();
  });
});

describe('field patterns', () => {
  const design = { haproxy: { backends: { a: { servers: { x: { weight: 1 }, y: { weight: 3 } } }, b: { servers: { z: {} } } } }, dns: [{ name: 'n' }] };

  it('find every value, and nothing that is inherited', () => {
    expect(valuesAt(design, 'haproxy.backends.*.servers.*.weight')).toEqual([1, 3]);
    expect(valuesAt(design, 'dns[0].name')).toEqual(['n']);
    expect(valuesAt(design, 'haproxy.constructor')).toEqual([]);
    expect(valuesAt(null, 'haproxy')).toEqual([]);
  });

  it('match a path as a whole', () => {
    expect(matchesPattern('a.*.c', ['a', 0, 'c'])).toBe(true);
    expect(matchesPattern('a.*.c', ['a', 'b'])).toBe(false);
    expect(matchesPattern('a.*', ['a', 'b', 'c'])).toBe(false);
  });

  it.each<[FieldTest, boolean]>([
    [{ is: 3 }, true], [{ is: 4 }, false], [{ limit: { above: 2 } }, true], [{ limit: { above: 3 } }, false], [{ repeated: true }, false], [{ repeated: false }, true], [{ absent: true }, false],
    [{ count: { equals: 2 } }, true],
  ])('%j', (test, expected) => {
    const condition = { on: 'field', path: 'haproxy.backends.*.servers.*.weight', test } as const;
    expect(conditionHolds(condition, { design, problems: [], simulated: null, checkRun: null })).toBe(expected);
  });
});

describe('grade', () => {
  it('proves a right design, and says the same twice', async () => {
    const report = await gradeIt(designWith(''));
    expect(report).toMatchObject({ status: 'pass', stage: 'check', diagnostics: [], diagnosis: null });
    expect(report.checks.map(({ status }) => status)).toEqual(['pass', 'pass', 'pass']);
    expect(report.runs).toHaveLength(1);
    expect(report.runs[0]?.requests).toHaveLength(20);
    expect(digestReport(await gradeIt(designWith('')))).toBe(digestReport(report));
  });

  it('measures what a prediction is compared with: the median, one for each item of a ranking, nothing for a curve', async () => {
    const measure = (of: string) => ({ run: 'steady', query: { metric: 'loadSharePct' as const, of, class: null, windowMs: null } });
    const asks = (form: Exercise['predict']['form']): Exercise => ({ ...corpusExercise, predict: { ask: '', form } });
    const number = await gradeIt(designWith('', '4'));
    expect(number.predicted).toEqual([number.checks[0]?.measured]);
    const items = ['newApp', 'oldApp'].map((of) => ({ id: of, text: '', measure: measure(of) }));
    const { predicted } = await gradeIt(designWith('', '1'), asks({ kind: 'ranking', first: '', last: '', items }));
    expect(predicted.map((share) => Math.round(share ?? 0))).toEqual([67, 33]);
    expect((await gradeIt(designWith(''), asks({ kind: 'curve', y: '', run: 'steady', series: 'failed', of: null, options: [] }))).predicted).toEqual([]);
    expect((await gradeIt('export default {}')).predicted).toEqual([]);
  });

  it('names the overloaded server, since when, and the line of its weight', async () => {
    const report = await gradeIt(designWith('', '4'));
    expect(report.status).toBe('fail');
    expect(report.checks[0]?.cause).toMatchObject({ code: 'overloaded', server: 'oldApp', place: { line: 6 } });
    expect(report.checks[0]?.cause?.data['capacityPerS']).toBe(80);
    expect(report.checks[0]?.cause?.data['offeredPerS']).toBeGreaterThan(100);
    expect(report.diagnosis?.id).toBe('inverted');
    expect(report.diagnosis?.values['share']).toBeGreaterThan(60);
  });

  it.each([
    ['a server that no entry names', "new: { to: 'oldApp' }", 'not-listed'],
    ['a backup', "new: { to: 'newApp', backup: true }", 'backup-unused'],
    ['weight 0', "new: { to: 'newApp', weight: 0 }", 'weight-zero'],
    ['an uneven share', "new: { to: 'newApp', weight: 2 }", 'uneven-share'],
  ])('finds the cause of a wrong share: %s', async (_, entry, code) => {
    const spec = corpusExercise.checks[0] as Exercise['checks'][number];
    const share = { ...spec, id: 'share', query: { ...spec.query, metric: 'loadSharePct' as const, of: 'newApp' }, limit: { atLeast: 90 } };
    const report = await gradeIt(designWith('').replace("new: { to: 'newApp', weight: 2 }", entry), { ...corpusExercise, checks: [share] });
    expect(report.checks[0]?.cause?.code).toBe(code);
    expect(report.checks[0]?.cause?.place?.line).toBe(6);
  });

  it('names what a fault hit, and the line of the server that stands there', async () => {
    const spec = corpusExercise.checks[0] as Exercise['checks'][number];
    const back = { ...spec, id: 'back', query: { ...spec.query, metric: 'userRtoS' as const }, limit: { atMost: 1 } };
    const runs = corpusExercise.runs.map((run) => ({ ...run, faults: [{ atMs: 2000, untilMs: null, kind: 'host-loss' as const, host: 'new' }] }));
    const report = await gradeIt(designWith(''), { ...corpusExercise, runs, checks: [back] });
    expect(report.checks[0]?.cause).toMatchObject({ code: 'fault', server: 'new', place: { line: 6 } });
  });

  it('counts hosts by size for a cost', async () => {
    const report = await gradeIt(designWith('').replace("size: 'medium'", "size: 'large'"));
    expect(report.checks[2]?.cause).toMatchObject({ code: 'cost', data: { hosts: 3, small: 2, medium: 0, large: 1 }, place: { line: 4 } });
  });

  it('recognises a misconception in a design that is refused', async () => {
    const report = await gradeIt(designWith('', '512'));
    expect(report).toMatchObject({ status: 'fail', stage: 'validate', diagnosis: { id: 'weight-range' } });
    expect(report.diagnostics[0]).toMatchObject({ code: 'out-of-range', path: ['haproxy', 'backends', 'shop', 'servers', 'old', 'weight'], place: { line: 6 } });
  });

  it('refuses by name what is not simulated yet', async () => {
    const report = await gradeIt(designWith('').replace('hosts: {', "backups: [{ kind: 'logical', every: '1d', target: 'other-zone' }], hosts: {"));
    expect(report).toMatchObject({ status: 'fail', stage: 'validate' });
    expect(report.diagnostics[0]?.code).toBe('not-simulated-yet');
  });

  it.each([
    ['no check ran', { checks: [] }, undefined, 'no-checks'],
    ['the run hits the limit on events', {}, { hosts: 64, servers: 1000, events: 1000, eventsInAll: 1e9 }, 'too-many-events'],
    ['all runs together hit theirs', {}, { hosts: 64, servers: 1000, events: 1e9, eventsInAll: 20_000 }, 'too-many-events'],
    ['the simulator fails', { runs: null as unknown as [] }, undefined, 'internal'],
  ])('is an error, not a failure, when %s', async (_, change, limits, code) => {
    const report = await grade({ source: designWith(''), exercise: { ...corpusExercise, ...change }, evaluator, ...(limits ? { limits } : {}) });
    expect(report.status).toBe('error');
    expect(report.diagnostics[0]?.code).toBe(code);
  });

  it('is an error when there is no sandbox', async () => {
    const report = await grade({ source: designWith(''), exercise: corpusExercise, evaluator: { prepare: () => Promise.resolve(), evaluate: () => Promise.reject(new Error('no WebAssembly')) } });
    expect(report).toMatchObject({ status: 'error', diagnostics: [{ code: 'internal', data: { message: 'no WebAssembly' } }] });
  });

  it('tells its progress', async () => {
    const told: string[] = [];
    await grade({ source: designWith(''), exercise: corpusExercise, evaluator, onProgress: (done, total) => void told.push(`${done}/${total}`) });
    expect(told).toEqual(['0/3', '1/3', '2/3', '3/3']);
  });
});
