// Designs whose every field is honoured, but not what they add up to.
import type { FieldPath } from '../../infrastructure/problem.ts';

type Endpoint = string | { virtualAddress?: string; dns?: string };

/** A learner's object, as far as it is looked into here. */
export interface Design {
  haproxy?: { on?: string | string[]; frontends?: Record<string, unknown>; backends?: Record<string, { servers?: Record<string, { to?: string }> }> };
  nginx?: Record<string, { host?: string; upstream?: { method?: string | { consistent?: boolean }; servers?: { weight?: number }[] } }>;
  apps?: Record<string, { host?: string; database?: { writer?: Endpoint; readers?: Endpoint[] } }>;
  keepalived?: Record<string, { virtualAddress?: string; members?: Record<string, unknown> }>;
  mariadb?: { nodes?: Record<string, { replicateFrom?: string }>; failover?: { mode?: string; clientsFollow?: string | { dnsTtl?: unknown } } };
}

/** Paths of what is not simulated yet: entrances that users cannot know, virtual addresses that lead to none, databases behind HAProxy, addresses of databases that follow no failover, replication in a circle, rings of nginx with more points than a run can lay. */
export function unsimulatedRelations(design: Design): FieldPath[] {
  return [...entrances(design), ...virtualAddresses(design), ...databaseServers(design), ...strayEndpoints(design), ...circles(design), ...wideRings(design)];
}

function servers(design: Design): { path: FieldPath; to: string | undefined }[] {
  return Object.entries(design.haproxy?.backends ?? {}).flatMap(([backend, { servers: list }]) => Object.entries(list ?? {}).map(([name, { to }]) => ({
    path: ['haproxy', 'backends', backend, 'servers', name, 'to'], to,
  })));
}

/** Hosts between which a virtual address moves; null: there is none. */
function membersOf(design: Design): Set<string> | null {
  const ofDatabase = databaseAddresses(design);
  const first = Object.values(design.keepalived ?? {}).find(({ virtualAddress }) => virtualAddress === undefined || !ofDatabase.has(virtualAddress));
  return first === undefined ? null : new Set(Object.keys(first.members ?? {}));
}

/** Names that are no entrance: with a virtual address the first on each of its hosts is one, else the first of all. */
function beyondFirst(list: Record<string, { host?: string }>, names: string[], members: Set<string> | null): string[] {
  if (members === null) return names.slice(1);
  const taken = new Set<string>();
  return names.filter((name) => {
    const host = list[name]?.host ?? '';
    const entrance = members.has(host) && !taken.has(host);
    taken.add(host);
    return !entrance;
  });
}

const hostsOf = (list: Record<string, { host?: string }>, names: string[]): string[] => names.map((name) => list[name]?.host ?? '');

/** Instances of nginx that no HAProxy forwards to. */
function openNginx(design: Design): string[] {
  const targets = new Set(servers(design).map((server) => server.to));
  return Object.keys(design.nginx ?? {}).filter((name) => !targets.has(name));
}

/** Users enter at one place, or at those between which the virtual address moves. */
function entrances(design: Design): FieldPath[] {
  const { apps = {}, haproxy, nginx = {} } = design;
  const members = membersOf(design);
  const on = haproxyHosts(design);
  const strangers: FieldPath[] = on.length > 1 && !on.every((host) => members?.has(host)) ? [['haproxy', 'on']] : [];
  const frontends = Object.keys(design.haproxy?.frontends ?? {}).slice(1).map((name): FieldPath => ['haproxy', 'frontends', name]);
  const open = openNginx(design);
  const closed = (haproxy ? open : beyondFirst(nginx, open, members)).map((name): FieldPath => ['nginx', name]);
  const balanced = haproxy !== undefined || Object.keys(nginx).length > 0;
  const unbalanced = balanced ? [] : beyondFirst(apps, Object.keys(apps), members).map((name): FieldPath => ['apps', name]);
  return [...strangers, ...frontends, ...closed, ...unbalanced];
}

