// From drawn values to a design that mostly is valid: names that exist, and what fields demand of each other.
import type { Pick, Raw } from './draw.ts';

type Fields = { [field: string]: any };

/** The thing that a position means; undefined: there is none. */
function chosen<T>(list: readonly T[], pick: unknown): T | undefined {
  return list.length === 0 ? undefined : list[((pick as Pick | undefined)?.pick ?? 0) % list.length];
}

/** Those of a list that are the first with their key. */
function distinct<T>(list: readonly T[], key: (one: T) => unknown): T[] {
  return list.filter((one, at) => list.findIndex((other) => key(other) === key(one)) === at);
}

const named = (prefix: string, list: readonly unknown[]): Fields => Object.fromEntries(list.map((one, at) => [`${prefix}${at}`, one]));
const namesOf = (prefix: string, list: readonly unknown[]): string[] => list.map((_, at) => `${prefix}${at}`);
const listOf = (value: unknown): Fields[] => (value ?? []) as Fields[];

function hostsOf(raw: Raw): Fields[] {
  return listOf(raw['hosts']).map((host, at) => ({
    ...host,
    ...(host['privateAddress'] === undefined ? {} : { privateAddress: `10.0.1.${at + 1}` }), ...(host['publicAddress'] === undefined ? {} : { publicAddress: `203.0.113.${at + 1}` }),
  }));
}

/** Nodes on hosts of their own; each replicates from one before it, if from any. */
function nodesOf(raw: Raw, hosts: string[]): Fields[] {
  return listOf((raw['mariadb'] as Fields | undefined)?.['nodes']).slice(0, hosts.length).map((node, at, all) => {
    const source = at === 0 ? undefined : chosen(namesOf('d', all.slice(0, at)), node['replicateFrom']);
    return { ...node, host: hosts[hosts.length - 1 - at], replicateFrom: source, delay: source === undefined ? undefined : node['delay'] };
  });
}

function failoverOf(failover: Fields | undefined, hosts: string[], nodes: string[]): Fields | undefined {
  if (failover?.['mode'] !== 'automatic') return failover;
  const first = (failover['promote'] as Fields)['first'] as Pick[] | undefined;
  return {
    ...failover,
    voters: distinct(listOf(failover['voters']).map((voter) => chosen(hosts, voter)), (host) => host),
    ...(first === undefined ? {} : { promote: { first: distinct(first.map((node) => chosen(nodes, node)), (node) => node) } }),
    clientsFollow: failover['clientsFollow'] === 'backend' ? 'virtual-address' : failover['clientsFollow'],
  };
}

/** The node whose data a node holds. */
function rootOf(name: string, nodes: Fields): string {
  const source = nodes[name]?.replicateFrom as string | undefined;
  return source === undefined ? name : rootOf(source, nodes);
}

interface Around { hosts: string[]; nodes: Fields; databaseAddress: string | undefined }

function appOf(app: Fields, at: number, { hosts, nodes, databaseAddress }: Around): Fields {
  const names = Object.keys(nodes);
  const drawn = app['database'] as Fields | undefined;
  const endpoint = (from: unknown, list: string[]): unknown => (typeof from === 'object' && from !== null && 'virtualAddress' in from && databaseAddress !== undefined ? { virtualAddress: databaseAddress } : chosen(list, from));
  const writer = endpoint(drawn?.['writer'], names);
  const root = typeof writer === 'string' ? rootOf(writer, nodes) : names[0];
  const related = names.filter((name) => rootOf(name, nodes) === root);
  return {
    ...app, host: chosen(hosts, app['host']), port: 8000 + at,
    health: app['health'] === undefined ? undefined : distinct(listOf(app['health']), (page) => page['uri']),
    database: drawn === undefined || names.length === 0 ? undefined : { ...drawn, writer, ...(drawn['readers'] === undefined ? {} : { readers: listOf(drawn['readers']).map((reader) => endpoint(reader, related)) }) },
  };
}

function nginxOf(one: Fields, at: number, hosts: string[], apps: string[]): Fields {
  const upstream = one['upstream'] as Fields;
  const method = upstream['method'];
  const backups = method === undefined || method === 'round_robin' || method === 'least_conn';
  const servers = distinct(listOf(upstream['servers']).map((server) => ({ ...server, to: chosen(apps, server['to']) }) as Fields), (server) => server['to'])
    .map((server, place) => ({ ...server, backup: backups && place > 0 ? server['backup'] : undefined }));
  const next = one['proxyNextUpstream'] as string[] | undefined;
  return { ...one, host: hosts[at % hosts.length], listen: [{ port: 8100 + at }], upstream: { ...upstream, servers }, proxyNextUpstream: next?.includes('off') === true ? ['off'] : next };
}

function backendOf(backend: Fields, targets: string[]): Fields {
  const balance = backend['balance'];
  const retryOn = backend['retryOn'] as string[] | undefined;
  const ids = new Set<unknown>();
  const servers = listOf(backend['servers']).map((server) => {
    const isTaken = ids.has(server['id']);
    ids.add(server['id']);
    return { ...server, to: chosen(targets, server['to']), id: isTaken ? undefined : server['id'], observe: (server['check'] ?? false) === false ? undefined : server['observe'] };
  });
  return {
    ...backend, servers: named('s', servers), retryOn: retryOn?.includes('none') === true ? ['none'] : retryOn,
    ...(typeof balance === 'object' && 'balanceFactor' in balance ? { balance: { ...balance, balanceFactor: balance.hashType === 'consistent' ? balance.balanceFactor : undefined } } : {}),
  };
}

