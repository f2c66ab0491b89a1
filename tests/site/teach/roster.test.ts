// The roster as data: order, filter, headline, keys; and the places of the pages.
import { describe, expect, it } from 'vitest';
import type { RosterCell, RosterLearner } from '../../../src/site/teach/api-types.ts';
import { hrefOf, placeOf, type Place } from '../../../src/site/teach/router.ts';
import type { Change } from '../../../src/site/teach/api-types.ts';
import { regradeHeadline, upAndDown, whyText } from '../../../src/site/teach/regrade/regrade-words.ts';
import { target } from '../../../src/site/teach/roster/grid-keys.ts';
import { headline } from '../../../src/site/teach/roster/headline.ts';
import { inOrder, rosterRows, wanted } from '../../../src/site/teach/roster/order.ts';

const cell = (change: Partial<RosterCell> = {}): RosterCell => ({ points: 0, status: 'failed', tries: 1, hints: 0, stuck: false, late: false, overridden: false, ...change });
const STUCK = cell({ stuck: true, tries: 4, points: 25 });
const learner = (pseudonym: string, exercises: RosterLearner['exercises'], seenMs: number | null = 1): RosterLearner => ({ id: `id-${pseudonym}`, pseudonym, createdMs: 0, seenMs, handedIn: Object.keys(exercises).length, waiting: 0, exercises });
const rows = rosterRows([
  learner('otter 10', { weights: cell({ points: 100, status: 'passed' }), headroom: STUCK }, 30),
  learner('Otter 9', { weights: STUCK, headroom: STUCK, elsewhere: cell({ points: 100, status: 'passed' }) }, null),
  learner('émile', {}, 10),
  learner('Zoe', { weights: cell({ points: 100, status: 'overridden', stuck: true }) }, 20),
], ['weights', 'headroom']);
const names = (found: readonly { learner: RosterLearner }[]): string[] => found.map((row) => row.learner.pseudonym);

describe('rows', () => {
  it('add up what counts, and nothing else', () => {
    expect(rows.map(({ points, passed, stuck }) => [points, passed, stuck])).toEqual([[125, 1, ['headroom']], [50, 0, ['weights', 'headroom']], [0, 0, []], [100, 0, []]]);
  });

  it('stand in the order that is asked for; equal ones by name', () => {
    expect(names(inOrder(rows, { by: 'name', up: true }))).toEqual(['émile', 'Otter 9', 'otter 10', 'Zoe']);
    expect(names(inOrder(rows, { by: 'name', up: false }))).toEqual(['Zoe', 'otter 10', 'Otter 9', 'émile']);
    expect(names(inOrder(rows, { by: 'points', up: false }))).toEqual(['otter 10', 'Zoe', 'Otter 9', 'émile']);
    expect(names(inOrder(rows, { by: 'stuck', up: false }))).toEqual(['Otter 9', 'otter 10', 'émile', 'Zoe']);
    expect(names(inOrder(rows, { by: 'seen', up: true }))).toEqual(['Otter 9', 'émile', 'Zoe', 'otter 10']);
  });

  it('can be fewer', () => {
    expect(names(wanted(rows, { onlyStuck: true, find: '' }))).toEqual(['otter 10', 'Otter 9']);
    expect(names(wanted(rows, { onlyStuck: false, find: ' OTTER 1' }))).toEqual(['otter 10']);
  });
});

