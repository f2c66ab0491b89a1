// What stands in the form of a cohort's modules, and the dates that it means.
import type { Assignment, CourseModule } from '../api-types.ts';
import { fridayAfter, fromField, toField } from '../words/local-time.ts';

/** Units of late time. */
export type LateUnit = 'hours' | 'days';

/** The fields of one module, as typed. */
export interface ModuleDraft { module: string; isChosen: boolean; opens: string; due: string; late: string; unit: LateUnit; pct: string }

/** A field that cannot be read, and why. */
export interface WrongField { module: string; field: keyof ModuleDraft; sentence: string }

const HOUR_MS = 3_600_000;
const UNIT_MS: { readonly [unit in LateUnit]: number } = { hours: HOUR_MS, days: 24 * HOUR_MS };
/** Longest late time, days. */
const LATE_DAYS_MOST = 365;

/** Sensible dates for a new cohort: open at once, a module due each Friday at 18:00, three days late for half. */
export const newDrafts = (modules: readonly CourseModule[], nowMs: number): ModuleDraft[] =>
  modules.map(({ id }, at) => ({ module: id, isChosen: true, opens: '', due: toField(fridayAfter(nowMs, at)), late: '3', unit: 'days', pct: '50' }));

/** The fields of what a cohort has; modules that it has not are not chosen, with the dates of a new cohort. */
export function draftsOf(modules: readonly CourseModule[], assignments: readonly Assignment[], nowMs: number): ModuleDraft[] {
  return newDrafts(modules, nowMs).map((draft) => {
    const known = assignments.find(({ module }) => module === draft.module);
    return known === undefined ? { ...draft, isChosen: false } : draftOf(known);
  });
}

function draftOf({ module, opensMs, dueMs, lateMs, latePct }: Assignment): ModuleDraft {
  const unit = lateMs > 0 && lateMs % UNIT_MS.days === 0 ? 'days' : 'hours';
  return { module, isChosen: true, opens: toField(opensMs), due: toField(dueMs), late: String(lateMs / UNIT_MS[unit]), unit, pct: String(latePct) };
}

/** What the fields mean, or the first that means nothing. Of modules that are not chosen nothing is read. */
export function readDrafts(drafts: readonly ModuleDraft[]): Assignment[] | WrongField {
  const read: Assignment[] = [];
  for (const draft of drafts) {
    if (!draft.isChosen) continue;
    const one = readDraft(draft);
    if ('sentence' in one) return one;
    read.push(one);
  }
  return read;
}

/** What the fields of one module mean, or the first that means nothing. */
export function readDraft(draft: ModuleDraft): Assignment | WrongField {
  const { module, unit } = draft;
  const wrong = (field: keyof ModuleDraft, sentence: string): WrongField => ({ module, field, sentence });
  const [opensMs, dueMs] = [fromField(draft.opens), fromField(draft.due)];
  if (opensMs === undefined) return wrong('opens', 'This is no date with a time. Leave it empty to open at once.');
  if (dueMs === undefined) return wrong('due', 'This is no date with a time. Leave it empty for no due date.');
  if (opensMs !== null && dueMs !== null && dueMs <= opensMs) return wrong('due', 'It would be due before it opens.');
  if (dueMs === null) return { module, opensMs, dueMs, lateMs: 0, latePct: 0 };
  const late = draft.late.trim() === '' ? 0 : Number(draft.late);
  if (!Number.isFinite(late) || late < 0 || late * UNIT_MS[unit] > LATE_DAYS_MOST * UNIT_MS.days) return wrong('late', `How long late work counts is a number, 0 for not at all, at most ${LATE_DAYS_MOST} days.`);
  const latePct = draft.pct.trim() === '' ? 0 : Number(draft.pct);
  if (!Number.isInteger(latePct) || latePct < 0 || latePct > 100) return wrong('pct', 'A whole number from 0 to 100.');
  return { module, opensMs, dueMs, lateMs: Math.round(late * UNIT_MS[unit]), latePct: late === 0 ? 0 : latePct };
}
