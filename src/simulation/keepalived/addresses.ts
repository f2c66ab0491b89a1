// Virtual addresses in the simulated world: which host the network sends users to, and what faults of hosts do to keepalived there.
import type { Model } from '../../infrastructure/model.ts';
import { hitsHost } from '../faults.ts';
import type { Layout } from '../layout/layout.ts';
import { severs } from '../partition.ts';
import { below, uniform } from '../random/streams.ts';
import type { World } from '../world.ts';
import { VRRP_EVENT } from './events.ts';
import type { InstanceLayout, Vrrp } from './instances.ts';
import { STATE, addressNumber, createVrrp, instanceOf } from './instances.ts';
import { scheduleScript } from './script.ts';
import { testHost } from './test.ts';
import { lead, loseHost, rest, setTimer, start } from './vrrp.ts';

/** How long the network sends to a host that took the address off without another one claiming it: reachable time of a neighbour in Linux. */
const NEIGHBOUR_MS = 30_000;

/** Where a user's connection goes, if not to a place. */
export const NOWHERE = { silent: -1, refused: -2 } as const;

/** Virtual addresses of one run. */
export interface Addresses {
  readonly vrrp: Vrrp;
  /** Place that takes a host's connections, by instance; −1: nothing listens there. */
  readonly places: readonly number[];
  /** The address that users know; −1: none of them leads to what they ask for. */
  readonly entry: number;
  readonly state: {
    /** By address: the instance that the network sends to, −1 before the first; and a stamp of that belief. */
    believed: Int32Array; beliefStamp: Int32Array;
    /** By instance: the call by which its script asks for a page; −1: none. */
    asking: Int32Array;
  };
}

/** Load balancers that nothing forwards to, HAProxy before nginx; applications where there is none. */
function listeners(layout: Layout): number[] {
  const inner = new Set(layout.backends.flatMap((backend) => backend.targets));
  const balancers = Array.from({ length: layout.balancerCount }, (_, place) => place).filter((place) => !inner.has(place)).sort((a, b) => layout.kind[a] - layout.kind[b]);
  if (layout.balancerCount > 0) return balancers;
  return Array.from({ length: layout.applicationCount }, (_, i) => i);
}

/** Order of addresses for masters of equal priority: by number where all are known and different, else as written. */
function ranks(model: Model, hosts: number[]): number[] {
  const numbers = hosts.map((host) => addressNumber(model.hosts[host].privateAddress));
  const known = numbers.every((one) => one !== null) && new Set(numbers).size === numbers.length;
  return known ? numbers.map((one) => one!) : hosts.map((_, i) => i);
}

/** Virtual addresses of a world, null where the design has none; keepalived has not started yet (`settle`). */
export function createAddresses(world: World): Addresses | null {
  const { layout: { model }, queue } = world;
  if (model.virtualAddresses.length === 0) return null;
  const index = new Map(model.hosts.map((host, i) => [host.name, i]));
  const instances = model.virtualAddresses.flatMap((address, group): InstanceLayout[] => {
    const hosts = address.members.map((member) => index.get(member.host) ?? -1);
    const rank = ranks(model, hosts);
    return address.members.map((member, i) => instanceOf(address, member, { group, host: hosts[i], rank: rank[i] }));
  });
  const open = listeners(world.layout);
  const places = instances.map((one) => open.find((place) => world.layout.host[place] === one.host) ?? -1);
  const vrrp: Vrrp = createVrrp(instances, queue, {
    reaches: (from, to) => !severs(world, from, to),
    test: (i) => testHost(world, i),
    taken: (i) => tell(world, i, 'address-taken'),
    released: (i) => released(world, i),
    announced: (i) => believe(world, instances[i].group, i),
    advertised: () => {},
  });
  const entry = vrrp.groups.findIndex((group) => group.some((i) => places[i] >= 0));
  const count = vrrp.groups.length;
  return { vrrp, places, entry, state: { believed: new Int32Array(count).fill(-1), beliefStamp: new Int32Array(count), asking: new Int32Array(instances.length).fill(-1) } };
}

