// The adapter against a learning system that was written by another hand, from the specifications alone: what it refuses or lists is a fault of ours.
import fc from 'fast-check';
import { afterEach, describe, expect, it } from 'vitest';
import { cmi5 } from '../../../../src/export/lms/cmi5.ts';
import { textFile } from '../../../../src/export/files.ts';
import { zipFiles } from '../../../../src/export/zip.ts';
import { Cmi5System } from '../../../../src/site/package/cmi5/cmi5-system.ts';
import { STATE_ID } from '../../../../src/site/package/cmi5/kept.ts';
import type { TabStore } from '../../../../src/site/package/cmi5/session-memory.ts';
import type { Standing } from '../../../../src/site/package/learning-system.ts';
import { startCmi5System, type Cmi5Options, type Fault, type LaunchMode } from '../../../cmi5-lms/index.ts';
import { finished, standing, tabStore, tried } from './fake-system.ts';

const PACKAGE = zipFiles(cmi5(new Map([['launch.html', textFile('<!doctype html>')]]), { format: 1, id: 'x', title: 'X', description: 'Y', start: 'index.html', lessons: [{ id: 'l', title: 'L', exercises: [{ id: 'a', title: 'A', version: 1 }] }] }));

let lms: Awaited<ReturnType<typeof startCmi5System>>;
const start = async (options: Cmi5Options = {}): Promise<void> => void (lms = await startCmi5System(PACKAGE, options));
afterEach(() => lms.close());

/** What a page sends when it goes arrives later: these are waited for. */
let leaving: Promise<unknown>[] = [];
const fetchHere = ((...sent: Parameters<typeof fetch>) => {
  const answer = fetch(...sent);
  leaving.push(answer.then((response) => response.clone().text()).catch(() => undefined));
  return answer;
}) as typeof fetch;

interface Tab { system: Cmi5System; address: string; store: TabStore }
const tabAt = (address: string, store: TabStore = tabStore()): Tab => ({ address, store, system: new Cmi5System({ address, fetch: fetchHere, tabStore: store, now: () => new Date() }) });
const launched = async (mode: LaunchMode = 'Normal'): Promise<Tab> => tabAt(await lms.launch({ learner: 'ada', mode }));
const left = async (): Promise<void> => {
  const all = leaving;
  leaving = [];
  await Promise.all(all);
};
const verbs = (): string => lms.statements('ada').map(({ verb }) => String((verb as { id: string }).id).split('/').at(-1)).filter((verb) => !['launched', 'satisfied'].includes(verb!)).join(' ');
const faults = (): string[] => lms.violations.map(({ section, message }) => `${section}: ${message}`);
const keptState = (): unknown => JSON.parse(String(lms.stateDocuments('ada').get(STATE_ID)?.content));

