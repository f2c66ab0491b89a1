// A page with a class server, without either: a store, a clock and a server that do what the test says.
import { Outbox, type OutboxHost, type Trouble } from '../../../src/site/class/outbox.ts';
import type { SubmissionState } from '../../../src/site/class/shapes.ts';
import { newEntry, outboxKey, type OutboxEntry } from '../../../src/site/records/outbox.ts';

/** Time that passes when it is told to. */
export class FakeClock {
  nowMs = 1_000_000;
  #timers: { atMs: number; act: () => void }[] = [];

  readonly later = (act: () => void, ms: number): (() => void) => {
    const timer = { atMs: this.nowMs + ms, act };
    this.#timers.push(timer);
    return () => { this.#timers = this.#timers.filter((one) => one !== timer); };
  };

  get waiting(): number {
    return this.#timers.length;
  }

  /** Lets time pass, with everything that happens in it. */
  async pass(ms: number): Promise<void> {
    const endMs = this.nowMs + ms;
    await settle();
    for (;;) {
      const next = this.#timers.filter(({ atMs }) => atMs <= endMs).sort((a, b) => a.atMs - b.atMs)[0];
      if (next === undefined) break;
      this.#timers = this.#timers.filter((one) => one !== next);
      this.nowMs = Math.max(this.nowMs, next.atMs);
      next.act();
      await settle();
    }
    this.nowMs = endMs;
  }
}

/** Lets every promise that can go on go on. */
export async function settle(): Promise<void> {
  for (let turn = 0; turn < 200; turn += 1) await Promise.resolve();
}

type Refusal = Trouble | 'lost';

/** A class server that keeps what it acknowledges. */
export class FakeServer {
  readonly kept = new Map<string, { exercise: string; source: string; learner: string; receivedMs: number; grade: SubmissionState['grade']; state: SubmissionState['state'] }>();
  /** Every request, as `PUT id`, or `GET n ids`. */
  readonly asked: string[] = [];
  /** What the next requests meet in place of an answer, in this order; `lost`: it is done, and the answer does not arrive. */
  readonly refusals: Refusal[] = [];
  /** Whose session the browser has. */
  session: string | null = 'me';
  /** What happens before anything is answered. */
  before: () => Promise<void> = () => Promise.resolve();
  readonly #clock: FakeClock;

  constructor(clock: FakeClock) {
    this.#clock = clock;
  }

  /** Grades everything that it has. */
  gradeAll(status: 'pass' | 'fail' | 'error' = 'pass', points = 100): void {
    for (const one of this.kept.values()) {
      one.state = 'graded';
      one.grade ??= { status, points, gradedMs: this.#clock.nowMs, checks: [{ id: 'a', status: 'pass' }, { id: 'b', status: status === 'pass' ? 'pass' : 'fail' }] };
    }
  }

  readonly ask = async <Value>(method: 'GET' | 'PUT', path: string, body?: unknown): Promise<Value> => {
    const [, id] = /^\/submissions\/(.*)$/.exec(path) ?? [];
    const ids = new URL(path, 'http://class').searchParams.get('ids')?.split(',') ?? [];
    this.asked.push(method === 'PUT' ? `PUT ${id}` : `GET ${ids.length}`);
    await this.before();
    const refusal = this.refusals.shift();
    if (refusal !== undefined && refusal !== 'lost') throw refusal;
    if (this.session === null) throw trouble(401, 'sign-in');
    const answer = method === 'PUT' ? this.#receive(id!, body as { exercise: string; source: string; learner: string }) : this.#tell(ids);
    if (refusal === 'lost') throw trouble(0, 'away');
    return answer as Value;
  };

  #receive(id: string, { exercise, source, learner }: { exercise: string; source: string; learner: string }): unknown {
    if (learner !== this.session) throw trouble(409, 'other-learner');
    const known = this.kept.get(id);
    if (known !== undefined && (known.source !== source || known.learner !== this.session)) throw trouble(409, 'other-content');
    if (known === undefined) this.kept.set(id, { exercise, source, learner: this.session!, receivedMs: this.#clock.nowMs, grade: null, state: 'queued' });
    return { id, state: 'received', receivedMs: this.kept.get(id)!.receivedMs };
  }

  #tell(ids: readonly string[]): unknown {
    const submissions = ids.flatMap((id) => {
      const one = this.kept.get(id);
      return one === undefined ? [] : [{ id, exercise: one.exercise, receivedMs: one.receivedMs, state: one.state, grade: one.grade, creditPct: 100 }];
    });
    return { submissions };
  }
}

/** Why a request came to nothing. */
export const trouble = (status: number, code: string, retryAfterS: number | null = null): Trouble => ({ status, code, message: `It is ${code}.`, retryAfterS });

/** What this browser keeps; shared by tabs. */
export class FakeStore {
  readonly texts = new Map<string, string>();
  isFull = false;

  readonly read = (key: string): Promise<string | null> => Promise.resolve(this.texts.get(key) ?? null);
  readonly write = (key: string, value: string): Promise<void> => {
    if (this.isFull) return Promise.reject(new Error('The browser has no room left.'));
    this.texts.set(key, value);
    return Promise.resolve();
  };
  readonly remove = (key: string): Promise<void> => Promise.resolve(void this.texts.delete(key));
  readonly keys = (start: string): Promise<string[]> => Promise.resolve([...this.texts.keys()].filter((key) => key.startsWith(start)).sort());
}

/** One tab of a browser. */
export interface FakeTab { outbox: Outbox; clock: FakeClock; server: FakeServer; store: FakeStore; changes: () => number }

/** Opens a tab; with `beside`, in the same browser. `locks`: the browser lets one tab at a time send. */
export function openTab(beside: Pick<FakeTab, 'clock' | 'server' | 'store'> | null = null, locks: { last: Promise<unknown> } | null = null): FakeTab {
  const clock = beside?.clock ?? new FakeClock();
  const server = beside?.server ?? new FakeServer(clock);
  const store = beside?.store ?? new FakeStore();
  let changes = 0;
  const host: OutboxHost = {
    ...store, ask: server.ask, isStill: (learner) => Promise.resolve(learner === server.session || server.session === null), nowMs: () => clock.nowMs, random: () => 1, later: clock.later, onChange: () => { changes += 1; },
    alone: <R>(task: () => Promise<R>): Promise<R> => {
      if (locks === null) return task();
      const mine = locks.last.then(task);
      locks.last = mine.catch(() => undefined);
      return mine;
    },
  };
  return { outbox: new Outbox(host), clock, server, store, changes: () => changes };
}

let ids = 0;

/** An entry of `me`, with an id of its own. */
export function anEntry(change: Partial<OutboxEntry> = {}): OutboxEntry {
  ids += 1;
  return { ...newEntry({ id: `00000000-0000-4000-8000-${String(ids).padStart(12, '0')}`, learner: 'me', exercise: 'weights', source: `design ${ids}`, hints: 0, found: null, savedMs: 900_000 + ids }), ...change };
}

/** Key of an entry. */
export const keyOf = ({ id }: OutboxEntry): string => outboxKey(id);
