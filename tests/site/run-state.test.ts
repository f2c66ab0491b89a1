// What the instruments say of a run at a moment, and what hangs on what.
import { describe, expect, it } from 'vitest';
import type { RunSeries } from '../../src/grader/report.ts';
import type { Wiring, WiringEdge, WiringNode } from '../../src/grader/wiring.ts';
import type { HistoryEvent } from '../../src/simulation/history.ts';
import { stateAt, type PartState } from '../../src/site/charts/state-at.ts';
import { momentText, replicationTexts, stateTexts } from '../../src/site/charts/state-text.ts';
import { edgeStates } from '../../src/site/charts/topology-flow.ts';
import { drawTopology } from '../../src/site/charts/topology-drawing.ts';
import { laneLabels, type DrawnLine } from '../../src/site/charts/topology-lines.ts';
import { tiersOf } from '../../src/site/charts/topology-tiers.ts';
import { markedBy, sameLine } from '../../src/site/elements/run/links.ts';
import { tellingMoment } from '../../src/site/elements/run/shown-run.ts';

const place = (line: number) => ({ line, column: 3, endColumn: 9 });
const node = (name: string, kind: WiringNode['kind'], host: string | null, line: number | null = null): WiringNode => ({ name, kind, host, holders: kind === 'virtual-address' ? ['lb1', 'lb2'] : [], place: line === null ? null : place(line) });
const edge = (from: string | null, to: string, kind: WiringEdge['kind'], server: string | null = null, line: number | null = null): WiringEdge => ({ from, to, kind, server, isBackup: false, place: line === null ? null : place(line) });

const WIRING: Wiring = {
  nodes: [node('10.0.0.9', 'virtual-address', null), node('lb1', 'haproxy', 'lb1'), node('lb2', 'haproxy', 'lb2'), node('app1', 'application', 'web1', 4), node('app2', 'application', 'web2', 10), node('main', 'database', 'db1', 8), node('copy', 'database', 'db2', 9), node('spare', 'database', 'db3')],
  edges: [
    edge(null, '10.0.0.9', 'requests'), edge('10.0.0.9', 'lb1', 'held'), edge('10.0.0.9', 'lb2', 'held'),
    ...['lb1', 'lb2'].flatMap((from) => [edge(from, 'app1', 'requests', 's1', 12), edge(from, 'app2', 'requests', 's2', 13)]),
    ...['app1', 'app2'].flatMap((from) => [edge(from, 'main', 'writes'), edge(from, 'copy', 'reads')]),
    edge('main', 'copy', 'replication'), edge('main', 'spare', 'replication'),
  ],
  hosts: [['lb1', 'A', 'east'], ['lb2', 'B', 'west'], ['web1', 'A', 'east'], ['web2', 'B', 'west'], ['db1', 'A', 'east'], ['db2', 'B', 'west'], ['db3', 'B', 'west']].map(([name, machine, zone]) => ({ name: name!, machine: machine!, zone: zone!, place: null })),
};

const event = (atMs: number, kind: HistoryEvent['kind'], at: string, about = ''): HistoryEvent => ({ atMs, kind, at, about });
const TAKEN = event(0, 'address-taken', 'lb1', '10.0.0.9');
const SECONDS = 20;
const each = (value: number): number[] => new Array<number>(SECONDS).fill(value);

/** Everything is well, apart from what the test says. */
function run(events: HistoryEvent[], change: Partial<RunSeries> = {}): RunSeries {
  const server = (name: string, attempts: number) => ({ name, attempts: each(attempts), failed: each(0), busyPct: each(40), waiting: each(0) });
  return {
    run: 'load', seed: 1, seconds: SECONDS, requests: each(100), failed: each(0), p50Ms: each(20), p99Ms: each(50), events: [TAKEN, ...events], eventPlaces: [null, ...events.map(() => null)],
    servers: [server('app1', 50), server('app2', 50), server('main', 10), server('copy', 90), server('spare', 0)],
    replicas: [{ name: 'copy', lagMs: each(0) }, { name: 'spare', lagMs: each(0) }],
    nodes: [{ name: 'main', position: each(500) }, { name: 'copy', position: each(500) }, { name: 'spare', position: each(500) }], ...change,
  };
}

const at = (series: RunSeries, ms: number): { [name: string]: PartState } => Object.fromEntries(stateAt(series, WIRING, ms).parts.map((part) => [part.node.name, part]));
const tones = (series: RunSeries, ms: number): { [name: string]: string } => Object.fromEntries(stateAt(series, WIRING, ms).parts.map(({ node: { name }, tone }) => [name, tone]));

