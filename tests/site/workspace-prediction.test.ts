import { describe, expect, it } from 'vitest';
import type { ExercisePrediction } from '../../src/course/learning.ts';
import type { Report, RunSeries } from '../../src/grader/report.ts';
import { stoppedReport } from '../../src/grader/error-report.ts';
import { givenText, missingGiven } from '../../src/site/elements/predict/given.ts';
import { ending, fits } from '../../src/site/learn/outcome.ts';
import { compared, nearestCurve, relativeSeries } from '../../src/site/elements/predict/measured.ts';
import type { MadePrediction } from '../../src/site/records/prediction.ts';
import { corpusExercise } from '../grader/corpus/index.ts';

const measure = { run: 'steady', query: { metric: 'loadSharePct' as const, of: 'a', class: null, windowMs: null } };
const number: ExercisePrediction['form'] = { kind: 'number', unit: '%', least: 0, most: 100, measure };
const ranking: ExercisePrediction['form'] = { kind: 'ranking', first: 'most', last: 'least', items: ['a', 'b', 'c'].map((id) => ({ id, text: `app ${id}`, measure })) };
const curve = { kind: 'curve', y: 'busy', run: 'steady', series: 'busyPct', of: 'a', options: [{ id: 'flat', text: 'stays flat', points: [0.5, 0.5] }, { id: 'up', text: 'rises', points: [0, 1] }, { id: 'late', text: 'rises late', points: [0, 0, 0, 1] }] } satisfies ExercisePrediction['form'];
const made = (given: MadePrediction['given']): MadePrediction => ({ format: 1, id: 'x', given, confidence: 2, madeAtMs: 1, measured: null, score: null });
const reportWith = (change: Partial<Report>): Report => ({ ...stoppedReport(corpusExercise, 'fail', 'check', []), ...change });
const series = (busyPct: number[]): RunSeries => ({ run: 'steady', seed: 1, servers: [{ name: 'a', busyPct }] } as unknown as RunSeries);
const compare = (given: MadePrediction['given'], form: ExercisePrediction['form'], change: Partial<Report>) => compared(made(given), { ask: '', form }, reportWith(change));

describe('what is missing before the first run', () => {
  it.each([[number, null, '', 'Type a number from 0 to 100 to run.'], [number, null, '101', '101 is not between 0 and 100 %.'], [number, null, 'much', '"much" is not a number. Write digits, such as 12.5.'], [number, null, '62,5 %', null],
    [ranking, ['b', 'a', 'c'], '', null], [curve, null, '', 'Choose one to run.'], [curve, 'up', '', null]] as const)('%#', (form, given, typed, sentence) => {
    expect(missingGiven(form as ExercisePrediction['form'], given as MadePrediction['given'] | null, typed)).toBe(sentence);
  });
});

describe('a prediction beside what was measured', () => {
  it('compares a number with the median of the report', () => {
    expect(compare(60, number, { predicted: [62.7] })).toMatchObject({ measured: 62.7, score: 1 });
    expect(compare(20, number, { predicted: [62.7] })).toMatchObject({ measured: 62.7, score: 0 });
    expect(compare(20, number, { predicted: [null] })).toBeNull();
    expect(compare(20, number, {})).toBeNull();
  });

  it('ranks by what was measured, the largest first; equal ones stand as they were predicted', () => {
    expect(compare(['a', 'b', 'c'], ranking, { predicted: [10, 30, 20] })).toMatchObject({ measured: ['b', 'c', 'a'], score: 0 });
    expect(compare(['c', 'b', 'a'], ranking, { predicted: [30, 30, 30] })).toMatchObject({ measured: ['c', 'b', 'a'], score: 1 });
    expect(compare(['a', 'b', 'c'], ranking, { predicted: [10, null, 20] })).toBeNull();
  });

  it('takes the sketch that lies nearest to the series', () => {
    expect(compare('flat', curve, { runs: [series([5, 30, 52, 71, 96])] })).toMatchObject({ measured: 'up', score: 0 });
    expect(compare('flat', curve, { runs: [series([52, 49, 51, 50])] })).toMatchObject({ measured: 'flat', score: 1 });
    expect(nearestCurve(curve.options, [0, 0, 0, 0, 0.4, 0.9])).toBe('late');
    expect(relativeSeries({ ...curve, of: 'nobody' }, [series([1])])).toBeNull();
    expect(compare('flat', curve, {})).toBeNull();
  });

  it('is said in words, and is none of a form that the exercise no longer has', () => {
    expect([givenText(number, 62.74), givenText(ranking, ['b', 'a', 'c']), givenText(curve, 'up')]).toEqual(['62.7 %', 'app b, then app a, then app c', '“rises”']);
    const agrees = (form: ExercisePrediction['form'], given: MadePrediction['given']): boolean => fits({ ask: '', form }, given);
    expect([agrees(number, 'up'), agrees(ranking, ['a']), agrees(curve, 'gone'), agrees(curve, 'up')]).toEqual([false, false, false, true]);
  });

  it('ends a sentence with one full stop, also behind a quoted sentence', () => {
    expect(['62.7 %', '“rises”', '“It rises.”', '“Does it rise?”'].map(ending)).toEqual(['62.7 %.', '“rises”.', '“It rises.”', '“Does it rise?”']);
  });
});
