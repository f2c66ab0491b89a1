import type { Host } from '../model.ts';
import type { Infrastructure } from '../vocabulary/index.ts';

/** What a host costs, and how many workers an application and a database node have there by default. */
export const BY_SIZE = {
  small: { costUnits: 1, appWorkers: 4, databaseWorkers: 8 },
  medium: { costUnits: 2, appWorkers: 8, databaseWorkers: 16 },
  large: { costUnits: 4, appWorkers: 16, databaseWorkers: 32 },
} as const;

/** Hosts; one without zone or machine is alone in its own. */
export function resolveHosts({ hosts }: Infrastructure): Host[] {
  return Object.entries(hosts).map(([name, { size = 'small', zone = name, machine = name, privateAddress = null, publicAddress = null }]) => (
    { name, size, costUnits: BY_SIZE[size].costUnits, zone, machine, privateAddress, publicAddress }));
}
