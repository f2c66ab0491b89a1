// What the learner reads about keeping the course.
import { describe, expect, it } from 'vitest';
import { keepWords, megabytes } from '../../../src/site/app/words.ts';

const MB = 1_000_000;
const plain = (text: string | null): string => (text ?? '').replaceAll('\u00a0', ' ');

describe('keeping the course', () => {
  it('rounds up, so that what is promised is enough', () => {
    expect([0, 1, MB, MB + 1].map(megabytes).map(plain)).toEqual(['0 MB', '1 MB', '1 MB', '2 MB']);
  });

  it('says how much room is needed, and how much is there only where that is less', () => {
    const full = (free: number | null): string => plain(keepWords({ kind: 'failed', reason: 'full', bytes: 0, all: 17.5 * MB, free }).said);
    expect(full(3.9 * MB)).toMatch(/^There is not enough room: the course needs 18 MB, and the browser has 3 MB left for this site\. Nothing of it is kept\. Your drafts and progress are unchanged/);
    expect(full(0.5 * MB)).toContain('has less than 1 MB left');
    expect(full(10_000 * MB)).toMatch(/needs 18 MB\. Nothing/);
    expect(full(null)).toMatch(/needs 18 MB\. Nothing/);
  });

  it('tells a broken connection from a server that is away, and from files that do not fit', () => {
    const { said, act } = keepWords({ kind: 'failed', reason: 'away', bytes: 4 * MB, all: 18 * MB, free: null });
    expect([plain(said), act?.text]).toEqual(['The connection broke after 4 MB of 18 MB. What is here is not fetched again.', 'Go on']);
    expect(keepWords({ kind: 'failed', reason: 'away', bytes: 0, all: 0, free: null })).toMatchObject({ said: expect.stringContaining('The server cannot be reached'), act: { text: 'Try again' } });
    expect(keepWords({ kind: 'failed', reason: 'differs', bytes: 0, all: 0, free: null }).said).toContain('does not fit together');
  });

  it('when it is kept: the way to give the room back, what the browser has not promised, and another edition without room', () => {
    const kept = keepWords({ kind: 'kept', bytes: 18 * MB, isPromised: true, noRoomFor: null });
    expect([kept.act, plain(kept.lead).includes('may remove it'), kept.said]).toEqual([{ does: 'remove', text: 'Remove from this computer' }, false, '']);
    expect(keepWords({ kind: 'kept', bytes: 18 * MB, isPromised: false, noRoomFor: null }).lead).toContain('the browser may remove it');
    expect(plain(keepWords({ kind: 'kept', bytes: 18 * MB, isPromised: true, noRoomFor: 19 * MB }).said)).toMatch(/no room for it beside this one: it needs 19 MB\. This one works on\./);
  });
});
