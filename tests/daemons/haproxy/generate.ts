// Parts drawn from a seed: everything that a part can say and a file too.
import type { Balance, HttpRule, RetryOn, Timeouts } from '../../../src/infrastructure/model.ts';
import type { HaproxyPart } from '../../../src/daemons/parts.ts';

type FrontendPart = HaproxyPart['frontends'][number];
type BackendPart = HaproxyPart['backends'][number];
type ServerPart = BackendPart['servers'][number];

/** Draws from one seed (mulberry32). */
export class Draw {
  state: number;
  constructor(seed: number) {
    this.state = seed >>> 0;
  }

  /** From 0 to `below` − 1. */
  whole(below: number): number {
    this.state = (this.state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(this.state ^ (this.state >>> 15), this.state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296) * below);
  }

  chance(percent: number): boolean {
    return this.whole(100) < percent;
  }

  one<T>(list: readonly T[]): T {
    return list[this.whole(list.length)]!;
  }

  or<T>(percent: number, value: () => T): T | null {
    return this.chance(percent) ? value() : null;
  }

  some<T>(list: readonly T[]): T[] {
    return list.filter(() => this.chance(50));
  }
}

const time = (draw: Draw): number => draw.one([1, 150, 300, 999, 1000, 1500, 2000, 5000, 50_000, 60_000, 3_600_000, 86_400_000, 24 * 86_400_000]);
const count = (draw: Draw): number => draw.one([0, 0, 0, 1, 2, 50, 1000]);

function timeouts(draw: Draw): Timeouts {
  const connectMs = time(draw);
  return { connectMs, clientMs: time(draw), serverMs: time(draw), queueMs: draw.chance(50) ? connectMs : time(draw), checkMs: draw.or(40, () => time(draw)), httpRequestMs: draw.or(40, () => time(draw)) };
}

function balance(draw: Draw, mode: BackendPart['mode']): Balance {
  const kind = draw.whole(10);
  if (kind < 5) return { algorithm: draw.one(['roundrobin', 'static-rr', 'leastconn', 'first', 'source'] as const) };
  if (kind === 5) return { algorithm: 'random', draws: 1 + draw.whole(5) };
  const keys: Extract<Balance, { algorithm: 'hash' }>['key'][] = ['source', { path: { whole: draw.chance(50), depth: draw.or(30, () => 1 + draw.whole(4)) } }, { header: draw.one(['X-User', 'Host']) }, { urlParam: draw.one(['uid', 'a b']) }];
  const hashType = draw.one(['map-based', 'consistent'] as const);
  return {
    algorithm: 'hash', key: mode === 'tcp' ? 'source' : draw.one(keys), hashType, function: draw.one(['sdbm', 'djb2', 'wt6', 'crc32'] as const), avalanche: draw.chance(50),
    balanceFactor: hashType === 'consistent' ? draw.or(30, () => 101 + draw.whole(200)) : null,
  };
}

function server(draw: Draw, name: string, id: number, mode: BackendPart['mode'], check: ServerPart['check']): ServerPart {
  const maxconn = count(draw);
  return {
    name, endpoint: { address: draw.one(['10.0.0.11', '192.168.7.250', 'localhost', '::1']), port: 1 + draw.whole(65_535) }, weight: draw.one([1, 1, 0, 5, 100, 256]), backup: draw.chance(20),
    check: draw.chance(30) ? null : check ?? { interMs: time(draw), fall: 1 + draw.whole(9), rise: 1 + draw.whole(9), fastinterMs: draw.or(30, () => time(draw)), downinterMs: draw.or(30, () => time(draw)) },
    slowstartMs: draw.chance(30) ? time(draw) : 0, maxconn, minconn: maxconn === 0 ? 0 : draw.whole(maxconn + 1), maxqueue: count(draw),
    observe: draw.or(30, () => (mode === 'tcp' ? 'layer4' : draw.one(['layer4', 'layer7'] as const))), errorLimit: draw.one([10, 10, 1, 3]),
    onError: draw.one(['fail-check', 'fail-check', 'fastinter', 'sudden-death', 'mark-down'] as const), onMarkedDown: draw.or(20, () => 'shutdown-sessions' as const), id,
    cookie: mode === 'http' ? draw.or(40, () => draw.one([name, 'c 1', 'a"b', "it's", 'x$y', 'back\\slash', '#'])) : null, disabled: draw.chance(10),
  };
}

function servers(draw: Draw, mode: BackendPart['mode']): ServerPart[] {
  const names = draw.some(['s1', 's2', 'web-3', 'web.4', 'a_5', 'b:6']);
  const hasIds = draw.chance(25);
  const check = draw.or(60, () => ({ interMs: time(draw), fall: 3, rise: 2, fastinterMs: null, downinterMs: draw.or(50, () => time(draw)) }));
  return names.map((name, position) => server(draw, name, hasIds ? (position * 7 + 3) % 11 + 1 : position + 1, mode, check));
}

