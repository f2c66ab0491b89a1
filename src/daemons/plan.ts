// A model taken apart: what each host's files have to say, with addresses in place of names.
import type { BackendServer, DatabaseNode, Haproxy, Model, Nginx } from '../infrastructure/model.ts';
import { planAddresses } from '../infrastructure/addresses.ts';
import { ADMIN_NETWORK } from './addresses.ts';
import type { Endpoint, FirewallPart, HaproxyPart, KeepalivedPart, MariadbPart, NginxPart, PrometheusPart } from './parts.ts';

/** Everything that one host's files say; null and empty where it has no such daemon. */
export interface HostParts {
  host: string;
  address: string;
  haproxy: HaproxyPart | null;
  nginx: { name: string; part: NginxPart }[];
  keepalived: KeepalivedPart | null;
  mariadb: MariadbPart | null;
  firewall: FirewallPart | null;
  prometheus: PrometheusPart | null;
}

/** Ports that exporters listen on by convention (Prometheus' wiki of default port allocations). */
const EXPORTER_PORT = { haproxy: 8405, nginx: 9113, node: 9100, mysqld: 9104, keepalived: 9165 } as const;
/** MariaDB's port. */
const MARIADB_PORT = 3306;
/** Where keepalived sends and listens, on every host of this course. */
const INTERFACE = 'eth0';

/** Takes a model apart, host by host in the order of the model; hosts without any file are there too. */
export function partsOf(model: Model): HostParts[] {
  const addresses = planAddresses(model.hosts);
  return model.hosts.map(({ name }) => ({
    host: name,
    address: addresses.get(name)!,
    haproxy: haproxyPart(model, name, addresses),
    nginx: model.loadBalancers.flatMap((balancer) => (balancer.software === 'nginx' && balancer.host === name ? [{ name: balancer.name, part: nginxPart(model, balancer, addresses) }] : [])),
    keepalived: keepalivedPart(model, name, addresses),
    mariadb: mariadbPart(model, name, addresses),
    firewall: firewallPart(model, name, addresses),
    prometheus: model.monitoring?.host === name ? prometheusPart(model, addresses) : null,
  }));
}

type Addresses = ReadonlyMap<string, string>;

/** Where something on `host` is reached from `from`: over loopback where it listens only there. */
function reach(host: string, port: number, from: string, loopbackOnly: boolean, addresses: Addresses): Endpoint {
  return { address: loopbackOnly && host === from ? '127.0.0.1' : addresses.get(host) ?? host, port };
}

function targetEndpoint(model: Model, { target }: BackendServer, from: string, addresses: Addresses): Endpoint {
  switch (target.kind) {
    case 'application': {
      const application = model.applications.find((one) => one.name === target.name)!;
      return reach(application.host, application.port, from, application.listenOn === 'loopback', addresses);
    }
    case 'load-balancer': {
      const nginx = model.loadBalancers.find((one): one is Nginx => one.software === 'nginx' && one.name === target.name)!;
      return reach(nginx.host, nginx.listen[0]!.port, from, false, addresses);
    }
    case 'database': {
      const node = model.databases.nodes.find((one) => one.name === target.name)!;
      return reach(node.host, MARIADB_PORT, from, node.bind === 'loopback', addresses);
    }
  }
}

function haproxyPart(model: Model, host: string, addresses: Addresses): HaproxyPart | null {
  const found = model.loadBalancers.find((one): one is Haproxy => one.software === 'haproxy' && one.host === host);
  if (found === undefined) return null;
  const { name: _name, host: _host, software: _software, backends, ...rest } = found;
  return {
    ...rest,
    metricsPort: model.monitoring?.scrape.includes('haproxy') === true ? EXPORTER_PORT.haproxy : null,
    backends: backends.map((backend) => ({
      ...backend,
      servers: backend.servers.map(({ target: _target, ...server }, i) => ({ ...server, endpoint: targetEndpoint(model, backend.servers[i]!, host, addresses) })),
    })),
  };
}

function nginxPart(model: Model, nginx: Nginx, addresses: Addresses): NginxPart {
  const { name, host, software: _software, servers, ...rest } = nginx;
  return {
    ...rest,
    upstream: name,
    servers: servers.map(({ target, ...server }) => {
      const application = model.applications.find((one) => one.name === target)!;
      return { ...server, endpoint: reach(application.host, application.port, host, application.listenOn === 'loopback', addresses) };
    }),
  };
}

function keepalivedPart(model: Model, host: string, addresses: Addresses): KeepalivedPart | null {
  const instances = model.virtualAddresses.flatMap(({ members, unicast, ...instance }) => {
    const member = members.find((one) => one.host === host);
    if (member === undefined) return [];
    const { host: _host, ...own } = member;
    const peers = members.filter((one) => one.host !== host).map((one) => addresses.get(one.host)!);
    return [{ ...instance, ...own, unicast: unicast ? { source: addresses.get(host)!, peers } : null, interface: INTERFACE }];
  });
  return instances.length > 0 ? { routerId: host, instances } : null;
}

