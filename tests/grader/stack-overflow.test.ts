import { describe, expect, it } from 'vitest';
import { isStackOverflow } from '../../src/grader/stack-overflow.ts';

const endless = (): number => 1 + endless();

describe('isStackOverflow', () => {
  it('knows this engine', () => {
    let thrown: unknown = null;
    try { endless(); } catch (error) { thrown = error; }
    expect(isStackOverflow(thrown)).toBe(true);
  });
  it('knows the error of Firefox', () => expect(isStackOverflow(Object.assign(new Error('too much recursion'), { name: 'InternalError' }))).toBe(true));
  it('takes nothing else for it', () => expect([new Error('too much recursion'), new TypeError('x'), null, 'RangeError'].map(isStackOverflow)).toEqual([false, false, false, false]));
});
