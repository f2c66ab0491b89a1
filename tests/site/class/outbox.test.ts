// Every answer that a design can meet on its way to the server's grade.
import { beforeEach, describe, expect, it } from 'vitest';
import { decodeEntry, stateOf } from '../../../src/site/records/outbox.ts';
import { anEntry, type FakeTab, keyOf, openTab, settle, trouble } from './fake-page.ts';

let tab: FakeTab;
const state = (): string[] => tab.outbox.own.map(stateOf);
const puts = (): number => tab.server.asked.filter((line) => line.startsWith('PUT')).length;

beforeEach(async () => {
  tab = openTab();
  await tab.outbox.signIn('me');
});

describe('the outbox', () => {
  it('keeps before it sends, sends, asks, and shows the grade of the server', async () => {
    const entry = anEntry();
    tab.server.before = async () => { expect(tab.store.texts.has(keyOf(entry))).toBe(true); };
    await tab.outbox.add(entry);
    await settle();
    expect(state()).toEqual(['received']);
    expect(tab.outbox.own[0]!.receivedMs).toBe(tab.clock.nowMs);
    tab.server.gradeAll('fail', 50);
    await tab.clock.pass(1_000);
    expect(tab.outbox.own[0]!.grade).toEqual({ status: 'fail', points: 50, holds: 1, checks: 2, gradedMs: 1_000_000, creditPct: 100 });
    expect(decodeEntry(tab.store.texts.get(keyOf(entry))!)).toEqual(tab.outbox.own[0]);
    expect(tab.clock.waiting).toBe(0);
  });

  it('asks after 1, 2, 4, 8, 16 and then every 30 s, and stops with the grade', async () => {
    await tab.outbox.add(anEntry());
    await tab.clock.pass(91_000);
    expect(tab.server.asked.filter((line) => line.startsWith('GET'))).toHaveLength(7);
    tab.server.gradeAll();
    await tab.clock.pass(30_000);
    const asked = tab.server.asked.length;
    await tab.clock.pass(1_000_000);
    expect(tab.server.asked).toHaveLength(asked);
  });

  it('sends what was lost on the way again, under the same id: one submission', async () => {
    tab.server.refusals.push('lost', trouble(0, 'away'), 'lost');
    await tab.outbox.add(anEntry());
    await tab.clock.pass(2_000);
    expect(state()).toEqual(['saved']);
    await tab.clock.pass(60_000);
    expect(puts()).toBe(4);
    expect(new Set(tab.server.asked.filter((line) => line.startsWith('PUT'))).size).toBe(1);
    expect(tab.server.kept.size).toBe(1);
    expect(state()).toEqual(['received']);
  });

  it('waits longer from try to try, up to five minutes, and no longer than that', async () => {
    tab.server.refusals.push(...Array.from({ length: 100 }, () => trouble(0, 'away')));
    const sentMs: number[] = [];
    tab.server.before = async () => void sentMs.push(tab.clock.nowMs);
    await tab.outbox.add(anEntry());
    await tab.clock.pass(1_500_000);
    const pauses = sentMs.map((atMs, at) => (atMs - (sentMs[at - 1] ?? 1_000_000)) / 1000);
    expect(pauses).toEqual([0, 2, 4, 8, 16, 32, 64, 128, 256, 300, 300, 300]);
    expect(state()).toEqual(['saved']);
  });

  it.each([[429, 'still-waiting', 20], [503, 'queue-full', 20], [507, 'disk-full', 20]])('waits as long as %i asks for, and tells why', async (status, code, seconds) => {
    tab.server.refusals.push(trouble(status, code, seconds));
    await tab.outbox.add(anEntry());
    await tab.clock.pass(seconds * 1_000 - 1);
    expect(puts()).toBe(1);
    expect(tab.outbox.trouble).toMatchObject({ code });
    await tab.clock.pass(6_000);
    expect(puts()).toBe(2);
    expect(state()).toEqual(['received']);
    expect(tab.outbox.trouble).toBeNull();
  });

  it.each([[409, 'other-content'], [422, 'no-such-exercise'], [413, 'too-large'], [400, 'not-json']])('keeps what %i refuses, tells it, and never sends it again by itself', async (status, code) => {
    const [wrong, right] = [anEntry(), anEntry()];
    tab.server.refusals.push(trouble(status, code));
    await tab.outbox.add(wrong);
    await tab.outbox.add(right);
    await tab.clock.pass(3_000_000);
    expect(state()).toEqual(['refused', 'received']);
    expect(tab.outbox.own[0]!.refusal).toEqual({ code, detail: `It is ${code}.` });
    expect(tab.server.asked.filter((line) => line === `PUT ${wrong.id}`)).toHaveLength(1);
    expect(tab.outbox.unreceived.map(({ id }) => id)).toEqual([wrong.id]);
    await tab.outbox.sendNow(wrong.id);
    await settle();
    expect(state()).toEqual(['received', 'received']);
  });

  it('tries again where the database met another change, though that is told as 409', async () => {
    tab.server.refusals.push(trouble(409, 'conflict'));
    await tab.outbox.add(anEntry());
    await tab.clock.pass(3_000);
    expect(state()).toEqual(['received']);
  });

  it.each([[401, 'sign-in'], [404, 'not-found']])('stops at %i, keeps everything, and goes on once its learner is back', async (status, code) => {
    tab.server.refusals.push(trouble(status, code));
    for (const entry of [anEntry(), anEntry(), anEntry()]) await tab.outbox.add(entry);
    await tab.clock.pass(1_000_000);
    expect(puts()).toBe(1);
    expect(tab.outbox.isSignedOut).toBe(true);
    expect(tab.outbox.unreceived).toHaveLength(3);
    await tab.outbox.signIn('me');
    await settle();
    expect(state()).toEqual(['received', 'received', 'received']);
    expect(tab.outbox.isSignedOut).toBe(false);
  });

  it('ends the session also when a question is refused', async () => {
    await tab.outbox.add(anEntry());
    await settle();
    tab.server.session = null;
    await tab.clock.pass(1_000_000);
    expect(tab.outbox.isSignedOut).toBe(true);
    expect(tab.server.asked.filter((line) => line.startsWith('GET'))).toHaveLength(1);
  });

  it('sends at once when it is told to, as when the network is back', async () => {
    tab.server.refusals.push(...Array.from({ length: 7 }, () => trouble(0, 'away')));
    await tab.outbox.add(anEntry());
    await tab.clock.pass(126_000);
    const before = puts();
    await tab.clock.pass(10_000);
    expect(puts()).toBe(before);
    await tab.outbox.sendNow();
    await settle();
    expect(state()).toEqual(['received']);
  });

  it('goes on after a reload where it was', async () => {
    tab.server.refusals.push(trouble(0, 'away'));
    await tab.outbox.add(anEntry());
    await settle();
    const again = openTab(tab);
    await again.outbox.signIn('me');
    await settle();
    expect(again.outbox.own.map(stateOf)).toEqual(['received']);
    const third = openTab(tab);
    tab.server.gradeAll();
    await third.outbox.signIn('me');
    await tab.clock.pass(1_000);
    expect(third.outbox.own.map(stateOf)).toEqual(['graded']);
  });

  it('sends nothing before the server has said whose session it is', async () => {
    const other = openTab();
    await other.outbox.awaitAnswer('me', trouble(0, 'away'));
    await other.outbox.add(anEntry());
    await other.clock.pass(1_000_000);
    expect(other.server.asked).toEqual([]);
    expect(other.outbox.own.map(stateOf)).toEqual(['saved']);
    expect(other.outbox.trouble).toMatchObject({ code: 'away' });
  });

  it('never sends the work of one learner for another on the same computer', async () => {
    tab.server.refusals.push(trouble(0, 'away'));
    const mine = anEntry();
    await tab.outbox.add(mine);
    await settle();
    // In this tab nobody has noticed yet that somebody else has come in.
    tab.server.session = 'you';
    await tab.clock.pass(1_000_000);
    expect(puts()).toBe(1);
    const yours = openTab(tab);
    await yours.outbox.signIn('you');
    await tab.clock.pass(1_000_000);
    expect(puts()).toBe(1);
    expect(yours.outbox.own).toEqual([]);
    expect(yours.outbox.foreign).toBe(1);
    tab.server.session = 'me';
    await tab.outbox.signIn('me');
    await settle();
    expect(tab.server.kept.get(mine.id)).toMatchObject({ learner: 'me' });
  });

  it('is not taken for another learner who has come in between the last look and the sending', async () => {
    const mine = anEntry();
    tab.server.before = () => Promise.resolve(void (tab.server.session = 'you'));
    await tab.outbox.add(mine);
    await tab.clock.pass(1_000_000);
    expect(tab.server.kept.size).toBe(0);
    expect(puts()).toBe(1);
    expect(state()).toEqual(['saved']);
    expect(tab.outbox.isSignedOut).toBe(true);
    tab.server.before = () => Promise.resolve();
    tab.server.session = 'me';
    await tab.outbox.signIn('me');
    await settle();
    expect(tab.server.kept.get(mine.id)).toMatchObject({ learner: 'me' });
  });

  it('lets two tabs send each design once where the browser can hold one back', async () => {
    const locks = { last: Promise.resolve() };
    const [one, two] = [openTab(tab, locks), openTab(tab, locks)];
    const entry = anEntry();
    await tab.store.write(keyOf(entry), JSON.stringify(entry));
    await Promise.all([one.outbox.signIn('me'), two.outbox.signIn('me')]);
    await settle();
    expect(puts()).toBe(1);
    await two.outbox.look();
    expect([...one.outbox.own, ...two.outbox.own].map(stateOf)).toEqual(['received', 'received']);
  });

  it('lets two tabs that know nothing of each other send twice what counts once', async () => {
    const [one, two] = [openTab(tab), openTab(tab)];
    const entry = anEntry();
    await tab.store.write(keyOf(entry), JSON.stringify(entry));
    await Promise.all([one.outbox.signIn('me'), two.outbox.signIn('me')]);
    await settle();
    expect(puts()).toBe(2);
    expect(tab.server.kept.size).toBe(1);
    expect([...one.outbox.own, ...two.outbox.own].map(stateOf)).toEqual(['received', 'received']);
  });

  it('sends what the browser has no room for all the same, and says that it is not kept', async () => {
    tab.store.isFull = true;
    tab.server.refusals.push(trouble(0, 'away'));
    const entry = anEntry();
    expect(await tab.outbox.add(entry)).toBe(false);
    expect(tab.outbox.isUnkept(entry.id)).toBe(true);
    await tab.outbox.look();
    await tab.clock.pass(10_000);
    expect(tab.server.kept.has(entry.id)).toBe(true);
    tab.server.gradeAll();
    tab.store.isFull = false;
    await tab.clock.pass(60_000);
    expect(tab.outbox.own.map(stateOf)).toEqual(['graded']);
    expect(tab.outbox.isUnkept(entry.id)).toBe(false);
  });

  it('sends again what the server has lost after it was acknowledged', async () => {
    const entry = anEntry();
    await tab.outbox.add(entry);
    await settle();
    tab.server.kept.clear();
    await tab.clock.pass(1_000);
    expect(tab.server.kept.has(entry.id)).toBe(true);
    expect(state()).toEqual(['received']);
  });

  it('shows what the server has set aside, and asks no more', async () => {
    const entry = anEntry();
    await tab.outbox.add(entry);
    await settle();
    tab.server.kept.get(entry.id)!.state = 'failed';
    await tab.clock.pass(1_000);
    expect(state()).toEqual(['set-aside']);
    expect(tab.clock.waiting).toBe(0);
  });

  it('keeps of what is graded the newest of each exercise only', async () => {
    const entries = [anEntry(), anEntry({ exercise: 'other' }), anEntry()];
    for (const entry of entries) await tab.outbox.add(entry);
    await settle();
    tab.server.gradeAll();
    await tab.clock.pass(1_000);
    expect(tab.outbox.own.map(({ id }) => id)).toEqual([entries[1]!.id, entries[2]!.id]);
    expect(tab.store.texts.size).toBe(2);
  });

  it('sends in the order in which designs were made', async () => {
    const entries = [anEntry({ savedMs: 3 }), anEntry({ savedMs: 1 }), anEntry({ savedMs: 2 })];
    for (const entry of entries) await tab.store.write(keyOf(entry), JSON.stringify(entry));
    await tab.outbox.look();
    await settle();
    expect(tab.server.asked).toEqual([entries[1], entries[2], entries[0]].map((entry) => `PUT ${entry!.id}`));
  });

  it('does not send what was removed while it waited', async () => {
    tab.server.refusals.push(trouble(0, 'away'));
    const entry = anEntry();
    await tab.outbox.add(entry);
    await settle();
    await tab.store.remove(keyOf(entry));
    await tab.clock.pass(100_000);
    expect(puts()).toBe(1);
    expect(tab.outbox.own).toEqual([]);
  });
});