function haproxyHosts({ haproxy }: Design): string[] {
  const on = haproxy?.on ?? [];
  return typeof on === 'string' ? [on] : on;
}

/** One address that users know, on hosts where something answers them. Addresses of the database are none of these: the failover moves them. */
function virtualAddresses(design: Design): FieldPath[] {
  const { apps = {}, haproxy, nginx = {} } = design;
  const ofDatabase = databaseAddresses(design);
  const names = Object.entries(design.keepalived ?? {}).flatMap(([name, { virtualAddress }]) => (virtualAddress !== undefined && ofDatabase.has(virtualAddress) ? [] : [name]));
  const balancers = haproxy ? haproxyHosts(design) : hostsOf(nginx, openNginx(design));
  const answering = balancers.length > 0 ? balancers : hostsOf(apps, Object.keys(apps));
  const useless = names.length > 0 && !answering.some((host) => membersOf(design)?.has(host)) ? names.slice(0, 1) : [];
  return [...useless, ...names.slice(1)].map((name) => ['keepalived', name]);
}

function databaseServers(design: Design): FieldPath[] {
  const nodes = new Set(Object.keys(design.mariadb?.nodes ?? {}));
  return servers(design).filter((server) => server.to !== undefined && nodes.has(server.to)).map((server) => server.path);
}

function endpoints(design: Design): { path: FieldPath; endpoint: Endpoint }[] {
  return Object.entries(design.apps ?? {}).flatMap(([app, { database }]) => [
    ...(database?.writer === undefined ? [] : [{ path: ['apps', app, 'database', 'writer'], endpoint: database.writer }]),
    ...(database?.readers ?? []).map((endpoint, i) => ({ path: ['apps', app, 'database', 'readers', i], endpoint })),
  ]);
}

/** Virtual addresses by which applications reach the database. */
function databaseAddresses(design: Design): Set<string> {
  return new Set(endpoints(design).flatMap(({ endpoint }) => (typeof endpoint === 'string' || endpoint.virtualAddress === undefined ? [] : [endpoint.virtualAddress])));
}

/** Addresses and names of a database that nothing moves to the new primary. */
function strayEndpoints(design: Design): FieldPath[] {
  const { failover } = design.mariadb ?? {};
  const follow = failover?.clientsFollow;
  const movesAddress = failover?.mode === 'manual' || follow === 'virtual-address';
  const movesName = typeof follow === 'object';
  return endpoints(design).flatMap(({ path, endpoint }) => {
    if (typeof endpoint === 'string') return [];
    return ('virtualAddress' in endpoint && !movesAddress) || ('dns' in endpoint && !movesName) ? [path] : [];
  });
}

function circles(design: Design): FieldPath[] {
  const nodes = design.mariadb?.nodes ?? {};
  return Object.keys(nodes).flatMap((name): FieldPath[] => {
    let source = nodes[name].replicateFrom;
    for (let steps = 0; source !== undefined && steps <= Object.keys(nodes).length; steps++) {
      if (source === name) return [['mariadb', 'nodes', name, 'replicateFrom']];
      source = nodes[source]?.replicateFrom;
    }
    return [];
  });
}

/** Weight of all servers of a design on rings of nginx, each unit of which is 160 points: laid and sorted for every run, in about a twentieth of a second. */
const RING_WEIGHT_MAX = 2_000;

/** The largest weight on each ring, where all of them together are too many points. */
function wideRings({ nginx = {} }: Design): FieldPath[] {
  const rings = Object.entries(nginx).flatMap(([name, { upstream = {} }]) => (typeof upstream.method === 'object' && upstream.method.consistent === true ? [{ name, weights: (upstream.servers ?? []).map(({ weight = 1 }) => weight) }] : []));
  const total = rings.reduce((sum, { weights }) => sum + weights.reduce((all, weight) => all + weight, 0), 0);
  return total <= RING_WEIGHT_MAX ? [] : rings.map(({ name, weights }) => ['nginx', name, 'upstream', 'servers', weights.indexOf(Math.max(...weights)), 'weight']);
}