describe('against the other learning system', () => {
  it('a visit that passes, and one after it', async () => {
    await start();
    const first = await launched();
    await first.system.begin();
    await first.system.commit(tried(100, 50, { progress: 0.5 }));
    await first.system.commit(finished());
    first.system.end(finished({ state: 'last' }));
    await left();
    expect([verbs(), lms.isSatisfied('ada')]).toEqual(['initialized passed completed terminated', true]);
    const second = await launched();
    expect(await second.system.begin()).toMatchObject({ state: 'last' });
    await second.system.commit(finished());
    second.system.end(finished());
    await left();
    expect(verbs()).toBe('initialized passed completed terminated initialized terminated');
    expect(faults()).toEqual([]);
    lms.enrol('ada');
    expect(await (await launched()).system.begin()).toMatchObject({ state: null });
  });

  it.each<LaunchMode>(['Browse', 'Review'])('%s', async (mode) => {
    await start();
    const { system } = await launched(mode);
    await system.begin();
    system.end(finished());
    await left();
    expect([verbs(), faults()]).toEqual(['initialized terminated', []]);
  });

  it('a lower mastery score of its own, and a session that fails by it', async () => {
    await start({ masteryScore: 0.75 });
    const first = await launched();
    await first.system.begin();
    first.system.end(tried(100, 40));
    await left();
    const second = await launched();
    await second.system.begin();
    await second.system.commit(tried(100, 50));
    second.system.end(tried(100, 50));
    await left();
    expect([verbs(), faults()]).toEqual(['initialized failed terminated initialized passed terminated', []]);
  });

  it.each<[string, Fault]>([
    ['answers 503', { kind: 'status', status: 503, times: 1 }], ['answers 429', { kind: 'status', status: 429, times: 1 }], ['cuts the line', { kind: 'cut', times: 1 }], ['loses the answer', { kind: 'lost', times: 1 }],
  ])('%s once: everything is stored, once', async (_, fault) => {
    for (const [on, method] of [['statements', 'POST'], ['state', 'PUT']] as const) {
      await start();
      const { system } = await launched();
      await system.begin();
      lms.fail({ ...fault, on, method });
      await expect(system.commit(finished())).rejects.toThrow(/learning system/);
      await system.commit(finished());
      system.end(finished());
      await left();
      expect([verbs(), faults(), lms.isSatisfied('ada')], `${on} ${method}`).toEqual(['initialized passed completed terminated', [], true]);
      await lms.close();
    }
  });

  it('a pass whose answer is lost in a browser that is killed', async () => {
    await start();
    const first = await launched();
    await first.system.begin();
    await first.system.commit(standing());
    lms.fail({ kind: 'lost', on: 'statements', times: 1 });
    await expect(first.system.commit(finished())).rejects.toThrow('did not answer about the statement “passed”');
    const second = await launched();
    await second.system.begin();
    await second.system.commit(finished());
    second.system.end(finished());
    await left();
    expect([verbs(), faults(), lms.isSatisfied('ada')]).toEqual(['initialized passed abandoned initialized completed terminated', [], true]);
  });

  it('a page loaded again after it went: its session is over, nothing is said after terminated', async () => {
    await start();
    const tab = await launched();
    await tab.system.begin();
    tab.system.end(standing({ state: 'there' }));
    await left();
    const again = tabAt(tab.address, tab.store).system;
    await again.begin();
    await expect(again.commit(finished())).rejects.toThrow('The session ended');
    again.end(finished());
    await left();
    expect([verbs(), faults()]).toEqual(['initialized terminated', []]);
    expect(lms.requests.filter(({ resource }) => resource === 'fetch')).toHaveLength(1);
  });

  it('a tab that the browser killed and brings back goes on', async () => {
    await start();
    const tab = await launched();
    await tab.system.begin();
    const again = tabAt(tab.address, tab.store);
    await again.system.begin();
    await again.system.commit(finished());
    again.system.end(finished());
    await left();
    expect([verbs(), faults()]).toEqual(['initialized passed completed terminated', []]);
  });

  it('an expired token, and room for less than the state', async () => {
    await start({ documentLimit: 1000 });
    const { system } = await launched();
    await system.begin();
    await expect(system.commit(finished({ state: 'x'.repeat(2000) }))).rejects.toThrow('has no room for your work (413');
    expect(verbs()).toBe('initialized passed completed');
    lms.expireToken('ada');
    await expect(system.commit(finished({ state: 'y' }))).rejects.toThrow(/no longer accepts this session \(401.*Close this window/);
  });
});

/** What may happen next. */
type Step = { kind: 'work'; a: number; b: number; isRead: boolean } | { kind: 'commit' | 'leave' | 'kill' | 'restore' | 'launch' } | { kind: 'fail'; fault: Fault };

const steps = fc.array(fc.oneof<fc.Arbitrary<Step>[]>(
  fc.record({ kind: fc.constant('work' as const), a: fc.constantFrom(0, 60, 100, 100), b: fc.constantFrom(0, 60, 100, 100), isRead: fc.boolean() }),
  fc.constantFrom<Step[]>({ kind: 'commit' }, { kind: 'commit' }, { kind: 'leave' }, { kind: 'kill' }, { kind: 'restore' }, { kind: 'launch' }),
  fc.record({ kind: fc.constant('fail' as const), fault: fc.constantFrom<Fault[]>({ kind: 'status', status: 503, times: 1 }, { kind: 'cut', times: 1, on: 'statements' }, { kind: 'lost', times: 1, on: ['statements', 'state'] }, { kind: 'lost', times: 2, on: 'state' }) }),
), { maxLength: 25 });

it('whatever happens, says nothing that cmi5 forbids, nothing twice, and in the end everything', async () => {
  await fc.assert(fc.asyncProperty(steps, async (plan) => {
    await start();
    let best: Standing = standing();
    let tab: Tab | null = null;
    let isOpen = false;
    const begin = async (next: Tab): Promise<void> => {
      tab = next;
      isOpen = await next.system.begin().then(() => true, () => false);
      await left();
    };
    const go = async (step: Step): Promise<void> => {
      if (step.kind === 'fail') lms.fail(step.fault);
      else if (step.kind === 'work') {
        // The best counts, as in the course.
        const [a, b] = [Math.max(step.a, best.exercises[0]!.points), Math.max(step.b, best.exercises[1]!.points)];
        const isComplete = a === 100 && b === 100 && (step.isRead || best.isComplete);
        best = tried(a, b, { isComplete, progress: isComplete ? 1 : 0.4, state: `${best.state.slice(0, 40)}+` });
      } else if (step.kind === 'launch') await begin(await launched());
      else if (step.kind === 'restore') {
        if (tab !== null && !isOpen) await begin(tabAt(tab.address, tab.store));
      } else if (isOpen && tab !== null) {
        if (step.kind === 'commit') await tab.system.commit(best).catch(() => undefined);
        if (step.kind === 'leave') tab.system.end(best);
        if (step.kind !== 'commit') isOpen = false;
        await left();
      }
    };
    try {
      for (const step of plan) await go(step);
      const last = await launched();
      for (let tries = 0; tries < 30 && !(await last.system.begin().then(() => true, () => false)); tries += 1) last.system = tabAt(last.address, last.store).system;
      const all = finished({ state: 'end' });
      for (let tries = 0; tries < 30 && !(await last.system.commit(all).then(() => true, () => false)); tries += 1) continue;
      last.system.end(all);
      await left();
      expect(faults()).toEqual([]);
      expect([verbs().match(/passed/g)?.length, verbs().match(/completed/g)?.length, lms.isSatisfied('ada')]).toEqual([1, 1, true]);
      expect(keptState()).toMatchObject({ state: 'end', passed: true, completed: true });
    } finally {
      await lms.close();
    }
  }), { numRuns: 30 });
});
