// Availability by arithmetic, against the closed forms of series and parallel.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { resolve, validate, type Model } from '../../../src/infrastructure/index.ts';
import { hostAvailabilityPct, measure, METRICS, simulate, unsimulatedFields } from '../../../src/simulation/index.ts';
import { scenario } from '../build.ts';

const SIZES = { small: 95, medium: 99.8, large: 99.9 };
const SMALL = 0.95;
const MEDIUM = 0.998;
const LARGE = 0.999;

type Group = { [name: string]: unknown };

function modelOf(design: Group): Model {
  expect(unsimulatedFields(design)).toEqual([]);
  const { infrastructure, problems } = validate(design);
  expect(problems).toEqual([]);
  return resolve(infrastructure!);
}

const served = (design: Group): number => hostAvailabilityPct(modelOf(design), SIZES)! / 100;
const each = (names: string[], value: (name: string) => unknown): Group => Object.fromEntries(names.map((name) => [name, value(name)]));
const many = (count: number, stem: string): string[] => Array.from({ length: count }, (_, i) => `${stem}${i + 1}`);

/** One large balancer and so many small applications, each on its host, with the given host for a database if there is one. */
function site(apps: number, given: { database?: Group; writer?: unknown; hosts?: Group; rest?: Group } = {}): Group {
  const names = many(apps, 'app');
  const database = given.writer === undefined ? {} : { database: { writer: given.writer } };
  return {
    hosts: { lb1: { size: 'large' }, ...each(names, () => ({})), ...given.hosts },
    apps: each(names, (name) => ({ host: name, ...database })),
    haproxy: { on: 'lb1', backends: { shop: { servers: each(names, (name) => ({ to: name })) } } },
    ...(given.database === undefined ? {} : { mariadb: given.database }),
    ...given.rest,
  };
}

const ONE_NODE = { hosts: { db1: { size: 'medium' } }, writer: 'db1', database: { nodes: { db1: { host: 'db1' } } } };

describe('series and parallel', () => {
  it('a series is a product', () => expect(served(site(1, ONE_NODE))).toBeCloseTo(LARGE * SMALL * MEDIUM, 12));
  it.each([1, 2, 3, 5, 13])('%d applications in parallel fall only together', (count) => {
    expect(served(site(count, ONE_NODE))).toBeCloseTo(LARGE * (1 - (1 - SMALL) ** count) * MEDIUM, 12);
  });
  it('applications of different sizes', () => {
    expect(served(site(2, { hosts: { app2: { size: 'medium' } } }))).toBeCloseTo(LARGE * (1 - (1 - SMALL) * (1 - MEDIUM)), 12);
  });
  it('roles on one host are one factor', () => {
    const apps = { app1: { host: 'lb1' } };
    expect(served({ ...site(1), apps })).toBeCloseTo(LARGE, 12);
    expect(served({ ...site(2), apps: { app1: { host: 'app1' }, app2: { host: 'app1', port: 8081 } } })).toBeCloseTo(LARGE * SMALL, 12);
  });
  it('a host that nothing runs on changes nothing', () => expect(served(site(1, { hosts: { spare: {} } }))).toBeCloseTo(LARGE * SMALL, 12));
  it('an nginx between is one factor more, two of them are a pair', () => {
    const between = (count: number): Group => {
      const names = many(count, 'edge');
      return {
        ...site(1, { hosts: each(names, () => ({})) }), nginx: each(names, (host) => ({ host, upstream: { servers: [{ to: 'app1' }] } })),
        haproxy: { on: 'lb1', backends: { shop: { servers: each(names, (to) => ({ to })) } } },
      };
    };
    expect(served(between(1))).toBeCloseTo(LARGE * SMALL * SMALL, 12);
    expect(served(between(2))).toBeCloseTo(LARGE * (1 - (1 - SMALL) ** 2) * SMALL, 12);
  });
});

describe('what is no way to an answer', () => {
  it('a server of weight 0, an nginx server that is down', () => {
    const weighted = { on: 'lb1', backends: { shop: { servers: { a: { to: 'app1' }, b: { to: 'app2', weight: 0 } } } } };
    expect(served({ ...site(2), haproxy: weighted })).toBeCloseTo(LARGE * SMALL, 12);
    const { hosts, apps } = site(2);
    expect(served({ hosts, apps, nginx: { edge: { host: 'lb1', upstream: { servers: [{ to: 'app1' }, { to: 'app2', down: true }] } } } })).toBeCloseTo(LARGE * SMALL, 12);
  });
  it('a second balancer that users do not enter', () => {
    const two = { ...site(2, { hosts: { lb2: {} } }), haproxy: { on: ['lb1', 'lb2'], backends: { shop: { servers: { a: { to: 'app1' } } } } } };
    const address = { vip: { virtualAddress: '10.0.0.100', virtualRouterId: 51, members: { lb1: { priority: 150 }, lb2: { priority: 100 } } } };
    expect(served({ ...two, keepalived: address })).toBeCloseTo((1 - (1 - LARGE) * (1 - SMALL)) * SMALL, 12);
  });
  it('a backend whose every server is down, though another method has one', () => {
    const frontends = { web: { bind: [{ port: 80 }], defaultBackend: 'reads', useBackend: [{ if: { method: 'POST' }, backend: 'writes' }] } };
    const backends = { reads: { servers: { a: { to: 'app1' } } }, writes: { servers: { b: { to: 'app2' } } } };
    expect(served({ ...site(2), haproxy: { on: 'lb1', frontends, backends } })).toBeCloseTo(LARGE * SMALL * SMALL, 12);
  });
  it('nobody: no server that could be reached', () => {
    expect(served({ ...site(1), haproxy: { on: 'lb1', backends: { shop: { servers: { a: { to: 'app1', weight: 0 } } } } } })).toBe(0);
  });
});

