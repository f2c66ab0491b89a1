// Points to the shortest path that looks the same: rounded to half pixels, and without the points that lie on the way.

/** A point of a drawing, in CSS pixels. */
export type Point = readonly [x: number, y: number];

/** How far a point may lie beside the line through its neighbours before it is drawn, in pixels. */
const TOLERANCE = 0.5;

/** Path of a line through points; null begins a new line. */
export function polyline(points: readonly (Point | null)[]): string {
  let path = '';
  let line: Point[] = [];
  for (const point of [...points, null]) {
    if (point !== null) line.push([half(point[0]), half(point[1])]);
    else {
      path += segment(simplified(line));
      line = [];
    }
  }
  return path;
}

function segment(points: readonly Point[]): string {
  let path = '';
  let [atX, atY] = [0, 0];
  for (const [x, y] of points) {
    const [dx, dy] = [x - atX, y - atY];
    if (path === '') path = `M${short(x)} ${short(y)}`;
    else if (dy === 0) path += `h${short(dx)}`;
    else path += dx === 0 ? `v${short(dy)}` : `l${short(dx)} ${short(dy)}`;
    [atX, atY] = [x, y];
  }
  return points.length === 1 ? `${path}h.5` : path;
}

/** Douglas and Peucker, 1973: the ends, and of what is between them only what is needed. */
function simplified(points: readonly Point[]): readonly Point[] {
  if (points.length < 3) return points;
  const [first, last] = [points[0]!, points.at(-1)!];
  let farthest = 0;
  let distance = 0;
  points.forEach((point, at) => {
    const aside = distanceFrom(first, last, point);
    if (aside > distance) [farthest, distance] = [at, aside];
  });
  if (distance <= TOLERANCE) return [first, last];
  return [...simplified(points.slice(0, farthest + 1)), ...simplified(points.slice(farthest)).slice(1)];
}

function distanceFrom([x1, y1]: Point, [x2, y2]: Point, [x, y]: Point): number {
  const length = Math.sqrt((x2 - x1) ** 2 + (y2 - y1) ** 2);
  return length === 0 ? Math.sqrt((x - x1) ** 2 + (y - y1) ** 2) : Math.abs((x2 - x1) * (y1 - y) - (x1 - x) * (y2 - y1)) / length;
}

const half = (value: number): number => Math.round(value * 2) / 2;

/** `.5` for `0.5`. */
export const short = (value: number): string => String(value).replace(/^(-?)0\./, '$1.');