describe('headline', () => {
  const said = (some: typeof rows): string => headline(some, (id) => id.toUpperCase());

  it('says who is stuck, and on what most of them', () => {
    expect(said(rows)).toBe('Two of 4 are stuck on "HEADROOM"');
    expect(said(rows.slice(1, 2))).toBe('One of 1 is stuck on "WEIGHTS"');
    expect(said([...rows, ...rosterRows([learner('x', { weights: STUCK }), learner('y', { weights: STUCK })], ['weights'])])).toBe('Four of 6 are stuck, three of them on "WEIGHTS"');
  });

  it('else how far the cohort is', () => {
    expect(said([])).toBe('Nobody has joined yet');
    expect(said(rows.slice(2, 3))).toBe('1 learner joined, nothing is handed in yet');
    expect(said(rows.slice(2))).toBe('Nobody is stuck; 1 of 2 have handed in');
  });

  it('of a regrade says whose points change', () => {
    const change = { learner: 'a', pseudonym: 'a', exercise: 'e', submission: 's', before: null, after: { points: 1, status: 'fail' as const, exerciseVersion: 1, graderVersion: 1 }, why: 'first' as const, standingBefore: null, standingAfter: 1 };
    const of = (state: 'running' | 'ready' | 'committed' | 'dropped', changes: (typeof change)[]): string => regradeHeadline({ state, done: 3, submissions: 8, changes });
    expect(of('running', [])).toBe('Grading again: 3 of 8');
    expect(of('ready', [change, { ...change, submission: 't' }])).toBe('2 grades change, and the points of 1 learner');
    expect(of('ready', [{ ...change, standingBefore: 1 }] as never)).toBe('1 grade changes, nobody\'s points do');
    expect(of('committed', [])).toBe('Committed: no grade changes');
    expect(of('dropped', [change])).toBe('Dropped: every grade stays as it was');
  });

  it('says for how many the points go up and down before anything is decided, an exercise of two designs once', () => {
    const move = (learner: string, exercise: string, standingBefore: number | null, standingAfter: number | null): Change =>
      ({ learner, pseudonym: learner, exercise, submission: '', before: null, after: { points: 0, status: 'fail', exerciseVersion: 1, graderVersion: 1 }, why: 'exercise', standingBefore, standingAfter });
    expect(upAndDown([move('a', 'e', 0, 0)])).toBe('No learner gains or loses points.');
    expect(upAndDown([move('a', 'e', 80, 50), move('a', 'e', 80, 50), move('a', 'f', null, 50), move('b', 'e', 100, 50), move('c', 'e', 0, 0)])).toBe('1 learner gains points, 1 loses points.');
  });

  it('what could not be graded before has not changed for its versions', () => {
    expect(whyText({ why: 'same-versions', before: { points: 0, status: 'error', exerciseVersion: 1, graderVersion: 1 } })).toBe('it could not be graded before');
    expect(whyText({ why: 'same-versions', before: null })).toMatch(/tell the maintainers$/);
  });
});

describe('keys of the table', () => {
  it('move within it', () => {
    const to = (key: string, x: number, y: number, isControl = false) => target(key, isControl, { x, y, right: 9, bottom: 29 });
    expect([to('ArrowLeft', 0, 0), to('ArrowRight', 8, 3), to('ArrowUp', 2, 0), to('ArrowDown', 2, 29)]).toEqual([{ x: 0, y: 0 }, { x: 9, y: 3 }, { x: 2, y: 0 }, { x: 2, y: 29 }]);
    expect([to('PageDown', 1, 25), to('Home', 4, 4), to('End', 4, 4), to('Home', 4, 4, true), to('End', 4, 4, true)]).toEqual([{ x: 1, y: 29 }, { x: 0, y: 4 }, { x: 9, y: 4 }, { x: 0, y: 0 }, { x: 9, y: 29 }]);
    expect(to('a', 1, 1)).toBeNull();
  });
});

describe('places', () => {
  const PLACES: Place[] = [{ kind: 'cohorts' }, { kind: 'new' }, { kind: 'account' }, { kind: 'cohort', cohort: 'a', part: 'roster' }, { kind: 'cohort', cohort: 'a/b', part: 'joining' },
    { kind: 'learner', cohort: 'a', learner: 'l', exercise: null }, { kind: 'learner', cohort: 'a', learner: 'l', exercise: 'n-plus-one' }, { kind: 'submission', submission: 's' }, { kind: 'regrade', cohort: 'a', regrade: 'r' }];

  it.each(PLACES)('$kind has a link that leads there', (place) => expect(placeOf(hrefOf(place))).toEqual(place));

  it('reads the links with a token, and never makes one', () => {
    expect(placeOf('#setup=ab_c-1')).toEqual({ kind: 'setup', token: 'ab_c-1' });
    expect(placeOf('#invitation=x')).toEqual({ kind: 'invitation', token: 'x' });
    expect(hrefOf({ kind: 'setup', token: 'secret' })).toBe('#/');
  });

  it.each(['#/cohort', '#/cohort/a/elsewhere', '#/cohort/a/joining/b', '#/submission', '#/%', '#/new/x', 'x'])('%s is nowhere', (hash) => expect(placeOf(hash)).toEqual({ kind: 'nowhere' }));
});
