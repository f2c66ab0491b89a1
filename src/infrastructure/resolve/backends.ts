import type { Backend, BackendServer, Balance, Target } from '../model.ts';
import type { Balance as WrittenBalance, BackendServer as WrittenServer, Backend as WrittenBackend, HaproxyTimeouts, Infrastructure } from '../vocabulary/index.ts';
import { ms, msOr } from './times.ts';
import { resolveTimeouts } from './timeouts.ts';

/** HAProxy's defaults (manual 2.6, section 5.2 and 4.2). */
const INTER_MS = 2000;
const FALL = 3;
const RISE = 2;
const RETRIES = 3;
const ERROR_LIMIT = 10;
const RANDOM_DRAWS = 2;

function resolveBalance(balance: WrittenBalance): Balance {
  if (balance === 'random') return { algorithm: 'random', draws: RANDOM_DRAWS };
  if (typeof balance === 'string') return { algorithm: balance };
  if ('random' in balance) return { algorithm: 'random', draws: balance.random };
  const { hash, hashType = 'map-based', balanceFactor = null } = balance;
  // `hash-type consistent` alone mixes the hash once more (`avalanche`), `map-based` does not (manual 2.6, section 4.2).
  return { algorithm: 'hash', key: hash === 'uri' ? { path: { whole: false, depth: null } } : hash, hashType, function: 'sdbm', avalanche: hashType === 'consistent', balanceFactor };
}

function resolveCheck(check: WrittenServer<string>['check'] = false): BackendServer['check'] {
  if (check === false) return null;
  const { inter, fall = FALL, rise = RISE, fastinter, downinter } = check === true ? {} : check;
  return { interMs: msOr(inter, INTER_MS), fall, rise, fastinterMs: msOr(fastinter, null), downinterMs: msOr(downinter, null) };
}

/** What stands behind `to`. */
export function targetOf(name: string, { nginx = {}, mariadb }: Infrastructure): Target {
  if (Object.hasOwn(nginx, name)) return { kind: 'load-balancer', name };
  if (Object.hasOwn(mariadb?.nodes ?? {}, name)) return { kind: 'database', name };
  return { kind: 'application', name };
}

/** Ids as HAProxy gives them: the position, or the next one that is free. */
function serverIds(servers: readonly WrittenServer<string>[]): number[] {
  const used = new Set(servers.flatMap((server) => server.id ?? []));
  let next = 1;
  return servers.map((server) => {
    if (server.id === undefined) while (used.has(next)) next += 1;
    const id = server.id ?? next;
    used.add(id);
    next += 1;
    return id;
  });
}

function resolveServer(name: string, server: WrittenServer<string>, id: number, hasCookie: boolean, design: Infrastructure): BackendServer {
  const { weight = 1, backup = false, maxconn = 0, minconn = 0, maxqueue = 0 } = server;
  // A minconn above maxconn becomes the maxconn, and the limit is fixed (HAProxy's check_config_validity).
  const fixed = minconn > maxconn;
  return {
    name,
    target: targetOf(server.to, design),
    weight,
    backup,
    check: resolveCheck(server.check),
    slowstartMs: server.slowstart === undefined ? 0 : ms(server.slowstart),
    maxconn: fixed ? minconn : maxconn,
    minconn: fixed ? 0 : minconn,
    maxqueue,
    observe: server.observe ?? null,
    errorLimit: server.errorLimit ?? ERROR_LIMIT,
    onError: server.onError ?? 'fail-check',
    onMarkedDown: server.onMarkedDown ?? null,
    id,
    cookie: hasCookie ? name : null,
    disabled: false,
  };
}

function redispatchOf(redispatch: boolean | number): number {
  if (typeof redispatch === 'number') return redispatch;
  return redispatch ? -1 : 0;
}

/** One backend; its mode is tcp when its servers are database nodes. */
export function resolveBackend(name: string, backend: WrittenBackend<string>, common: HaproxyTimeouts | undefined, design: Infrastructure): Backend {
  const written = Object.entries(backend.servers);
  const ids = serverIds(written.map(([, server]) => server));
  const servers = written.map(([serverName, server], position) => resolveServer(serverName, server, ids[position]!, backend.cookie !== undefined, design));
  const { httpchk, retries = RETRIES, retryOn = ['conn-failure'], disableL7RetryForPost = false, allbackups = false } = backend;
  return {
    name,
    mode: servers.every((server) => server.target.kind === 'database') ? 'tcp' : 'http',
    balance: resolveBalance(backend.balance ?? 'roundrobin'),
    servers,
    httpchk: httpchk === undefined ? null : { uri: httpchk.uri, method: httpchk.method ?? 'OPTIONS', expectStatus: httpchk.expectStatus ?? null },
    redispatch: redispatchOf(backend.redispatch ?? false),
    retries,
    retryOn: [...retryOn],
    disableL7RetryForPost,
    allbackups,
    cookie: backend.cookie ?? null,
    timeouts: resolveTimeouts(common, backend.timeouts),
    fullconn: backend.fullconn ?? null,
    sslToServers: backend.sslToServers ?? null,
  };
}