function frontendOf(frontend: Fields, backends: string[]): Fields {
  const rules = listOf(frontend['useBackend']).filter((rule) => rule['if'].method !== undefined);
  return {
    bind: listOf(frontend['bind']).map((bind, at) => ({ ...bind, port: 80 + at })), defaultBackend: chosen(backends, frontend['defaultBackend']),
    useBackend: rules.map((rule) => ({ ...rule, backend: chosen(backends, rule['backend']) })),
  };
}

/** Backends that no one needs stay; what they say of ports is told by the first frontend alone. */
function haproxyOf(drawn: Fields, on: string[], targets: string[]): Fields {
  const backends = listOf(drawn['backends']).map((backend) => backendOf(backend, targets));
  const frontends = listOf(drawn['frontends']).slice(0, 1).map((frontend) => frontendOf(frontend, namesOf('b', backends)));
  return { ...drawn, on: on.length === 1 ? on[0] : on, backends: named('b', backends), frontends: frontends.length === 0 ? undefined : named('f', frontends) };
}

function memberOf(member: Fields, isWeighed: boolean): Fields {
  const isBackup = member['state'] !== 'MASTER';
  const priority = member['priority'] === 255 && (isWeighed || member['nopreempt'] === true) ? 254 : member['priority'];
  return { ...member, priority, nopreempt: isBackup ? member['nopreempt'] : undefined, preemptDelay: isBackup && member['nopreempt'] !== true ? member['preemptDelay'] : undefined };
}

const ADVERTS: { [version: number]: string[] } = { 2: ['1s', '2s', '5s'], 3: ['1s', '10ms', '200ms', '3s', '40s'] };

function instanceOf(one: Fields, at: number, members: string[]): Fields {
  const drawn = listOf(one['members']);
  const isWeighed = ((one['trackScript'] as Fields | undefined)?.['weight'] ?? 0) !== 0;
  const adverts = ADVERTS[(one['version'] ?? 2) as number]!;
  return {
    ...one, virtualAddress: `10.0.0.${100 + at}`, virtualRouterId: 51 + at,
    advertInt: one['advertInt'] === undefined ? undefined : adverts[(one['advertInt'] as string).length % adverts.length],
    members: Object.fromEntries(members.map((host, place) => [host, memberOf(drawn[place % drawn.length]!, isWeighed)])),
  };
}

/** Without the fields that are absent, so that a counterexample can be read. */
function present(design: Fields): Fields {
  return JSON.parse(JSON.stringify(design)) as Fields;
}

/** A whole design. Users enter at one place, or at several behind one virtual address; a second address is the database's. */
export function assemble(raw: Raw): Fields {
  const hosts = hostsOf(raw);
  const hostNames = namesOf('h', hosts);
  const nodes = named('d', nodesOf(raw, hostNames));
  const failover = failoverOf((raw['mariadb'] as Fields | undefined)?.['failover'] as Fields | undefined, hostNames, Object.keys(nodes));
  const instances = listOf(raw['keepalived']);
  const isMoved = failover !== undefined && (failover['mode'] === 'manual' || failover['clientsFollow'] === 'virtual-address');
  const hasDatabaseAddress = isMoved && instances.length > 1 && Object.keys(nodes).length > 0;
  const drawnApps = listOf(raw['apps'] ?? [{ host: { pick: 0 } }]);
  const apps = drawnApps.map((app, at) => appOf(app, at, { hosts: hostNames, nodes, databaseAddress: hasDatabaseAddress ? '10.0.0.101' : undefined }));
  const haproxy = raw['haproxy'] as Fields | undefined;
  const nginx = listOf(raw['nginx']).map((one, at) => nginxOf(one, at, hostNames, namesOf('a', apps)));
  const entrances = instances.length > 0 ? hostNames.slice(0, 2) : hostNames.slice(0, 1);
  const balanced = haproxy === undefined ? undefined : haproxyOf(haproxy, entrances, [...namesOf('a', apps), ...namesOf('n', nginx)]);
  const used = balanced === undefined ? nginx.slice(0, entrances.length) : nginx;
  const isTarget = (name: string): boolean => balanced === undefined || Object.values(balanced['backends'] as Fields).some((backend) => Object.values((backend as Fields)['servers'] as Fields).some((server) => (server as Fields)['to'] === name));
  const keptNginx = Object.fromEntries(Object.entries(named('n', used)).filter(([name]) => isTarget(name)));
  const isOpen = balanced === undefined && used.length === 0;
  const databaseUsed = hasDatabaseAddress && apps.some((app) => JSON.stringify(app['database'] ?? null).includes('10.0.0.101'));
  return present({
    hosts: named('h', hosts), haproxy: balanced, nginx: keptNginx,
    apps: named('a', isOpen ? apps.slice(0, entrances.length).map((app, at) => ({ ...app, host: entrances[at] })) : apps),
    mariadb: Object.keys(nodes).length === 0 ? undefined : { nodes, failover },
    keepalived: instances.length === 0 ? undefined : named('v', [instanceOf(instances[0]!, 0, entrances), ...(databaseUsed ? [instanceOf(instances[1]!, 1, Object.values(nodes).map((node) => (node as Fields)['host'] as string))] : [])]),
  });
}