/** What a node needs so that others can replicate from it, now or after a failover. Nodes of a circle all take writes, so each counts its GTIDs in a domain of its own. */
function binlogOf(model: Model, node: DatabaseNode, position: number): MariadbPart['binlog'] {
  let source = node.replicateFrom;
  for (let i = 0; i < model.databases.nodes.length && source !== null && source !== node.name; i++) source = model.databases.nodes.find((one) => one.name === source)?.replicateFrom ?? null;
  return { enabled: true, format: 'ROW', logSlaveUpdates: true, gtidDomainId: source === node.name ? position + 1 : 0, gtidStrictMode: true };
}

function semiSyncRole(model: Model, node: DatabaseNode): MariadbPart['semiSyncRole'] {
  if (node.semiSync === null) return null;
  if (node.replicateFrom === null) return 'primary';
  return model.databases.nodes.some((one) => one.replicateFrom === node.name) ? 'both' : 'replica';
}

function mariadbPart(model: Model, host: string, addresses: Addresses): MariadbPart | null {
  const position = model.databases.nodes.findIndex((node) => node.host === host);
  const node = model.databases.nodes[position];
  if (node === undefined) return null;
  const { name: _name, host: _host, workers: _workers, replicateFrom, ...rest } = node;
  const source = model.databases.nodes.find((one) => one.name === replicateFrom);
  return {
    ...rest, serverId: position + 1, port: MARIADB_PORT, address: addresses.get(host)!,
    replicateFrom: source === undefined ? null : { address: addresses.get(source.host)!, port: MARIADB_PORT },
    semiSyncRole: semiSyncRole(model, node), binlog: binlogOf(model, node, position), useGtid: 'slave_pos',
  };
}

function firewallPart({ firewall }: Model, host: string, addresses: Addresses): FirewallPart | null {
  if (firewall === null) return null;
  const hostsOf = (name: string): string[] => firewall.groups.find((group) => group.name === name)?.hosts ?? [name];
  const sources = (from: string): string[] => {
    if (from === 'internet') return [];
    return from === 'admin' ? [ADMIN_NETWORK] : hostsOf(from).map((name) => addresses.get(name)!);
  };
  const rules = firewall.rules.filter((rule) => hostsOf(rule.to).includes(host)).map(({ from, protocol, port, action }) => ({ from: sources(from), protocol, port, action, comment: `${hostsOf(from).join(', ')} to ${host}` }));
  return { default: firewall.default, rules };
}

/** Where users come in: the virtual addresses, else the HAProxy hosts, at every port of a frontend; without HAProxy the nginx instances. */
function entryPoints(model: Model, addresses: Addresses): Endpoint[] {
  const haproxies = model.loadBalancers.filter((one) => one.software === 'haproxy');
  const hosts = haproxies.map((one) => addresses.get(one.host)!);
  const shared = model.virtualAddresses.map((one) => one.address);
  const ports = new Set(haproxies.flatMap((one) => one.frontends.flatMap((frontend) => frontend.bind.map((bind) => bind.port))));
  const found = (shared.length > 0 ? shared : hosts).flatMap((address) => [...ports].map((port) => ({ address, port })));
  return found.length > 0 ? found : model.loadBalancers.flatMap((one) => (one.software === 'nginx' ? one.listen.map(({ port }) => ({ address: addresses.get(one.host)!, port })) : []));
}

/** Hosts and ports that a job collects from. */
function scrapeTargets(model: Model, job: PrometheusPart['scrape'][number]['job'], addresses: Addresses): Endpoint[] {
  const at = (hosts: string[], port: number): Endpoint[] => [...new Set(hosts)].map((host) => ({ address: addresses.get(host)!, port }));
  const balancers = (software: 'haproxy' | 'nginx'): string[] => model.loadBalancers.filter((one) => one.software === software).map((one) => one.host);
  switch (job) {
    case 'haproxy': return at(balancers('haproxy'), EXPORTER_PORT.haproxy);
    case 'nginx': return at(balancers('nginx'), EXPORTER_PORT.nginx);
    case 'node': return at(model.hosts.map((host) => host.name), EXPORTER_PORT.node);
    case 'mysqld': return at(model.databases.nodes.map((node) => node.host), EXPORTER_PORT.mysqld);
    case 'keepalived': return at(model.virtualAddresses.flatMap((one) => one.members.map((member) => member.host)), EXPORTER_PORT.keepalived);
    case 'blackbox': return entryPoints(model, addresses);
    case 'app': return model.applications.map((one) => ({ address: addresses.get(one.host)!, port: one.port }));
  }
}

function prometheusPart(model: Model, addresses: Addresses): PrometheusPart {
  const { host: _host, scrape, ...rest } = model.monitoring!;
  return { ...rest, scrape: scrape.map((job) => ({ job, targets: scrapeTargets(model, job, addresses) })) };
}
