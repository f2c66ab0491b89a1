// Who had the virtual addresses: nobody, one host, or two at once.
import type { Model } from '../../infrastructure/model.ts';
import type { History } from '../history.ts';
import type { MetricQuery } from '../metrics.ts';
import { windowOf } from './window.ts';

/** Seconds of the window in which the number of living hosts with an address, of `of` or of any, is one that `wanted` accepts; null: the design has none. */
function secondsOwned(query: MetricQuery, history: History, model: Model, wanted: (owners: number) => boolean): number | null {
  const addresses = model.virtualAddresses.filter((one) => query.of === null || one.address === query.of || one.name === query.of).map((one) => one.address);
  if (addresses.length === 0) return null;
  const [from, until] = windowOf(query, history);
  const owners = new Map(addresses.map((address) => [address, 0]));
  let sinceMs = 0;
  let totalMs = 0;
  const count = (untilMs: number): void => {
    if ([...owners.values()].some(wanted)) totalMs += Math.max(0, Math.min(untilMs, until) - Math.max(sinceMs, from));
    sinceMs = untilMs;
  };
  for (const { atMs, kind, about } of history.events) {
    const before = owners.get(about);
    if (before === undefined || (kind !== 'address-taken' && kind !== 'address-released')) continue;
    count(atMs);
    owners.set(about, before + (kind === 'address-taken' ? 1 : -1));
  }
  count(until);
  return totalMs / 1000;
}

/** Seconds during which two hosts or more had an address at the same time. */
export function splitBrainS(query: MetricQuery, history: History, model: Model): number | null {
  return secondsOwned(query, history, model, (owners) => owners > 1);
}

/** Seconds during which no host had an address. */
export function addressUnownedS(query: MetricQuery, history: History, model: Model): number | null {
  return secondsOwned(query, history, model, (owners) => owners === 0);
}
