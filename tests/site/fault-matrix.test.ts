import { describe, expect, it } from 'vitest';
import { cellsAt, foundIn, headline, worseThanParts, worstFirst } from '../../src/site/elements/matrix/findings.ts';
import { allRows, gridOf, neighbour } from '../../src/site/elements/matrix/grid.ts';
import { begun, explored, NOTHING_TRIED, withNews } from '../../src/site/elements/matrix/explore-state.ts';
import { faultWords } from '../../src/grader/explain/fault-words.ts';
import { cellNumbers, momentWords, worstNumber } from '../../src/site/elements/matrix/words.ts';
import { comparedText, firstDifference } from '../../src/site/elements/evidence/side-by-side.ts';
import { sampleCell, sampleExploration } from './exploration-sample.ts';

const broken = { 'lb-1 crash': { outcome: 'down' }, 'A loss': { outcome: 'down', servedPct: 12.4 }, 'db-1 crash': { outcome: 'data-lost' }, 'web-1 slow': { outcome: 'degraded' } } as const;
const exploration = sampleExploration(2, 2, broken, true);
const found = foundIn(exploration);

describe('the finding of a matrix', () => {
  const of = (outcomes: Parameters<typeof sampleExploration>[2]): string => {
    const one = sampleExploration(2, 2, outcomes);
    return headline(cellsAt(foundIn(one), 0, 1), one.components);
  };

  it('names the worst, in the words of what was done', () => {
    const count = cellsAt(found, 0, 1).length;
    expect(of(broken)).toBe(`2 of ${count} faults take the site down, the worst: \`lb-1\` crashes.`);
    expect(of({ 'db-1 crash': { outcome: 'data-lost' } })).toBe(`No fault takes the site down. 1 of ${count} faults loses confirmed writes: \`db-1\` crashes, 37 at risk.`);
    expect(of({ 'web-1 slow': { outcome: 'degraded' } })).toBe(`No fault takes the site down or loses writes. 1 of ${count} faults degrades the site: \`web-1\` becomes ten times slower, 93.1 % answered.`);
    expect(of({})).toBe(`The site serves through all ${count} faults.`);
  });

  it('puts the worst first, and of pairs those that are worse than their parts', () => {
    expect(worstFirst(cellsAt(found, 0, 1)).slice(0, 4).map(({ cell }) => cell.outcome)).toEqual(['down', 'down', 'data-lost', 'degraded']);
    // lb-1 alone takes the site down already.
    expect(worseThanParts(found, 0)).toEqual([]);
    const calm = foundIn(sampleExploration(2, 2, {}, true));
    expect(worseThanParts(calm, 0).map(({ cell }) => cell.faults.map(({ fault }) => fault))).toEqual([['crash', 'hang']]);
  });

  it('has words for parts, moments and numbers', () => {
    const part = (kind: 'link' | 'zone', name: string) => ({ kind, name, place: null });
    expect([faultWords(part('zone', 'A'), 'loss'), faultWords(part('link', 'a and b'), 'partition'), faultWords(part('link', 'a and b'), 'partition-back')])
      .toEqual(['zone `A` is lost', '`a` and `b` are cut apart', 'nothing from `b` reaches `a`']);
    expect(found.moments.map(momentWords)).toEqual(['Steady state', 'While shop-vip fails over']);
    expect(worstNumber(sampleCell([], 0, { outcome: 'degraded', servedPct: 99.99 }))).toBe('99.9 %');
    const degraded = { ...sampleCell([], 0, { outcome: 'degraded', servedPct: 50 }), baselinePct: 98, isConfirmed: false };
    expect(cellNumbers(degraded, 3)).toBe('50 % of the requests are answered in time, 1,800 are not; without the fault 98 % are. It recovers after 3.6 s.');
    expect(cellNumbers({ ...sampleCell([], 0, { outcome: 'data-lost', servedPct: 100 }), isConfirmed: true }, 3)).toBe('Every request is answered in time. 37 confirmed writes are on no server that is left. Run again in full on 3 seeds.');
  });
});

describe('the grid', () => {
  const grid = gridOf(found, 0);

  it('groups parts by kind and gives each kind its own columns', () => {
    expect(grid.map(({ title, columns }) => [title, columns.map((column) => column.title)])).toEqual([
      ['Processes', ['Crash', 'Hang', 'Slow', 'Errors', 'Closes', 'Stalls']], ['What they run on', ['Lost']], ['Links', ['Cut', 'Cut one way', 'Other way']],
    ]);
    expect(allRows(grid).map(({ at }) => at)).toEqual(allRows(grid).map((_, at) => at));
  });

  it('leads arrow keys past blanks, from table to table, and never out of it', () => {
    const last = allRows(grid).length - 1;
    expect(neighbour(grid, { row: 0, column: 2 }, 'ArrowRight', false)).toBeNull();
    expect(neighbour(grid, { row: 2, column: 5 }, 'ArrowUp', false)).toEqual({ row: 1, column: 2 });
    expect(neighbour(grid, { row: 5, column: 2 }, 'ArrowDown', false)).toEqual({ row: 6, column: 0 });
    expect(neighbour(grid, { row: 0, column: 0 }, 'End', true)).toEqual({ row: last, column: 2 });
    expect(neighbour(grid, { row: last, column: 0 }, 'ArrowDown', false)).toBeNull();
    expect(neighbour(grid, { row: 0, column: 0 }, 'a', false)).toBeNull();
  });
});

describe('cells as they come', () => {
  const news = (at: number, done: number) => ({ type: 'exploring' as const, id: 1, done, total: 3, frame: { moments: exploration.moments, components: exploration.components }, cells: [{ at, cell: exploration.cells[at]! }] });

  it('fill the matrix, stay when it is stopped, and do not count back when it goes on', () => {
    const two = withNews(withNews(begun(NOTHING_TRIED, false), news(0, 1)), news(1, 2));
    const again = withNews(begun({ ...two, phase: 'stopped' }, false), news(0, 1));
    expect([again.phase, again.done, again.found!.cells.filter((cell) => cell !== undefined).length]).toEqual(['exploring', 2, 2]);
    expect(explored(again, exploration, '').phase).toBe('done');
  });
});

describe('two runs side by side', () => {
  const run = (failed: number[]) => ({ requests: failed.map(() => 10), failed, p99Ms: failed.map(() => 5) });

  it('say where they begin to differ, and by how much', () => {
    expect(firstDifference(run([0, 0]), run([0, 0]))).toBeNull();
    expect(comparedText(run([0, 0, 0]), run([0, 2, 3]), 'run 2')).toBe('The runs differ from 1 s on: in your run 5 requests fewer fail than with run 2.');
  });
});
