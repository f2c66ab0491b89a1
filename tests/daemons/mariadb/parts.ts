// Random parts of MariaDB.
import fc from 'fast-check';
import type { MariadbPart } from '../../../src/daemons/parts.ts';
import { address, endpoint } from '../arbitrary.ts';

const semiSync = fc.option(fc.record({
  semiSync: fc.record({ timeoutMs: fc.nat(2_000_000), waitPoint: fc.constantFrom('AFTER_SYNC' as const, 'AFTER_COMMIT' as const), waitNoReplica: fc.boolean() }),
  semiSyncRole: fc.constantFrom('primary' as const, 'replica' as const, 'both' as const),
}), { nil: { semiSync: null, semiSyncRole: null } });
const listen = fc.oneof(fc.record({ bind: fc.constantFrom('any' as const, 'loopback' as const), address: fc.option(address) }), fc.record({ bind: fc.constant('private' as const), address }));
const source = fc.option(fc.record({ replicateFrom: endpoint, useGtid: fc.constantFrom('slave_pos' as const, 'current_pos' as const, 'no' as const), delayMs: fc.nat(100_000).map((s) => s * 1000) }), { nil: { replicateFrom: null, useGtid: 'slave_pos' as const, delayMs: 0 } });
const rest = fc.record({
  serverId: fc.integer({ min: 1, max: 4_294_967_295 }), port: fc.integer({ min: 1, max: 65_535 }), readOnly: fc.boolean(), parallelThreads: fc.nat(1000), parallelMode: fc.constantFrom('optimistic' as const, 'conservative' as const),
  autoIncrement: fc.tuple(fc.integer({ min: 1, max: 65_535 }), fc.nat()).map(([increment, n]) => ({ increment, offset: 1 + (n % increment) })), syncBinlog: fc.constantFrom(0 as const, 1 as const), flushLogAtCommit: fc.constantFrom(0 as const, 1 as const, 2 as const), requireSecureTransport: fc.boolean(),
  binlog: fc.record({ gtidDomainId: fc.oneof(fc.constant(0), fc.nat(4_294_967_295)), gtidStrictMode: fc.boolean() }).chain((gtid) => fc.oneof(
    fc.record({ enabled: fc.constant(true), format: fc.constantFrom('ROW' as const, 'MIXED' as const, 'STATEMENT' as const), logSlaveUpdates: fc.boolean() }),
    fc.constant({ enabled: false, format: 'MIXED' as const, logSlaveUpdates: false }),
  ).map((log) => ({ ...log, ...gtid }))),
});
/** Every part that the files can say. */
export const mariadbParts: fc.Arbitrary<MariadbPart> = fc.tuple(rest, semiSync, listen, source).map((pieces) => Object.assign({}, ...pieces) as MariadbPart);
