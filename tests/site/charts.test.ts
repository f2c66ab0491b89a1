// The charts of a run and of a curve: geometry, groups, folding, drawings.
import { describe, expect, it } from 'vitest';
import fc from 'fast-check';
import { describeCurve, drawCurve } from '../../src/site/charts/curve-drawing.ts';
import type { Drawing } from '../../src/site/charts/drawing.ts';
import { foldGroup } from '../../src/site/charts/folding.ts';
import { axisTicks, barsPath, binned, endValue, faultBands, frameOf, linePath, niceMax, xOf } from '../../src/site/charts/geometry.ts';
import { chartGroups, describeGroup, valueText } from '../../src/site/charts/groups.ts';
import { lessonGroups, lessonTable } from '../../src/site/charts/lesson-groups.ts';
import { polyline } from '../../src/site/charts/path.ts';
import { drawGroup } from '../../src/site/charts/run-drawing.ts';
import type { RunSeries } from '../../src/grader/report.ts';
import type { HistoryEvent } from '../../src/simulation/history.ts';

const event = (atMs: number, kind: HistoryEvent['kind'], at: string): HistoryEvent => ({ atMs, kind, at, about: '' });

describe('the frame of a chart', () => {
  it('puts the run between the names and the values', () => {
    const frame = frameOf(500, 100);
    expect([xOf(frame, 0), xOf(frame, 50), xOf(frame, 100)]).toEqual([frame.left, (frame.left + frame.right) / 2, frame.right]);
    expect(frame.right).toBeLessThan(500);
  });

  it('keeps seconds outside of the run on the axis', () => {
    const frame = frameOf(500, 100);
    expect([xOf(frame, -5), xOf(frame, 105)]).toEqual([frame.left, frame.right]);
  });
});

describe('the scale', () => {
  it.each([[[0, null], 1], [[182], 200], [[100], 100], [[4789], 5000], [[0.3], 0.3], [[31], 40]])('of %j goes to %d', (values, max) => {
    expect(niceMax(values)).toBeCloseTo(max, 9);
  });

  it('is never below the largest value, and never above twice of it', () => {
    fc.assert(fc.property(fc.array(fc.double({ min: 0.01, max: 1e9, noNaN: true }), { minLength: 1 }), (values) => {
      const largest = Math.max(...values);
      expect(niceMax(values)).toBeGreaterThanOrEqual(largest * 0.999);
      expect(niceMax(values)).toBeLessThanOrEqual(largest * 2.001);
    }));
  });
});

describe('ink', () => {
  const frame = { width: 400, left: 100, right: 300, seconds: 4, isStacked: false };

  it('draws a line through the middle of each second, with a gap where there is no value', () => {
    expect(linePath(frame, [0, 10, null, 5], 10, 50, 40)).toBe('M125 50l50 -40M275 30h.5');
  });

  it('draws a bar for each second with failures, at least a pixel high; equal neighbours are one bar', () => {
    expect(barsPath(frame, [0, 5, 0.001, 0], 10, 50, 40)).toBe('M150 50v-20h50V50zM200 50v-1h50V50z');
    expect(barsPath(frame, [5, 5, 0, 0], 10, 50, 40)).toBe('M100 50v-20h100V50z');
    expect(barsPath(frame, [0, 0], 10, 50, 40)).toBe('');
  });

  it('leaves out points that lie on the way, and no others', () => {
    expect(polyline([[0, 0], [1, 1], [2, 2], [3, 3.1], [10, 3]])).toBe('M0 0l3 3h7');
    expect(polyline([[0, 0], [5, 8], [10, 0]])).toBe('M0 0l5 8l5 -8');
    expect(polyline([])).toBe('');
  });

  it('stays within half a pixel and its rounding of every point', () => {
    fc.assert(fc.property(fc.array(fc.double({ min: 0, max: 100, noNaN: true }), { minLength: 2, maxLength: 60 }), (values) => {
      const drawn = pointsOf(polyline(values.map((y, x) => [x * 4, y])));
      values.forEach((y, x) => expect(Math.abs(yAt(drawn, x * 4) - y)).toBeLessThan(0.5 * 30 + 0.3));
      expect(drawn.at(-1)).toEqual([(values.length - 1) * 4, Math.round(values.at(-1)! * 2) / 2]);
    }));
  });

  it('shares a point among seconds that lie on one pixel', () => {
    expect(binned([1, 3, null, 5, null, null, 7], 2)).toEqual([2, 5, null, 7]);
    const hour = linePath({ ...frame, seconds: 3600 }, Array.from({ length: 3600 }, (_, second) => second % 18), 20, 50, 40);
    expect(hour.split(/[lhv]/).length).toBeLessThan(220);
  });

  it('labels a line with the mean of its last ten seconds', () => {
    expect(endValue([99, ...Array.from({ length: 9 }, () => 2), null])).toBe(2);
    expect(endValue([null, null])).toBeNull();
  });
});

