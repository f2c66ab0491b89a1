import { formatDuration } from '../../infrastructure/duration.ts';
import type { Balance, Timeouts } from '../../infrastructure/model.ts';
import type { HaproxyPart } from '../parts.ts';
import { formatEndpoint } from './values.ts';
import { section, word, type Written } from './writer.ts';

type BackendPart = HaproxyPart['backends'][number];
type ServerPart = BackendPart['servers'][number];

const BALANCE_REASONS: { readonly [algorithm in Balance['algorithm']]: string } = {
  roundrobin: 'in turn, by weight',
  'static-rr': 'in turn, by weight, on a fixed map',
  leastconn: 'where the fewest connections are open, by weight',
  first: 'the lowest id with a free slot',
  source: 'the same client to the same server',
  random: 'drawn by chance; of those drawn, the least loaded',
  hash: 'the same key to the same server',
};

function keyText(key: Extract<Balance, { algorithm: 'hash' }>['key']): string {
  if (key === 'source') return 'source';
  if ('header' in key) return word(`hdr(${key.header})`);
  if ('urlParam' in key) return `url_param ${word(key.urlParam)}`;
  return `uri${key.path.depth === null ? '' : ` depth ${key.path.depth}`}${key.path.whole ? ' whole' : ''}`;
}

function hashTypeText({ hashType, function: name, avalanche }: Extract<Balance, { algorithm: 'hash' }>): string {
  // `consistent` alone is sdbm with avalanche, `map-based` alone sdbm without.
  if (name === 'sdbm' && avalanche === (hashType === 'consistent')) return `hash-type ${hashType}`;
  return `hash-type ${hashType} ${name}${avalanche ? ' avalanche' : ''}`;
}

function balanceLines(balance: Balance): Written[] {
  const reason = BALANCE_REASONS[balance.algorithm];
  if (balance.algorithm === 'random') return [[`balance random(${balance.draws})`, reason]];
  if (balance.algorithm !== 'hash') return [[`balance ${balance.algorithm}`, reason]];
  const lines: Written[] = [
    [`balance ${keyText(balance.key)}`, reason],
    [hashTypeText(balance), balance.hashType === 'consistent' ? 'a lost server moves its own keys only' : 'a lost server moves most keys'],
  ];
  if (balance.balanceFactor !== null) lines.push([`hash-balance-factor ${balance.balanceFactor}`, 'percent of the average load that a server may take']);
  return lines;
}

function checkLines({ httpchk }: BackendPart): Written[] {
  if (httpchk === null) return [];
  const lines: Written[] = [
    ['option httpchk', 'a check is a request, which a frozen process fails'],
    [`http-check send meth ${httpchk.method} uri ${word(httpchk.uri)} ver HTTP/1.1 hdr Host localhost`, null],
  ];
  if (httpchk.expectStatus !== null) lines.push([`http-check expect status ${httpchk.expectStatus}`, 'any other answer is a failed check']);
  return lines;
}

function redispatchLines({ redispatch, retries }: BackendPart): Written[] {
  const repeated: Written = [`retries ${retries}`, retries === 0 ? 'a connection that failed is not tried again' : 'so often a failed connection is tried again'];
  if (redispatch === 0) return [repeated];
  return [[redispatch === -1 ? 'option redispatch' : `option redispatch ${redispatch}`, 'a retry may go to another server'], repeated];
}

function retryLines({ retryOn, disableL7RetryForPost }: BackendPart): Written[] {
  const lines: Written[] = [];
  if (retryOn.join() !== 'conn-failure') lines.push([`retry-on ${retryOn.length === 0 ? 'none' : retryOn.join(' ')}`, 'what is repeated, POST included']);
  if (disableL7RetryForPost) lines.push(['http-request disable-l7-retry if METH_POST', 'a POST that was sent is never sent again']);
  return lines;
}

function timeoutLines({ timeouts }: BackendPart, common: Timeouts): Written[] {
  const lines: Written[] = [];
  const add = (name: string, ms: number | null, commonMs: number | null, reason: string): void => {
    if (ms !== commonMs) lines.push([`timeout ${name} ${ms === null ? '0' : formatDuration(ms)}`, reason]);
  };
  add('connect', timeouts.connectMs, common.connectMs, 'for a server to accept a connection, each try');
  add('server', timeouts.serverMs, common.serverMs, 'for a silent server, the wait for its answer included');
  add('queue', timeouts.queueMs, common.queueMs, 'for a free slot below maxconn, then 503');
  add('check', timeouts.checkMs, common.checkMs, timeouts.checkMs === null ? 'the interval of the checks bounds them' : 'for the answer to a health check, once connected');
  return lines;
}

