// What a learner has for an exercise: derived from what was handed in, never kept.

/** A graded submission. */
export interface Graded { id: string; receivedMs: number; points: number; creditPct: number }

/** Points that an instructor gave instead; null takes an earlier override back. */
export interface Override { givenMs: number; points: number | null; reason: string }

/** What counts for one exercise. */
export interface Standing {
  /** Whole points after credit, 0 to 100; null: nothing counts yet. */
  points: number | null;
  /** The submission that counts; null: an override does, or nothing. */
  submission: string | null;
  override: Override | null;
}

/** Points of a submission after credit, 0 to 100, rounded down. */
export const credited = ({ points, creditPct }: Graded): number => Math.floor((points * creditPct) / 100);

/** The best submission counts, of equal ones the first; the newest override comes before all, unless it takes back. */
export function standing(graded: readonly Graded[], overrides: readonly Override[]): Standing {
  const newest = overrides.reduce<Override | null>((last, one) => (last === null || one.givenMs >= last.givenMs ? one : last), null);
  if (newest !== null && newest.points !== null) return { points: newest.points, submission: null, override: newest };
  const best = graded.reduce<Graded | null>((most, one) => {
    if (most === null) return one;
    const more = credited(one) - credited(most);
    return more > 0 || (more === 0 && one.receivedMs < most.receivedMs) ? one : most;
  }, null);
  return { points: best === null ? null : credited(best), submission: best?.id ?? null, override: null };
}
