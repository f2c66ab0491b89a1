// What hangs together: a line of the design, the events that have to do with it, and the parts that it describes. One choice marks all three.
import type { Wiring } from '../../../grader/wiring.ts';
import type { Chosen } from './moment.ts';
import type { ShownRun } from './shown-run.ts';

/** What a choice marks. */
export interface Marked {
  /** Line of the source that was run, from 1; null: none. */
  line: number | null;
  /** Positions of events in the series. */
  events: ReadonlySet<number>;
  /** Names of parts. */
  parts: ReadonlySet<string>;
}

const NOTHING: Marked = { line: null, events: new Set(), parts: new Set() };

/** Everything that hangs on what is chosen. */
export function markedBy(chosen: Chosen | null, { series, wiring, source }: ShownRun): Marked {
  if (chosen === null) return NOTHING;
  const eventsAt = (isMarked: (at: number) => boolean): ReadonlySet<number> => new Set(series.events.flatMap((_, at) => (isMarked(at) ? [at] : [])));
  const namesOf = (at: number): string[] => partsOf(series.events[at]!, wiring);
  switch (chosen.kind) {
    case 'event': return { line: series.eventPlaces[chosen.at]?.line ?? null, events: new Set([chosen.at]), parts: new Set(namesOf(chosen.at)) };
    case 'part': return {
      line: wiring?.nodes.find(({ name }) => name === chosen.name)?.place?.line ?? null,
      events: eventsAt((at) => namesOf(at).includes(chosen.name)), parts: new Set([chosen.name]),
    };
    case 'line': {
      const line = source === null ? null : lineWithPlace(source, chosen.line, linesOf(series.eventPlaces, wiring));
      if (line === null) return NOTHING;
      return { line, events: eventsAt((at) => series.eventPlaces[at]?.line === line), parts: new Set(partsAtLine(line, wiring)) };
    }
  }
}

/** The parts that an event names: the part itself, those on the host, machine or zone, the server behind a line of a balancer. */
export function partsOf({ at, about }: { at: string; about: string }, wiring: Wiring | null): string[] {
  if (wiring === null) return [];
  const behind = wiring.edges.filter(({ from, server }) => from === at && server !== null && server === about).map(({ to }) => to);
  if (behind.length > 0) return behind;
  const hosts = new Set(wiring.hosts.filter(({ name, machine, zone }) => at === name || (about === 'machine-loss' && machine === at) || (about === 'zone-loss' && zone === at)).map(({ name }) => name));
  for (const side of at.split(/ and | to /)) if (wiring.hosts.some(({ name }) => name === side)) hosts.add(side);
  const named = wiring.nodes.filter(({ name, host }) => name === at || name === about || (host !== null && hosts.has(host)));
  return named.map(({ name }) => name);
}

function partsAtLine(line: number, wiring: Wiring | null): string[] {
  if (wiring === null) return [];
  const hosts = wiring.hosts.filter(({ place }) => place?.line === line).map(({ name }) => name);
  return [
    ...wiring.nodes.filter(({ place, host }) => place?.line === line || (host !== null && hosts.includes(host))).map(({ name }) => name),
    ...wiring.edges.filter(({ place }) => place?.line === line).map(({ to }) => to),
  ];
}

function linesOf(places: readonly ({ line: number } | null)[], wiring: Wiring | null): ReadonlySet<number> {
  const all = [...places, ...(wiring?.nodes ?? []).map(({ place }) => place), ...(wiring?.edges ?? []).map(({ place }) => place), ...(wiring?.hosts ?? []).map(({ place }) => place)];
  return new Set(all.flatMap((place) => (place === null ? [] : [place.line])));
}

/** The line itself where something hangs on it, else the nearest one around it: above, and less far to the right. */
function lineWithPlace(source: string, line: number, known: ReadonlySet<number>): number | null {
  if (known.has(line)) return line;
  const lines = source.split('\n');
  const indentOf = (at: number): number => /^ *\S/.exec(lines[at - 1] ?? '')?.[0].length ?? Infinity;
  let indent = indentOf(line);
  if (indent === Infinity) return null;
  for (let at = line - 1; at >= 1; at -= 1) {
    if (indentOf(at) >= indent) continue;
    if (known.has(at)) return at;
    indent = indentOf(at);
  }
  return null;
}

/** Where a line of one text stands in another one that was edited in one place; null: in what was edited. From 1. */
export function sameLine(before: string, after: string, line: number): number | null {
  if (before === after) return line;
  const [old, now] = [before.split('\n'), after.split('\n')];
  let head = 0;
  while (head < old.length && head < now.length && old[head] === now[head]) head += 1;
  if (line <= head) return line;
  let tail = 0;
  while (tail < old.length - head && tail < now.length - head && old.at(-1 - tail) === now.at(-1 - tail)) tail += 1;
  return line > old.length - tail ? line + now.length - old.length : null;
}
