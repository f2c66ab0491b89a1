// Pseudo-random parts of nginx.conf and keepalived.conf: the same ones in every run.
import type { KeepalivedPart, NginxPart, VrrpInstancePart } from '../../../src/daemons/parts.ts';

/** A stream of numbers by a seed (xorshift, 32 bits). */
export class Draw {
  #state: number;

  constructor(seed: number) {
    this.#state = (seed * 2_654_435_761) >>> 0 || 1;
  }

  /** A whole number from `min` to `max`, both inclusive. */
  whole(min: number, max: number): number {
    this.#state ^= this.#state << 13;
    this.#state ^= this.#state >>> 17;
    this.#state ^= this.#state << 5;
    return min + (this.#state >>> 0) % (max - min + 1);
  }

  /** True in one of `n` cases. */
  once(n: number): boolean {
    return this.whole(1, n) === 1;
  }

  one<Value>(values: readonly Value[]): Value {
    return values[this.whole(0, values.length - 1)]!;
  }

  /** `count` different values. */
  some<Value>(values: readonly Value[], count: number): Value[] {
    const rest = [...values];
    return Array.from({ length: Math.min(count, values.length) }, () => rest.splice(this.whole(0, rest.length - 1), 1)[0]!);
  }
}

const NEXT = ['error', 'timeout', 'invalid_header', 'http_403', 'http_404', 'http_429', 'http_500', 'http_502', 'http_503', 'http_504', 'non_idempotent'] as const;
const KEYS = ['$request_uri', '$remote_addr', '$scheme$host', '${uri}x', 'fixed key', 'a "b" \\ {c};#d'];

/** A part of nginx.conf as a design can have it. */
export function drawNginx(draw: Draw): NginxPart {
  const ms = (): number => draw.one([draw.whole(1, 90_000), 1000 * draw.whole(1, 600), 60_000 * draw.whole(1, 90), 86_400_000 * draw.whole(1, 24)]);
  const servers = Array.from({ length: draw.whole(1, 6) }, (_, i) => ({
    endpoint: { address: draw.one([`10.0.${i}.${draw.whole(1, 254)}`, `fd00::${i + 1}`]), port: draw.whole(1, 65_535) },
    weight: draw.once(2) ? 1 : draw.whole(1, 20), maxFails: draw.whole(0, 4), failTimeoutMs: 1000 * draw.one([1, 10, 90, 3600, 86_400]), maxConns: draw.once(2) ? 0 : draw.whole(1, 1000),
    backup: i > 0 && draw.once(4), down: draw.once(6),
  }));
  const ports = draw.some([80, 81, 443, 8080, 8443, 9000], draw.whole(1, 4));
  return {
    upstream: draw.one(['web', 'shop-front', 'a.b_c']),
    workerProcesses: draw.whole(1, 4),
    listen: ports.map((port) => ({ port, address: draw.one([null, null, '127.0.0.1', '::1']), certificate: draw.one([null, 'shop', 'shop.example', 'api-2']) })),
    method: draw.one<() => NginxPart['method']>([
      () => ({ kind: 'round_robin' }), () => ({ kind: 'least_conn' }), () => ({ kind: 'ip_hash' }), () => ({ kind: 'random' }), () => ({ kind: 'random_two' }),
      () => ({ kind: 'hash', key: draw.one(KEYS), consistent: draw.once(2) }),
    ])(),
    servers,
    zone: draw.once(2),
    proxyConnectTimeoutMs: ms(),
    proxyReadTimeoutMs: ms(),
    proxyNextUpstream: draw.once(5) ? ['off'] : draw.some(NEXT, draw.whole(1, 5)),
    proxyNextUpstreamTries: draw.once(2) ? 0 : draw.whole(1, 9),
    proxyNextUpstreamTimeoutMs: draw.once(2) ? 0 : ms(),
  };
}

function drawInstance(draw: Draw, number: number): VrrpInstancePart {
  const version = draw.one([2, 3] as const);
  const isIpv6 = draw.once(4);
  const address = (): string => (isIpv6 ? `fd00::${draw.whole(1, 99)}` : `10.1.${draw.whole(0, 9)}.${draw.whole(1, 254)}`);
  const priority = draw.one([draw.whole(1, 254), draw.whole(1, 254), 255]);
  const state = draw.one(['MASTER', 'BACKUP'] as const);
  const nopreempt = state === 'BACKUP' && priority < 255 && draw.once(3);
  return {
    name: draw.one([`VI_${number}`, `vip-${number}`, `${number} {site}`]),
    address: address(),
    virtualRouterId: number * 20 + draw.whole(1, 19),
    version,
    advertIntMs: version === 2 ? 1000 * draw.whole(1, 255) : 10 * draw.whole(1, 4000),
    trackScript: draw.once(2) ? null : {
      check: draw.one(['process', 'http'] as const), intervalMs: 1000 * draw.whole(1, 60), fall: draw.whole(1, 9), rise: draw.whole(1, 9), weight: priority === 255 || draw.once(3) ? 0 : draw.whole(-253, 253),
    },
    priority, state, nopreempt,
    preemptDelayMs: state === 'BACKUP' && !nopreempt && draw.once(3) ? draw.one([500, 1000, 90_000, 1_000_000]) : 0,
    unicast: draw.once(2) ? null : { source: draw.once(3) ? '' : address(), peers: Array.from({ length: draw.whole(1, 3) }, address) },
    interface: 'eth0',
  };
}

/** A part of keepalived.conf that keepalived takes without a warning. */
export function drawKeepalived(draw: Draw): KeepalivedPart {
  return { routerId: draw.one(['', 'lb-1', 'lb 1 # "a"']), instances: Array.from({ length: draw.whole(0, 4) }, (_, i) => drawInstance(draw, i + 1)) };
}

/** A text out of pieces of a file, of signs that mean something, and of other signs. */
export function drawText(draw: Draw, file: string): string {
  const pieces = [...file.split(/(?<=[\s;{}"])/), '{', '}', ';', '"', "'", '\\', '$', '#', '!', '\n', '\0', '\u{1F4A9}', '${', '@x ', '$A=$A$A\n', 'constructor=1', '__proto__', '-1', '1e9'];
  return Array.from({ length: draw.whole(0, 200) }, () => draw.one(pieces)).join('');
}
