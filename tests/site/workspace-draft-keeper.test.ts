import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { decodeDraft, draftKey, encodeDraft } from '../../src/site/records/draft.ts';
import { type DraftContent, DraftKeeper, type DraftState, type DraftStore, SAVE_PAUSE_MS } from '../../src/site/elements/draft-keeper.ts';

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

const CHOSEN = { given: null, typed: '60', sure: 3 } as const;
const content = (source: string, hints = 0, chosen: DraftContent['chosen'] = null): DraftContent => ({ source, hints, chosen });

describe('the keeper of drafts', () => {
  let store: MemoryStore;
  let states: DraftState[];
  const keeperOn = (shared: MemoryStore): DraftKeeper => new DraftKeeper('weights', 'starter', shared, (state) => states.push(state), () => 1000);
  const otherTabSaves = (source: string): void => {
    store.values.set(draftKey('weights'), encodeDraft({ format: 1, exercise: 'weights', source, hints: 0, chosen: null, savedAtMs: 5 }));
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
    for (const text of ['a', 'ab', 'abc']) keeper.change(content(text, 0));
    expect(store.writes).toBe(0);
    expect(SAVE_PAUSE_MS).toBeLessThanOrEqual(500);
    await vi.advanceTimersByTimeAsync(SAVE_PAUSE_MS);
    expect([store.writes, store.source(), states.at(-1)?.kind]).toEqual([1, 'abc', 'saved']);
  });

  it('saves at once when the page goes', async () => {
    const keeper = keeperOn(store);
    await keeper.load();
    keeper.change(content('typed last', 1));
    await keeper.flush();
    expect(await keeperOn(store).load()).toEqual({ format: 1, exercise: 'weights', source: 'typed last', hints: 1, chosen: null, savedAtMs: 1000 });
  });

  it('takes over what was typed last when the page went before it could be written, and nothing older', async () => {
    const keeper = keeperOn(store);
    await keeper.load();
    store.failure = new Error('the page has gone');
    keeper.change(content('typed last', 2, CHOSEN));
    keeper.leave();
    await vi.advanceTimersByTimeAsync(0);
    expect(store.source()).toBeUndefined();
    store.failure = null;
    expect(await keeperOn(store).load()).toMatchObject({ source: 'typed last', hints: 2, chosen: CHOSEN });
    await vi.advanceTimersByTimeAsync(0);
    expect([store.source(), store.last]).toEqual(['typed last', null]);
    store.last = encodeDraft({ format: 1, exercise: 'weights', source: 'older', hints: 0, chosen: null, savedAtMs: 999 });
    expect(await keeperOn(store).load()).toMatchObject({ source: 'typed last' });
  });

  it('does not overwrite what another tab has saved, until the learner has chosen', async () => {
    const keeper = keeperOn(store);
    await keeper.load();
    otherTabSaves('theirs');
    keeper.change(content('mine', 0));
    await keeper.flush();
    expect(states.at(-1)).toMatchObject({ kind: 'conflict', other: { source: 'theirs' } });
    keeper.change(content('mine, longer', 0));
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

  it('asks nothing where another tab has opened a hint or chosen a prediction, and has the same design', async () => {
    const keeper = keeperOn(store);
    await keeper.load();
    otherTabSaves('starter');
    await keeper.look();
    keeper.change(content('mine'));
    await keeper.flush();
    otherTabSaves('mine');
    await keeper.look();
    expect([store.source(), states.some(({ kind }) => kind === 'conflict')]).toEqual(['mine', false]);
  });

  it('keeps what was chosen while the text stays, when the page goes before it is written', async () => {
    const keeper = keeperOn(store);
    keeper.change(content('text'));
    await keeper.flush();
    store.failure = new Error('the page has gone');
    keeper.change(content('text', 0, CHOSEN));
    keeper.leave();
    await vi.advanceTimersByTimeAsync(0);
    store.failure = null;
    expect(await keeperOn(store).load()).toMatchObject({ source: 'text', chosen: CHOSEN });
  });

  it('saves again after its own writing', async () => {
    const keeper = keeperOn(store);
    await keeper.load();
    for (const text of ['one', 'two']) {
      keeper.change(content(text, 0));
      await keeper.flush();
    }
    expect([store.source(), states.some(({ kind }) => kind === 'conflict')]).toEqual(['two', false]);
  });

  it('tells why it could not save, and saves the same text when that is over', async () => {
    const keeper = keeperOn(store);
    await keeper.load();
    store.failure = new Error('no room');
    keeper.change(content('text', 0));
    await keeper.flush();
    expect(states.at(-1)).toEqual({ kind: 'failed', message: 'no room' });
    store.failure = null;
    await keeper.flush();
    expect([store.source(), states.at(-1)?.kind]).toEqual(['text', 'saved']);
  });
});
