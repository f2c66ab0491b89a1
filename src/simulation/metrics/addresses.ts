// Who had the virtual addresses: nobody, one host, or two at once.
import type { Model } from '../../infrastructure/model.ts';
import type { History } from '../history.ts';
import type { MetricQuery } from '../metrics.ts';
import { windowOf } from './window.ts';

/** An address on its way from one host to another is on both for as long as an advert takes: shorter spans with two owners are no split. */
export const HANDOVER_MS = 100;

/** Spans of time in which the number of living hosts with an address, of `of` or of any, is one that `wanted` accepts; null: the design has none. */
export function spansOwned(query: MetricQuery, history: History, model: Model, wanted: (owners: number) => boolean): [number, number][] | null {
  const addresses = model.virtualAddresses.filter((one) => query.of === null || one.address === query.of || one.name === query.of).map((one) => one.address);
  if (addresses.length === 0) return null;
  const owners = new Map(addresses.map((address) => [address, 0]));
  const spans: [number, number][] = [];
  let sinceMs = 0;
  const end = (untilMs: number): void => {
    if (untilMs > sinceMs && [...owners.values()].some(wanted)) {
      const last = spans.at(-1);
      if (last !== undefined && last[1] === sinceMs) last[1] = untilMs;
      else spans.push([sinceMs, untilMs]);
    }
    sinceMs = untilMs;
  };
  for (const { atMs, kind, about } of history.events) {
    const before = owners.get(about);
    if (before === undefined || (kind !== 'address-taken' && kind !== 'address-released')) continue;
    end(atMs);
    owners.set(about, before + (kind === 'address-taken' ? 1 : -1));
  }
  end(history.durationMs);
  return spans;
}

/** Seconds of spans that lie in the window. */
function seconds(spans: [number, number][], [from, until]: [number, number]): number {
  return spans.reduce((sum, [begin, end]) => sum + Math.max(0, Math.min(end, until) - Math.max(begin, from)), 0) / 1000;
}

/** Seconds during which two hosts or more had an address at the same time; a handover is not counted. */
export function splitBrainS(query: MetricQuery, history: History, model: Model): number | null {
  const spans = spansOwned(query, history, model, (owners) => owners > 1);
  return spans === null ? null : seconds(spans.filter(([begin, end]) => end - begin >= HANDOVER_MS), windowOf(query, history));
}

/** Seconds during which no host had an address. */
export function addressUnownedS(query: MetricQuery, history: History, model: Model): number | null {
  const spans = spansOwned(query, history, model, (owners) => owners === 0);
  return spans === null ? null : seconds(spans, windowOf(query, history));
}