describe('a database', () => {
  const nodes = { db1: { host: 'db1' }, db2: { host: 'db2', replicateFrom: 'db1' } };
  const failover = { mode: 'automatic', voters: ['lb1'], quorum: false, heartbeat: '1s', failuresToDeclare: 3, promote: 'most-advanced', fencing: 'none', clientsFollow: 'virtual-address' };
  const hosts = { db1: {}, db2: {} };
  const follows = { virtualAddress: '10.0.0.200' };
  const address = { keepalived: { db: { virtualAddress: '10.0.0.200', virtualRouterId: 52, members: { db1: { priority: 150 }, db2: { priority: 100 } } } } };

  it('a replica that nobody promotes is no second one', () => {
    expect(served(site(1, { hosts, writer: 'db1', database: { nodes } }))).toBeCloseTo(LARGE * SMALL * SMALL, 12);
  });
  it('one that is promoted is, while a voter is up', () => {
    expect(served(site(1, { hosts, writer: follows, database: { nodes, failover }, rest: address }))).toBeCloseTo(LARGE * SMALL * (1 - (1 - SMALL) ** 2), 12);
  });
  it('promotion by name of the old primary leads nowhere', () => {
    expect(served(site(1, { hosts, writer: 'db1', database: { nodes, failover } }))).toBeCloseTo(LARGE * SMALL * SMALL, 12);
  });
  it('a majority of two voters needs both; one of them falls with the primary', () => {
    const voters = { ...failover, voters: ['db1', 'db2'], quorum: true };
    expect(served(site(1, { hosts, writer: follows, database: { nodes, failover: voters }, rest: address }))).toBeCloseTo(LARGE * SMALL * SMALL, 12);
    const three = { ...failover, voters: ['db1', 'db2', 'lb1'], quorum: true };
    expect(served(site(1, { hosts, writer: follows, database: { nodes, failover: three }, rest: address }))).toBeCloseTo(LARGE * SMALL * (1 - (1 - SMALL) ** 2), 12);
  });
  it('of a list only those who stand in it', () => {
    const first = { ...failover, promote: { first: ['db1'] } };
    expect(served(site(1, { hosts, writer: follows, database: { nodes, failover: first }, rest: address }))).toBeCloseTo(LARGE * SMALL * SMALL, 12);
  });
  it('readers are needed too, one of them', () => {
    const reading = (readers: string[]): Group => ({ ...site(1, { hosts, writer: 'db1', database: { nodes } }), apps: { app1: { host: 'app1', database: { writer: 'db1', readers } } } });
    expect(served(reading(['db2']))).toBeCloseTo(LARGE * SMALL * SMALL * SMALL, 12);
    expect(served(reading(['db1', 'db2']))).toBeCloseTo(LARGE * SMALL * SMALL, 12);
  });
});

describe('always', () => {
  const sizes = fc.array(fc.constantFrom('small', 'medium', 'large'), { minLength: 1, maxLength: 8 });
  const sized = (all: string[]): Group => site(all.length, { ...ONE_NODE, hosts: { ...ONE_NODE.hosts, ...Object.fromEntries(all.map((size, i) => [`app${i + 1}`, { size }])) } });

  it('one application more never lowers it', () => {
    fc.assert(fc.property(sizes, fc.constantFrom('small', 'medium', 'large'), (all, more) => {
      expect(served(sized([...all, more]))).toBeGreaterThanOrEqual(served(sized(all)));
    }), { numRuns: 100 });
  });
  it('one box more in the path never raises it', () => {
    fc.assert(fc.property(sizes, fc.constantFrom('small', 'medium', 'large'), (all, size) => {
      const direct = sized(all);
      const through = {
        ...direct, hosts: { ...(direct['hosts'] as Group), between: { size } }, haproxy: { on: 'lb1', backends: { shop: { servers: { between: { to: 'between' } } } } },
        nginx: { between: { host: 'between', upstream: { servers: all.map((_, i) => ({ to: `app${i + 1}` })) } } },
      };
      expect(served(through)).toBeLessThanOrEqual(served(direct));
    }), { numRuns: 100 });
  });
});

describe('the metric', () => {
  const run = simulate(modelOf(site(1)), scenario(1, 11), { seed: 1, limits: { events: 1e6 }, record: true });
  const query = { metric: 'hostAvailabilityPct', of: null, class: null, windowMs: null } as const;

  it('is pinned: what the exercise on it says', () => {
    expect(METRICS).toContain('hostAvailabilityPct');
    expect(measure(query, run, modelOf(site(3, ONE_NODE)), SIZES)).toBe(99.68773747500002);
  });
  it('has nothing to measure without availabilities, and none beyond 16 hosts', () => {
    expect(measure(query, run, modelOf(site(1)))).toBeNull();
    expect(measure(query, run, modelOf(site(15)), SIZES)).toBeCloseTo(99.9, 9);
    expect(measure(query, run, modelOf(site(16)), SIZES)).toBeNull();
  });
  it('takes a host for one that never fails', () => {
    expect(hostAvailabilityPct(modelOf(site(1)), SIZES, 'app1')).toBeCloseTo(99.9, 9);
  });
});
