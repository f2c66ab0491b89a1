// Rules of MariaDB, each tried alone. What no recording shows was tried on a real 10.11.19.
import { describe, expect, it } from 'vitest';
import { appliersOf, delayLeftMs, secondsBehind } from '../../../src/simulation/database/apply.ts';
import { Cluster } from '../../../src/simulation/database/cluster.ts';
import { BinlogState, currentPosition, hasReached, positionText, type Gtid } from '../../../src/simulation/database/gtid.ts';
import { parsePrivileges, refusal, type Statement } from '../../../src/simulation/database/privileges.ts';
import { Table, nextId } from '../../../src/simulation/database/rows.ts';
import { waitsForAcknowledgement } from '../../../src/simulation/database/semi-sync.ts';
import { MariadbServer, replicateAll, type ServerSettings } from '../../../src/simulation/database/server.ts';
import { node } from '../build.ts';

const gtid = (server: number, sequence: number, domain = 0): Gtid => ({ domain, server, sequence });
const position = (...gtids: Gtid[]): Map<number, Gtid> => new Map(gtids.map((one) => [one.domain, one]));

describe('GTIDs', () => {
  function written(...gtids: Gtid[]): BinlogState {
    const state = new BinlogState();
    gtids.forEach((one) => state.write(one));
    return state;
  }
  it('a new primary goes on with the sequence of its domain', () => expect(written(gtid(1, 11)).next(0, 2)).toEqual(gtid(2, 12)));
  it('every domain has its own', () => expect(positionText(written(gtid(1, 3, 1), gtid(2, 5, 2), gtid(1, 4, 1)).position)).toBe('1-1-4,2-2-5'));
  it.each<[number, number | null, boolean]>([[11, null, false], [14, 1236, true], [15, 1236, true], [16, 1236, false]])('starting from 0-1-%i gives %s', (sequence, code, newer) => {
    const error = written(gtid(1, 11), gtid(2, 12), gtid(2, 15)).refusalToStart(position(gtid(1, sequence)));
    expect(error?.code ?? null).toBe(code);
    expect(error?.text.includes('higher sequence numbers') ?? false).toBe(newer);
  });
  it('strict mode keeps the order', () => {
    const state = written(gtid(1, 14));
    expect([12, 14, 15].map((sequence) => state.refusalToWrite(gtid(2, sequence), true)?.code ?? null)).toEqual([1950, 1950, null]);
    expect(state.refusalToWrite(gtid(2, 12), false)).toBeNull();
  });
  it('current_pos takes the own end of the binary log, and only that', () => {
    expect(positionText(currentPosition(position(), position(gtid(1, 14)), 1))).toBe('0-1-14');
    expect(positionText(currentPosition(position(gtid(1, 11)), position(gtid(1, 14)), 2))).toBe('0-1-11');
  });
  it('a position has what came before it in the domain', () => {
    expect([gtid(1, 4), gtid(1, 5), gtid(1, 1, 7)].map((one) => hasReached(position(gtid(2, 4)), one))).toEqual([true, false, false]);
  });
});

describe('auto_increment', () => {
  const ids = (increment: number, offset: number): number[] => [0, 1, 2].reduce<number[]>((all) => [...all, nextId(all.at(-1) ?? 0, { increment, offset })], []);
  it.each([[1, 1, [1, 2, 3]], [2, 1, [1, 3, 5]], [2, 2, [2, 4, 6]], [3, 2, [2, 5, 8]], [10, 3, [3, 13, 23]], [1, 2, [1, 2, 3]], [2, 5, [1, 3, 5]]])('increment %i, offset %i', (increment, offset, expected) => {
    expect(ids(increment, offset)).toEqual(expected);
  });
  it('goes on after replicated rows', () => expect([nextId(6, { increment: 2, offset: 1 }), nextId(7, { increment: 2, offset: 1 })]).toEqual([7, 9]));
  it('rows: 1062 for a key that exists, 1032 for one that does not, the table stays as it was', () => {
    const table = new Table('app.t');
    expect(table.apply({ kind: 'write', id: 1, value: 5 })).toBeNull();
    expect([table.apply({ kind: 'write', id: 1, value: 6 })?.code, table.apply({ kind: 'update', id: 2, value: 6 })?.code, table.rows()]).toEqual([1062, 1032, [[1, 5]]]);
  });
});

