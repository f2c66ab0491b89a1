// A design at one moment of a run, as a drawing for one width: parts level by level, state by outline, glyph and word, traffic by the weight of lines.
import type { RunSeries } from '../../grader/report.ts';
import type { Wiring } from '../../grader/wiring.ts';
import { formatNumber, plural } from '../../grader/explain/numbers.ts';
import { textWidth } from './drawing.ts';
import { isDead, type PartState, type PartTone, type RunState, stateAt } from './state-at.ts';
import { replicationTexts, stateTexts } from './state-text.ts';
import { type EdgeState, edgeStates } from './topology-flow.ts';
import { type Bundle, bundlesOf, channelWidth, type DrawnLine, drawLines, framePort, gapsOf, laneLabels, type LaneLabel, type TierOf } from './topology-lines.ts';
import { type PlacedTier, placeTiers, type Rect } from './topology-places.ts';
import { tiersOf } from './topology-tiers.ts';

/** One part on the paper. */
export interface DrawnPart {
  name: string;
  rect: Rect;
  tone: PartTone;
  /** Line inside the outline that tells kinds apart: balancers have it left, databases on top; empty: none. */
  kindLine: string;
  texts: { y: number; text: string; isName: boolean }[];
  /** All that is known of it, for those who do not see it. */
  label: string;
}

/** What is drawn for one width. */
export interface TopologyDrawing {
  width: number;
  height: number;
  frames: Rect[];
  lines: DrawnLine[];
  labels: LaneLabel[];
  parts: DrawnPart[];
  users: { x: number; y: number; anchor: 'start' | 'end'; text: string; isFailing: boolean };
}

const USERS_HEIGHT = 18;
/** Words and numbers are a little narrower than the texts that are placed by estimate; too long by a letter does no harm here. */
const SNUG = 0.94;
const KINDS = { 'virtual-address': 'virtual address', haproxy: 'HAProxy', nginx: 'nginx', application: 'application', database: 'database' };

/** Draws the state at a moment; widths from 240. */
export function drawTopology(series: RunSeries, wiring: Wiring, atMs: number, width: number): TopologyDrawing {
  const state = stateAt(series, wiring, atMs);
  const edges = edgeStates(series, wiring, state);
  const tiers = tiersOf(wiring);
  const { bundles, tierOf, gaps, placed } = layoutOf(tiers, wiring, edges, width);
  const entry = placed.flatMap(({ boxes }) => boxes).find(({ name }) => edges.some(({ from, to }) => from === null && to === name));
  const at = entry === undefined ? width / 2 : entry.rect.x + entry.rect.width / 2;
  const lines = drawLines(bundles, placed, { x: at - 10, y: 0, width: 20, height: 4 }, tierOf, width);
  const last = placed.at(-1)?.rect ?? { y: 0, height: 0 };
  return {
    width, height: last.y + last.height + (gaps.at(-1) ?? 0) + 2,
    frames: placed.filter(({ isFramed }) => isFramed).map(({ rect }) => rect),
    lines, labels: laneLabels(lines), users: usersText(state, at, width),
    parts: placed.flatMap(({ boxes }) => boxes).map(({ name, rect }) => drawPart(state.parts.find(({ node }) => node.name === name)!, rect)),
  };
}

/** Whether a level is framed depends on the width that is left, and that on the lines that pass it: what is framed once stays so. */
function layoutOf(tiers: readonly string[][], wiring: Wiring, edges: readonly EdgeState[], width: number, framed: readonly number[] = []): { bundles: Bundle[]; tierOf: TierOf; gaps: number[]; placed: PlacedTier[] } {
  const portOf = (name: string): string => { const at = tiers.findIndex((tier) => tier.includes(name)); return framed.includes(at) ? framePort(at) : name; };
  const tierOf: TierOf = (port) => (port === 'users' ? -1 : tiers.findIndex((tier, at) => port === framePort(at) || tier.includes(port)));
  // A part that nobody sends to may stand above what it would send to.
  const bundles = bundlesOf(edges, portOf).filter(({ from, to }) => tierOf(from) <= tierOf(to));
  const gaps = gapsOf(bundles, tierOf, tiers.length);
  const placed = placeTiers(tiers, wiring, width - channelWidth(bundles, tierOf), USERS_HEIGHT + gaps[0]!, gaps.slice(1), framed);
  const found = placed.flatMap(({ isFramed }, at) => (isFramed ? [at] : []));
  return found.length === framed.length ? { bundles, tierOf, gaps, placed } : layoutOf(tiers, wiring, edges, width, found);
}

function usersText({ requests, failed }: RunState, at: number, width: number): TopologyDrawing['users'] {
  const text = `${plural(requests, 'request')}${failed === 0 ? '' : `, ${formatNumber(failed, 0)} fail${failed === 1 ? 's' : ''}`}`;
  const isRight = at + 10 + textWidth(text) > width;
  return { x: isRight ? at - 10 : at + 10, y: 12, anchor: isRight ? 'end' : 'start', text, isFailing: failed > 0 };
}

function drawPart(part: PartState, rect: Rect): DrawnPart {
  const { node, tone } = part;
  const isBalancer = node.kind === 'haproxy' || node.kind === 'nginx';
  const { x, y, width, height } = rect;
  const room = width - 12 - (isBalancer ? 14 : 10);
  const replication = replicationTexts(part);
  const texts = [
    { y: y + 19, text: fitting([node.name], width - 34, true), isName: true },
    { y: y + 36, text: fitting(stateTexts(part), room), isName: false },
    ...(replication.length === 0 ? [] : [{ y: y + 52, text: fitting(replication, room), isName: false }]),
  ];
  return {
    name: node.name, rect, tone, texts,
    kindLine: isBalancer ? `M${x + 5} ${y}v${height}` : node.kind === 'database' ? `M${x} ${y + 5}h${width}` : '',
    // What is seen comes first, word for word: who speaks to the computer says what is seen.
    label: `${texts.map(({ text }) => text).join(' ')}; ${partLabel(part)}`,
  };
}

/** The first text that has room; the last one cut where none has. */
function fitting(texts: readonly string[], room: number, isCode = false): string {
  const found = texts.find((text) => textWidth(text, isCode) * SNUG <= room);
  if (found !== undefined) return found;
  const last = texts.at(-1) ?? '';
  return `${last.slice(0, Math.max(1, Math.floor(room / textWidth('x', isCode)) - 1))}…`;
}

/** Such as `application on web1: served, 43 % busy; 12 sent to it`. */
function partLabel(part: PartState): string {
  const { node } = part;
  const where = node.host === null || node.host === node.name ? '' : ` on ${node.host}`;
  const traffic = part.busyPct === null ? '' : `${formatNumber(part.sent, 0)} sent to it${part.failed > 0 ? `, ${formatNumber(part.failed, 0)} failed` : ''}`;
  return `${KINDS[node.kind]}${where}: ${[stateTexts(part)[0], replicationTexts(part)[0], isDead(part) ? '' : traffic].filter(Boolean).join('; ')}`;
}
