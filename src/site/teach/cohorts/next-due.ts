// The date that a cohort works towards.
import type { Assignment } from '../api-types.ts';

/** The module that is due next; null: none is any more. */
export function nextDue(modules: readonly Assignment[], nowMs: number): { module: string; dueMs: number } | null {
  const ahead = modules.flatMap(({ module, dueMs }) => (dueMs !== null && dueMs > nowMs ? [{ module, dueMs }] : []));
  return ahead.reduce<{ module: string; dueMs: number } | null>((first, one) => (first === null || one.dueMs < first.dueMs ? one : first), null);
}
