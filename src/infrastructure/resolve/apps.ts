import type { Application, DatabaseAccess, Endpoint } from '../model.ts';
import type { App, DatabaseAccess as WrittenAccess, Endpoint as WrittenEndpoint, Infrastructure, ReadAfterWrite } from '../vocabulary/index.ts';
import { BY_SIZE } from './hosts.ts';
import { APP_PORT } from './listeners.ts';
import { ms, msOr } from './times.ts';

/** Backlog of nginx on Linux (NGX_LISTEN_BACKLOG) and of Node's `server.listen`. */
const LISTEN_BACKLOG = 511;
/** MariaDB's and MySQL's own `connect_timeout` is 10 s; drivers such as mysql2 use the same. */
const CONNECT_TIMEOUT_MS = 10_000;

function resolveEndpoint(endpoint: WrittenEndpoint<string, string, string, string>): Endpoint {
  if (typeof endpoint === 'string') return { kind: 'node', name: endpoint };
  if ('virtualAddress' in endpoint) return { kind: 'virtual-address', address: endpoint.virtualAddress };
  if ('dns' in endpoint) return { kind: 'dns', name: endpoint.dns };
  return { kind: 'backend', name: endpoint.backend };
}

function resolveReadAfterWrite(rule: ReadAfterWrite = 'none'): DatabaseAccess['readAfterWrite'] {
  if (rule === 'none') return { kind: 'none' };
  if ('primaryFor' in rule) return { kind: 'primary-for', ms: ms(rule.primaryFor) };
  if ('gtidWait' in rule) return { kind: 'gtid-wait', ms: ms(rule.gtidWait), then: rule.then };
  return { kind: 'primary-for-classes', classes: [...rule.primaryForClasses] };
}

function resolveAccess(access: WrittenAccess<string, string, string, string>): DatabaseAccess {
  return {
    writer: resolveEndpoint(access.writer),
    readers: (access.readers ?? []).map(resolveEndpoint),
    queryTimeoutMs: msOr(access.queryTimeout, null),
    connectTimeoutMs: msOr(access.connectTimeout, CONNECT_TIMEOUT_MS),
    readAfterWrite: resolveReadAfterWrite(access.readAfterWrite),
  };
}

function resolveApp(name: string, app: App<string, string, string, string, string>, { hosts }: Infrastructure): Application {
  const size = hosts[app.host]?.size ?? 'small';
  return {
    name,
    host: app.host,
    port: app.port ?? APP_PORT,
    listenOn: app.listenOn ?? 'any',
    workers: app.workers ?? BY_SIZE[size].cores,
    listenBacklog: app.listenBacklog ?? LISTEN_BACKLOG,
    sessionStore: app.sessionStore ?? 'memory',
    health: (app.health ?? []).map(({ uri, depth, timeout }) => ({ uri, depth, timeoutMs: msOr(timeout, null) })),
    warmupMs: msOr(app.warmup, 0),
    dropQueuedAfterMs: msOr(app.dropQueuedAfter, null),
    cancelOnDisconnect: app.cancelOnDisconnect ?? false,
    idempotencyKeys: app.idempotencyKeys ?? false,
    database: app.database === undefined ? null : resolveAccess(app.database),
  };
}

/** The applications; workers by the size of the host. */
export function resolveApps(design: Infrastructure): Application[] {
  return Object.entries(design.apps ?? {}).map(([name, app]) => resolveApp(name, app, design));
}
