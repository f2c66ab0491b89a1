// The parts of a design, each with the field that declares it.
import type { FieldPath, Model } from '../../infrastructure/index.ts';
import type { WiringNode } from '../wiring.ts';

/** A part before its field is found in the file. */
export interface Part extends Omit<WiringNode, 'place'> { path: FieldPath }

/** Every part: virtual addresses, load balancers, applications, database nodes, in the design's order. */
export function partsOf(model: Model): Part[] {
  const haproxies = model.loadBalancers.filter(({ software }) => software === 'haproxy');
  return [
    ...model.virtualAddresses.map(({ name, address, members }): Part => ({
      name: address, kind: 'virtual-address', host: null, holders: [...members].sort((a, b) => b.priority - a.priority).map(({ host }) => host), path: ['keepalived', name],
    })),
    ...model.loadBalancers.map(({ software, name, host }): Part => {
      // One configuration on several hosts: each is a position of the list.
      const on: FieldPath = haproxies.length > 1 ? ['haproxy', 'on', haproxies.findIndex((one) => one.name === name)] : ['haproxy'];
      return { name, kind: software, host, holders: [], path: software === 'haproxy' ? on : ['nginx', name] };
    }),
    ...model.applications.map(({ name, host }): Part => ({ name, kind: 'application', host, holders: [], path: ['apps', name] })),
    ...model.databases.nodes.map(({ name, host }): Part => ({ name, kind: 'database', host, holders: [], path: ['mariadb', 'nodes', name] })),
  ];
}

/** The field that declares a part, by its name; null: there is none. Of parts with equal names the first. */
export function pathOfPart(model: Model, name: string): FieldPath | null {
  return partsOf(model).find((part) => part.name === name)?.path ?? null;
}
