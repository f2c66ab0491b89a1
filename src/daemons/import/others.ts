// nginx.conf, keepalived.conf, my.cnf, nftables rules and prometheus.yml as parts of a design.
import type { AlertRule } from '../../infrastructure/model.ts';
import type { AlertRule as WrittenRule, DatabaseNode, Nginx, Prometheus, UpstreamServer, VrrpInstance, VrrpMember } from '../../infrastructure/index.ts';
import type { KeepalivedPart, MariadbPart, NginxPart, PrometheusPart, VrrpInstancePart } from '../parts.ts';
import { certificateName } from './certificate-name.ts';
import { filled, given, time, unless } from './given.ts';
import type { Names } from './names.ts';
import { isEqual } from './equal.ts';

/** Failures that a design can name. */
const NEXT: ReadonlySet<string> = new Set(['error', 'timeout', 'http_500', 'http_502', 'http_503', 'http_504', 'non_idempotent', 'off']);

/** One nginx; `losses` gets a sentence for everything that a design cannot say. */
export function designNginx(part: NginxPart, host: string, names: Names, losses: string[]): Nginx<string, string, string> {
  const lost = (what: string): void => void losses.push(`${host}, nginx: ${what} has no field in a design.`);
  if (part.method.kind === 'random') lost('random without two (random two is taken)');
  if (part.workerProcesses !== 1) lost(`worker_processes ${part.workerProcesses}`);
  for (const { address } of part.listen) if (address !== null) lost(`listening on ${address} only`);
  for (const word of part.proxyNextUpstream) if (!NEXT.has(word)) lost(`proxy_next_upstream ${word}`);
  const next = part.proxyNextUpstream.filter((word) => NEXT.has(word)) as NonNullable<Nginx<string, string, string>['proxyNextUpstream']>;
  return given({
    host,
    listen: isEqual(part.listen, [{ port: 80, address: null, certificate: null }]) ? undefined : part.listen.map(({ port, certificate }) => given({ port, certificate: certificateName(certificate) })),
    upstream: given({
      method: methodOf(part.method),
      servers: part.servers.map(({ endpoint, ...server }, i) => given({
        to: names.listener(endpoint, host, `app-${i + 1}`, 'application').name,
        weight: unless(server.weight, 1), maxFails: unless(server.maxFails, 1), failTimeout: time(server.failTimeoutMs, 10_000), maxConns: unless(server.maxConns, 0),
        backup: unless(server.backup, false), down: unless(server.down, false),
      }) as UpstreamServer<string>),
      zone: unless(part.zone, false),
    }),
    proxyConnectTimeout: time(part.proxyConnectTimeoutMs, 60_000),
    proxyReadTimeout: time(part.proxyReadTimeoutMs, 60_000),
    proxyNextUpstream: isEqual(next, ['error', 'timeout']) ? undefined : next,
    proxyNextUpstreamTries: unless(part.proxyNextUpstreamTries, 0),
    proxyNextUpstreamTimeout: time(part.proxyNextUpstreamTimeoutMs, 0),
  }) as Nginx<string, string, string>;
}

function methodOf(method: NginxPart['method']): Nginx<string, string, string>['upstream']['method'] {
  switch (method.kind) {
    case 'round_robin': return undefined;
    case 'random':
    case 'random_two': return { random: 'two' };
    case 'hash': return given({ hash: method.key, consistent: unless(method.consistent, false) });
    default: return method.kind;
  }
}

/** The virtual addresses of all hosts: instances with one address and one router id are one. */
export function designKeepalived(parts: { host: string; part: KeepalivedPart }[], losses: string[]): { [name: string]: VrrpInstance<string> } {
  const instances: { [name: string]: VrrpInstance<string> } = {};
  const first = new Map<string, VrrpInstancePart>();
  for (const { host, part } of parts) {
    for (const instance of part.instances) {
      const key = Object.keys(instances).find((name) => instances[name]!.virtualAddress === instance.address && instances[name]!.virtualRouterId === instance.virtualRouterId);
      if (key === undefined) {
        let name = instance.name;
        for (let n = 2; Object.hasOwn(instances, name); n++) name = `${instance.name}-${n}`;
        instances[name] = designInstance(instance, host);
        first.set(name, instance);
        continue;
      }
      const shared = (one: VrrpInstancePart): unknown => [one.version, one.advertIntMs, one.unicast !== null, one.trackScript];
      if (!isEqual(shared(first.get(key)!), shared(instance))) losses.push(`${host}: vrrp_instance ${instance.name} differs from the other hosts' in version, advert_int, unicast or track_script; a design has one of each for all members.`);
      (instances[key]!.members as { [host: string]: VrrpMember })[host] = designMember(instance);
    }
  }
  return instances;
}

