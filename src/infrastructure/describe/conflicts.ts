import type { ProblemData } from '../problem.ts';
import { quoted } from './words.ts';

/** A sentence for each rule of the code `conflict`: what does not go together, why, and what to do. */
export const CONFLICTS: { readonly [rule: string]: (where: string, data: ProblemData) => string } = {
  'observe-needs-check': (where) => `${where} judges real traffic, but the server has no check, so it could not come back up. Add check.`,
  'needs-http': (where) => `${where} needs HTTP, but the servers behind it are database nodes, for which HAProxy works in mode tcp. Remove it.`,
  'needs-consistent': (where) => `${where} works only with hashType: "consistent". Add that, or remove the factor.`,
  'stands-alone': (where, data) => `${where} lists ${quoted(data['word'])} together with other words; ${quoted(data['word'])} stands alone.`,
  'mixed-targets': (where, data) => (
    `${where} mixes the database node ${quoted(data['node'])} with ${quoted(data['other'])}, which speaks HTTP. HAProxy serves a backend in one mode: use two backends.`),
  'mixed-modes': (where, data) => (
    `${where} leads to ${quoted(data['backend'])}, but the frontend's other backend works in another mode. A frontend serves HTTP or database nodes: use two frontends.`),
  'only-backups': (where) => `${where} has only backup servers; nginx does not start with such an upstream. At least one server is no backup.`,
  'method-refuses-backup': (where) => `${where}: nginx refuses backup servers with this method. Use round_robin or least_conn, or remove backup.`,
  'backend-without-database': (where, data) => `${where} names ${quoted(data['backend'])}, whose servers are no database nodes.`,
  'replicates-from-itself': (where) => `${where} names the node itself. Name another node, or remove the field for a primary.`,
  'delay-needs-source': (where) => `${where} delays replication, but this node replicates from nobody. Add replicateFrom, or remove the delay.`,
  'reader-is-unrelated': (where, data) => (
    `${where} names ${quoted(data['reader'])}, which has no copy of what ${quoted(data['writer'])} stores: the two do not replicate from each other or from the same node. Add replicateFrom, or name another node.`),
  'offset-above-increment': (where, data) => (
    `${where} is ${quoted(data['offset'])}, above the increment of ${quoted(data['increment'])}; MariaDB ignores such an offset. It goes from 1 to the increment.`),
  'fraction-needs-version-3': (where, data) => (
    `${where} is ${quoted(data['value'])}, but VRRP version 2 counts whole seconds. Use whole seconds, or version: 3.`),
  'needs-state-backup': (where) => `${where} needs state BACKUP: keepalived refuses it on a member that begins as MASTER. Remove the state, or this field.`,
  'delay-without-preemption': (where) => `${where} delays taking the address back, which nopreempt forbids altogether. Keep one of the two.`,
  'owner-yields-to-nobody': (where) => `${where} does not go with priority 255, whose member owns the address and takes it at once. Use a priority up to 254.`,
  'owner-has-no-weight': (where) => `${where} is 255, and the weight of trackScript cannot change that priority. Use a priority up to 254, or weight 0.`,
  'unicast-family': (where, data) => (
    `${where} sends adverts to ${quoted(data['host'])} at ${quoted(data['address'])}, which is of another family (IPv4, IPv6) than the virtual address. Use addresses of one family, or no unicast.`),
  'protocol-without-ports': (where, data) => `${where} is given, but ${quoted(data['protocol'])} has no ports. Remove it.`,
  'port-taken': (where, data) => (
    `${where} listens on port ${quoted(data['port'])} of host ${quoted(data['host'])}, which ${data['first']} already uses. Give one of them another port, or another host.`),
};