describe('the state at a moment', () => {
  it('serves where nothing is wrong; who does not hold the address is idle', () => {
    expect(tones(run([]), 5000)).toEqual({ '10.0.0.9': 'ok', lb1: 'ok', lb2: 'idle', app1: 'ok', app2: 'ok', main: 'ok', copy: 'ok', spare: 'ok' });
  });
  it.each([
    ['host-loss', 'web1', ['app1']], ['machine-loss', 'A', ['app1', 'lb1', 'main']], ['zone-loss', 'west', ['app2', 'copy', 'lb2', 'spare']],
    ['process-crash', 'app2', ['app2']], ['process-pause', 'main', ['main']],
  ])('%s of %s stops what it reaches from its first to its last millisecond', (about, target, stopped) => {
    const series = run([event(3000, 'fault-begins', target, about), event(7500, 'fault-ends', target, about)]);
    const down = (ms: number): string[] => Object.entries(tones(series, ms)).filter(([, tone]) => tone === 'down').map(([name]) => name).sort();
    expect([down(2999), down(3000), down(7499), down(7500)]).toEqual([[], stopped, stopped, []]);
  });
  it.each([['slow', 'app1', ['app1']], ['bad-answers', 'app2', ['app2']], ['partition', 'web1 and db1', ['app1', 'main']], ['partition', 'web2 to db2', ['app2', 'copy']]])('%s of %s degrades', (about, target, parts) => {
    const found = tones(run([event(3000, 'fault-begins', target, about)]), 4000);
    expect(Object.keys(found).filter((name) => found[name] === 'deg').sort()).toEqual(parts);
  });
  it('a spike is nobody\'s state, and is said', () => {
    const series = run([event(3000, 'fault-begins', 'load', 'load-spike')]);
    expect(Object.values(tones(series, 4000))).not.toContain('deg');
    expect(momentText(stateAt(series, WIRING, 4000))).toContain('load spike');
  });
  it('of two equal faults one goes on when the other ends', () => {
    const series = run([event(1000, 'fault-begins', 'app1', 'slow'), event(2000, 'fault-begins', 'app1', 'slow'), event(3000, 'fault-ends', 'app1', 'slow'), event(5000, 'fault-ends', 'app1', 'slow')]);
    expect([3500, 5000].map((ms) => at(series, ms)['app1']!.tone)).toEqual(['deg', 'ok']);
  });
  it('one balancer takes a server out: degraded; both: down; one again: degraded', () => {
    const series = run([event(1000, 'server-down', 'lb1', 's1'), event(2000, 'server-down', 'lb2', 's1'), event(3000, 'server-up', 'lb1', 's1'), event(4000, 'server-up', 'lb2', 's1')]);
    expect([1000, 2000, 3000, 4000].map((ms) => at(series, ms)['app1']!.tone)).toEqual(['deg', 'down', 'deg', 'ok']);
    expect(at(series, 1500)['app1']!.outOf).toEqual(['lb1']);
  });
  it('a balancer that dies forgets whom it took out', () => {
    const series = run([event(1000, 'server-down', 'lb1', 's1'), event(2000, 'fault-begins', 'lb1', 'process-crash'), event(3000, 'fault-ends', 'lb1', 'process-crash')]);
    expect([1500, 2500, 3500].map((ms) => at(series, ms)['app1']!.outOf)).toEqual([['lb1'], [], []]);
  });
  it('an address is held by one, by nobody, by two', () => {
    const series = run([event(1000, 'address-released', 'lb1', '10.0.0.9'), event(2000, 'address-taken', 'lb2', '10.0.0.9'), event(3000, 'address-taken', 'lb1', '10.0.0.9')]);
    expect([0, 1000, 2000, 3000].map((ms) => [at(series, ms)['10.0.0.9']!.tone, at(series, ms)['10.0.0.9']!.holds])).toEqual([['ok', ['lb1']], ['down', []], ['ok', ['lb2']], ['deg', ['lb2', 'lb1']]]);
    expect(stateTexts(at(series, 1500)['10.0.0.9']!)[0]).toBe('down: nobody holds it');
  });
  it('after a promotion the replicas follow the new primary', () => {
    const series = run([event(3000, 'promoted', 'copy')]);
    expect(['main', 'copy', 'spare'].map((name) => at(series, 2999)[name]!.role)).toEqual(['primary', 'replica', 'replica']);
    expect(['main', 'copy', 'spare'].map((name) => at(series, 3000)[name]!.role)).toEqual(['former primary', 'primary', 'replica']);
    expect(edgeStates(series, WIRING, stateAt(series, WIRING, 3000)).filter(({ kind }) => kind === 'replication').map(({ from, to, weight }) => [from, to, weight])).toEqual([['main', 'copy', 0], ['copy', 'spare', 1]]);
  });
  it('after a second promotion both primaries before it are former ones, and a primary of another group stays what it is', () => {
    const wiring: Wiring = { ...WIRING, nodes: [...WIRING.nodes, node('other', 'database', 'db4')] };
    const { parts } = stateAt(run([event(3000, 'promoted', 'copy'), event(6000, 'promoted', 'spare')]), wiring, 7000);
    const roleOf = (name: string): unknown => parts.find((part) => part.node.name === name)!.role;
    expect(['main', 'copy', 'spare', 'other'].map(roleOf)).toEqual(['former primary', 'former primary', 'primary', 'primary']);
  });
  it('some failures degrade, nothing but failures is down', () => {
    const failing = (failed: number): RunSeries => run([], { servers: [{ name: 'app1', attempts: each(50), failed: each(failed), busyPct: each(40), waiting: each(3) }] });
    expect([0, 12, 50].map((failed) => stateTexts(at(failing(failed), 0)['app1']!)[0])).toEqual(['served, 40 % busy, 3 wait', 'degraded: 12 of 50 fail', 'down: 50 of 50 fail']);
  });
  it('a replica says how far it is behind', () => {
    const series = run([], { replicas: [{ name: 'copy', lagMs: each(1500) }], nodes: [{ name: 'main', position: each(500) }, { name: 'copy', position: each(488) }] });
    expect([at(series, 0)['copy']!.tone, replicationTexts(at(series, 0)['copy']!)[0]]).toEqual(['deg', 'replica, 12 writes or 1.5 s behind']);
  });
  it('beyond the last second it stays with the last one', () => {
    expect(stateAt(run([]), WIRING, 20_000).second).toBe(19);
  });
  it('is told in one sentence', () => {
    const failed = each(0).map((_, second) => (second === 4 ? 7 : 0));
    const series = run([event(3000, 'fault-begins', 'web1', 'host-loss'), event(4000, 'server-down', 'lb1', 's1')], { failed });
    expect(momentText(stateAt(series, WIRING, 4200))).toBe('web1 silent; lb1 holds the address; app1 is taken out; 7 of 100 requests in this second fail');
  });
});