function backend(draw: Draw, name: string, common: Timeouts): BackendPart {
  const mode = draw.one(['http', 'http', 'tcp'] as const);
  const list = servers(draw, mode);
  const l7: RetryOn[] = ['conn-failure', 'empty-response', 'response-timeout', '500', '502', '503', '504', 'all-retryable-errors'];
  const some = mode === 'tcp' || draw.chance(60) ? [] : draw.some(l7);
  return {
    name, mode, balance: balance(draw, mode), servers: list,
    httpchk: draw.or(40, () => ({ uri: draw.one(['/', '/health', '/a b', '/x?y=1&z=#']), method: draw.one(['GET', 'HEAD', 'OPTIONS'] as const), expectStatus: draw.or(50, () => draw.one([200, 204, 404])) })),
    redispatch: draw.one([0, 0, -1, 1, 3]), retries: draw.one([3, 3, 0, 1, 10]), retryOn: some.length > 0 ? some : draw.one([['conn-failure'], ['conn-failure'], ['none']]),
    disableL7RetryForPost: mode === 'http' && draw.chance(30), allbackups: draw.chance(20), cookie: mode === 'http' ? draw.or(40, () => ({ name: draw.one(['SRV', 'JSESSIONID']), mode: 'insert' as const })) : null,
    timeouts: draw.chance(40) ? { ...common } : timeouts(draw), fullconn: draw.or(20, () => 1 + draw.whole(1000)),
    sslToServers: list.length === 0 ? null : draw.or(30, () => draw.one(['verify required', 'verify none'] as const)),
  };
}

const PATHS = ['/', '/api', '/a b', '/"x"', "/it's", '/$HOME', '/back\\slash', '/#top', '/é'];

function rule(draw: Draw): HttpRule {
  const test = (): HttpRule['if'] => draw.one<HttpRule['if']>([
    null, { fetch: 'path', values: [draw.one(PATHS)], negated: draw.chance(30) }, { fetch: 'path_beg', values: [draw.one(PATHS), draw.one(PATHS)], negated: draw.chance(30) },
    { fetch: 'method', values: draw.one([['POST'], ['GET', 'HEAD'], ['DELETE']]), negated: draw.chance(30) },
  ]);
  const action = draw.one<HttpRule['action']>([
    { kind: 'deny', status: draw.one([403, 429, 503]) }, { kind: 'return', status: draw.one([200, 404, 418]) }, { kind: 'set-priority-class', priority: draw.whole(200) - 100 },
    { kind: 'redirect', status: draw.one([301, 302, 308]), to: draw.one(['location /new', 'prefix https://www.example.test', 'location "/a b"', 'scheme http']) },
  ]);
  return { action, if: test() };
}

function frontend(draw: Draw, name: string, backends: readonly BackendPart[]): FrontendPart {
  const first = draw.one(backends);
  const { mode } = first;
  const isHttp = mode === 'http';
  const same = backends.filter((one) => one.mode === mode);
  const bind = [80, 443, 8080].filter((port, position) => position === 0 || draw.chance(40) || port === 0).map((port) => {
    const certificate = draw.or(40, () => draw.one(['shop', 'www.example.test']));
    return { port: port + draw.whole(5), address: draw.or(40, () => draw.one(['127.0.0.1', '0.0.0.0', '::1'])), certificate, sslMinVer: certificate === null ? null : draw.or(50, () => draw.one(['TLSv1.2', 'TLSv1.3'] as const)) };
  });
  const useBackend = isHttp ? draw.some([1, 2, 3]).map(() => ({ method: draw.or(50, () => draw.one(['GET', 'POST'] as const)), pathBegins: draw.or(60, () => draw.one(PATHS)), backend: draw.one(same).name })) : [];
  const drawn = isHttp ? draw.some([1, 2, 3]).map(() => rule(draw)) : [];
  const end = drawn.findIndex((one) => one.if === null && one.action.kind !== 'set-priority-class');
  const rules = end < 0 ? drawn : drawn.slice(0, end + 1);
  const redirectToHttps = isHttp && draw.chance(30) ? draw.one([301, 302, 308]) : null;
  const answers = redirectToHttps !== null || useBackend.length > 0;
  return { name, bind, defaultBackend: answers && draw.chance(25) ? null : first.name, useBackend, redirectToHttps, hstsMs: isHttp ? draw.or(30, () => (1 + draw.whole(1000)) * 1000) : null, rules };
}

/** A part from a seed. What only a frontend can say of clients' timeouts, a backend has from the first frontend whose default it is. */
export function drawPart(seed: number): HaproxyPart {
  const draw = new Draw(seed);
  const common = timeouts(draw);
  const backends = ['web', 'api', 'db'].slice(0, 1 + draw.whole(3)).map((name) => backend(draw, name, common));
  const frontends = ['www', 'web', 'in.2'].slice(0, 1 + draw.whole(3)).map((name) => frontend(draw, name, backends));
  const led = new Set(frontends.map((one) => one.defaultBackend));
  for (const one of backends.filter(({ name }) => !led.has(name))) Object.assign(one.timeouts, { clientMs: common.clientMs, httpRequestMs: common.httpRequestMs });
  return { timeouts: common, metricsPort: draw.whole(2) === 0 ? 8405 : null, frontends, backends };
}
