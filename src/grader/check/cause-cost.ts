import type { Scene, Suspect } from './scene.ts';

/** Which hosts the cost comes from. */
export function costCause({ model }: Scene): Suspect {
  const count = (size: string): number => model.hosts.filter((host) => host.size === size).length;
  const data = { hosts: model.hosts.length, small: count('small'), medium: count('medium'), large: count('large') };
  return { code: 'cost', server: null, atMs: null, data, path: ['hosts'] };
}
