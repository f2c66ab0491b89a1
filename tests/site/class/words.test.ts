// What learners of a class read: dates, credit, and how far a run has come.
import { describe, expect, it } from 'vitest';
import { exerciseView, type Known } from '../../../src/site/class/exercise-view.ts';
import { dueWords, ruleWords } from '../../../src/site/class/module-words.ts';
import type { ExerciseProgress, LearnerCaller } from '../../../src/site/class/shapes.ts';
import { stateWords, type Around } from '../../../src/site/class/state-words.ts';
import type { OutboxEntry } from '../../../src/site/records/outbox.ts';
import { anEntry, trouble } from './fake-page.ts';

const DAY = 86_400_000;
const at = (text: string): number => Date.parse(text);
const clock = { nowMs: at('2026-12-02T13:02:00Z'), aheadMs: 0, zone: 'Europe/Berlin' };
const QUIET: Around = { isUnkept: false, trouble: null, isSignedOut: false, unreceived: 1 };

describe('a module', () => {
  const dates = { opensMs: null, dueMs: at('2026-12-04T17:00:00Z'), lateMs: 3 * DAY, latePct: 50 };

  it.each([
    ['2026-12-02T13:02:00Z', dates, 'Open until Fri 4 Dec, 18:00; then credit falls to 50 % within 3 days.'],
    ['2026-12-04T17:00:00Z', dates, 'Open until Fri 4 Dec, 18:00; then credit falls to 50 % within 3 days.'],
    ['2026-12-04T17:00:01Z', dates, 'Was due Fri 4 Dec, 18:00; credit falls to 50 % until Mon 7 Dec, 18:00.'],
    ['2026-12-07T17:00:01Z', dates, 'Closed since Mon 7 Dec, 18:00: work handed in now counts nothing any more.'],
    ['2026-12-02T13:02:00Z', { ...dates, lateMs: 0 }, 'Open until Fri 4 Dec, 18:00; later work counts nothing.'],
    ['2026-12-02T13:02:00Z', { ...dates, opensMs: at('2026-12-03T07:00:00Z') }, 'Opens Thu 3 Dec, 08:00. Due Fri 4 Dec, 18:00; then credit falls to 50 % within 3 days.'],
    ['2026-12-02T13:02:00Z', { ...dates, dueMs: null }, 'No due date.'],
  ])('at %s', (now, one, words) => {
    expect(ruleWords(one, { ...clock, nowMs: at(now) })).toBe(words);
  });

  const stands = { counts: true, opensMs: null, dueMs: dates.dueMs, creditPct: 80 };
  it.each([
    ['2026-12-02T13:02:00Z', stands, 'plain', 'Due in 2 days: Fri 4 Dec, 18:00'],
    ['2026-12-05T13:02:00Z', stands, 'late', 'Late: 80 % credit now, until Mon 7 Dec, 18:00'],
    ['2026-12-09T13:02:00Z', stands, 'closed', 'Closed since Mon 7 Dec, 18:00: counts nothing any more'],
    ['2026-12-02T13:02:00Z', { ...stands, opensMs: at('2026-12-03T07:00:00Z') }, 'closed', 'Opens in 17 hours: Thu 3 Dec, 08:00. Runs before that are graded, but get no credit'],
    ['2026-12-02T13:02:00Z', { ...stands, counts: false }, 'plain', 'Not part of your class: runs are graded, but count for nothing'],
    ['2026-12-02T13:02:00Z', { ...stands, dueMs: null }, 'plain', 'No due date'],
  ])('near the title, at %s', (now, one, tone, words) => {
    expect(dueWords(one, 3 * DAY, { ...clock, nowMs: at(now) })).toEqual({ tone, words });
  });
});

