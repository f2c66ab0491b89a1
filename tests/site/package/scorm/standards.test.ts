// What is true of one standard: its words for how far and how well, and for time.
import { describe, expect, it } from 'vitest';
import { SCORM_1_2 } from '../../../../src/site/package/scorm/scorm-1.2.ts';
import { SCORM_2004 } from '../../../../src/site/package/scorm/scorm-2004.ts';
import type { Standing } from '../../../../src/site/package/learning-system.ts';
import { ALL, HALF, opened, STANDARDS } from './samples.ts';

const [V12, V2004] = STANDARDS;
const READING: Standing = { ...ALL, scorePct: null, isPassed: null, exercises: [] };

/** What is stored of the element after one commit to a system that holds `held` in it. */
async function stored(standard: (typeof STANDARDS)[number], element: string, standing: Standing, held?: string): Promise<string | undefined> {
  const { lms, system } = opened(standard, held === undefined ? {} : { holds: { [element]: held } });
  await system.begin();
  await system.commit(standing);
  return lms.stored.get(element);
}

describe('SCORM 1.2', () => {
  const status = 'cmi.core.lesson_status';

  it('says passed when all is done, completed where there is nothing to prove, else incomplete', async () => {
    expect(await stored(V12, status, HALF)).toBe('incomplete');
    expect(await stored(V12, status, { ...HALF, isPassed: true }), 'one word for both: lessons are left').toBe('incomplete');
    expect(await stored(V12, status, ALL)).toBe('passed');
    expect(await stored(V12, status, READING)).toBe('completed');
    expect(await stored(V12, 'cmi.core.score.raw', READING)).toBeUndefined();
  });

  it('never sets a status back', async () => {
    for (const [held, now] of [['passed', HALF], ['completed', HALF], ['failed', HALF], ['passed', READING]] as const) expect(await stored(V12, status, now, held)).toBe(held);
    for (const [held, now, then] of [['browsed', HALF, 'incomplete'], ['failed', ALL, 'passed'], ['completed', ALL, 'passed'], ['not attempted', HALF, 'incomplete']] as const) expect(await stored(V12, status, now, held)).toBe(then);
  });

  it('writes time as HHHH:MM:SS.SS', () => {
    for (const [seconds, text] of [[0, '0000:00:00.00'], [59.999, '0000:01:00.00'], [3725.25, '0001:02:05.25'], [-3, '0000:00:00.00'], [9e9, '9999:00:00.00']] as const) expect(SCORM_1_2.duration(seconds)).toBe(text);
  });

  it('keeps an exercise as an objective', async () => {
    expect(await stored(V12, 'cmi.objectives.0.status', HALF)).toBe('passed');
    expect(await stored(V12, 'cmi.objectives.0.score.raw', { ...HALF, exercises: [{ ...HALF.exercises[0]!, points: 66.66666, isProved: false }] })).toBe('66.6667');
  });
});

describe('SCORM 2004', () => {
  it('says how far and how well apart', async () => {
    expect(await stored(V2004, 'cmi.success_status', HALF)).toBe('unknown');
    expect(await stored(V2004, 'cmi.success_status', { ...HALF, isPassed: true })).toBe('passed');
    expect(await stored(V2004, 'cmi.completion_status', { ...HALF, isPassed: true })).toBe('incomplete');
    expect(await stored(V2004, 'cmi.completion_status', ALL)).toBe('completed');
    expect(await stored(V2004, 'cmi.score.scaled', HALF)).toBe('0.5');
    expect(await stored(V2004, 'cmi.progress_measure', HALF)).toBe('0.4');
    expect(await stored(V2004, 'cmi.completion_status', READING)).toBe('completed');
    expect(await stored(V2004, 'cmi.success_status', READING)).toBe('unknown');
  });

  it('sets nothing back', async () => {
    expect(await stored(V2004, 'cmi.success_status', HALF, 'passed')).toBe('passed');
    expect(await stored(V2004, 'cmi.completion_status', HALF, 'completed')).toBe('completed');
    expect(await stored(V2004, 'cmi.progress_measure', HALF, '0.9')).toBe('0.9');
    expect(await stored(V2004, 'cmi.success_status', ALL, 'failed')).toBe('passed');
  });

  it('writes time as PT…H…M…S', () => {
    for (const [seconds, text] of [[0, 'PT0H0M0S'], [59.999, 'PT0H1M0S'], [3725.25, 'PT1H2M5.25S'], [-1, 'PT0H0M0S']] as const) expect(SCORM_2004.duration(seconds)).toBe(text);
  });

  it('keeps an exercise as an objective', async () => {
    expect(await stored(V2004, 'cmi.objectives.0.success_status', HALF)).toBe('passed');
    expect(await stored(V2004, 'cmi.objectives.0.score.scaled', HALF)).toBe('1');
    expect(await stored(V2004, 'cmi.objectives.0.description', HALF)).toBe('Exercise first');
    expect((await stored(V2004, 'cmi.objectives.0.description', { ...HALF, exercises: [{ ...HALF.exercises[0]!, title: 'long '.repeat(99) }] }))?.length).toBe(250);
    expect(await stored(V2004, 'cmi.objectives.1.id', HALF), 'who has not tried has no row').toBeUndefined();
  });
});
