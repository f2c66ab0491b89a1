import { describe, expect, it } from 'vitest';
import type { Fault } from '../../../src/simulation/scenario.ts';
import { simulate } from '../../../src/simulation/index.ts';
import { application, backend, check, haproxy, model, scenario, server, timeouts } from '../build.ts';

type Death = 'refuse' | 'drop' | 'sigstop';
const KIND: { [death in Death]: 'process-crash' | 'host-loss' | 'process-pause' } = { refuse: 'process-crash', drop: 'host-loss', sigstop: 'process-pause' };

interface Case { http: boolean; death: Death; inter: number; fall: number; rise: number; fast?: number; down?: number; checkMs?: number; phase: number }

/** Time from death to DOWN, and from revival to UP, when 0.4 of the interval between failed checks has passed; null: never. */
function times(one: Case): { downMs: number | null; upMs: number | null } {
  const { inter, fall, rise, phase } = one;
  const diesAt = 20 * inter + phase * inter;
  const app = application('s1', { health: [{ uri: '/health', depth: 'process', timeoutMs: null }] });
  const build = (faults: Fault[]) => simulate(model({
    loadBalancers: [haproxy([backend([server('s1', { check: check(inter, fall, rise, one.fast ?? null, one.down ?? null) })], {
      httpchk: one.http ? { uri: '/health', method: 'GET', expectStatus: null } : null, timeouts: timeouts({ connectMs: 5000, checkMs: one.checkMs ?? null }),
    })])], applications: [app],
  }), scenario(0.01, 200, { faults, warmupMs: 0 }), { seed: 1, limits: { events: 1e6 }, record: true }).history!.events;
  const target = KIND[one.death] === 'host-loss' ? { host: 'host-s1' } : { target: 's1' };
  const fault = (untilMs: number | null): Fault => ({ atMs: diesAt, untilMs, kind: KIND[one.death], ...target }) as Fault;
  const down = build([fault(null)]).find((event) => event.kind === 'server-down');
  if (!down) return { downMs: null, upMs: null };
  const downInter = one.down ?? inter;
  const revivesAt = down.atMs + 3.4 * downInter;
  const up = build([fault(revivesAt)]).find((event) => event.kind === 'server-up')!;
  return { downMs: down.atMs - diesAt, upMs: up.atMs - revivesAt };
}

describe('health checks', () => {
  // Formula: (1 − φ)·I + c + (fall − 1)·(F + c), c = 0 refused, I (or, with `timeout check`, min(timeout connect, I)) silent. Names are those of the recordings.
  it.each<[string, Case, number]>([
    ['tcp-refuse-500-3-2', { http: false, death: 'refuse', inter: 500, fall: 3, rise: 2, phase: 0.3 }, 1350],
    ['tcp-refuse-1-1', { http: false, death: 'refuse', inter: 400, fall: 1, rise: 1, phase: 0.6 }, 160],
    ['tcp-refuse-default', { http: false, death: 'refuse', inter: 2000, fall: 3, rise: 2, phase: 0.5 }, 5000],
    ['tcp-refuse-fast-down', { http: false, death: 'refuse', inter: 1000, fall: 3, rise: 2, fast: 200, down: 1500, phase: 0.4 }, 1000],
    ['tcp-drop-500-2-2', { http: false, death: 'drop', inter: 500, fall: 2, rise: 2, phase: 0.3 }, 1850],
    ['tcp-drop-tcheck', { http: false, death: 'drop', inter: 700, fall: 2, rise: 2, checkMs: 200, phase: 0.3 }, 2590],
    ['http-refuse-600-2-3', { http: true, death: 'refuse', inter: 600, fall: 2, rise: 3, phase: 0.7 }, 780],
    ['http-sigstop-600-2-3', { http: true, death: 'sigstop', inter: 600, fall: 2, rise: 3, phase: 0.3 }, 2220],
    ['http-sigstop-tcheck', { http: true, death: 'sigstop', inter: 800, fall: 3, rise: 2, checkMs: 150, phase: 0.3 }, 2610],
  ])('%s is noticed when the formula says', (_, one, expected) => {
    // An HTTP check takes 2 ms, and twenty of them have moved the phase by the time of death.
    const tolerance = one.http ? 50 : 0.001;
    expect(Math.abs(times(one).downMs! - expected)).toBeLessThanOrEqual(tolerance);
  });
  it('a worst case with the defaults takes 12 s', () => {
    expect(times({ http: false, death: 'drop', inter: 2000, fall: 3, rise: 2, phase: 0.000001 }).downMs).toBeCloseTo(12000, 0);
  });
  it('a TCP check never sees a process that stands still', () => {
    expect(times({ http: false, death: 'sigstop', inter: 300, fall: 2, rise: 2, phase: 0.3 }).downMs).toBeNull();
  });
  // Formula: (1 − ψ)·D + (rise − 1)·F, ψ = 0.4.
  it.each<[string, Case, number]>([
    ['tcp-refuse-500-3-2', { http: false, death: 'refuse', inter: 500, fall: 3, rise: 2, phase: 0.3 }, 800],
    ['tcp-refuse-1-1', { http: false, death: 'refuse', inter: 400, fall: 1, rise: 1, phase: 0.6 }, 240],
    ['tcp-refuse-default', { http: false, death: 'refuse', inter: 2000, fall: 3, rise: 2, phase: 0.5 }, 3200],
    ['tcp-refuse-fast-down', { http: false, death: 'refuse', inter: 1000, fall: 3, rise: 2, fast: 200, down: 1500, phase: 0.4 }, 1100],
    ['http-refuse-600-2-3', { http: true, death: 'refuse', inter: 600, fall: 2, rise: 3, phase: 0.7 }, 1560],
  ])('%s is back when the formula says', (_, one, expected) => {
    expect(Math.abs(times(one).upMs! - expected)).toBeLessThanOrEqual(one.http ? 10 : 0.001);
  });
  it('after a start the first failed check is enough, and first checks are spread over one interval', () => {
    const names = ['s1', 's2', 's3'];
    const { events } = simulate(model({
      loadBalancers: [haproxy([backend(names.map((name) => server(name, { check: check(900) })))])], applications: names.map((name) => application(name)),
    }), scenario(1, 10, { warmupMs: 0, faults: names.map((target) => ({ atMs: 0, untilMs: null, kind: 'process-crash', target })) }), { seed: 1, limits: { events: 1e6 }, record: true }).history!;
    expect(events.filter((event) => event.kind === 'server-down').map((event) => [event.about, event.atMs])).toEqual([['s1', 0], ['s2', 300], ['s3', 600]]);
  });
  it('expectStatus makes any other answer bad', () => {
    const { events } = simulate(model({
      loadBalancers: [haproxy([backend([server('s1', { check: check(1000) })], { httpchk: { uri: '/x', method: 'GET', expectStatus: 404 } })])], applications: [application('s1')],
    }), scenario(1, 10, { warmupMs: 0 }), { seed: 1, limits: { events: 1e6 }, record: true }).history!;
    expect(events.some((event) => event.kind === 'server-down')).toBe(true);
  });
});
