// How the trying of faults stands, for the templates of the matrix.
import type { Cell, Exploration } from '../../../grader/explore/exploration.ts';
import type { Exploring } from '../../../grader/adapter/browser/asker.ts';
import { type Found, foundIn } from './findings.ts';

/** `none`: not begun; `stopped` keeps what there is; `failed`: it did not work; `refused`: the design is not simulated. */
export type ExplorePhase = 'none' | 'exploring' | 'done' | 'stopped' | 'failed' | 'refused';

/** Everything that the matrix draws from. */
export interface ExploreState {
  phase: ExplorePhase;
  found: Found | null;
  done: number;
  /** 0: not known yet. */
  total: number;
  /** The whole of it; null: not there yet. */
  exploration: Exploration | null;
  /** Whether pairs are being tried, or were. */
  pairs: boolean;
  /** Why it failed, or why the design is not simulated, as a sentence; empty: neither. */
  reason: string;
}

/** Nothing was tried yet. */
export const NOTHING_TRIED: ExploreState = { phase: 'none', found: null, done: 0, total: 0, exploration: null, pairs: false, reason: '' };

/** The cells that have come, by their place: what goes on takes them as they are. */
export const knownCells = ({ found }: ExploreState): (Cell | null)[] => Array.from(found?.cells ?? [], (cell) => cell ?? null);

/** A trying begins, or goes on: cells that are there stay in view. */
export function begun(before: ExploreState, pairs: boolean): ExploreState {
  return { ...before, phase: 'exploring', pairs, reason: '' };
}

/** More cells have come. */
export function withNews(state: ExploreState, { frame, cells, done, total }: Exploring): ExploreState {
  const known = [...(state.found?.cells ?? [])];
  for (const { at, cell } of cells) known[at] = cell;
  const count = known.filter((cell) => cell !== undefined).length;
  return { ...state, found: { ...frame, cells: known }, done: Math.max(done, Math.min(count, total)), total };
}

/** It has come to its end. */
export function explored(state: ExploreState, exploration: Exploration, reason: string): ExploreState {
  if (exploration.diagnostics.length > 0) return { ...state, phase: 'refused', reason };
  const count = exploration.cells.length;
  return { ...state, phase: 'done', found: foundIn(exploration), exploration, done: count, total: count, pairs: exploration.hasPairs };
}
