import { describe, expect, it } from 'vitest';
import { createEvaluator } from '../../src/grader/adapter/node/index.ts';
import { describeCause } from '../../src/grader/explain/causes.ts';
import { formatNumber } from '../../src/grader/explain/numbers.ts';
import { errorReport, explainReport, formatLimit, formatMetric, grade, renderText, type Report } from '../../src/grader/index.ts';
import { corpusExercise } from './corpus/index.ts';
import { designWith } from './corpus/entry.ts';

const evaluator = createEvaluator();
const explained = async (source: string): Promise<string> => renderText(explainReport(await grade({ source, exercise: corpusExercise, evaluator }), corpusExercise));

describe('numbers', () => {
  it.each([
    [63.24, 1, '63.2'], [63.25, 1, '63.3'], [100, 1, '100'], [0, 1, '0'], [-0, 0, '0'], [-1.5, 0, '−2'], [1234567.891, 2, '1,234,567.89'], [999.96, 1, '1,000'], [0.05, 1, '0.1'],
    [1e308, 1, '1e+308'], [Infinity, 0, 'Infinity'], [NaN, 0, 'not a number'], [1000, 0, '1,000'], [0.004, 2, '0'],
  ])('%d with %d decimals', (value, decimals, text) => {
    expect(formatNumber(value, decimals)).toBe(text);
  });

  it('stay on the side of the limit that the value is on', () => {
    expect(formatMetric('availabilityPct', 99.87, { atLeast: 99.9 })).toBe('99.87 %');
    expect(formatMetric('availabilityPct', 99.96, { atLeast: 99.9 })).toBe('100 %');
    expect(formatMetric('p99Ms', 300.4, { atMost: 300 })).toBe('300.4 ms');
    expect(formatMetric('costUnits', 1)).toBe('1 unit');
    expect(formatMetric('workersLeft', 8)).toBe('8');
    expect(formatMetric('detectionS', null)).toBe('nothing to measure');
  });

  it('write limits in words', () => {
    expect(formatLimit('availabilityPct', { atLeast: 99.9 })).toBe('at least 99.9 %');
    expect(formatLimit('loadSharePct', { between: [45, 55] })).toBe('between 45 and 55 %');
    expect(formatLimit('costUnits', { atMost: 1 })).toBe('at most 1 unit');
  });
});

describe('an explanation', () => {
  it('of a proof', async () => {
    expect(await explained(designWith(''))).toMatch(/^Proved: all 3 checks hold\.\n\nholds {3}Users are answered in time: 100 % \(at least 99\.9 %\)\n/);
  });

  it('of a failure: number, server, second, cause, what to look at', async () => {
    const text = await explained(designWith('', '4'));
    expect(text).toMatch(/^Not proved yet: 1 of 3 checks holds, [\d.]+ % of the requests were answered in time\.\n\nThe old one got 6\d\.\d % of the requests\.\n/);
    expect(text).toMatch(/At `oldApp`, from \d\.\d s on\.\n +`oldApp` is asked for 1\d\d requests a second and can do 80 requests a second, so requests wait: up to [\d,]+ requests at once\./);
    expect(text).toContain('Compare the servers.');
    expect(text).toContain('Line 6 of the design.');
  });

  it('of a wrong value: line, field, value, what is allowed', async () => {
    expect(await explained(designWith('', '512'))).toMatch(/^Not run: 1 problem in the file\.\n\nLine 6: haproxy\.backends\.shop\.servers\.old\.weight is 512; it goes from 0 to 256\.\n\nA weight is a share\.\n$/);
  });

  it('of a forbidden import', async () => {
    expect(await explained(designWith("import fs from 'node:fs';"))).toContain("Line 2: The import of 'node:fs' is not available.\n  A design can import only `defineInfrastructure` from 'no-single-point'.");
  });

  it('of an error blames nobody', () => {
    const explanation = explainReport(errorReport(corpusExercise, 'took-too-long', { seconds: 10 }), corpusExercise);
    expect(explanation.headline).toBe('Could not be graded. This costs nothing: the design was not judged.');
    expect(explanation.problems[0]?.message).toBe('The run was stopped after 10 seconds.');
  });

  it('says "both" for two checks and "the check" for one', async () => {
    const report = await grade({ source: designWith(''), exercise: corpusExercise, evaluator });
    const withChecks = (count: number): Report => ({ ...report, checks: report.checks.slice(0, count) });
    expect(explainReport(withChecks(2), corpusExercise).headline).toBe('Proved: both checks hold.');
    expect(explainReport(withChecks(1), corpusExercise).headline).toBe('Proved: the check holds.');
  });

  it.each([
    'overloaded', 'nearly-full', 'no-entries', 'no-server-reached', 'not-listed', 'backup-unused', 'weight-zero', 'idle', 'uneven-share', 'cost', 'largest-machine', 'weakest-host',
    'too-many-hosts', 'no-path', 'fault', 'marked-down',
  ])('has a sentence for the cause %s', (code) => {
    const data = {
      offeredPerS: 90, capacityPerS: 80, busyPct: 100, sharePct: 50, waitingMax: 1, workers: 4, all: 12, weight: 1, hosts: 2, small: 2, medium: 0, large: 0, noticedAfterMs: 6000,
      upPct: 95, servedPct: 99.7, most: 16,
    };
    const text = describeCause({ code, server: 'a', atMs: 14_000, data, place: null });
    expect(text?.why).toMatch(/^[A-Z`].*\.$/);
    expect(JSON.stringify(text)).not.toMatch(/undefined|NaN|null requests/);
  });
});
