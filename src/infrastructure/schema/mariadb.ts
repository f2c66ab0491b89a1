import { duration, either, fields, flag, isObject, list, name, named, oneOf, optional, variant, whole, wordOrForm } from './forms.ts';

const DAY_MS = 86_400_000;

const semiSyncSchema = fields({ timeout: duration(), waitPoint: optional(oneOf('AFTER_SYNC', 'AFTER_COMMIT')), waitNoReplica: optional(flag) });

const nodeSchema = fields({
  host: name,
  replicateFrom: optional(name),
  readOnly: optional(flag),
  semiSync: optional(either((value) => (isObject(value) ? semiSyncSchema : flag))),
  parallelThreads: optional(whole(0, 1000)),
  parallelMode: optional(oneOf('optimistic', 'conservative')),
  delay: optional(duration(1000, 365 * DAY_MS, 1000)),
  autoIncrement: optional(fields({ increment: whole(1, 65_535), offset: whole(1, 65_535) })),
  syncBinlog: optional(oneOf(0, 1)),
  flushLogAtCommit: optional(oneOf(0, 1, 2)),
  bind: optional(oneOf('loopback', 'private', 'any')),
  requireSecureTransport: optional(flag),
});

const failoverSchema = variant('mode', {
  manual: fields({ mode: oneOf('manual'), operator: duration(1000, 30 * DAY_MS) }),
  automatic: fields({
    mode: oneOf('automatic'),
    voters: list(name, 64, 1),
    quorum: flag,
    heartbeat: duration(),
    failuresToDeclare: whole(1, 1000),
    promote: wordOrForm(['most-advanced'], { first: fields({ first: list(name, 64, 1) }) }),
    fencing: wordOrForm(['none', 'stonith'], { lease: fields({ lease: duration() }) }),
    clientsFollow: wordOrForm(['virtual-address', 'backend'], { dnsTtl: fields({ dnsTtl: duration(0, 30 * DAY_MS, 1000) }) }),
  }),
});

/** Schema of `Mariadb`. */
export const mariadbSchema = fields({ nodes: named(nodeSchema, 64), failover: optional(failoverSchema) });