describe('the three states', () => {
  const words = (change: Partial<OutboxEntry>, around: Partial<Around> = {}) => {
    const { steps, note, act } = stateWords(anEntry({ savedMs: at('2026-12-02T13:01:00Z'), ...change }), { ...QUIET, ...around }, clock);
    return { steps: steps.map((step) => step.words), states: steps.map(({ state }) => state).join(' '), note, act };
  };
  const received = { receivedMs: at('2026-12-02T13:02:00Z') };
  const grade = { status: 'fail' as const, points: 75, holds: 3, checks: 4, gradedMs: at('2026-12-02T13:02:00Z'), creditPct: 100 };

  it('saved', () => {
    expect(words({})).toEqual({ steps: ['Saved on this computer 14:01', 'Not received by the server yet', 'Not graded yet'], states: 'done now later', note: '', act: null });
  });

  it('saved, told in the server\'s time on a computer whose clock is wrong', () => {
    const entry = anEntry({ savedMs: at('2026-11-27T10:01:00Z'), receivedMs: at('2026-12-02T13:02:00Z') });
    const aheadMs = at('2026-12-02T13:01:00Z') - at('2026-11-27T10:01:00Z');
    expect(stateWords(entry, QUIET, { ...clock, aheadMs }).steps.slice(0, 2).map((step) => step.words)).toEqual(['Saved on this computer 14:01', 'Received by the server 14:02']);
  });

  it('saved, with the reason why it is not received', () => {
    expect(words({}, { trouble: trouble(0, 'away') })).toMatchObject({ note: 'It is away. It is sent again by itself.', act: 'send' });
    expect(words({}, { isSignedOut: true, unreceived: 3 })).toMatchObject({ note: 'Sign in again with your recovery code: 3 runs wait on this computer.', act: 'sign-in' });
    expect(words({ ...received, grade }, { isSignedOut: true, unreceived: 0 })).toMatchObject({ note: 'Sign in again with your recovery code.', act: 'sign-in' });
    expect(words({}, { isUnkept: true })).toMatchObject({ steps: ['Not saved on this computer: the browser has no room', 'Not received by the server yet', 'Not graded yet'], states: 'wrong now later', act: 'send' });
  });

  it('received', () => {
    expect(words(received)).toEqual({ steps: ['Saved on this computer 14:01', 'Received by the server 14:02', 'Not graded yet'], states: 'done done now', note: '', act: null });
  });

  it('graded', () => {
    expect(words({ ...received, grade })).toEqual({ steps: ['Saved on this computer 14:01', 'Received by the server 14:02', 'Graded 14:02: 3 of 4 checks, 75 points'], states: 'done done done', note: '', act: null });
    expect(words({ ...received, grade: { ...grade, creditPct: 83 } }).note).toBe('With 83 % credit by its date: 62 points.');
  });

  it('graded otherwise than this page has found', () => {
    expect(words({ ...received, grade, found: { passed: true, holds: 4, checks: 4 } })).toMatchObject({ note: 'This page found 4 of 4 checks: the course has been updated on the server. The grade of the server counts.', act: 'reload' });
    expect(words({ ...received, grade, found: { passed: false, holds: 3, checks: 4 } }).note).toBe('');
  });

  it('refused, set aside, not gradable', () => {
    expect(words({ refusal: { code: 'x', detail: 'No such exercise' } })).toMatchObject({ states: 'done wrong later', note: 'No such exercise. The design stays on this computer.' });
    const notGraded = { steps: ['Saved on this computer 14:01', 'Received by the server 14:02', 'The server could not grade it'], states: 'done done wrong', note: 'It costs you nothing. Your instructor sees it and can have it graded again.', act: null };
    expect(words({ ...received, isSetAside: true })).toEqual(notGraded);
    expect(words({ ...received, grade: { ...grade, status: 'error', points: 0 } })).toEqual(notGraded);
  });
});

describe('an exercise in the workspace', () => {
  const learner = (exam: boolean): LearnerCaller => ({ kind: 'learner', id: 'me', pseudonym: 'Otter', createdMs: 0, cohort: { id: 'c', name: 'Class', exam, modules: [{ module: 'm', opensMs: null, dueMs: at('2026-12-04T17:00:00Z'), lateMs: 0, latePct: 0, extended: true }] } });
  const stands: ExerciseProgress = { exercise: 'weights', module: 'm', counts: true, points: null, status: 'none', override: null, opensMs: null, dueMs: at('2026-12-04T17:00:00Z'), creditPct: 100, tries: 0, solutionsOpen: false, solutionsOpenMs: null };
  const outbox: Known['outbox'] = { own: [], unreceived: [], trouble: null, isSignedOut: false, isUnkept: () => false };
  const member = { format: 1 as const, learner: 'me', pseudonym: 'Otter', cohort: 'Class' };
  const view = (change: Partial<Known>, exam = false, progress: Partial<ExerciseProgress> = {}) => exerciseView({ caller: learner(exam), learner: learner(exam), member, outbox, progress: new Map([['weights', { ...stands, ...progress }]]), ...change }, 'weights', '/join', clock);

  it('says what is due, and that every run is handed in', () => {
    expect(view({})).toMatchObject({ due: { words: 'Due in 2 days: Fri 4 Dec, 18:00 (extended for you)', tone: 'plain' }, before: 'Every run that you finish is handed in by itself. The best counts, so a worse run costs nothing.', join: null, hints: '' });
    expect(view({}, false, { tries: 2, points: 75 }).before).toBe('Handed in 2 times so far: 75 points count. Every run that you finish is handed in by itself.');
  });

  it('says when solutions open, and why there are none', () => {
    expect(view({}, false, { solutionsOpen: true }).solutions).toMatchObject({ isOpen: true });
    expect(view({}, false, { solutionsOpenMs: at('2026-12-04T17:00:00Z') }).solutions).toEqual({ isOpen: false, words: 'Solutions open Fri 4 Dec, 18:00, when nobody of your class can gain credit any more.' });
    expect(view({}, true, { solutionsOpen: true })).toMatchObject({ hints: 'Your class works in exam mode: there are no hints.', solutions: { isOpen: false, words: 'Your class works in exam mode: there are no solutions.' } });
  });

  it('asks whoever is out to come in', () => {
    expect(view({ caller: null, learner: null, member: null, progress: null })).toMatchObject({ join: '/join', solutions: { isOpen: false } });
    expect(view({ caller: null, learner: null, progress: null, outbox: { ...outbox, isSignedOut: true } })).toMatchObject({ join: '/join', before: 'Sign in again with your recovery code. Runs are kept on this computer until then.' });
  });

  it('says nothing before the server has answered, and nothing of classes to an instructor', () => {
    expect(view({ caller: undefined, learner: null, member: null, progress: null })).toEqual({ due: null, handedIn: null, before: '', join: null, hints: '', solutions: null });
    expect(view({ caller: { kind: 'instructor', id: 'i', login: 'ada' }, learner: null, member: null })).toMatchObject({ due: null, solutions: null });
  });
});
