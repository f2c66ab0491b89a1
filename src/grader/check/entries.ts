import type { FieldPath, Model } from '../../infrastructure/index.ts';

/** A line of a load balancer that leads to an application or database node. */
export interface Entry {
  /** Of the entry in the learner's object. */
  path: FieldPath;
  target: string;
  weight: number;
  backup: boolean;
}

/** Every server line of every load balancer, in the learner's order; a configuration that runs on two hosts counts once. */
export function entriesOf(model: Model): Entry[] {
  const entries = new Map<string, Entry>();
  const add = (entry: Entry): void => void entries.set(JSON.stringify(entry.path), entry);
  for (const balancer of model.loadBalancers) {
    if (balancer.software === 'haproxy') {
      for (const backend of balancer.backends) {
        for (const { name, target, weight, backup } of backend.servers) {
          add({ path: ['haproxy', 'backends', backend.name, 'servers', name], target: target.name, weight, backup });
        }
      }
    } else {
      for (const [position, { target, weight, backup, down }] of balancer.servers.entries()) {
        add({ path: ['nginx', balancer.name, 'upstream', 'servers', position], target, weight: down ? 0 : weight, backup });
      }
    }
  }
  return [...entries.values()];
}
