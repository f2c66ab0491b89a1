// What the instructor's pages say about credit, cells and grades.
import { describe, expect, it } from 'vitest';
import { momentText } from '../../../src/site/class/dates.ts';
import type { RosterCell } from '../../../src/site/teach/api-types.ts';
import { creditText } from '../../../src/site/teach/words/credit.ts';
import { isLoopback } from '../../../src/site/teach/cohort/join-code.ts';
import { checkWords } from '../../../src/site/teach/parts/exercises.ts';
import { reasonText } from '../../../src/site/teach/words/reasons.ts';
import { cellText, gradeText, markOf } from '../../../src/site/teach/words/states.ts';
import { actionText, detailText } from '../../../src/site/teach/cohort/log-words.ts';

const NOW = Date.UTC(2026, 10, 21, 12);
const DAY = 86_400_000;
const FRIDAY = Date.UTC(2026, 10, 27, 17);

describe('the log', () => {
  it('says moments, not numbers', () => {
    expect(detailText(`redundancy until ${FRIDAY}`, NOW)).toBe(`redundancy until ${momentText(FRIDAY, NOW)}`);
    expect(detailText('80 points', NOW)).toBe('80 points');
    expect(detailText('weights 85', NOW, (id) => (id === 'weights' ? 'One strong server' : id))).toBe('One strong server 85');
    expect(['override.given', 'extension.taken-back'].map(actionText)).toEqual(['points by hand given', 'extension taken back']);
  });
});

describe('credit', () => {
  const text = (change: Partial<Parameters<typeof creditText>[0]>): string => creditText({ opensMs: null, dueMs: FRIDAY, lateMs: 3 * DAY, latePct: 50, ...change }, NOW, 'Europe/Berlin');

  it('is one sentence', () => {
    expect(text({})).toBe('100 % until Fri 27 Nov, 18:00, then falling to 50 % on Mon 30 Nov, 18:00, then 0.');
    expect(text({ lateMs: 0, latePct: 0 })).toBe('100 % until Fri 27 Nov, 18:00, then 0.');
    expect(text({ latePct: 100 })).toBe('Due Fri 27 Nov, 18:00. Work up to 3 days late still counts 100 %, until Mon 30 Nov, 18:00, then 0.');
    expect(text({ dueMs: null })).toBe('No due date: 100 % at any time.');
  });

  it('says when work begins to count', () => {
    expect(text({ opensMs: NOW + DAY, dueMs: null })).toBe('Opens Sun 22 Nov, 13:00; work before that counts 0. No due date: 100 % at any time.');
    expect(text({ opensMs: NOW - DAY, dueMs: null })).toBe('Open since Fri 20 Nov, 13:00. No due date: 100 % at any time.');
  });
});

describe('cells and grades', () => {
  const cell: RosterCell = { points: 62, status: 'failed', tries: 5, hints: 2, stuck: true, late: false, overridden: false };

  it('a cell says everything in words', () => {
    expect(cellText(undefined)).toBe('not begun');
    expect(cellText(cell)).toBe('stuck, 62 points, 5 designs handed in, 2 hints opened');
    expect(cellText({ ...cell, status: 'passed', stuck: false, points: 1, tries: 1, hints: 1, late: true })).toBe('passed, 1 point, late, 1 design handed in, 1 hint opened');
    expect(cellText({ ...cell, status: 'waiting', stuck: false, points: null, hints: 0 })).toBe('waiting to be graded, 5 designs handed in');
  });

  it('an override comes before being stuck, being stuck before the rest', () => {
    expect([cell, { ...cell, status: 'overridden' as const }, { ...cell, stuck: false }].map(markOf)).toEqual(['stuck', 'overridden', 'failed']);
  });

  it('a grade that could not be made is told as such, and a stopped design too', () => {
    const grade = { status: 'fail' as const, points: 66, checks: [{ id: 'a', status: 'pass', measured: 1 }, { id: 'b', status: 'pass', measured: 1 }, { id: 'c', status: 'fail', measured: null }], exerciseVersion: 1, graderVersion: 1, gradedMs: NOW, regrade: null };
    expect(gradeText(grade, 'graded')).toBe('2 of 3 checks hold, 66 points');
    expect(gradeText({ ...grade, checks: [], points: 0 }, 'graded')).toBe('stopped before the checks, 0 points');
    expect(gradeText({ ...grade, status: 'pass', points: 100 }, 'graded')).toBe('passed, 100 points');
    expect(gradeText({ ...grade, status: 'error' }, 'graded')).toMatch(/^could not be graded/);
    expect(gradeText(null, 'failed')).toMatch(/^could not be graded/);
    expect(gradeText(null, 'queued')).toBe('waiting to be graded');
    expect(gradeText({ ...grade, status: 'pass', points: 100 }, 'failed')).toBe('passed, 100 points');
    expect(cellText({ ...cell, status: 'error', stuck: false, points: null, tries: 1, hints: 0 })).toBe('could not be graded, 1 design handed in');
    expect(['took-too-long', 'unheard-of', null].map(reasonText)).toEqual([expect.stringMatching(/^Grading took too long/), 'The grader stopped with the code unheard-of.', expect.stringMatching(/gave up\.$/)]);
  });

  it('the checks of a grade say what was measured, those that do not hold first; of another version only what they ask for', () => {
    const check = { run: null, query: { metric: 'p99Ms' as const, of: null, class: null, windowMs: null }, limit: { atMost: 300 }, aggregate: 'median' as const, why: '', lookAt: '' };
    const exercise = { version: 2, checks: [{ ...check, id: 'a', title: 'A holds' }, { ...check, id: 'b', title: 'B holds' }] };
    const checks = [{ id: 'a', status: 'pass', measured: 200 }, { id: 'b', status: 'fail', measured: 640 }];
    expect(checkWords({ checks, exerciseVersion: 2 }, exercise)).toEqual([{ holds: false, title: 'B holds', what: '1 of 100 answers took longer than 640 ms' }, { holds: true, title: 'A holds', what: '1 of 100 answers took longer than 200 ms' }]);
    expect(checkWords({ checks: [...checks, { id: 'gone', status: 'fail', measured: 1 }], exerciseVersion: 1 }, exercise).map(({ title, what }) => title + what)).toEqual(['B holds', 'gone', 'A holds']);
  });

  it('a link to this computer alone is known', () => {
    expect(['localhost', '127.0.0.1', '[::1]', '192.168.1.7', 'class.school.example', '127.school.example'].map(isLoopback)).toEqual([true, true, true, false, false, false]);
  });
});
