// Lines between the parts of a design: down, across in a lane of their own, down again; only right angles, and an open arrowhead at the end.
import type { EdgeState } from './topology-flow.ts';
import type { PlacedTier, Rect } from './topology-places.ts';

/** Connections that are drawn as one: between the same two places, of the same kind. */
export interface Bundle {
  /** A part or a frame; `users` are the users. */
  from: string;
  to: string;
  kind: 'requests' | 'reads' | 'writes' | 'replication';
  weight: EdgeState['weight'];
  isFailing: boolean;
}

/** A line on the paper. */
export interface DrawnLine extends Bundle { d: string; head: string }

/** Words beside a lane. */
export interface LaneLabel { x: number; y: number; anchor: 'start' | 'end'; text: string; isFailing: boolean }

/** Where a line can begin and end. */
interface Port { rect: Rect; tier: number; isFramed: boolean }

const LANE = 8;
/** Above the first lane of a gap, and below its last one: room for the arrowhead. */
const ABOVE = 10;
const BELOW = 14;
/** Between the ends of two lines at the same part. */
const APART = 14;
/** A line that passes a level goes along the right edge. */
const CHANNEL = 10;

/** Name of the place of a part: its own, or that of the frame that it stands in. */
export type PortOf = (name: string) => string;

/** Connections as bundles; `held` is how requests go on from an address. Inside one frame nothing is drawn. */
export function bundlesOf(edges: readonly EdgeState[], portOf: PortOf): Bundle[] {
  const bundles = new Map<string, Bundle>();
  for (const edge of edges) {
    const [from, to, kind] = [edge.from === null ? 'users' : portOf(edge.from), portOf(edge.to), edge.kind === 'held' ? 'requests' : edge.kind];
    if (from === to) continue;
    const key = JSON.stringify([from, to, kind]);
    const one = bundles.get(key);
    if (one === undefined) bundles.set(key, { from, to, kind, weight: edge.weight, isFailing: edge.isFailing });
    else {
      one.weight = Math.max(one.weight, edge.weight) as Bundle['weight'];
      one.isFailing ||= edge.isFailing;
    }
  }
  return [...bundles.values()];
}

/** Level of each place; users stand at −1. */
export type TierOf = (port: string) => number;

/** A lane is the way of what leaves one place in one kind: its line splits towards every goal. */
const laneKey = ({ from, kind }: Bundle): string => `${from} ${kind}`;

/** Lanes in the gap under a level; those of replication lie under the databases. */
function lanesUnder(tier: number, bundles: readonly Bundle[], tierOf: TierOf): string[] {
  const isHere = (bundle: Bundle): boolean => {
    const [from, to] = [tierOf(bundle.from), tierOf(bundle.to)];
    return bundle.kind === 'replication' && from === to ? from === tier : from === tier || (from < tier && to === tier + 1);
  };
  return [...new Set(bundles.filter(isHere).map(laneKey))];
}

/** Room under each level, users first. */
export function gapsOf(bundles: readonly Bundle[], tierOf: TierOf, tiers: number): number[] {
  return Array.from({ length: tiers + 1 }, (_, at) => {
    const lanes = lanesUnder(at - 1, bundles, tierOf).length;
    if (at === tiers) return lanes === 0 ? 0 : ABOVE + lanes * LANE;
    return ABOVE + Math.max(1, lanes) * LANE + BELOW;
  });
}

/** How much of the width is left where lines pass a level. */
export function channelWidth(bundles: readonly Bundle[], tierOf: TierOf): number {
  const passing = new Set(bundles.filter((bundle) => tierOf(bundle.to) - tierOf(bundle.from) > 1).map(laneKey)).size;
  return passing * CHANNEL;
}

/** All lines, idle ones first, so that the heavier ink lies above. */
export function drawLines(bundles: readonly Bundle[], tiers: readonly PlacedTier[], usersRect: Rect, tierOf: TierOf, width: number): DrawnLine[] {
  const ports = portsOf(tiers, usersRect);
  const passing = [...new Set(bundles.filter((bundle) => tierOf(bundle.to) - tierOf(bundle.from) > 1).map(laneKey))];
  const laneY = (tier: number, bundle: Bundle): number => {
    const above = tier < 0 ? usersRect : tiers[tier]!.rect;
    return above.y + above.height + ABOVE + lanesUnder(tier, bundles, tierOf).indexOf(laneKey(bundle)) * LANE;
  };
  const ends = endsOf(bundles, ports);
  return bundles.map((bundle, at) => {
    const [from, to] = [ports.get(bundle.from)!, ports.get(bundle.to)!];
    const [out, into] = [ends.out.get(laneKey(bundle))!, ends.into[at]!];
    if (from.tier === to.tier) return sideLine(bundle, from.rect, to.rect, laneY(from.tier, bundle));
    const [bottom, top] = [from.rect.y + from.rect.height, to.rect.y];
    const first = laneY(from.tier, bundle);
    const channel = width - 3 - passing.indexOf(laneKey(bundle)) * CHANNEL;
    const d = to.tier - from.tier > 1
      ? `M${out} ${bottom}V${first}H${channel}V${laneY(to.tier - 1, bundle)}H${into}V${top}`
      : out === into ? `M${out} ${bottom}V${top}` : `M${out} ${bottom}V${first}H${into}V${top}`;
    return { ...bundle, d, head: `M${into - 3.5} ${top - 6}L${into} ${top - 1}L${into + 3.5} ${top - 6}` };
  }).sort((one, other) => rank(one) - rank(other));
}

