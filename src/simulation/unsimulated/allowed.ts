// The fields that the simulator honours: an explicit list, so that nothing new is ever ignored in silence.
import { isKnownKey } from '../nginx/keys.ts';

/** What may stand at a place: anything (true), a value that fits, or an object with these fields. `*` is any name, `[]` any position of a list. */
export type Allowed = true | ((value: unknown) => boolean) | { readonly [field: string]: Allowed };

const isText = (value: unknown): boolean => typeof value === 'string';
const isEndpoint = (value: unknown): boolean => isText(value) || (typeof value === 'object' && value !== null && !('backend' in value));
const notByBackend = (value: unknown): boolean => value !== 'backend';

const TIMEOUTS: Allowed = { connect: true, client: true, server: true, queue: true, check: true, httpRequest: true };

const BACKEND: Allowed = {
  balance: { random: true, hash: true, hashType: true, balanceFactor: true },
  servers: {
    '*': {
      to: true, weight: true, backup: true, check: { inter: true, fall: true, rise: true, fastinter: true, downinter: true }, maxconn: true, id: true,
      slowstart: true, minconn: true, maxqueue: true, observe: true, errorLimit: true, onError: true, onMarkedDown: true,
    },
  },
  httpchk: { uri: true, method: true, expectStatus: true },
  redispatch: true, retries: true, retryOn: true, disableL7RetryForPost: true, allbackups: true, cookie: { name: true, mode: true }, timeouts: TIMEOUTS, fullconn: true,
};

const UPSTREAM: Allowed = {
  method: (value) => typeof value !== 'object' || value === null || !('hash' in value) || isKnownKey(String(value.hash)),
  servers: { '[]': { to: true, weight: true, maxFails: true, failTimeout: true, maxConns: true, backup: true, down: true } },
  zone: true,
};

/** Every honoured field of the vocabulary. */
export const ALLOWED: Allowed = {
  hosts: { '*': { size: true, zone: true, machine: true, privateAddress: true, publicAddress: true } },
  haproxy: {
    on: true, timeouts: TIMEOUTS,
    frontends: { '*': { bind: { '[]': { port: true, address: true } }, defaultBackend: true, useBackend: { '[]': { if: { method: true }, backend: true } } } },
    backends: { '*': BACKEND },
  },
  nginx: {
    '*': {
      host: true, listen: { '[]': { port: true } }, upstream: UPSTREAM, proxyConnectTimeout: true, proxyReadTimeout: true, proxyNextUpstream: true,
      proxyNextUpstreamTries: true, proxyNextUpstreamTimeout: true,
    },
  },
  apps: {
    '*': {
      host: true, port: true, workers: true, listenBacklog: true, health: { '[]': { uri: true, depth: true } },
      dropQueuedAfter: true, cancelOnDisconnect: true,
      database: { writer: isEndpoint, readers: { '[]': isEndpoint }, queryTimeout: true, connectTimeout: true, readAfterWrite: true },
    },
  },
  keepalived: {
    '*': {
      virtualAddress: true, virtualRouterId: true, version: true, advertInt: true, unicast: true,
      members: { '*': { priority: true, state: true, nopreempt: true, preemptDelay: true } },
      trackScript: { check: true, interval: true, fall: true, rise: true, weight: true },
    },
  },
  mariadb: {
    nodes: {
      '*': { host: true, replicateFrom: true, readOnly: true, semiSync: { timeout: true, waitPoint: true, waitNoReplica: true }, parallelThreads: true, parallelMode: true, delay: true },
    },
    failover: {
      mode: true, operator: true, voters: true, quorum: true, heartbeat: true, failuresToDeclare: true, promote: true, fencing: true, clientsFollow: notByBackend,
    },
  },
};

/** The list as text, such as `haproxy.backends.*.servers.*.weight`: one line for every field that has no fields of its own. */
export function allowedFields(allowed: Allowed = ALLOWED, path = ''): string[] {
  if (allowed === true || typeof allowed === 'function') return [path];
  return Object.entries(allowed).flatMap(([field, inner]) => allowedFields(inner, path === '' ? field : `${path}.${field}`));
}