type Check = NonNullable<ServerPart['check']>;

function checkText({ interMs, fall, rise, fastinterMs, downinterMs }: Check): string {
  const fast = fastinterMs === null ? '' : ` fastinter ${formatDuration(fastinterMs)}`;
  const down = downinterMs === null ? '' : ` downinter ${formatDuration(downinterMs)}`;
  return `inter ${formatDuration(interMs)}${fast}${down} fall ${fall} rise ${rise}`;
}

/** The check that every tested server of a backend has; null where they differ or none is tested. */
function commonCheck(servers: readonly ServerPart[]): Check | null {
  const checks = servers.flatMap((server) => server.check ?? []);
  return checks[0] !== undefined && checks.every((one) => checkText(one) === checkText(checks[0]!)) ? checks[0] : null;
}

/** Whether ids have to be written: they are places on a ring or an order, or other than HAProxy would count. */
function writesIds({ balance, servers }: BackendPart): boolean {
  const isRing = balance.algorithm === 'first' || balance.algorithm === 'random' || (balance.algorithm === 'hash' && balance.hashType === 'consistent');
  return isRing || servers.some((server, position) => server.id !== position + 1);
}

function serverReason({ backup, disabled, weight, minconn, maxconn, slowstartMs }: ServerPart): string | null {
  if (disabled) return 'in maintenance from the start';
  if (backup) return 'only when no other server is usable';
  if (weight === 0) return 'gets nothing new';
  if (minconn > 0) return 'its limit grows from minconn to maxconn with the load';
  if (maxconn > 0) return 'above maxconn requests wait in the queue';
  return slowstartMs > 0 ? 'its weight grows slowly after it came back up' : null;
}

function serverLine(server: ServerPart, withId: boolean, withCheck: boolean, tls: BackendPart['sslToServers']): Written {
  const words = [`server ${server.name} ${formatEndpoint(server.endpoint)}`];
  const add = (isWritten: boolean, text: string): void => void (isWritten && words.push(text));
  add(withId, `id ${server.id}`);
  add(server.cookie !== null, `cookie ${word(server.cookie ?? '')}`);
  add(server.weight !== 1, `weight ${server.weight}`);
  add(server.check !== null, 'check');
  if (server.check !== null) add(withCheck, checkText(server.check));
  add(server.observe !== null, `observe ${server.observe} error-limit ${server.errorLimit} on-error ${server.onError}`);
  add(server.observe === null && server.errorLimit !== 10, `error-limit ${server.errorLimit}`);
  add(server.observe === null && server.onError !== 'fail-check', `on-error ${server.onError}`);
  add(server.onMarkedDown !== null, `on-marked-down ${server.onMarkedDown}`);
  add(server.slowstartMs > 0, `slowstart ${formatDuration(server.slowstartMs)}`);
  add(server.minconn > 0, `minconn ${server.minconn}`);
  add(server.maxconn > 0, `maxconn ${server.maxconn}`);
  add(server.maxqueue > 0, `maxqueue ${server.maxqueue}`);
  add(tls !== null, `ssl ${tls}${tls === 'verify required' ? ' ca-file @system-ca' : ''}`);
  add(server.backup, 'backup');
  add(server.disabled, 'disabled');
  return [words.join(' '), serverReason(server)];
}

/** Writes `backend`, with those timeouts that differ from the common ones. */
export function renderBackend(backend: BackendPart, common: Timeouts): string {
  const check = commonCheck(backend.servers);
  const lines: Written[] = [];
  if (backend.mode === 'tcp') lines.push(['mode tcp', 'bytes are passed on, not requests']);
  lines.push(...balanceLines(backend.balance), ...checkLines(backend), ...redispatchLines(backend), ...retryLines(backend));
  if (backend.allbackups) lines.push(['option allbackups', 'all backup servers share the load, not the first alone']);
  if (backend.cookie !== null) lines.push([`cookie ${word(backend.cookie.name)} insert indirect nocache`, 'a client stays on its server']);
  lines.push(...timeoutLines(backend, common));
  if (backend.fullconn !== null) lines.push([`fullconn ${backend.fullconn}`, 'load at which a server gets its whole maxconn']);
  if (check !== null) {
    lines.push([`default-server ${checkText(check)}`, `down after ${check.fall} failed ${check.fall === 1 ? 'check' : 'checks'}, up after ${check.rise} good`]);
  }
  const withId = writesIds(backend);
  return section(`backend ${backend.name}`, [...lines, ...backend.servers.map((server) => serverLine(server, withId, check === null, backend.sslToServers))]);
}