const rank = ({ weight, isFailing }: Bundle): number => weight + (isFailing ? 4 : 0);

function portsOf(tiers: readonly PlacedTier[], users: Rect): Map<string, Port> {
  const ports = new Map<string, Port>([['users', { rect: users, tier: -1, isFramed: false }]]);
  tiers.forEach(({ rect, isFramed, boxes }, tier) => {
    if (isFramed) ports.set(framePort(tier), { rect, tier, isFramed });
    else for (const box of boxes) ports.set(box.name, { rect: box.rect, tier, isFramed });
  });
  return ports;
}

/** Name of the place that a frame is. */
export const framePort = (tier: number): string => `frame ${tier}`;

/** Where lines leave (by lane) and arrive (by bundle): beside each other, and straight down where that is possible. */
function endsOf(bundles: readonly Bundle[], ports: ReadonlyMap<string, Port>): { out: Map<string, number>; into: number[] } {
  const centre = (name: string): number => { const { x, width } = ports.get(name)!.rect; return x + width / 2; };
  const into = bundles.map((bundle) => {
    const alike = bundles.filter((one) => one.to === bundle.to && ports.get(one.from)!.tier < ports.get(one.to)!.tier).sort((one, other) => centre(one.from) - centre(other.from) || (one.kind < other.kind ? -1 : 1));
    const { x, width } = ports.get(bundle.to)!.rect;
    const apart = Math.min(APART, (width - 16) / Math.max(1, alike.length));
    return Math.round(x + width / 2 + (alike.indexOf(bundle) - (alike.length - 1) / 2) * apart);
  });
  const out = new Map<string, number>();
  for (const bundle of bundles) {
    const lanes = [...new Set(bundles.filter(({ from, kind }) => from === bundle.from && kind !== 'replication').map(laneKey))];
    const { x, width } = ports.get(bundle.from)!.rect;
    const usual = Math.round(x + width / 2 + (lanes.indexOf(laneKey(bundle)) - (lanes.length - 1) / 2) * APART * 2);
    const goals = bundles.flatMap((one, at) => (laneKey(one) === laneKey(bundle) ? [into[at]!] : []));
    const straight = goals.find((goal) => Math.abs(goal - usual) <= Math.min(24, width / 2 - 8) && ![...out.values()].includes(goal));
    if (!out.has(laneKey(bundle))) out.set(laneKey(bundle), straight ?? usual);
  }
  return { out, into };
}

/** Replication between neighbours goes straight across, past others in a lane under them. */
function sideLine(bundle: Bundle, from: Rect, to: Rect, lane: number): DrawnLine {
  const [bottom, foot] = [from.y + from.height, to.y + to.height];
  const [start, end] = [Math.round(from.x + from.width / 2), Math.round(to.x + to.width / 2)];
  return { ...bundle, d: `M${start} ${bottom}V${lane}H${end}V${foot}`, head: `M${end - 3.5} ${foot + 6}L${end} ${foot + 1}L${end + 3.5} ${foot + 6}` };
}

/** Reads and writes say which they are where a gap has both. */
export function laneLabels(lines: readonly DrawnLine[]): LaneLabel[] {
  const kinds = new Set(lines.map(({ kind }) => kind));
  if (!kinds.has('reads') || !kinds.has('writes')) return [];
  const found = (['writes', 'reads'] as const).flatMap((kind) => {
    const line = lines.find((one) => one.kind === kind);
    const from = /^M([\d.]+) ([\d.]+)V([\d.]+)/.exec(line?.d ?? '');
    return line === undefined || from === null ? [] : [{ x: Number(from[1]), y: Number(from[2]) + 12, text: kind, isFailing: line.isFailing }];
  });
  // Each on its outer side, so that no word lies on the other's line.
  return found.sort((one, other) => one.x - other.x).map((label, at): LaneLabel => (at === 0 ? { ...label, x: label.x - 5, anchor: 'end' } : { ...label, x: label.x + 5, anchor: 'start' }));
}
