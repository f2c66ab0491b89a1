// What the fields of a cohort mean, and what is refused before anything is asked.
import { describe, expect, it } from 'vitest';
import { draftsOf, newDrafts, readDraft, readDrafts, type ModuleDraft } from '../../../src/site/teach/cohorts/module-drafts.ts';
import { nextDue } from '../../../src/site/teach/cohorts/next-due.ts';
import { known } from '../../../src/site/teach/cohort/join-code.ts';
import { wrongPassword } from '../../../src/site/teach/doors/password-rules.ts';
import { fridayAfter, fromField, toField } from '../../../src/site/teach/words/local-time.ts';

const HOUR = 3_600_000;
const NOW = new Date(2026, 10, 21, 12).getTime();
const MODULES = ['one', 'two'].map((id) => ({ id, title: id, exercises: [] }));
const draft = (change: Partial<ModuleDraft>): ModuleDraft => ({ module: 'one', isChosen: true, opens: '', due: '2026-11-27T18:00', late: '3', unit: 'days', pct: '50', ...change });

describe('date fields', () => {
  it('go there and back', () => {
    const ms = new Date(2026, 0, 5, 7, 8).getTime();
    expect(toField(ms)).toBe('2026-01-05T07:08');
    expect(fromField(toField(ms))).toBe(ms);
    expect([toField(null), fromField(' '), fromField('soon'), fromField('2026-11-27')]).toEqual(['', null, undefined, undefined]);
  });

  it('begin on Fridays at 18:00, the first at least five days away', () => {
    for (let day = 0; day < 7; day += 1) {
      const now = NOW + day * 24 * HOUR;
      const due = new Date(fridayAfter(now, 0));
      expect([due.getDay(), due.getHours(), due.getMinutes()]).toEqual([5, 18, 0]);
      expect(due.getTime() - now).toBeGreaterThanOrEqual(5 * 24 * HOUR);
      expect(due.getTime() - now).toBeLessThan(13 * 24 * HOUR);
    }
    expect(fridayAfter(NOW, 1) - fridayAfter(NOW, 0)).toBe(7 * 24 * HOUR);
  });
});

describe('modules of a cohort', () => {
  it('read as they are meant', () => {
    expect(readDraft(draft({}))).toEqual({ module: 'one', opensMs: null, dueMs: new Date(2026, 10, 27, 18).getTime(), lateMs: 72 * HOUR, latePct: 50 });
    expect(readDraft(draft({ late: '1.5', unit: 'hours' }))).toMatchObject({ lateMs: 1.5 * HOUR });
    expect(readDraft(draft({ due: '', late: 'x' }))).toEqual({ module: 'one', opensMs: null, dueMs: null, lateMs: 0, latePct: 0 });
    expect(readDraft(draft({ late: '' }))).toMatchObject({ lateMs: 0, latePct: 0 });
  });

  it.each([['opens', { opens: '27.11.' }], ['due', { due: 'Friday' }], ['due', { opens: '2026-11-28T00:00' }], ['late', { late: '-1' }], ['late', { late: '366' }], ['late', { late: 'three' }], ['pct', { pct: '101' }], ['pct', { pct: '0.5' }]])('say which field is wrong: %s %o', (field, change) => {
    expect(readDraft(draft(change))).toMatchObject({ module: 'one', field });
  });

  it('leave out what is not chosen, however wrong, and come back as they were', () => {
    const drafts = newDrafts(MODULES, NOW);
    expect(drafts.map(({ isChosen }) => isChosen)).toEqual([true, true]);
    const read = readDrafts([drafts[0]!, { ...drafts[1]!, isChosen: false, due: 'x' }]);
    expect(read).toHaveLength(1);
    const again = draftsOf(MODULES, read as never, NOW);
    expect(again.map(({ isChosen }) => isChosen)).toEqual([true, false]);
    expect(readDrafts(again)).toEqual(read);
    expect(readDrafts(draftsOf(MODULES, [{ module: 'one', opensMs: NOW, dueMs: NOW + HOUR, lateMs: 5 * HOUR, latePct: 20 }], NOW))).toEqual([{ module: 'one', opensMs: NOW, dueMs: NOW + HOUR, lateMs: 5 * HOUR, latePct: 20 }]);
  });

  it('the next due date is the first that is still to come', () => {
    const at = (module: string, dueMs: number | null) => ({ module, opensMs: null, dueMs, lateMs: 0, latePct: 0 });
    expect(nextDue([at('a', NOW - 1), at('b', NOW + 9), at('c', NOW + 5), at('d', null)], NOW)).toEqual({ module: 'c', dueMs: NOW + 5 });
    expect(nextDue([at('a', NOW - 1)], NOW)).toBeNull();
  });
});

describe('secrets', () => {
  it('a password is long enough and typed twice', () => {
    expect(wrongPassword('eleven char', 'eleven char')).toMatchObject({ field: 'password' });
    expect(wrongPassword('correct horse otter', 'correct horse ottre')).toMatchObject({ field: 'again' });
    expect(wrongPassword('correct horse otter', 'correct horse otter')).toBeNull();
    // Characters, not units of UTF-16.
    expect(wrongPassword('😀'.repeat(11), '😀'.repeat(11))).toMatchObject({ field: 'password' });
  });

  it('a code that a colleague has turned since is not shown', () => {
    const made = { code: 'K7QM-2XRD', expiresMs: 5, seats: null };
    const joining = { open: true, expiresMs: 5, seats: null, taken: 0 };
    expect(known(made, { joining })).toBe(made);
    expect(known(made, { joining: { ...joining, expiresMs: 6 } })).toBeNull();
    expect(known(made, { joining: { ...joining, open: false } })).toBeNull();
    expect(known(null, { joining })).toBeNull();
  });
});