/** Puts every instance where it is after a long time without faults: the highest priority holds the address. `stream` gives the phases of adverts and scripts. */
export function settle(world: World, stream: number): void {
  const { addresses, streams } = world;
  if (addresses === null) return;
  const { places, vrrp } = addresses;
  for (const group of vrrp.groups) {
    for (const i of group) rest(vrrp, i, places[i] >= 0);
    const able = group.filter((i) => vrrp.state.state[i] === STATE.backup);
    const highest = Math.max(...able.map((i) => vrrp.state.priority[i]));
    const equals = able.filter((i) => vrrp.state.priority[i] === highest);
    // Among equals it was the first to start.
    const master = equals.length > 1 ? equals[below(streams, stream, equals.length)] : equals[0];
    const sinceMs = uniform(streams, stream) * vrrp.layout[master ?? group[0]].advertMs;
    for (const i of group) {
      if (i === master) lead(vrrp, i);
      if (vrrp.state.state[i] !== STATE.fault) setTimer(vrrp, i, (i === master ? vrrp.layout[i].advertMs : vrrp.state.downMs[i]) - sinceMs);
      const { script } = vrrp.layout[i];
      if (script !== null) scheduleScript(vrrp, i, uniform(streams, stream) * script.intervalMs);
    }
  }
}

/** Where a user's connection arrives now; NOWHERE: at nobody. */
export function userPlace(world: World, addresses: Addresses): number {
  if (addresses.entry < 0) return world.layout.entry;
  const i = addresses.state.believed[addresses.entry];
  if (i < 0 || addresses.vrrp.state.holds[i] === 0) return NOWHERE.silent;
  return addresses.places[i] < 0 ? NOWHERE.refused : addresses.places[i];
}

/** Whether the answers of a place reach users: not once its host has given the address away. */
export function canAnswer(addresses: Addresses, place: number): boolean {
  if (addresses.entry < 0) return true;
  const i = addresses.vrrp.groups[addresses.entry].find((one) => addresses.places[one] === place);
  return i === undefined || addresses.vrrp.state.holds[i] === 1;
}

/** Names of the hosts that hold each virtual address at the moment. */
export function addressHolders({ vrrp }: Addresses, model: Model): string[][] {
  return vrrp.groups.map((group) => group.filter((i) => vrrp.state.holds[i] === 1).map((i) => model.hosts[vrrp.layout[i].host]?.name ?? ''));
}

/** Hosts have died or come back: their keepalived with them. */
export function switchHosts(world: World): void {
  const { addresses, faults, layout: { model } } = world;
  if (addresses === null) return;
  const { vrrp } = addresses;
  vrrp.layout.forEach(({ host }, i) => {
    const lost = faults.some((fault, position) => world.activeFaults.active[position] === 1 && host >= 0 && hitsHost(fault, model.hosts[host]));
    if (lost && vrrp.state.state[i] !== STATE.off) loseHost(vrrp, i);
    else if (!lost && vrrp.state.state[i] === STATE.off) start(vrrp, i);
  });
}

/** The network asks anew who has an address, and whoever has it answers. */
export function forget(world: World, group: number, stamp: number): void {
  const { vrrp, state } = world.addresses!;
  if (state.beliefStamp[group] !== stamp || vrrp.state.holds[state.believed[group]] === 1) return;
  state.believed[group] = vrrp.groups[group].find((i) => vrrp.state.holds[i] === 1) ?? -1;
}

function believe(world: World, group: number, i: number): void {
  const { state } = world.addresses!;
  state.believed[group] = i;
  state.beliefStamp[group]++;
}

function released(world: World, i: number): void {
  const { vrrp, state } = world.addresses!;
  const { group } = vrrp.layout[i];
  tell(world, i, 'address-released');
  if (state.believed[group] === i) world.queue.at(world.queue.now + NEIGHBOUR_MS, VRRP_EVENT.forget, group, state.beliefStamp[group]);
}

function tell(world: World, i: number, kind: 'address-taken' | 'address-released'): void {
  const { model } = world.layout;
  const { group, host } = world.addresses!.vrrp.layout[i];
  world.recorder?.event(world.queue.now, kind, model.hosts[host]?.name ?? '', model.virtualAddresses[group].address);
}
