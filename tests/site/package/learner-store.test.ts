// Each learner's part of the browser's store.
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { LearnerStore, learnerPart } from '../../../src/site/package/learner-store.ts';
import { StoreFailure } from '../../../src/site/platform/local-store.ts';

/** A browser's store whose keys are those of the object, as in a page. */
function fakeStorage(refuse: () => DOMException | null): { [key: string]: unknown } {
  const methods = {
    getItem(this: { [key: string]: string }, key: string) { return this[key] ?? null; },
    setItem(this: { [key: string]: string }, key: string, value: string) {
      const refusal = refuse();
      if (refusal !== null) throw refusal;
      this[key] = value;
    },
    removeItem(this: { [key: string]: string }, key: string) { delete this[key]; },
  };
  return Object.create(methods) as { [key: string]: unknown };
}

let refusal: DOMException | null;
beforeEach(() => {
  refusal = null;
  vi.stubGlobal('localStorage', fakeStorage(() => refusal));
});
afterEach(() => vi.unstubAllGlobals());

describe('a learner in the browser’s store', () => {
  it('has a part of it that depends on system, learner and package', () => {
    const parts = [['SCORM 1.2', 'ada', 'p'], ['SCORM 2004', 'ada', 'p'], ['SCORM 1.2', 'bela', 'p'], ['SCORM 1.2', 'ada', 'q'], ['SCORM 1.2', 'ad', 'ap'], ['', '', '']].map(([system, learner, id]) => learnerPart(system!, learner!, id!));
    expect(new Set(parts).size).toBe(parts.length);
    for (const part of parts) expect(part).toMatch(/^package\/[0-9a-f]{16}\/$/);
  });

  it('reads nobody else’s, and tells of each change', () => {
    const changed: string[] = [];
    const ada = new LearnerStore(learnerPart('S', 'ada', 'p'), (key) => changed.push(key));
    const bela = new LearnerStore(learnerPart('S', 'bela', 'p'), () => undefined);
    ada.write('draft:b', '2');
    ada.write('draft:a', '1');
    bela.write('draft:c', '3');
    expect([ada.read('draft:a'), ada.read('draft:c'), ada.keys('draft:'), bela.keys('')]).toEqual(['1', null, ['draft:a', 'draft:b'], ['draft:c']]);
    ada.remove('draft:a');
    expect([ada.keys(''), changed, ada.isKept]).toEqual([['draft:b'], ['draft:b', 'draft:a', 'draft:a'], true]);
    const [key] = Object.keys(localStorage).filter((one) => one.endsWith('draft:b'));
    expect([ada.keyIn({ key } as StorageEvent), bela.keyIn({ key } as StorageEvent), ada.keyIn({ key: null } as StorageEvent)]).toEqual(['draft:b', null, null]);
  });

  it('is told when the store is full, and is kept in memory where it is forbidden', () => {
    const ada = new LearnerStore(learnerPart('S', 'ada', 'p'), () => undefined);
    refusal = new DOMException('no', 'QuotaExceededError');
    expect(() => ada.write('draft:a', '1')).toThrow(StoreFailure);
    expect(new LearnerStore('', () => undefined).isKept).toBe(true);
    refusal = new DOMException('no', 'SecurityError');
    const other = new LearnerStore(learnerPart('S', 'ada', 'p'), () => undefined);
    other.write('draft:a', '1');
    other.write('result:a', '2');
    other.remove('result:a');
    expect([other.isKept, other.read('draft:a'), other.keys('')]).toEqual([false, '1', ['draft:a']]);
  });
});