describe('servers', () => {
  const server = (serverId: number, given: Partial<ServerSettings> = {}): MariadbServer => new MariadbServer({
    serverId, gtidDomainId: 0, gtidStrictMode: true, logSlaveUpdates: true, autoIncrement: { increment: 1, offset: 1 }, ...given,
  });
  function diverged(lost: number, strict: boolean, useGtid: 'slave_pos' | 'current_pos', setPosition: boolean): MariadbServer {
    const [old, next] = [server(1, { gtidStrictMode: strict }), server(2, { gtidStrictMode: strict })];
    const write = (one: MariadbServer, id: number): unknown => one.execute({ kind: 'write', id, value: 0 });
    write(old, 1);
    next.replicateFrom(old, 'slave_pos');
    replicateAll([next]);
    next.stopReplica();
    for (let i = 0; i < lost; i++) write(old, 50 + i);
    for (let i = 0; i < 4; i++) write(next, 90 + i);
    if (setPosition) old.slavePosition = new Map(old.binlogPosition);
    old.replicateFrom(next, useGtid);
    replicateAll([old]);
    return old;
  }
  it.each([
    [3, true, 'current_pos', false, 1236, null], [3, false, 'current_pos', false, 1236, null], [3, true, 'slave_pos', true, 1236, null], [3, true, 'slave_pos', false, null, 1950],
    [3, false, 'slave_pos', false, null, null], [0, true, 'slave_pos', false, null, null], [0, true, 'current_pos', false, null, null],
  ] as const)('an old primary with %i lost writes, strict %s, %s, position set %s: IO %s, SQL %s', (lost, strict, useGtid, set, io, sql) => {
    const { status } = diverged(lost, strict, useGtid, set);
    expect([status.ioError?.code ?? null, status.sqlError?.code ?? null, status.io, status.sql]).toEqual([io, sql, io === null, sql === null]);
  });
  it('with an empty position and without strict mode the old primary takes the new rows and keeps its own', () => {
    expect(diverged(2, false, 'slave_pos', false).table.rows().map(([id]) => id)).toEqual([1, 50, 51, 90, 91, 92, 93]);
  });
  it('without log_slave_updates, what came from elsewhere is not passed on', () => {
    const chain = [server(1), server(2, { logSlaveUpdates: false }), server(3)];
    chain[0].execute({ kind: 'write', id: 1, value: 1 });
    chain[1].replicateFrom(chain[0], 'slave_pos');
    chain[2].replicateFrom(chain[1], 'slave_pos');
    replicateAll(chain);
    expect(chain.map((one) => one.table.rows().length)).toEqual([1, 1, 0]);
  });
});

