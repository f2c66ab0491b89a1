// What a picture of a run is drawn from: parts, connections and the lines of events, in files as learners write them.
import { describe, expect, it } from 'vitest';
import type { Exercise } from '../../src/course/index.ts';
import { createEvaluator } from '../../src/grader/adapter/node/index.ts';
import { grade, type Report } from '../../src/grader/index.ts';
import type { Fault } from '../../src/simulation/index.ts';
import { corpusExercise } from './corpus/index.ts';

const DESIGN = `import { defineInfrastructure } from 'no-single-point';
const common = { host: 'web1' };
export default defineInfrastructure({
  hosts: {
    lb1: { zone: 'east' }, lb2: { zone: 'west' },
    web1: { machine: 'rack' },
    web2: {},
    db1: {}, db2: {},
  },
  haproxy: {
    on: ['lb1',
      'lb2'],
    backends: {
      shop: {
        httpchk: { uri: '/health' },
        servers: {
          first: { to: 'app1', check: true },
          second: {
            to: 'app2',
            check: { inter: '1s', fall: 2 },
            backup: true,
          },
        },
      },
    },
  },
  apps: {
    app1: { ...common, database: {
      writer: 'primary',
      readers: ['replica'],
    } },
    app2: { host: 'web2' },
  },
  mariadb: {
    nodes: {
      primary: { host: 'db1', semiSync: { timeout: '1s' } },
      replica: {
        host: 'db2',
        replicateFrom: 'primary',
        semiSync: true,
      },
    },
    failover: { mode: 'manual', operator: '2s' },
  },
  keepalived: {
    shop: {
      virtualAddress: '10.0.0.100', virtualRouterId: 51,
      members: {
        lb2: { priority: 100 },
        lb1: { priority: 150 },
      },
    },
  },
});
`;

const evaluator = createEvaluator();
const exerciseWith = (faults: Fault[], durationMs = 20_000): Exercise => {
  const [run] = corpusExercise.runs;
  const classes = [{ ...run!.workload.classes[0]!, method: 'POST' as const, database: { access: 'write' as const, query: { distribution: 'fixed' as const, ms: 2 } } }];
  return { ...corpusExercise, runs: [{ ...run!, durationMs, workload: { ...run!.workload, arrivals: [{ fromMs: 0, ratePerSecond: 40 }], classes }, faults }] };
};
const reportOf = (faults: Fault[], source = DESIGN): Promise<Report> => grade({ source, exercise: exerciseWith(faults), evaluator });
/** `kind at about: line`, for each event. */
const linesOf = ({ runs: [run] }: Report): string[] => run!.events.map(({ kind, at, about }, i) => `${kind} ${at}${about === '' ? '' : ` ${about}`}: ${run!.eventPlaces[i]?.line ?? '-'}`);

describe('the wiring', () => {
  it('has every part with its host and its line', async () => {
    const { wiring } = await reportOf([]);
    expect(wiring!.nodes.map(({ name, kind, host, holders, place }) => [name, kind, host, holders.join(' '), place?.line])).toEqual([
      ['10.0.0.100', 'virtual-address', null, 'lb1 lb2', 46],
      ['lb1', 'haproxy', 'lb1', '', 11], ['lb2', 'haproxy', 'lb2', '', 12],
      ['app1', 'application', 'web1', '', 28], ['app2', 'application', 'web2', '', 32],
      ['primary', 'database', 'db1', '', 36], ['replica', 'database', 'db2', '', 37],
    ]);
    expect(wiring!.hosts.slice(0, 3).map(({ name, machine, zone, place }) => [name, machine, zone, place?.line])).toEqual([['lb1', 'lb1', 'east', 5], ['lb2', 'lb2', 'west', 5], ['web1', 'rack', 'web1', 6]]);
  });

  it('says who sends what to whom, and on which line it stands', async () => {
    const { wiring } = await reportOf([]);
    expect(wiring!.edges.map(({ from, to, kind, server, isBackup, place }) => `${from ?? 'users'} > ${to} ${kind}${server === null ? '' : ` ${server}`}${isBackup ? ' backup' : ''} ${place?.line}`)).toEqual([
      'users > 10.0.0.100 requests 46', '10.0.0.100 > lb2 held backup 49', '10.0.0.100 > lb1 held 50',
      'lb1 > app1 requests first 17', 'lb1 > app2 requests second backup 18', 'lb2 > app1 requests first 17', 'lb2 > app2 requests second backup 18',
      'app1 > primary writes 29', 'app1 > replica reads 30', 'primary > replica replication 39',
    ]);
  });

  it('leads users to nginx, or to the application itself, where nothing stands before it', async () => {
    const entrances = await Promise.all(["nginx: { front: { host: 'a', upstream: { servers: [{ to: 'app' }] } } },", ''].map((nginx) => (
      reportOf([], `export default {\n  hosts: { a: {}, b: {} },\n  ${nginx}\n  apps: {\n    app: { host: 'b' } } };\n`)
    )));
    expect(entrances.map(({ wiring }) => wiring?.edges.map(({ from, to, place }) => [from, to, place?.line]))).toEqual([[[null, 'front', 3], ['front', 'app', 3]], [[null, 'app', 5]]]);
  });

  it('is missing where nothing was simulated', async () => {
    expect((await reportOf([], 'export default { hosts: {} };')).wiring).toBeNull();
  });
});

