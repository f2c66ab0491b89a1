import type { DatabaseCluster, DatabaseNode, Failover } from '../model.ts';
import type { DatabaseNode as WrittenNode, Failover as WrittenFailover, Infrastructure, SemiSync } from '../vocabulary/index.ts';
import { BY_SIZE } from './hosts.ts';
import { ms, msOr } from './times.ts';

/** `rpl_semi_sync_master_timeout` of MariaDB 10.11. */
const SEMI_SYNC_TIMEOUT_MS = 10_000;

function resolveSemiSync(semiSync: boolean | SemiSync = false): DatabaseNode['semiSync'] {
  if (semiSync === false) return null;
  const { timeout, waitPoint = 'AFTER_COMMIT', waitNoReplica = true } = semiSync === true ? {} : semiSync;
  return { timeoutMs: msOr(timeout, SEMI_SYNC_TIMEOUT_MS), waitPoint, waitNoReplica };
}

function resolveNode(name: string, node: WrittenNode<string, string>, { hosts }: Infrastructure): DatabaseNode {
  const { increment, offset } = node.autoIncrement ?? { increment: 1, offset: 1 };
  return {
    name,
    host: node.host,
    workers: BY_SIZE[hosts[node.host]?.size ?? 'small'].databaseWorkers,
    replicateFrom: node.replicateFrom ?? null,
    readOnly: node.readOnly ?? false,
    semiSync: resolveSemiSync(node.semiSync),
    parallelThreads: node.parallelThreads ?? 0,
    parallelMode: node.parallelMode ?? 'optimistic',
    delayMs: msOr(node.delay, 0),
    autoIncrement: { increment, offset },
    syncBinlog: node.syncBinlog ?? 0,
    flushLogAtCommit: node.flushLogAtCommit ?? 1,
    bind: node.bind ?? 'any',
    requireSecureTransport: node.requireSecureTransport ?? false,
  };
}

function resolveFailover(failover: WrittenFailover<string, string>): Failover {
  if (failover.mode === 'manual') return { mode: 'manual', operatorMs: ms(failover.operator) };
  const { mode, voters, quorum, heartbeat, failuresToDeclare, promote, fencing, clientsFollow } = failover;
  return {
    mode,
    voters: [...voters],
    quorum,
    heartbeatMs: ms(heartbeat),
    failuresToDeclare,
    promote: typeof promote === 'string' ? { kind: promote } : { kind: 'first', nodes: [...promote.first] },
    fencing: typeof fencing === 'string' ? { kind: fencing } : { kind: 'lease', ms: ms(fencing.lease) },
    clientsFollow: typeof clientsFollow === 'string' ? { kind: clientsFollow } : { kind: 'dns', ttlMs: ms(clientsFollow.dnsTtl) },
  };
}

/** The database nodes with MariaDB 10.11's defaults, and the failover. */
export function resolveMariadb(design: Infrastructure): DatabaseCluster {
  const { mariadb } = design;
  return {
    nodes: Object.entries(mariadb?.nodes ?? {}).map(([name, node]) => resolveNode(name, node, design)),
    failover: mariadb?.failover === undefined ? null : resolveFailover(mariadb.failover),
  };
}