describe('the moments of a run', () => {
  it('are bands of faults; one without an end lasts to the end', () => {
    const events = [event(10_000, 'fault-begins', 'web1'), event(12_000, 'server-down', 'lb1'), event(30_000, 'fault-ends', 'web1'), event(40_000, 'fault-begins', 'web2')];
    expect(faultBands(events, 60)).toEqual([{ from: 10, until: 30, name: 'web1' }, { from: 40, until: 60, name: 'web2' }]);
  });

  it('are named on the axis, none over another', () => {
    const frame = frameOf(500, 100);
    const ticks = axisTicks(frame, [event(42_000, 'fault-begins', 'web1'), event(42_300, 'server-down', 'lb1'), event(99_900, 'server-up', 'lb1')]);
    expect(ticks.map(({ text, tone }) => [text, tone])).toEqual([['0', 'plain'], ['42.0', 'down'], ['100 s', 'plain']]);
  });

  it('are even steps where nothing happened', () => {
    expect(axisTicks(frameOf(500, 120), []).map(({ text }) => text)).toEqual(['0', '30', '60', '90', '120 s']);
  });
});

/** A run of ten seconds. */
const flat = (value: number): number[] => Array.from({ length: 10 }, () => value);
const server = (name: string, busy = 50, more: Partial<RunSeries['servers'][number]> = {}) => ({ name, attempts: flat(90), failed: flat(0), busyPct: flat(busy), waiting: flat(0), ...more });
const runOf = (servers: RunSeries['servers'], more: Partial<RunSeries> = {}): RunSeries => ({
  run: 'steady', seed: 1, seconds: 10, requests: flat(180), failed: flat(0), p50Ms: flat(30), p99Ms: flat(90), servers, replicas: [], nodes: [], events: [], eventPlaces: [], ...more,
});
const texts = ({ marks }: Drawing): string[] => marks.flatMap((mark) => (mark.kind === 'text' ? [mark.text + (mark.tail?.text ?? '')] : []));

describe('the groups of a run', () => {
  it('share one scale for users and servers, and leave out what has no value', () => {
    const run = runOf([server('web1')], { p50Ms: [null], p99Ms: [null] });
    expect(chartGroups(run).map(({ id, max, rows }) => [id, max, rows.map(({ name }) => name)])).toEqual([['requests', 200, ['users', 'web1']], ['waiting', 1, ['web1']], ['busy', 100, ['web1']]]);
  });

  it('give users a scale of their own beside many servers', () => {
    const many = runOf(Array.from({ length: 12 }, (_, at) => server(`web${at}`, 50, { attempts: flat(15) })));
    expect(chartGroups(many).slice(0, 2).map(({ id, max, rows }) => [id, max, rows.length])).toEqual([['requests', 200, 1], ['sent', 15, 12]]);
  });

  it('say in a line where nothing waited and nothing was behind', () => {
    const quiet = (run: RunSeries) => Object.fromEntries(chartGroups(run).map((group) => [group.id, group.quiet]));
    expect(quiet(runOf([server('a')], { replicas: [{ name: 'db2', lagMs: flat(0) }] }))).toMatchObject({ waiting: 'Nothing waited.', lag: 'No replica was behind.', busy: '' });
    expect(quiet(runOf([server('a', 50, { waiting: [0, 0, 3] })], { replicas: [{ name: 'db2', lagMs: [0, 4] }] }))).toMatchObject({ waiting: '', lag: '' });
  });

  it('have the failures of each server', () => {
    const [requests] = chartGroups(runOf([server('a', 50, { failed: [0, 4, 3] }), server('b')]));
    expect(requests!.rows.map(({ name, failed }) => [name, failed.reduce((sum, one) => sum + one, 0)])).toEqual([['users', 0], ['a', 7], ['b', 0]]);
    expect(describeGroup(requests!)).toBe('Requests a second over time: users ends at 180/s; a ends at 90/s, 7 failed in all; b ends at 90/s.');
  });

  it.each([[1234.5, '/s', '1,235/s'], [9.96, ' %', '10 %'], [0.04, ' %', '0 %'], [3.25, ' ms', '3.3 ms'], [null, '/s', '–']])('write %d%s as "%s"', (value, unit, text) => {
    expect(valueText(value, unit)).toBe(text);
  });
});

