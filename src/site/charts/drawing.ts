// A drawing as data: the workspace makes live SVG of it, a lesson static SVG. Classes say what ink it is; `chart.css` has their colours.

/** One mark on the paper, in CSS pixels from the upper left. */
export type Mark =
  | { kind: 'path'; class: string; d: string }
  /** A stretch of time in which a fault holds: hatched. */
  | { kind: 'band'; x: number; y: number; width: number; height: number }
  /** `tail` is written behind `text` in the same line, in its own class. */
  | { kind: 'text'; class: string; x: number; y: number; anchor: 'start' | 'middle' | 'end'; text: string; tail?: { class: string; text: string } };

/** What is drawn for one width. */
export interface Drawing {
  width: number;
  height: number;
  marks: Mark[];
}

/** About how wide a text of 12 px is; in code letters of 13 px. For places, not for cutting. */
export const textWidth = (text: string, isCode = false): number => text.length * (isCode ? 7.8 : 6.6);
