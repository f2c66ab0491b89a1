// Who is here when answers come late: whoever comes in, goes or asks again leaves the answers to earlier questions behind.
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { ClassSession } from '../../../src/site/class/session.ts';
import { decodeMember, encodeMember, MEMBER_CHANGES, MEMBER_KEY } from '../../../src/site/records/member.ts';

const KEPT = `no-single-point/${MEMBER_KEY}`;
const texts = new Map<string, string>();
/** The questions so far, each to be answered by the test. */
const asked: { answer(body: unknown): void; fail(): void }[] = [];
let session: ClassSession;

/** Lets everything go on that needs no answer. */
const settle = (): Promise<unknown> => vi.advanceTimersByTimeAsync(0);
const learner = (id: string) => ({ caller: { kind: 'learner', id, pseudonym: id, cohort: { name: 'Autumn' } }, nowMs: Date.now() });
const here = (): string | undefined => decodeMember(texts.get(KEPT) ?? null)?.learner;

beforeEach(async () => {
  vi.useFakeTimers();
  texts.clear();
  asked.length = 0;
  const page = { querySelector: () => ({ content: '../' }), baseURI: 'http://class.test/course/join/index.html', dispatchEvent: () => true };
  const localStorage = {
    get length() { return texts.size; },
    key: (at: number) => [...texts.keys()][at] ?? null,
    getItem: (key: string) => texts.get(key) ?? null,
    setItem: (key: string, value: string) => void texts.set(key, value),
    removeItem: (key: string) => void texts.delete(key),
  };
  for (const [name, value] of Object.entries({ document: page, localStorage, location: { protocol: 'http:' }, navigator: {}, parent: {} })) vi.stubGlobal(name, value);
  vi.stubGlobal('fetch', () => new Promise((resolve, reject) => {
    asked.push({ answer: (body) => resolve(new Response(JSON.stringify(body))), fail: () => reject(new TypeError('away')) });
  }));
  texts.set(KEPT, encodeMember({ format: 1, learner: 'early', pseudonym: 'early', cohort: 'Autumn' }));
  session = new ClassSession();
  void session.begin();
  await settle();
});
afterEach(() => {
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

describe('who is here', () => {
  it('is whom the server names', async () => {
    asked[0]!.answer(learner('early'));
    await settle();
    expect([session.learner?.id, session.outbox.isSignedOut, here()]).toEqual(['early', false, 'early']);
  });

  it('stays open while somebody comes in, whatever was asked before', async () => {
    await session.hold();
    asked[0]!.answer(learner('early'));
    await settle();
    expect(texts.get(KEPT)).toBe(MEMBER_CHANGES);
    expect(session.learner).toBeNull();
  });

  it('is the newcomer, though the answer about who was here before comes last', async () => {
    await session.hold();
    void session.begin();
    await settle();
    asked[1]!.answer(learner('late'));
    await settle();
    asked[0]!.answer(learner('early'));
    await settle();
    expect([session.learner?.id, session.member?.learner, here()]).toEqual(['late', 'late', 'late']);
  });

  it('does not become doubtful by an earlier question that fails', async () => {
    void session.begin();
    await settle();
    asked[1]!.answer(learner('early'));
    await settle();
    asked[0]!.fail();
    await vi.advanceTimersByTimeAsync(60_000);
    expect(session.outbox.trouble).toBeNull();
    expect(asked).toHaveLength(2);
  });

  it('is nobody after forgetting, whatever was asked before', async () => {
    await session.forget();
    asked[0]!.answer(learner('early'));
    await settle();
    expect([session.member, texts.has(KEPT)]).toEqual([null, false]);
  });

  it('is asked again after a failure, but not while somebody comes in', async () => {
    asked[0]!.fail();
    await vi.advanceTimersByTimeAsync(60_000);
    expect(asked).toHaveLength(2);
    asked[1]!.fail();
    await settle();
    const release = await session.hold();
    await vi.advanceTimersByTimeAsync(60_000);
    expect(asked).toHaveLength(2);
    void release();
    await settle();
    expect(asked).toHaveLength(3);
    expect(here()).toBe('early');
  });
});
