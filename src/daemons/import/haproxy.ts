// haproxy.cfg as a design.
import type { Balance, RetryOn, Timeouts } from '../../infrastructure/model.ts';
import type { Backend, BackendServer, Balance as WrittenBalance, Frontend as WrittenFrontend, Haproxy, HaproxyTimeouts } from '../../infrastructure/index.ts';
import type { HaproxyPart } from '../parts.ts';
import { certificateName } from './certificate-name.ts';
import { filled, given, some, time, unless } from './given.ts';
import type { Names } from './names.ts';

type BackendPart = HaproxyPart['backends'][number];
type ServerPart = BackendPart['servers'][number];

/** The fields of a design that say the same as this file; `losses` gets a sentence for everything that they cannot say. */
export function designHaproxy(part: HaproxyPart, hosts: string[], names: Names, losses: string[]): Haproxy<string, string, string, string> {
  const common = timeoutsOf(part.timeouts, DEFAULTS);
  return given({
    on: hosts.length === 1 ? hosts[0]! : hosts,
    timeouts: filled(common),
    frontends: filled(Object.fromEntries(part.frontends.map((frontend) => [frontend.name, designFrontend(frontend, part.backends[0]?.name ?? '', losses)]))),
    backends: Object.fromEntries(part.backends.map((backend) => [backend.name, designBackend(backend, part.timeouts, hosts[0]!, names, losses)])),
  });
}

/** What `resolve` writes where a design says nothing. */
const DEFAULTS: Timeouts = { connectMs: 5000, clientMs: 50_000, serverMs: 50_000, queueMs: 5000, checkMs: null, httpRequestMs: null };

function timeoutsOf(own: Timeouts, common: Timeouts): HaproxyTimeouts {
  // Without `timeout queue` a backend waits as long as it would for a connection.
  const queueMs = own.connectMs !== common.connectMs && common.queueMs === common.connectMs ? own.connectMs : common.queueMs;
  return given({
    connect: time(own.connectMs, common.connectMs), client: time(own.clientMs, common.clientMs), server: time(own.serverMs, common.serverMs),
    queue: time(own.queueMs, queueMs), check: time(own.checkMs, common.checkMs), httpRequest: time(own.httpRequestMs, common.httpRequestMs),
  }) as HaproxyTimeouts;
}

function designFrontend(frontend: HaproxyPart['frontends'][number], firstBackend: string, losses: string[]): WrittenFrontend<string, string> {
  for (const rule of frontend.rules) losses.push(`Frontend ${frontend.name}: the http-request rule "${rule.action.kind}" has no field in a design.`);
  if (frontend.redirectToHttps !== null && frontend.redirectToHttps !== 301) losses.push(`Frontend ${frontend.name}: a design redirects to HTTPS with 301, the file with ${frontend.redirectToHttps}.`);
  if (frontend.defaultBackend === null) losses.push(`Frontend ${frontend.name}: it has no default_backend; a design needs one${firstBackend === '' ? ', and the file has no backend' : `, so ${firstBackend} is taken`}.`);
  return given({
    bind: frontend.bind.map((bind) => given({
      port: bind.port, address: bind.address ?? undefined, certificate: certificateName(bind.certificate), sslMinVer: bind.sslMinVer ?? undefined,
    })),
    defaultBackend: frontend.defaultBackend ?? firstBackend,
    useBackend: some(frontend.useBackend.map((rule) => ({ if: given({ method: rule.method ?? undefined, pathBegins: rule.pathBegins ?? undefined }), backend: rule.backend }))),
    redirectToHttps: frontend.redirectToHttps === null ? undefined : true,
    hsts: time(frontend.hstsMs),
  }) as WrittenFrontend<string, string>;
}

