import { describe, expect, it } from 'vitest';
import { planReview, planWords } from '../../src/site/learn/review-plan.ts';
import { curvePath, onSketchScale } from '../../src/site/learn/sketch.ts';
import { measuredValue, outcomeHtml, scoreOf, fits } from '../../src/site/learn/outcome.ts';
import { missing } from '../../src/site/learn/predict-html.ts';
import { answered, type Answer } from '../../src/site/records/answer.ts';
import { decodePrediction, encodePrediction, scoreNumber, scoreRanking, type MadePrediction } from '../../src/site/records/prediction.ts';
import { PREDICTIONS } from '../browser/learn/sample.ts';

const NOW = new Date('2026-11-21T12:00:00').getTime();
const DAY = 86_400_000;
const answer = (question: string, dueInDays: number | null): Answer => ({ ...answered(null, question, true, NOW - DAY), dueAtMs: dueInDays === null ? null : NOW + dueInDays * DAY });

describe('what comes back when', () => {
  it('the longest overdue first, then what comes later', () => {
    const plan = planReview([answer('later', 2), answer('a', -1), answer('never', null), answer('b', -3), answer('last', 9)], NOW);
    expect(plan).toEqual({ due: ['b', 'a'], nextAtMs: NOW + 2 * DAY, later: 2 });
    expect(planWords(plan)).toBe('2 due now, next on 2026-11-23.');
  });

  it('says what will come when nothing is due', () => {
    expect(planWords(planReview([answer('a', 1), answer('b', 9)], NOW))).toBe('Nothing is due. The next of 2 questions comes back on 2026-11-22.');
    expect(planWords(planReview([answer('a', 1)], NOW))).toBe('Nothing is due. The next question comes back on 2026-11-22.');
    expect(planWords(planReview([], NOW))).toBe('Nothing is due. Questions come back 2, 9 and 30 days after you answered them.');
    expect(planWords(planReview([answer('a', -1)], NOW))).toBe('1 due now.');
  });
});

describe('predictions', () => {
  const prediction = (id: string) => PREDICTIONS.find((one) => one.id === id)!;
  const made = (id: string, given: MadePrediction['given']): MadePrediction => ({ format: 1, id, given, confidence: 3, madeAtMs: NOW, measured: null, score: null });
  const nothing = { text: null, value: null, points: [] };

  it('are kept as they were made', () => {
    for (const given of [94, 'grows', ['a', 'b', 'c']]) expect(decodePrediction(encodePrediction(made('p', given)))).toEqual(made('p', given));
    for (const change of [{ confidence: 5 }, { given: null }, { given: [1] }, { score: 2 }, { format: 2 }]) expect(decodePrediction(JSON.stringify({ ...made('p', 1), ...change }))).toBeNull();
  });

  it('stand beside what was measured, in words', () => {
    expect(outcomeHtml(prediction('p-number'), made('p-number', 94), { text: '62.7 %', value: 62.7, points: [] })).toContain('You said <span class="yours">94 %</span>. The run measured <b>62.7\u00a0%</b>.');
    expect(outcomeHtml(prediction('p-number'), made('p-number', 94), nothing)).not.toContain('measured');
    expect(outcomeHtml(prediction('p-choice'), made('p-choice', 'settles'), nothing)).toContain('You said: It rises, then settles. The run measured: It grows for as long as the load lasts.');
    expect(outcomeHtml(prediction('p-choice'), made('p-choice', 'grows'), nothing)).toContain('You said the same: It grows');
    expect(outcomeHtml(prediction('p-ranking'), made('p-ranking', ['c', 'b', 'a']), nothing).indexOf('12 workers')).toBeLessThan(outcomeHtml(prediction('p-ranking'), made('p-ranking', ['c', 'b', 'a']), nothing).indexOf('4 workers'));
    expect(outcomeHtml(prediction('p-curve'), made('p-curve', 'flat'), { text: null, value: null, points: [{ x: 1, y: 2 }, { x: 2, y: 4 }] })).toMatch(/aria-label="You said: It levels off\. The run measured: Slowly, then steeply\."/);
  });

  it('are scored where there is something to compare with', () => {
    expect(measuredValue(prediction('p-number'), nothing)).toBeNull();
    expect(measuredValue(prediction('p-choice'), nothing)).toBe('grows');
    expect([scoreOf(94, null), scoreOf(60, 62.7), scoreOf('grows', 'grows'), scoreOf('level', 'grows'), scoreOf(['a', 'c', 'b'], ['a', 'b', 'c'])]).toEqual([null, 1, 1, 0, 0.5]);
    expect([scoreNumber(80, 100), scoreNumber(79.9, 100), scoreNumber(150, 100), scoreNumber(151, 100), scoreNumber(0, 0), scoreNumber(0.1, 0), scoreNumber(-9, -10)]).toEqual([1, 0.5, 0.5, 0, 1, 0, 1]);
    expect([scoreRanking(['a', 'b', 'c'], ['a', 'b', 'c']), scoreRanking(['c', 'b', 'a'], ['a', 'b', 'c'])]).toEqual([1, 0]);
  });

  it('of a form that has changed since are not shown', () => {
    expect([fits(prediction('p-number'), 94), fits(prediction('p-number'), 'grows'), fits(prediction('p-choice'), 'gone'), fits(prediction('p-ranking'), ['a', 'b']), fits(prediction('p-ranking'), ['c', 'a', 'b'])]).toEqual([true, false, false, false, true]);
  });

  it('say what is missing', () => {
    expect([missing('choice', false, false), missing('number', false, true), missing('curve', true, false), missing('ranking', false, true)]).toEqual(['Choose one, and say how sure you are.', 'Write a number to compare.', 'Say how sure you are to compare.', '']);
  });
});

describe('curves', () => {
  it('a measured curve lies on the scale of the sketches', () => {
    expect(onSketchScale([{ x: 10, y: 1 }, { x: 20, y: null }, { x: 30, y: 4 }])).toEqual([{ x: 0, y: 0.25 }, { x: 0.5, y: null }, { x: 1, y: 1 }]);
    expect(onSketchScale([{ x: 10, y: 0 }])).toEqual([{ x: 0, y: 0 }]);
    expect(onSketchScale([])).toEqual([]);
  });

  it('a path breaks where nothing was measured', () => {
    expect(curvePath([{ x: 0, y: 0 }, { x: 0.25, y: 1 }, { x: 0.5, y: null }, { x: 1, y: 0.5 }], 100, 50)).toBe('M0 50L25 0M100 25');
  });
});
