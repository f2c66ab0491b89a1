// Who sends what to whom in a design, each with the field that says so.
import type { FieldPath } from '../../infrastructure/index.ts';
import type { Application, Endpoint, Haproxy, Model, Nginx, VirtualAddress } from '../../infrastructure/model.ts';
import { entryOf, openBalancers } from '../../simulation/layout/layout.ts';
import type { WiringEdge } from '../wiring.ts';

/** A connection before its field is found in the file. */
export interface Line extends Omit<WiringEdge, 'place'> { path: FieldPath }

/** What answers on the hosts of an address. */
interface Answering { name: string; host: string }

const PLAIN = { server: null, isBackup: false };

/** Every connection, users first. */
export function linesOf(model: Model): Line[] {
  return [
    ...userLines(model),
    ...model.loadBalancers.flatMap((balancer) => (balancer.software === 'haproxy' ? haproxyLines(balancer) : nginxLines(balancer))),
    ...model.applications.flatMap((application) => databaseLines(application)),
    ...databaseAddresses(model).flatMap((address) => heldLines(address, model.databases.nodes)),
    ...replicationLines(model),
  ];
}

/** Users go to the first virtual address that leads to something for them, else to the entrance itself. */
function userLines(model: Model): Line[] {
  const balancers = openBalancers(model);
  const open: Answering[] = balancers.length > 0 ? balancers : model.applications;
  const address = model.virtualAddresses.find(({ members }) => members.some(({ host }) => open.some((one) => one.host === host)));
  if (address !== undefined) {
    // A host's connections go to the first that listens there.
    const first = open.filter(({ host }, at) => open.findIndex((one) => one.host === host) === at);
    return [{ from: null, to: address.address, kind: 'requests', ...PLAIN, path: ['keepalived', address.name] }, ...heldLines(address, first)];
  }
  const entry = entryOf(model);
  if (entry === null) return [];
  const isHaproxy = model.loadBalancers.some(({ software, name }) => software === 'haproxy' && name === entry.name);
  const path: FieldPath = entry.kind === 'application' ? ['apps', entry.name] : isHaproxy ? ['haproxy'] : ['nginx', entry.name];
  return [{ from: null, to: entry.name, kind: 'requests', ...PLAIN, path }];
}

function heldLines({ name, address, members }: VirtualAddress, answering: readonly Answering[]): Line[] {
  const highest = members.reduce((most, { priority }) => Math.max(most, priority), 0);
  return members.flatMap(({ host, priority }) => answering.filter((one) => one.host === host).map((one): Line => (
    { from: address, to: one.name, kind: 'held', server: null, isBackup: priority < highest, path: ['keepalived', name, 'members', host] }
  )));
}

function haproxyLines({ name: from, backends }: Haproxy): Line[] {
  return backends.flatMap((backend) => backend.servers.map(({ name, target, backup }): Line => (
    { from, to: target.name, kind: 'requests', server: name, isBackup: backup, path: ['haproxy', 'backends', backend.name, 'servers', name] }
  )));
}

function nginxLines({ name: from, servers }: Nginx): Line[] {
  return servers.map(({ target, backup }, position): Line => (
    { from, to: target, kind: 'requests', server: null, isBackup: backup, path: ['nginx', from, 'upstream', 'servers', position] }
  ));
}

function databaseLines({ name: from, database }: Application): Line[] {
  if (database === null) return [];
  const line = (endpoint: Endpoint, kind: 'reads' | 'writes', path: FieldPath): Line[] => {
    const to = targetOf(endpoint);
    return to === null ? [] : [{ from, to, kind, ...PLAIN, path }];
  };
  return [
    ...line(database.writer, 'writes', ['apps', from, 'database', 'writer']),
    ...database.readers.flatMap((reader, position) => line(reader, 'reads', ['apps', from, 'database', 'readers', position])),
  ];
}

/** A name in the DNS is nothing that could be drawn as a part: it leads to the primary of the moment. */
function targetOf(endpoint: Endpoint): string | null {
  if (endpoint.kind === 'node') return endpoint.name;
  return endpoint.kind === 'virtual-address' ? endpoint.address : null;
}

function databaseAddresses({ applications, virtualAddresses }: Model): VirtualAddress[] {
  const used = new Set(applications.flatMap(({ database }) => (database === null ? [] : [database.writer, ...database.readers])).map(targetOf));
  return virtualAddresses.filter(({ address }) => used.has(address));
}

function replicationLines({ databases: { nodes } }: Model): Line[] {
  return nodes.flatMap(({ name, replicateFrom }): Line[] => (
    replicateFrom === null ? [] : [{ from: replicateFrom, to: name, kind: 'replication', ...PLAIN, path: ['mariadb', 'nodes', name, 'replicateFrom'] }]
  ));
}