function designBalance(balance: Balance, backend: string, losses: string[]): WrittenBalance | undefined {
  switch (balance.algorithm) {
    case 'roundrobin': return undefined;
    case 'random': return balance.draws === 2 ? 'random' : { random: balance.draws };
    case 'hash': {
      const { key, hashType, balanceFactor } = balance;
      const lost = (what: string): void => void losses.push(`Backend ${backend}: ${what} has no field in a design.`);
      if (balance.function !== 'sdbm') lost(`the hash function ${balance.function}`);
      if (balance.avalanche !== (hashType === 'consistent')) lost(balance.avalanche ? 'avalanche' : 'a consistent hash without avalanche');
      if (typeof key === 'object' && 'path' in key && (key.path.whole || key.path.depth !== null)) lost('hashing of the whole URI or of its first directories');
      return { hash: typeof key === 'object' && 'path' in key ? 'uri' : key, ...given({ hashType: unless(hashType, 'map-based'), balanceFactor: balanceFactor ?? undefined }) };
    }
    default: return balance.algorithm;
  }
}

/** Words of `retry-on` that the vocabulary does not have. */
const FILE_ONLY: readonly RetryOn[] = ['junk-response', '0rtt-rejected', '401', '403', '404', '408', '425', '501'];

function designBackend(backend: BackendPart, common: Timeouts, from: string, names: Names, losses: string[]): Backend<string> {
  const { httpchk } = backend;
  if (backend.redispatch < -1) losses.push(`Backend ${backend.name}: option redispatch ${backend.redispatch} has no field in a design; the last retry may go elsewhere.`);
  const redispatch = backend.redispatch === 0 ? undefined : backend.redispatch <= -1 ? true : backend.redispatch;
  const words = backend.retryOn.filter((word) => !FILE_ONLY.includes(word));
  const fileOnly = backend.retryOn.filter((word) => FILE_ONLY.includes(word));
  if (fileOnly.length > 0) losses.push(`Backend ${backend.name}: retry-on ${fileOnly.join(' ')} has no field in a design.`);
  const repeated = words.length === 0 ? ['none'] : words;
  const retryOn = repeated.join() === 'conn-failure' ? undefined : repeated;
  return given({
    balance: designBalance(backend.balance, backend.name, losses),
    servers: Object.fromEntries(backend.servers.map((server, i) => [server.name, designServer(server, i, backend, from, names, losses)])),
    httpchk: httpchk === null ? undefined : given({ uri: httpchk.uri, method: unless(httpchk.method, 'OPTIONS'), expectStatus: httpchk.expectStatus ?? undefined }),
    redispatch,
    retries: unless(backend.retries, 3),
    retryOn,
    disableL7RetryForPost: unless(backend.disableL7RetryForPost, false),
    allbackups: unless(backend.allbackups, false),
    cookie: backend.cookie ?? undefined,
    timeouts: filled(timeoutsOf(backend.timeouts, common)),
    fullconn: backend.fullconn ?? undefined,
    sslToServers: backend.sslToServers ?? undefined,
  }) as Backend<string>;
}

function designServer(server: ServerPart, position: number, backend: BackendPart, from: string, names: Names, losses: string[]): BackendServer<string> {
  const kind = backend.mode === 'tcp' && server.endpoint.port === 3306 ? 'database' : 'application';
  const lost = (what: string): void => void losses.push(`Backend ${backend.name}, server ${server.name}: ${what} has no field in a design.`);
  if (server.disabled) lost('disabled');
  if (server.cookie !== null && server.cookie !== server.name) lost(`the cookie value ${server.cookie} (a design uses the server's name)`);
  const { check } = server;
  const checked = check === null ? undefined : filled(given({
    inter: time(check.interMs, 2000), fall: unless(check.fall, 3), rise: unless(check.rise, 2), fastinter: time(check.fastinterMs), downinter: time(check.downinterMs),
  })) ?? true;
  return given({
    to: names.listener(server.endpoint, from, server.name, kind).name,
    weight: unless(server.weight, 1),
    backup: unless(server.backup, false),
    check: checked,
    slowstart: time(server.slowstartMs, 0),
    maxconn: unless(server.maxconn, 0),
    minconn: unless(server.minconn, 0),
    maxqueue: unless(server.maxqueue, 0),
    observe: server.observe ?? undefined,
    errorLimit: unless(server.errorLimit, 10),
    onError: unless(server.onError, 'fail-check'),
    onMarkedDown: server.onMarkedDown ?? undefined,
    id: unless(server.id, position + 1),
  }) as BackendServer<string>;
}