describe('the lines of events', () => {
  it('are the check of a server, the host that a fault hits, the member that takes an address', async () => {
    const report = await reportOf([{ kind: 'host-loss', host: 'web2', atMs: 3000, untilMs: 9000 }, { kind: 'zone-loss', zone: 'east', atMs: 12_000, untilMs: null }]);
    expect(linesOf(report)).toEqual([
      'address-taken lb1 10.0.0.100: 50', 'fault-begins web2 host-loss: 7',
      'server-down lb1 second: 20', 'server-down lb2 second: 20', 'fault-ends web2 host-loss: 7', 'server-up lb1 second: 20', 'server-up lb2 second: 20',
      'fault-begins east zone-loss: 5', 'address-released lb1 10.0.0.100: 50', 'address-taken lb2 10.0.0.100: 49',
    ]);
    expect(report.runs[0]!.events[0]).toMatchObject({ kind: 'address-taken', atMs: 0 });
  });

  it('are the failover of a promotion, the field of semi-sync, the part that a fault hits', async () => {
    const report = await reportOf([{ kind: 'process-crash', target: 'replica', atMs: 2000, untilMs: 8000 }, { kind: 'process-crash', target: 'primary', atMs: 15_000, untilMs: null }]);
    const lines = linesOf(report);
    for (const line of ['fault-begins replica process-crash: 37', 'fault-ends replica process-crash: 37', 'fault-begins primary process-crash: 36', 'promoted replica: 43', 'semi-sync-off primary: 36']) expect(lines).toContain(line);
  });

  it('are none for more load, and the first host of a partition', async () => {
    const lines = linesOf(await reportOf([{ kind: 'load-spike', factor: 2, atMs: 1000, untilMs: null }, { kind: 'partition', from: 'db2', to: 'db1', oneWay: true, atMs: 2000, untilMs: null }]));
    for (const line of ['fault-begins load load-spike: -', 'fault-begins db2 to db1 partition: 8']) expect(lines).toContain(line);
  });
});

describe('the positions of replication', () => {
  it('rise on the primary, and stand still on a replica that is cut off', async () => {
    const { runs: [run] } = await reportOf([{ kind: 'partition', from: 'db1', to: 'db2', oneWay: false, atMs: 5000, untilMs: null }]);
    const [primary, replica] = run!.nodes.map(({ position }) => position);
    expect(run!.nodes.map(({ name }) => name)).toEqual(['primary', 'replica']);
    expect(primary).toHaveLength(20);
    expect(primary![3]).toBeGreaterThan(80);
    expect(primary!.every((value, second) => second === 0 || value >= primary![second - 1]!)).toBe(true);
    expect(primary![4]! - replica![4]!).toBeLessThan(5);
    expect(new Set(replica!.slice(5)).size).toBe(1);
    expect(primary![19]! - replica![19]!).toBeGreaterThan(100);
  });
});
