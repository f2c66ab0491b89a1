// Which address each host has where a design gives it none: the same in files and in simulations.
import type { Model } from './model.ts';

/** Address of each host by name: its private address, else the next free one of 10.0.0.0/16 from 10.0.0.11 on. */
export function planAddresses(hosts: Model['hosts']): Map<string, string> {
  const used = new Set(hosts.flatMap((host) => host.privateAddress ?? []));
  let next = 11;
  const free = (): string => {
    for (;;) {
      const address = `10.0.${Math.floor(next / 250)}.${next % 250}`;
      next++;
      if (!used.has(address)) return address;
    }
  };
  return new Map(hosts.map((host) => [host.name, host.privateAddress ?? free()]));
}