describe('many servers', () => {
  const crowd = Array.from({ length: 12 }, (_, at) => server(`web${at + 1}`, 41 + (at % 3)));
  const busyOf = (servers: RunSeries['servers']) => foldGroup(chartGroups(runOf(servers)).find(({ id }) => id === 'busy')!);

  it('are folded to one of them and a line, when all do the same', () => {
    const { group, folded } = busyOf(crowd);
    expect(group.rows.map(({ name }) => name)).toEqual(['web1']);
    expect(folded).toBe('11 more servers, all between 41 and 43 %');
  });

  it('leave what differs in view, even if only for a while, and on average does not', () => {
    const dip = server('web7', 42, { busyPct: [...flat(42).slice(0, 9), 42].map((busy, second) => (second < 5 ? 0 : busy)) });
    const twenty = (one: RunSeries['servers'][number]) => ({ ...one, busyPct: [...one.busyPct, ...flat(42)] });
    const { group, folded } = busyOf(crowd.map((one, at) => twenty(at === 6 ? dip : one)));
    expect(group.rows.map(({ name }) => name)).toEqual(['web1', 'web7']);
    expect(folded).toMatch(/^10 more servers, all between 4\d and 43 %$/);
  });

  it('leave servers with failures in view', () => {
    const run = runOf(crowd.map((one, at) => (at === 3 ? { ...one, failed: [1] } : one)));
    expect(foldGroup(chartGroups(run)[0]!).group.rows.map(({ name }) => name)).toEqual(['users', 'web1', 'web4']);
  });

  it('where nothing ever waits are folded, however few', () => {
    const waiting = foldGroup(chartGroups(runOf([server('web1', 90, { waiting: flat(4) }), server('db1'), server('db2')])).find(({ id }) => id === 'waiting')!);
    expect([waiting.group.rows.map(({ name }) => name), waiting.folded]).toEqual([['web1'], '2 more servers, all at 0']);
    const one = foldGroup(chartGroups(runOf([server('web1', 90, { waiting: flat(4) }), server('db1')])).find(({ id }) => id === 'waiting')!);
    expect(one.folded).toBe('1 more server, at 0');
  });

  it('are not folded when they are few', () => {
    expect(busyOf(crowd.slice(0, 5))).toMatchObject({ folded: '', group: { rows: { length: 5 } } });
  });
});

describe('a drawn group', () => {
  const events = [event(2000, 'fault-begins', 'a'), event(5000, 'fault-ends', 'a'), event(2000, 'fault-begins', 'b')];
  const run = runOf([server('a', 50, { failed: [0, 4, 3] }), server('application-of-the-back-office')], { events });
  const draw = (width: number) => drawGroup(chartGroups(run)[0]!, run, width, true);

  it('writes every name in full, and the failures beside the value', () => {
    expect(texts(draw(900))).toEqual(expect.arrayContaining(['a', 'application-of-the-back-office', '90/s', '7 failed']));
    expect(texts(draw(358))).toEqual(expect.arrayContaining(['a sent to it', 'application-of-the-back-office sent to it', '90/s, 7 failed']));
  });

  it('keeps all ink and all texts inside, at every width', () => {
    for (const width of [288, 324, 358, 480, 544, 896]) {
      for (const mark of draw(width).marks) {
        if (mark.kind !== 'text') continue;
        const length = (mark.text.length + (mark.tail?.text.length ?? 0)) * 6.6;
        const from = mark.anchor === 'end' ? mark.x - length : mark.anchor === 'middle' ? mark.x - length / 2 : mark.x;
        expect(from, mark.text).toBeGreaterThan(-24);
        expect(from + length, mark.text).toBeLessThan(width + 24);
      }
    }
  });

  it('names two faults of one moment in two lines, and others in one', () => {
    const linesOf = (moments: HistoryEvent[]) => drawGroup(chartGroups(run)[0]!, { ...run, events: moments }, 544, true).marks.flatMap((mark) => (mark.kind === 'text' && mark.class === 'ch-band' ? [mark.y] : []));
    expect(linesOf(events)).toEqual([12, 28]);
    expect(linesOf([events[0]!, events[1]!, event(7000, 'fault-begins', 'b')])).toEqual([12, 12]);
  });
});