describe('read_only', () => {
  const insert: Statement = { kind: 'write', command: 'INSERT', temporaryTable: false };
  const code = (statement: Statement, grants: string, on = true): number | null => refusal(statement, 'u', parsePrivileges(grants), on)?.code ?? null;
  it('stops everybody without READ ONLY ADMIN, also SUPER', () => {
    expect(['SELECT,INSERT ON app.*', 'SELECT,INSERT,SUPER ON *.*', 'ALL PRIVILEGES', 'insert, read_only admin on *.*', 'ALL PRIVILEGES ON app.*'].map((grants) => code(insert, grants))).toEqual([1290, 1290, null, null, 1290]);
  });
  it('is asked before the privileges of tables', () => expect([code(insert, 'SELECT ON *.*'), code(insert, 'SELECT ON *.*', false)]).toEqual([1290, 1142]));
  it('names the user, their host and the table', () => {
    expect(refusal(insert, 'sup', parsePrivileges('SELECT ON *.*'), false)?.text).toBe('INSERT command denied to user \'sup\'@\'localhost\' for table `app`.`t`');
  });
  it('lets temporary tables and reads pass, and is set only with READ ONLY ADMIN', () => {
    const temporary: Statement = { ...insert, temporaryTable: true };
    expect(code(temporary, 'INSERT,CREATE TEMPORARY TABLES ON app.*')).toBeNull();
    expect([code(temporary, 'INSERT ON app.*'), code(temporary, 'INSERT ON app.*', false), code(temporary, 'SELECT ON app.*', false)]).toEqual([1290, 1146, 1142]);
    expect([code({ kind: 'read' }, 'SELECT ON app.*'), code({ kind: 'set-read-only' }, 'SUPER ON *.*'), code({ kind: 'set-read-only' }, 'ALL PRIVILEGES')]).toEqual([null, 1227, null]);
  });
  it('stops the COMMIT of a transaction that has written', () => {
    expect([code({ kind: 'commit', wrote: true }, 'INSERT ON app.*'), code({ kind: 'commit', wrote: false }, 'INSERT ON app.*'), code({ kind: 'commit', wrote: true }, 'ALL')]).toEqual([1290, null, null]);
  });
});

describe('semi-sync, threads, delay', () => {
  const SEMI = { timeoutMs: 500, waitPoint: 'AFTER_SYNC', waitNoReplica: true } as const;
  it('who waits', () => {
    expect(waitsForAcknowledgement(null, true, 1)).toBe(false);
    expect(waitsForAcknowledgement(SEMI, false, 1)).toBe(false);
    expect([0, 1].map((clients) => waitsForAcknowledgement({ ...SEMI, waitNoReplica: false }, true, clients))).toEqual([false, true]);
  });
  it('applies in parallel only when optimistic', () => {
    expect((['optimistic', 'conservative'] as const).map((parallelMode) => appliersOf({ parallelThreads: 4, parallelMode }))).toEqual([4, 1]);
  });
  it('MASTER_DELAY counts whole seconds', () => expect([delayLeftMs(1000, 300, 320), delayLeftMs(1000, 990, 1010), delayLeftMs(3000, 990, 2010)]).toEqual([1000, 0, 1000]));
  it('Seconds_Behind_Master is 0 when nothing is being applied', () => expect([secondsBehind(5500, null), secondsBehind(5500, 1900)]).toEqual([0, 4]));
  it('a lost host stays connected, a crashed process does not', () => {
    for (const [what, clients] of [['host', 1], ['process', 0]] as const) {
      const cluster = new Cluster([node('p', { semiSync: SEMI }), node('r', { replicateFrom: 'p', semiSync: SEMI })], { oneWayDelayMs: 1, applyMs: 1 });
      cluster.kill('r', what);
      expect(cluster.semiSync('p').clients).toBe(clients);
    }
  });
  it.each([['AFTER_COMMIT', 1], ['AFTER_SYNC', 0]] as const)('while a commit waits, %s shows it to %i other', (waitPoint, visible) => {
    const cluster = new Cluster([node('p', { semiSync: { ...SEMI, waitPoint } }), node('r', { replicateFrom: 'p', semiSync: SEMI })], { oneWayDelayMs: 1, applyMs: 1 });
    cluster.freezeLink('r');
    const commit = cluster.begin('p', 1);
    cluster.runUntil(100);
    expect([commit.answeredMs, cluster.visible('p')]).toEqual([null, visible]);
    cluster.runUntil(1000);
    expect([commit.answeredMs, cluster.visible('p'), cluster.semiSync('p')]).toEqual([501, 1, { status: 'OFF', clients: 1, yesTx: 0, noTx: 1 }]);
  });
});
