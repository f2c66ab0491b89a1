import type { Host } from '../model.ts';
import type { Infrastructure } from '../vocabulary/index.ts';

/** What a host costs, its cores, and how many workers a database node has there. An application has one worker for each core by default. */
export const BY_SIZE = {
  small: { costUnits: 1, cores: 4, databaseWorkers: 8 },
  medium: { costUnits: 2, cores: 8, databaseWorkers: 16 },
  large: { costUnits: 4, cores: 16, databaseWorkers: 32 },
} as const;

/** Hosts; one without zone or machine is alone in its own. */
export function resolveHosts({ hosts }: Infrastructure): Host[] {
  return Object.entries(hosts).map(([name, { size = 'small', zone = name, machine = name, privateAddress = null, publicAddress = null }]) => (
    { name, size, costUnits: BY_SIZE[size].costUnits, cores: BY_SIZE[size].cores, zone, machine, privateAddress, publicAddress }));
}