describe('the topology', () => {
  it('has its tiers from the users down', () => {
    expect(tiersOf(WIRING)).toEqual([['10.0.0.9'], ['lb1', 'lb2'], ['app1', 'app2'], ['main', 'copy', 'spare']]);
  });
  it('sends only through who holds the address', () => {
    const weights = edgeStates(run([]), WIRING, stateAt(run([]), WIRING, 0)).filter(({ kind }) => kind === 'held' || kind === 'requests').map(({ from, to, weight }) => `${from} ${to} ${weight}`);
    expect(weights).toEqual(['null 10.0.0.9 3', '10.0.0.9 lb1 3', '10.0.0.9 lb2 0', 'lb1 app1 2', 'lb1 app2 2', 'lb2 app1 0', 'lb2 app2 0']);
  });
  it('sends nothing to a server that is out', () => {
    const series = run([event(0, 'server-down', 'lb1', 's1')]);
    expect(edgeStates(series, WIRING, stateAt(series, WIRING, 0)).find(({ from, to }) => from === 'lb1' && to === 'app1')).toMatchObject({ weight: 0, isFailing: false });
  });
  it.each([240, 318, 358, 700])('has room for 4 and for 24 parts at %i px: nothing overlaps, nothing leaves the paper', (width) => {
    const many = Array.from({ length: 16 }, (_, i) => node(`web-server-${i}`, 'application', `h${i}`));
    const crowded: Wiring = { ...WIRING, nodes: [...WIRING.nodes, ...many], edges: [...WIRING.edges, ...many.map(({ name }) => edge('lb1', name, 'requests', name))] };
    for (const wiring of [WIRING, crowded]) {
      const { parts, height } = drawTopology(run([]), wiring, 0, width);
      expect(parts).toHaveLength(wiring.nodes.length);
      for (const [i, { rect: one }] of parts.entries()) {
        expect(one.x >= 0 && one.x + one.width <= width && one.y + one.height <= height).toBe(true);
        for (const { rect: other } of parts.slice(i + 1)) expect(one.x + one.width <= other.x || other.x + other.width <= one.x || one.y + one.height <= other.y || other.y + other.height <= one.y).toBe(true);
      }
    }
  });
  it('writes the kinds of two lines on their outer sides', () => {
    for (const kinds of [['reads', 'writes'], ['writes', 'reads']] as const) {
      const lines = kinds.map((kind, i) => ({ kind, d: `M${100 + 14 * i} 50V68H9V80`, isFailing: false }) as unknown as DrawnLine);
      expect(laneLabels(lines).map(({ x, anchor, text }) => [text, x, anchor])).toEqual([[kinds[0], 95, 'end'], [kinds[1], 119, 'start']]);
    }
  });
  it.each([240, 318, 334, 358, 700])('has no line across a part at %i px, with reads and writes that pass a level', (width) => {
    const apps = ['app1', 'app2', 'app3'];
    const writer: Wiring = {
      ...WIRING, nodes: [...WIRING.nodes, node('10.0.0.200', 'virtual-address', null), node('app3', 'application', 'web3')],
      edges: [
        ...WIRING.edges.filter(({ kind }) => kind !== 'reads' && kind !== 'writes'), ...['lb1', 'lb2'].map((from) => edge(from, 'app3', 'requests', 's3')), edge('10.0.0.200', 'main', 'held'),
        ...apps.flatMap((from) => [edge(from, '10.0.0.200', 'writes'), edge(from, 'copy', 'reads'), edge(from, 'spare', 'reads')]),
      ],
    };
    const { lines, parts } = drawTopology(run([]), writer, 0, width);
    const crossed = lines.flatMap(({ d }) => {
      const points = pointsOf(d);
      return points.slice(1).flatMap((to, at) => parts.filter(({ rect }) => crosses(points[at]!, to, rect)).map(({ name }) => `${name}: ${d}`));
    });
    expect(crossed).toEqual([]);
  });
});

