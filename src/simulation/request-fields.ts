// What a request says, whoever sent it: a request by hand has attributes of its own, a user's follow from the workload.
import type { World } from './world.ts';
import { addressNumber } from './attributes.ts';

/**
 * The IPv4 address that a connection comes from, as a number from 0 to 2³² − 1. Clients behind the shared address of a workload have one;
 * behind a load balancer, everybody has that one's.
 */
export function addressOf(world: World, call: number): number {
  const { calls, layout, scenario: { workload } } = world;
  const caller = calls.caller[call];
  if (caller >= 0) {
    const host = layout.model.hosts[layout.host[calls.place[caller]]];
    return addressNumber(layout.addresses.get(host?.name ?? '') ?? '127.0.0.1');
  }
  const attributes = world.attributes[calls.attributes[call]];
  if (attributes !== undefined) return addressNumber(attributes.address);
  const client = calls.address[call];
  const shared = Math.floor((workload.sharedAddress ?? 0) * workload.clientAddresses);
  // Spread over all of IPv4 by a fixed multiplication, so that neighbours in number are strangers in address.
  return Math.imul((client < shared ? 0 : client) + 1, 0x9e3779b1) >>> 0;
}

/** The address as text. */
export function addressText(world: World, call: number): string {
  const address = addressOf(world, call);
  return [24, 16, 8, 0].map((bits) => (address >>> bits) & 255).join('.');
}

/** The HTTP method. */
export function methodOf(world: World, call: number): string {
  const { calls, scenario } = world;
  return world.attributes[calls.attributes[call]]?.method ?? scenario.workload.classes[calls.class[call]].method;
}

/** Path with query. Users ask for the pages of the workload; without any, each class of requests has one. */
export function uriOf(world: World, call: number): string {
  const { calls, scenario: { workload } } = world;
  const attributes = world.attributes[calls.attributes[call]];
  if (attributes !== undefined) return attributes.uri;
  const page = calls.page[call];
  if (workload.pages === undefined) return `/${workload.classes[calls.class[call]].name}`;
  return page === 0 ? '/' : `/page/${page}`;
}

/** Value of a header, its name in lower case; null: absent. Users ask for one site, and each says who they are wherever they are asked. */
export function headerOf(world: World, call: number, name: string): string | null {
  const attributes = world.attributes[world.calls.attributes[call]];
  if (attributes !== undefined) return attributes.headers[name] ?? null;
  return name === 'host' ? 'www.example.com' : `client-${world.calls.address[call]}`;
}

/** Value of a parameter of the URL; null: absent. Users say there who they are. */
export function urlParamOf(world: World, call: number, name: string): string | null {
  const attributes = world.attributes[world.calls.attributes[call]];
  if (attributes === undefined) return `client-${world.calls.address[call]}`;
  const query = attributes.uri.indexOf('?');
  if (query < 0) return null;
  const pair = attributes.uri.slice(query + 1).split('&').find((candidate) => candidate.startsWith(`${name}=`));
  return pair === undefined ? null : pair.slice(name.length + 1);
}
