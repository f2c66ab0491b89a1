import { hostAvailabilityPct, hostsInUse, isServed, MOST_HOSTS } from '../../simulation/index.ts';
import type { Scene, Suspect } from './scene.ts';

/** The host whose failures cost most: users would be served for the longest time if it never failed. Where there is none, why nothing was computed. */
export function hostsCause({ hostAvailability, model }: Scene): Suspect | null {
  const hosts = hostsInUse(model);
  if (hosts.length > MOST_HOSTS) return { code: 'too-many-hosts', server: null, atMs: null, data: { hosts: hosts.length, most: MOST_HOSTS }, path: ['hosts'] };
  if (hostAvailability === null) return null;
  if (!isServed(model, new Set(hosts.map(({ name }) => name)))) return { code: 'no-path', server: null, atMs: null, data: {}, path: [] };
  const without = hosts.map(({ name, size }) => ({ name, upPct: hostAvailability[size], servedPct: hostAvailabilityPct(model, hostAvailability, name)! }));
  const [weakest] = without.sort((a, b) => b.servedPct - a.servedPct);
  return { code: 'weakest-host', server: weakest.name, atMs: null, data: { upPct: weakest.upPct, servedPct: weakest.servedPct }, path: ['hosts', weakest.name] };
}
