// Curves as small drawings: the sketches to choose from, and the chosen one with what was measured.

/** A point of a curve, both between 0 and 1; y null: nothing was measured there. */
export interface CurvePoint {
  x: number;
  y: number | null;
}

/** A measured curve on the scale of sketches: x from its first to its last value, y up to its largest. */
export function onSketchScale(points: readonly CurvePoint[]): CurvePoint[] {
  const known = points.flatMap(({ y }) => (y === null ? [] : [y]));
  const top = Math.max(...known, 0) || 1;
  const [first, last] = [points[0]?.x ?? 0, points.at(-1)?.x ?? 1];
  return points.map(({ x, y }) => ({ x: last === first ? 0 : (x - first) / (last - first), y: y === null ? null : y / top }));
}

const fixed = (value: number): string => String(Number(value.toFixed(1)));

/** The path through the points in a box; it breaks where nothing was measured. */
export function curvePath(points: readonly CurvePoint[], width: number, height: number): string {
  let pen = 'M';
  return points.map(({ x, y }) => {
    if (y === null) {
      pen = 'M';
      return '';
    }
    const step = `${pen}${fixed(x * width)} ${fixed((1 - y) * height)}`;
    pen = 'L';
    return step;
  }).join('');
}

/** Points of a sketch at equal distances. */
export const evenly = (points: readonly number[]): CurvePoint[] => points.map((y, at) => ({ x: at / (points.length - 1), y }));

/** A sketch to choose, 120 by 56; its text stands beside it. */
export function sketchSvg(points: readonly number[]): string {
  return `<svg class="sk" viewBox="-1 -2 122 60" aria-hidden="true"><path class="ax" d="M0 0v56h120"/><path d="${curvePath(evenly(points), 120, 56)}"/></svg>`;
}

/** Two labels at the ends of two lines, at least 16 apart; the lower line keeps the lower label. */
function labelHeights(predicted: number, measured: number): [number, number] {
  const middle = (predicted + measured) / 2;
  if (Math.abs(predicted - measured) >= 16) return [predicted, measured];
  return predicted <= measured ? [middle - 8, middle + 8] : [middle + 8, middle - 8];
}

/** The chosen sketch, dashed, and the measured curve over it; `label` says both in words. */
export function comparisonSvg(predicted: readonly number[], measured: readonly CurvePoint[], names: { x: string; y: string }, label: string): string {
  const [width, height] = [220, 140];
  const text = (value: string): string => value.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;').replaceAll('`', '');
  const curve = onSketchScale(measured);
  const end = (y: number): number => (1 - y) * height;
  const [own, came] = labelHeights(end(predicted.at(-1)!), end(curve.findLast(({ y }) => y !== null)?.y ?? 0));
  return `<svg class="cmp" viewBox="-2 -28 318 192" width="318" height="192" role="img" aria-label="${text(label)}"><text x="0" y="-14">${text(names.y)}</text><text x="0" y="158">${text(names.x)}</text>`
    + `<path class="ax" d="M0 0v${height}h${width}"/><path class="pred" d="${curvePath(evenly(predicted), width, height)}"/><path d="${curvePath(curve, width, height)}"/>`
    + `<text class="say" x="${width + 8}" y="${fixed(own + 4)}">you predicted</text><text class="got" x="${width + 8}" y="${fixed(came + 4)}">measured</text></svg>`;
}
