import { largestMachine } from '../../simulation/metrics/servers.ts';
import type { Scene, Suspect } from './scene.ts';

/** Which machine takes most workers with it; null where there is no application. */
export function machineCause({ model }: Scene): Suspect | null {
  const lost = largestMachine(model);
  if (lost === null) return null;
  const data = { workers: lost.workers, all: lost.all };
  const host = model.hosts.find(({ machine }) => machine === lost.machine)?.name;
  return { code: 'largest-machine', server: lost.machine, atMs: null, data, path: host === undefined ? ['hosts'] : ['hosts', host] };
}