function designMember(instance: VrrpInstancePart): VrrpMember {
  return given({
    priority: instance.priority, state: unless(instance.state, 'BACKUP'), nopreempt: unless(instance.nopreempt, false), preemptDelay: time(instance.preemptDelayMs, 0),
  }) as VrrpMember;
}

function designInstance(instance: VrrpInstancePart, host: string): VrrpInstance<string> {
  const { trackScript } = instance;
  return given({
    virtualAddress: instance.address,
    virtualRouterId: instance.virtualRouterId,
    version: unless(instance.version, 2),
    advertInt: time(instance.advertIntMs, 1000),
    members: { [host]: designMember(instance) },
    unicast: instance.unicast === null ? undefined : true,
    trackScript: trackScript === null ? undefined : given({
      check: trackScript.check, interval: time(trackScript.intervalMs)!, fall: unless(trackScript.fall, 1), rise: unless(trackScript.rise, 1), weight: unless(trackScript.weight, 0),
    }),
  }) as VrrpInstance<string>;
}

/** One database node; `source` is the node that it replicates from. */
export function designNode(part: MariadbPart, host: string, source: string | null): DatabaseNode<string, string> {
  const { semiSync, autoIncrement } = part;
  return given({
    host,
    replicateFrom: source ?? undefined,
    readOnly: unless(part.readOnly, false),
    semiSync: semiSync === null ? undefined : filled(given({
      timeout: time(semiSync.timeoutMs, 10_000), waitPoint: unless(semiSync.waitPoint, 'AFTER_COMMIT'), waitNoReplica: unless(semiSync.waitNoReplica, true),
    })) === undefined ? true : given({
      timeout: time(semiSync.timeoutMs)!, waitPoint: unless(semiSync.waitPoint, 'AFTER_COMMIT'), waitNoReplica: unless(semiSync.waitNoReplica, true),
    }),
    parallelThreads: unless(part.parallelThreads, 0),
    parallelMode: unless(part.parallelMode, 'optimistic'),
    delay: time(part.delayMs, 0),
    autoIncrement: isEqual(autoIncrement, { increment: 1, offset: 1 }) ? undefined : autoIncrement,
    syncBinlog: unless(part.syncBinlog, 0),
    flushLogAtCommit: unless(part.flushLogAtCommit, 1),
    bind: unless(part.bind, 'any'),
    requireSecureTransport: unless(part.requireSecureTransport, false),
  }) as DatabaseNode<string, string>;
}

/** Monitoring. */
export function designPrometheus(part: PrometheusPart, host: string): Prometheus<string> {
  return given({
    host,
    scrapeInterval: time(part.scrapeIntervalMs, 60_000),
    evaluationInterval: time(part.evaluationIntervalMs, 60_000),
    groupWait: time(part.groupWaitMs, 30_000),
    scrape: part.scrape.map((one) => one.job),
    rules: part.rules.map(designRule),
    notify: [...part.notify],
    deadMansSwitch: unless(part.deadMansSwitch, false),
  }) as Prometheus<string>;
}

function designRule(rule: AlertRule): WrittenRule {
  const head = { alert: rule.alert, severity: rule.severity, ...given({ for: time(rule.forMs, 0) }) };
  switch (rule.when) {
    case 'error-ratio': return { ...head, when: rule.when, window: time(rule.windowMs)!, above: rule.above, ...given({ shortWindow: time(rule.shortWindowMs) }) } as WrittenRule;
    case 'latency': return { ...head, when: rule.when, quantile: rule.quantile, window: time(rule.windowMs)!, above: time(rule.aboveMs)! } as WrittenRule;
    case 'replica-lag': return { ...head, when: rule.when, above: time(rule.aboveMs)! } as WrittenRule;
    case 'certificate-expires': return { ...head, when: rule.when, within: time(rule.withinMs)! } as WrittenRule;
    case 'target-down': return { ...head, when: rule.when, job: rule.job } as WrittenRule;
    case 'cpu': case 'queue-depth': return { ...head, when: rule.when, above: rule.above } as WrittenRule;
    default: return { ...head, when: rule.when } as WrittenRule;
  }
}

