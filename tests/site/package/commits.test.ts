// When the learning system is asked to store, by a clock of the test's own.
import { describe, expect, it } from 'vitest';
import { Commits, PAUSE_MS, RETRY_MS, SOON_MS, type Clock, type CommitState } from '../../../src/site/package/commits.ts';
import { CommitProblem } from '../../../src/site/package/learning-system.ts';

class TestClock implements Clock {
  #nowMs = 1000;
  #tasks: { atMs: number; task: () => void }[] = [];

  nowMs(): number {
    return this.#nowMs;
  }

  after(ms: number, task: () => void): () => void {
    const entry = { atMs: this.#nowMs + ms, task };
    this.#tasks.push(entry);
    return () => { this.#tasks = this.#tasks.filter((one) => one !== entry); };
  }

  async pass(ms: number): Promise<void> {
    const end = this.#nowMs + ms;
    for (;;) {
      const next = this.#tasks.filter(({ atMs }) => atMs <= end).sort((one, other) => one.atMs - other.atMs)[0];
      if (next === undefined) break;
      this.#tasks = this.#tasks.filter((one) => one !== next);
      this.#nowMs = next.atMs;
      next.task();
      await settled();
    }
    this.#nowMs = end;
    await settled();
  }
}

/** Promises that are kept by now have been heard of. */
async function settled(): Promise<void> {
  for (let turn = 0; turn < 10; turn += 1) await Promise.resolve();
}

/** A system that stores what is newest when it is asked, or not. */
function setUp() {
  const clock = new TestClock();
  const states: CommitState[] = [];
  const system = { newest: 0, stored: [] as { value: number; atMs: number }[], tried: [] as number[], refusal: null as string | null, wait: null as Promise<void> | null };
  const commits = new Commits(async () => {
    const value = system.newest;
    system.tried.push(clock.nowMs());
    if (system.wait !== null) await system.wait;
    if (system.refusal !== null) throw new CommitProblem(system.refusal);
    system.stored.push({ value, atMs: clock.nowMs() });
  }, clock, (state) => states.push(state));
  return { clock, states, system, commits, change: (how: 'worth' | 'typed' = 'worth') => { system.newest += 1; commits.changed(how); } };
}

describe('commits', () => {
  it('come soon after a run, later after typing, and never one upon the other', async () => {
    const { clock, system, change, states } = setUp();
    change();
    await clock.pass(SOON_MS.worth);
    expect(system.stored).toEqual([{ value: 1, atMs: 1000 + SOON_MS.worth }]);
    expect(states.at(-1)).toEqual({ kind: 'kept', atMs: 1000 + SOON_MS.worth });
    change();
    change();
    expect(states.at(-1)).toEqual({ kind: 'storing' });
    await clock.pass(PAUSE_MS - 1);
    expect(system.stored).toHaveLength(1);
    await clock.pass(1);
    expect(system.stored.map(({ value }) => value)).toEqual([1, 3]);
    await clock.pass(60_000);
    change('typed');
    await clock.pass(SOON_MS.typed - 1);
    expect(system.stored).toHaveLength(2);
    await clock.pass(1);
    expect(system.stored).toHaveLength(3);
    // A run brings forward what was typed before it.
    await clock.pass(60_000);
    change('typed');
    change('worth');
    await clock.pass(SOON_MS.worth);
    expect(system.stored.at(-1)!.value).toBe(system.newest);
    await clock.pass(600_000);
    expect(system.stored).toHaveLength(4);
  });

  it('are tried again with growing waits, always with what is newest, and at once when asked', async () => {
    const { clock, system, change, states, commits } = setUp();
    system.refusal = 'no room.';
    change();
    await clock.pass(SOON_MS.worth);
    expect(states.at(-1)).toEqual({ kind: 'failed', message: 'no room.', nextMs: clock.nowMs() + RETRY_MS.first });
    change();
    await clock.pass(400_000);
    const waits = system.tried.map((atMs, at) => atMs - (system.tried[at - 1] ?? atMs)).slice(1);
    expect(waits.slice(0, 6)).toEqual([2000, 4000, 8000, 16_000, 32_000, RETRY_MS.most]);
    expect(new Set(waits.slice(5))).toEqual(new Set([RETRY_MS.most]));
    system.refusal = null;
    commits.now();
    await clock.pass(0);
    expect(system.stored.map(({ value }) => value)).toEqual([2]);
    expect(states.at(-1)!.kind).toBe('kept');
    // The next failure begins with the shortest wait again.
    system.refusal = 'again.';
    change();
    await clock.pass(PAUSE_MS);
    expect(states.at(-1)).toEqual({ kind: 'failed', message: 'again.', nextMs: clock.nowMs() + RETRY_MS.first });
  });

  it('never run twice at once, and take what changed meanwhile afterwards', async () => {
    const { clock, system, change, commits } = setUp();
    let release = (): void => undefined;
    system.wait = new Promise((resolve) => { release = resolve; });
    change();
    await clock.pass(SOON_MS.worth);
    change();
    commits.now();
    await clock.pass(100_000);
    expect(system.tried).toHaveLength(1);
    system.wait = null;
    release();
    await clock.pass(0);
    await clock.pass(PAUSE_MS);
    expect(system.stored.map(({ value }) => value)).toEqual([1, 2]);
  });

  it('say what goes wrong in the page itself, and end', async () => {
    const states: CommitState[] = [];
    const clock = new TestClock();
    const commits = new Commits(() => Promise.reject(new Error('broken')), clock, (state) => states.push(state));
    commits.now();
    expect(states).toEqual([]);
    commits.changed('worth');
    await clock.pass(SOON_MS.worth);
    expect(states.at(-1)).toMatchObject({ kind: 'failed', message: 'The page could not hand it over: broken' });
    const { length } = states;
    commits.end();
    commits.changed('worth');
    await clock.pass(600_000);
    expect(states.slice(length)).toEqual([]);
  });
});