/** Corners of a path of right angles. */
function pointsOf(d: string): [number, number][] {
  let [x, y] = [0, 0];
  return [...d.matchAll(/([MVH])([\d.]+)(?: ([\d.]+))?/g)].map(([, kind, one, other]): [number, number] => {
    if (kind === 'V') y = Number(one);
    else x = Number(one);
    if (kind === 'M') y = Number(other);
    return [x, y];
  });
}

/** Whether a stretch of a line lies inside a part, its outline left out. */
function crosses([x1, y1]: [number, number], [x2, y2]: [number, number], { x, y, width, height }: { x: number; y: number; width: number; height: number }): boolean {
  return Math.max(x1, x2) > x && Math.min(x1, x2) < x + width && Math.max(y1, y2) > y && Math.min(y1, y2) < y + height;
}

describe('what hangs together', () => {
  const source = ['export default x({', '  hosts: {', '  apps: {', "    app1: {", "      host: 'web1',", '    },', '  },', '  a: {', '    copy: {},'].join('\n');
  const series: RunSeries = { ...run([event(3000, 'fault-begins', 'A', 'machine-loss'), event(4000, 'server-down', 'lb1', 's1')]), eventPlaces: [null, place(2), place(12)] };
  const shown = { title: '', note: '', series, wiring: WIRING, source };

  it('an event has its line and its parts', () => {
    expect(markedBy({ kind: 'event', at: 1 }, shown)).toEqual({ line: 2, events: new Set([1]), parts: new Set(['lb1', 'app1', 'main']) });
    expect(markedBy({ kind: 'event', at: 2 }, shown)).toEqual({ line: 12, events: new Set([2]), parts: new Set(['app1']) });
  });
  it('a part has its line and its events', () => {
    expect(markedBy({ kind: 'part', name: 'app1' }, shown)).toEqual({ line: 4, events: new Set([1, 2]), parts: new Set(['app1']) });
  });
  it('a line has its events and parts, and so has a line inside of it', () => {
    expect(markedBy({ kind: 'line', line: 2 }, shown)).toEqual({ line: 2, events: new Set([1]), parts: new Set() });
    expect(markedBy({ kind: 'line', line: 5 }, shown).parts).toEqual(new Set(['app1']));
    expect(markedBy({ kind: 'line', line: 1 }, shown).line).toBeNull();
  });
  it('a line is found again where the text around it was edited, and not where it was itself', () => {
    const after = source.replace('  apps: {', '  // new\n  apps: {').replace("'web1'", "'web7'");
    expect([1, 5, 6, 9].map((line) => sameLine(source, after, line))).toEqual([1, null, 7, 10]);
    expect(sameLine(source, source, 5)).toBe(5);
  });
  it('a look at a run begins at its fault, else where most failed, else where it was slowest', () => {
    const failed = each(0).map((_, second) => (second === 6 ? 2 : 0));
    expect(tellingMoment(series)).toBe(3000);
    expect(tellingMoment(run([], { failed }))).toBe(6000);
    expect(tellingMoment(run([], { p99Ms: each(5).map((ms, second) => (second === 9 ? 80 : ms)) }))).toBe(9000);
  });
});
