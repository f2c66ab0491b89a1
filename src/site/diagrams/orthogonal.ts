// Edges of a flowchart as right angles: mermaid's own step curve only knows flowcharts that run sideways, and leaves boxes at their corners.
import type { Shape } from './compact.ts';

type Point = [x: number, y: number];
interface Box {
  left: number;
  top: number;
  right: number;
  bottom: number;
}

/** How far mermaid ends a line before the box, so that the arrowhead fits, px. */
const ARROW_GAP = 4;
/** How far from a box a line's end still belongs to it, px. */
const NEAR = 6;

/** True when the flowchart runs downwards; false: sideways. */
export function runsDown(source: string): boolean {
  return !/^\s*(?:flowchart|graph)\s+(?:LR|RL)\b/m.test(source);
}

/** The drawing's shapes with every straight-lined edge (drawn with the curve `linear`) at right angles, passing through the same points. */
export function orthogonalEdges(shapes: Shape[], down: boolean): Shape[] {
  const boxes = shapes.flatMap(boxOf);
  return shapes.map((shape) => {
    const points = shape.tag === 'path' && shape.look['fill']?.[0] === 'none' ? pointsOf(shape.attributes['d'] ?? '') : null;
    if (!points) return shape;
    const turned = down ? points.map(swap) : points;
    const snapped = snap(turned, down ? boxes.map(swapBox) : boxes, shape.markers.end === '' ? 0 : ARROW_GAP);
    const steps = stepsThrough(snapped);
    return { ...shape, attributes: { ...shape.attributes, d: pathOf(down ? steps.map(swap) : steps) } };
  });
}

function pointsOf(d: string): Point[] | null {
  if (!/^M[-\d.,\sL]+$/.test(d)) return null;
  const points = d.slice(1).split('L').map((pair) => pair.trim().split(/[,\s]+/).map(Number) as Point);
  return points.length > 1 && points.every((point) => point.length === 2 && point.every(Number.isFinite)) ? points : null;
}

function boxOf({ tag, attributes }: Shape): Box[] {
  if (tag !== 'rect') return [];
  const [dx, dy] = (/translate\(([-\d.]+) ([-\d.]+)\)/.exec(attributes['transform'] ?? '') ?? ['', '0', '0']).slice(1).map(Number) as Point;
  const left = Number(attributes['x'] ?? 0) + dx;
  const top = Number(attributes['y'] ?? 0) + dy;
  return [{ left, top, right: left + Number(attributes['width']), bottom: top + Number(attributes['height']) }];
}

/** Moves the ends of an edge that runs to the right to the middle of the sides that face each other. */
function snap(points: Point[], boxes: Box[], gap: number): Point[] {
  const [first, last] = [points[0]!, points[points.length - 1]!];
  // Of boxes in boxes the smallest is the node.
  const at = ([x, y]: Point) =>
    boxes.filter((box) => x > box.left - NEAR && x < box.right + NEAR && y > box.top - NEAR && y < box.bottom + NEAR).sort((a, b) => a.right - a.left - (b.right - b.left))[0];
  const [from, to] = [at(first), at(last)];
  if (!from || !to || to.left <= from.right) return points;
  const start: Point = [from.right, (from.top + from.bottom) / 2];
  const end: Point = [to.left - gap, (to.top + to.bottom) / 2];
  return [start, ...points.slice(1, -1), end];
}

/** Right angles through the points: sideways, then across halfway between two points. */
function stepsThrough(points: Point[]): Point[] {
  const steps: Point[] = [points[0]!];
  for (const [index, [x, y]] of points.entries()) {
    if (index === 0) continue;
    const [beforeX, beforeY] = points[index - 1]!;
    const middle = (beforeX + x) / 2;
    steps.push([middle, beforeY], [middle, y], [x, y]);
  }
  return steps.filter((point, index) => {
    const [before, after] = [steps[index - 1], steps[index + 1]];
    if (!before || !after) return true;
    const alongX = Math.abs(before[1] - point[1]) < 0.6 && Math.abs(after[1] - point[1]) < 0.6;
    const alongY = Math.abs(before[0] - point[0]) < 0.6 && Math.abs(after[0] - point[0]) < 0.6;
    return !alongX && !alongY;
  });
}

function swap([x, y]: Point): Point {
  return [y, x];
}

function swapBox({ left, top, right, bottom }: Box): Box {
  return { left: top, top: left, right: bottom, bottom: right };
}

function pathOf(points: Point[]): string {
  return `M${points.map(([x, y]) => `${round(x)} ${round(y)}`).join('L')}`;
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
