import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { decodeDraft, draftKey, encodeDraft } from '../../src/site/records/draft.ts';
import { DraftKeeper, type DraftState, type DraftStore, SAVE_PAUSE_MS } from '../../src/site/elements/draft-keeper.ts';

class MemoryStore implements DraftStore {
  readonly values = new Map<string, string>();
  writes = 0;
  failure: Error | null = null;

  async read(key: string): Promise<string | null> {
    return this.values.get(key) ?? null;
  }

  async write(key: string, value: string): Promise<void> {
    this.writes += 1;
    if (this.failure) throw this.failure;
    this.values.set(key, value);
  }

  last: string | null = null;

  writeLast(_key: string, value: string): void {
    this.last = value;
  }

  takeLast(): string | null {
    const { last } = this;
    this.last = null;
    return last;
  }

  source(): string | undefined {
    return decodeDraft(this.values.get(draftKey('weights')) ?? null)?.source;
  }
}

describe('the keeper of drafts', () => {
  let store: MemoryStore;
  let states: DraftState[];
  const keeperOn = (shared: MemoryStore): DraftKeeper => new DraftKeeper('weights', shared, (state) => states.push(state), () => 1000);
  const otherTabSaves = (source: string): void => {
    store.values.set(draftKey('weights'), encodeDraft({ format: 1, exercise: 'weights', source, hints: 0, savedAtMs: 5 }));
  };

  beforeEach(() => {
    vi.useFakeTimers();
    store = new MemoryStore();
    states = [];
  });
  afterEach(() => void vi.useRealTimers());

  it('saves once for a burst of keystrokes, well within half a second', async () => {
    const keeper = keeperOn(store);
    await keeper.load();
    for (const text of ['a', 'ab', 'abc']) keeper.change(text, 0);
    expect(store.writes).toBe(0);
    expect(SAVE_PAUSE_MS).toBeLessThanOrEqual(500);
    await vi.advanceTimersByTimeAsync(SAVE_PAUSE_MS);
    expect([store.writes, store.source(), states.at(-1)?.kind]).toEqual([1, 'abc', 'saved']);
  });

  it('saves at once when the page goes', async () => {
    const keeper = keeperOn(store);
    await keeper.load();
    keeper.change('typed last', 1);
    await keeper.flush();
    expect(await keeperOn(store).load()).toEqual({ format: 1, exercise: 'weights', source: 'typed last', hints: 1, savedAtMs: 1000 });
  });

  it('takes over what was typed last when the page went before it could be written, and nothing older', async () => {
    const keeper = keeperOn(store);
    await keeper.load();
    store.failure = new Error('the page has gone');
    keeper.change('typed last', 2);
    keeper.leave();
    await vi.advanceTimersByTimeAsync(0);
    expect(store.source()).toBeUndefined();
    store.failure = null;
    expect(await keeperOn(store).load()).toMatchObject({ source: 'typed last', hints: 2 });
    await vi.advanceTimersByTimeAsync(0);
    expect([store.source(), store.last]).toEqual(['typed last', null]);
    store.last = encodeDraft({ format: 1, exercise: 'weights', source: 'older', hints: 0, savedAtMs: 999 });
    expect(await keeperOn(store).load()).toMatchObject({ source: 'typed last' });
  });

  it('does not overwrite what another tab has saved, until the learner has chosen', async () => {
    const keeper = keeperOn(store);
    await keeper.load();
    otherTabSaves('theirs');
    keeper.change('mine', 0);
    await keeper.flush();
    expect(states.at(-1)).toMatchObject({ kind: 'conflict', other: { source: 'theirs' } });
    keeper.change('mine, longer', 0);
    await vi.advanceTimersByTimeAsync(SAVE_PAUSE_MS * 4);
    expect(store.source()).toBe('theirs');
    await keeper.keepMine();
    expect([store.source(), states.at(-1)?.kind]).toEqual(['mine, longer', 'saved']);
  });

  it('notices another tab without a keystroke, and drops nothing of it when its text is taken', async () => {
    const keeper = keeperOn(store);
    await keeper.load();
    otherTabSaves('theirs');
    await keeper.look();
    expect(states.at(-1)?.kind).toBe('conflict');
    keeper.takeOther();
    await keeper.flush();
    expect([store.source(), store.writes, states.at(-1)?.kind]).toEqual(['theirs', 0, 'saved']);
  });

  it('saves again after its own writing', async () => {
    const keeper = keeperOn(store);
    await keeper.load();
    for (const text of ['one', 'two']) {
      keeper.change(text, 0);
      await keeper.flush();
    }
    expect([store.source(), states.some(({ kind }) => kind === 'conflict')]).toEqual(['two', false]);
  });

  it('tells why it could not save, and saves the same text when that is over', async () => {
    const keeper = keeperOn(store);
    await keeper.load();
    store.failure = new Error('no room');
    keeper.change('text', 0);
    await keeper.flush();
    expect(states.at(-1)).toEqual({ kind: 'failed', message: 'no room' });
    store.failure = null;
    await keeper.flush();
    expect([store.source(), states.at(-1)?.kind]).toEqual(['text', 'saved']);
  });
});
