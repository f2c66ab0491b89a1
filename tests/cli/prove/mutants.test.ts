import { describe, expect, it } from 'vitest';
import type { Fate } from '../../../src/cli/prove/mutants/classify.ts';
import { judge, modelOf, type Trial } from '../../../src/cli/prove/mutants/judge.ts';
import { mutantsOf } from '../../../src/cli/prove/mutants/mutate.ts';
import { withoutThing } from '../../../src/cli/prove/mutants/references.ts';
import { survivorProblems, tallyLine, tallyOf } from '../../../src/cli/prove/mutants/prove-mutants.ts';

const DESIGN = {
  hosts: { lb1: {}, a: { size: 'small', machine: 'A' }, b: { size: 'medium', machine: 'B' } },
  apps: { app1: { host: 'a' }, app2: { host: 'b', database: { writer: 'db1', readers: ['db2'] } } },
  haproxy: { on: 'lb1', timeouts: { connect: '2s' }, backends: { site: { balance: 'roundrobin', servers: { s1: { to: 'app1', weight: 4 }, s2: { to: 'app2', check: true } } } } },
  mariadb: { nodes: { db1: { host: 'a' }, db2: { host: 'b', replicateFrom: 'db1' } } },
};

describe('mutants', () => {
  const names = mutantsOf(DESIGN).map(({ what }) => what);

  it.each([
    'hosts.a gone, with what needs it', 'mariadb.nodes.db1 gone, with what needs it', 'haproxy.backends.site.servers.s2 dropped', 'haproxy.backends.site.servers.s1.weight dropped',
    'haproxy.backends.site.servers.s1.weight: 4 → 2', 'haproxy.backends.site.servers.s1.weight: 4 → 8', 'haproxy.backends.site.servers.s1.weight: 4 → 0',
    'haproxy.backends.site.servers.s1.weight: 4 → 1', 'haproxy.backends.site.servers.s2.check: true → false', 'haproxy.timeouts.connect: "2s" → "1s"',
    'haproxy.timeouts.connect: "2s" → "20s"', 'haproxy.backends.site.balance: "roundrobin" → "leastconn"', 'haproxy.backends.site.balance: "roundrobin" → {"random":2}',
    'hosts.a.size: "small" → "large"', 'hosts.a.machine: "A" → "B"', 'apps.app1.host: "a" → "lb1"', 'haproxy.backends.site.servers: s1 and s2 exchange to',
    'haproxy.backends.site.servers: s1 and s2 exchange check', 'hosts: a and b exchange machine', 'apps.app2.database.readers[0] dropped',
  ])('%s', (what) => expect(names).toContain(what));

  it('are all different, and the same every time', () => {
    const texts = mutantsOf(DESIGN).map(({ design }) => JSON.stringify(design));
    expect(new Set([...texts, JSON.stringify(DESIGN)]).size).toBe(texts.length + 1);
    expect(mutantsOf(DESIGN).map(({ what }) => what)).toEqual(names);
  });

  it('take away with a host what stands on it and who leads there', () => {
    expect(withoutThing(DESIGN, ['hosts', 'a'])).toEqual({
      hosts: { lb1: {}, b: { size: 'medium', machine: 'B' } }, apps: { app2: { host: 'b' } },
      haproxy: { on: 'lb1', timeouts: { connect: '2s' }, backends: { site: { balance: 'roundrobin', servers: { s2: { to: 'app2', check: true } } } } },
      mariadb: { nodes: { db2: { host: 'b' } } },
    });
  });
});

describe('judge', () => {
  const design = (to: string, weight = 1): unknown => ({ hosts: { lb1: {}, a: {} }, apps: { app1: { host: 'a' } }, haproxy: { on: 'lb1', backends: { site: { servers: { s1: { to, weight } } } } } });
  const trial: Trial = {
    hostAvailability: null, diagnoses: [], seeds: [1, 2, 3], explore: { run: 'day', pairs: false },
    runs: [{ id: 'day', title: 'Day', durationMs: 10_000, warmupMs: 0, workload: null, faults: [] } as never],
    checks: [],
  };
  it('refuses what the grader refuses', () => {
    expect(modelOf(design('app1'))).not.toBeNull();
    expect(modelOf(design('nobody'))).toBeNull();
    expect(judge(design('nobody'), trial)).toEqual({ kind: 'refused' });
  });
});

describe('survivors', () => {
  const fate = (what: string, of: Fate['fate'], why: string | null = null): Fate => ({ solution: 's', what, fate: of, why, diagnosis: null });
  const caught = Array.from({ length: 19 }, (_, at) => fate(`c${at}`, 'caught', 'x'));
  const one = fate('hosts.a.size: "small" → "large"', 'survives', 'fails p99 with other seeds');

  it('are told, unless they are explained', () => {
    expect(survivorProblems([...caught, one], [])).toEqual([expect.stringContaining('passes: hosts.a.size: "small" → "large". It fails p99 with other seeds.')]);
    expect(survivorProblems([...caught, one], [{ mutant: 'hosts.*.size: * → "large"', why: 'x' }])).toEqual([]);
  });
  it('may not be explained where there is none, nor above 5 %', () => {
    expect(survivorProblems(caught, [{ mutant: 'hosts.*', why: 'x' }])).toEqual(['survivors names “hosts.*”, but no mutant that survives is called so.']);
    expect(survivorProblems([...caught.slice(1), one], [{ mutant: '*', why: 'x' }])).toEqual(['survivors explains 5.3 % of the mutants that do worse; at most 5 % may be explained.']);
  });
  it('are counted', () => {
    expect(tallyLine(tallyOf([...caught, one, fate('r', 'right'), fate('z', 'refused'), fate('y', 'same')]))).toBe('mutants 23: refused 1, caught 19, the same 1, also right 1, survivors 1; 95 % of those that do worse are caught');
  });
});
