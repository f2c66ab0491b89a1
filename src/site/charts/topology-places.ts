// Where the parts of a design stand on the paper: level by level, beside each other, or as rows inside a frame where they are many.
import type { Wiring } from '../../grader/wiring.ts';
import { textWidth } from './drawing.ts';

/** A rectangle in CSS pixels. */
export interface Rect { x: number; y: number; width: number; height: number }

/** One level with its parts. */
export interface PlacedTier {
  rect: Rect;
  /** The parts stand in rows inside a frame, and lines end at the frame. */
  isFramed: boolean;
  boxes: { name: string; rect: Rect }[];
}

/** Height of a part with two lines of text, and with three. */
const BOX = 44;
const TALL_BOX = 60;
const GAP = 12;
const WIDE_GAP = 24;
const FRAME = 8;
/** Beside the name: margins and glyph. */
const AROUND_NAME = 38;
const LEAST_BOX = 92;
const LARGEST_BOX = 208;

/** Places levels from `top` down; `gaps` is the room under each of them, `framed` are levels that have a frame whatever room there is. */
export function placeTiers(tiers: readonly string[][], { nodes, edges }: Wiring, width: number, top: number, gaps: readonly number[], framed: readonly number[]): PlacedTier[] {
  const hasReplicas = edges.some(({ kind }) => kind === 'replication');
  let y = top;
  return tiers.map((names, index) => {
    const least = Math.min(width - 2 * FRAME, Math.max(LEAST_BOX, ...names.map((name) => Math.ceil(textWidth(name, true)) + AROUND_NAME)));
    const isTall = hasReplicas && names.some((name) => nodes.find((node) => node.name === name)?.kind === 'database');
    const tier = placeTier(names, width, y, least, isTall ? TALL_BOX : BOX, framed.includes(index));
    y += tier.rect.height + (gaps[index] ?? 0);
    return tier;
  });
}

/** One level: beside each other where they have room, else as rows in a frame. */
function placeTier(names: readonly string[], width: number, y: number, least: number, height: number, isFramed: boolean): PlacedTier {
  const fitting = Math.max(1, Math.floor((width + GAP) / (least + GAP)));
  if (names.length <= fitting && !isFramed) return { rect: { x: 0, y, width, height }, isFramed: false, boxes: rowOf(names, 0, y, width, height, names.length) };
  const inner = width - 2 * FRAME;
  const most = Math.max(1, Math.floor((inner + FRAME) / (least + FRAME)));
  const rows = Math.ceil(names.length / most);
  const columns = Math.ceil(names.length / rows);
  const boxWidth = Math.floor((inner - FRAME * (columns - 1)) / columns);
  const boxes = names.map((name, at) => ({
    name, rect: { x: FRAME + (at % columns) * (boxWidth + FRAME), y: y + FRAME + Math.floor(at / columns) * (height + FRAME), width: boxWidth, height },
  }));
  return { rect: { x: 0, y, width, height: rows * (height + FRAME) + FRAME }, isFramed: true, boxes };
}

function rowOf(names: readonly string[], x: number, y: number, width: number, height: number, count: number): PlacedTier['boxes'] {
  const gap = count === 2 ? WIDE_GAP : GAP;
  const boxWidth = Math.min(LARGEST_BOX, Math.floor((width - gap * (count - 1)) / count));
  // Every part in the middle of its share of the width.
  const share = (width + gap) / count;
  return names.map((name, at) => ({ name, rect: { x: Math.round(x + at * share + (share - gap - boxWidth) / 2), y, width: boxWidth, height } }));
}
