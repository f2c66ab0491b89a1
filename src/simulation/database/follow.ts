// Where an application finds the primary: a node's name stays what it is; an address or a DNS name that follows the failover leads to the new primary.
import type { Endpoint } from '../../infrastructure/model.ts';
import { severed } from '../partition.ts';
import type { World } from '../world.ts';

/** Places of endpoints that are not nodes; see `endpointPlace`. */
export const FOLLOWS = { address: -2, dns: -3 } as const;

/** An endpoint as a number: the node's place, or one of FOLLOWS; −1: nothing that is simulated. */
export function endpointNumber(endpoint: Endpoint, nodes: ReadonlyMap<string, number>): number {
  switch (endpoint.kind) {
    case 'node': return nodes.get(endpoint.name) ?? -1;
    case 'virtual-address': return FOLLOWS.address;
    case 'dns': return FOLLOWS.dns;
    default: return -1;
  }
}

/**
 * The node that an application at a place reaches by an endpoint now; −1: none. The address is moved with the promotion; within a part of the network that the
 * new primary does not reach, the old one still has it. A name is looked up anew when its time to live is over.
 */
export function endpointPlace(world: World, from: number, endpoint: number): number {
  if (endpoint >= -1) return endpoint;
  const { failover, layout, queue, replicas } = world;
  const [primary, former] = replicas.primary;
  if (former < 0) return primary;
  const rule = layout.model.databases.failover;
  const ttlMs = rule?.mode === 'automatic' && rule.clientsFollow.kind === 'dns' ? rule.clientsFollow.ttlMs : 0;
  if (endpoint === FOLLOWS.dns) return queue.now < failover.promotedMs[0] + ttlMs ? former : primary;
  return severed(world, from, primary) && !severed(world, from, former) ? former : primary;
}