describe('a run in a lesson', () => {
  it('shows users, and of the rest what tells most', () => {
    const ids = (run: RunSeries) => lessonGroups(run).map(({ group: { id, rows } }) => `${id} ${rows.map(({ name }) => name).join()}`);
    expect(ids(runOf([server('a'), server('b', 90)]))).toEqual(['requests users', 'busy a,b']);
    expect(ids(runOf([server('a', 100, { waiting: flat(400) })]))).toEqual(['requests users', 'waiting a']);
    expect(ids(runOf([server('db1')], { replicas: [{ name: 'db2', lagMs: flat(4000) }] }))).toEqual(['requests users', 'lag db2']);
  });

  it('has a table of at most twelve rows, each a mean', () => {
    const long = runOf([server('a', 100, { busyPct: Array.from({ length: 120 }, (_, second) => (second < 10 ? 0 : 80)) })], { seconds: 120, requests: flat(180) });
    const { titles, rows } = lessonTable(lessonGroups(long).map(({ group }) => group), 120);
    expect(titles).toEqual(['Requests a second', 'a: workers busy']);
    expect(rows).toHaveLength(12);
    expect(rows.slice(0, 2).map(({ cells }) => cells[1])).toEqual(['0 %', '80 %']);
  });
});

describe('a curve', () => {
  const knee = { unit: 'ms', x: 'load', points: [50, 52, 55, 60, 70, 110, 400, 2000].map((y, at) => ({ x: (at + 1) / 8, y })) };

  it('is labelled at its ends and where it turns', () => {
    expect(texts(drawCurve(knee, 652))).toEqual(expect.arrayContaining(['50\u00a0ms', '110\u00a0ms', '2,000\u00a0ms', '0.13', '0.75', '1', 'load']));
    expect(describeCurve(knee)).toBe('A curve over 8 rates. 0.13 (load): 50\u00a0ms; 0.75 (load): 110\u00a0ms; 1 (load): 2,000\u00a0ms.');
  });

  it('begins its values at 0, and has a dot for every rate that was measured', () => {
    const { marks } = drawCurve({ ...knee, points: [{ x: 0, y: 0 }, { x: 1, y: null }, { x: 2, y: 100 }] }, 652);
    const pathOf = (name: string) => marks.flatMap((mark) => (mark.kind === 'path' && mark.class === name ? [mark.d] : []))[0]!;
    const base = Number(/^M0 ([\d.]+)H/.exec(pathOf('ch-base'))![1]) - 0.5;
    expect(pathOf('ch-line')).toBe(`M6 ${base}h.5M646 ${base - 220}h.5`);
    expect(pathOf('ch-dots').match(/M/g)).toHaveLength(2);
  });

  it('has no turn when it is straight', () => {
    expect(texts(drawCurve({ ...knee, points: [1, 2, 3, 4].map((x) => ({ x, y: x * 10 })) }, 324)).filter((text) => text.includes('ms'))).toEqual(['10\u00a0ms', '40\u00a0ms']);
  });
});

/** The corners of a path of one line. */
function pointsOf(path: string): [number, number][] {
  let at: [number, number] = [0, 0];
  return [...path.matchAll(/([Mlhv])([^Mlhv]*)/g)].map(([, kind, numbers]) => {
    const [a, b] = numbers!.split(' ').map(Number);
    at = kind === 'M' ? [a!, b!] : [at[0] + (kind === 'v' ? 0 : a!), at[1] + (kind === 'h' ? 0 : kind === 'v' ? a! : b!)];
    return at;
  });
}

function yAt(points: readonly [number, number][], x: number): number {
  const after = points.findIndex((point) => point[0] >= x);
  const [one, other] = [points[Math.max(0, after - 1)]!, points[after]!];
  return one[0] === other[0] ? other[1] : one[1] + ((x - one[0]) / (other[0] - one[0])) * (other[1] - one[1]);
}
