import { describe, expect, it } from 'vitest';
import type { Question } from '../../src/course/learning.ts';
import { mark } from '../../src/site/learn/mark.ts';
import { readNumber, readNumberBetween } from '../../src/site/learn/number-text.ts';
import { shownItems, shownRights, shuffled } from '../../src/site/learn/parts.ts';
import { questionHtml } from '../../src/site/learn/question-html.ts';
import { PREDICTIONS, QUESTIONS } from '../browser/learn/sample.ts';

const question = (id: string): Question => QUESTIONS.find((one) => one.id === id)!;
const items = (count: number) => Array.from({ length: count }, (_, at) => ({ id: `item-${at}`, text: `Item ${at}` }));

describe('numbers as people write them', () => {
  it.each([
    ['12', 12], ['12.5', 12.5], ['12,5', 12.5], [' 94 % ', 94], ['94%', 94], ['-3', -3], ['\u22123', -3], ['1 800', 1800], ['1\u00a0800,5', 1800.5], ['.5', 0.5], ['0,875', 0.875], ['1,800,000', 1_800_000], ['1,800.5', 1800.5], ['7.', 7],
  ])('%j', (text, value) => {
    expect(readNumber(text, '%')).toEqual({ value });
  });

  it.each([['', 'Write a number.'], ['about 5', '"about 5" is not a number. Write digits, such as 12.5.'], ['1e9', '"1e9"'], ['Infinity', '"Infinity"'], ['1.2.3', '"1.2.3"'], ['--1', '"--1"'], ['5 s', '"5 s"'], ['1,800', '1,800 can be read as 1800 or as 1.800. Write one of the two.']])('not %j', (text, problem) => {
    expect((readNumber(text, '%') as { problem: string }).problem).toContain(problem);
  });

  it('stay within bounds, both included', () => {
    expect([readNumberBetween('0', '%', 0, 100), readNumberBetween('100', '%', 0, 100)]).toEqual([{ value: 0 }, { value: 100 }]);
    expect(readNumberBetween('100,1', '%', 0, 100)).toEqual({ problem: '100.1 is not between 0 and 100 %.' });
  });
});

describe('the order in which parts are shown', () => {
  it('is always the same, keeps every part, and is never the right one', () => {
    for (let count = 2; count <= 8; count += 1) {
      for (let seed = 0; seed < 200; seed += 1) {
        const list = items(count);
        const isRight = (ids: string[]): boolean => ids.every((id, at) => id === `item-${at}`);
        const shown = shuffled(list, `q${seed}`, isRight);
        expect(shown).toEqual(shuffled(list, `q${seed}`, isRight));
        expect([...shown].sort((a, b) => (a.id < b.id ? -1 : 1))).toEqual(list);
        expect(isRight(shown.map(({ id }) => id))).toBe(false);
      }
    }
  });

  it('is not right by pairs that may be turned round, either', () => {
    for (let seed = 0; seed < 100; seed += 1) {
      const form = { kind: 'order' as const, items: items(3), free: [['item-0', 'item-1']] as [string, string][] };
      const ids = shownItems(`q${seed}`, form).map(({ id }) => id);
      expect(mark({ ...question('q-order'), id: `q${seed}`, form }, { kind: 'order', ids }).isRight).toBe(false);
    }
  });

  it('offers each right once, with those that belong to nothing', () => {
    const { form } = question('q-match');
    expect(shownRights('q-match', form as Parameters<typeof shownRights>[1]).map(({ text }) => text).sort()).toEqual(['load balancer', 'name server', 'virtual address']);
  });
});

describe('marking', () => {
  it('a choice, with what belongs to it', () => {
    expect(mark(question('q-choice'), { kind: 'choice', id: 'busy' })).toEqual({ isRight: true, said: ['Right.', 'It sets the work against what the server can do.'], parts: [] });
    expect(mark(question('q-choice'), { kind: 'choice', id: 'memory' })).toEqual({ isRight: false, said: ['The right answer is another one.'], parts: [] });
  });

  it('an order, place by place', () => {
    expect(mark(question('q-order'), { kind: 'order', ids: ['dies', 'check', 'down', 'away'] })).toMatchObject({ isRight: true });
    expect(mark(question('q-order'), { kind: 'order', ids: ['dies', 'down', 'check', 'away'] })).toEqual({ isRight: false, said: ['2 of 4 stand in their place.'], parts: [true, false, false, true] });
  });

  it('an order of which some may stand in any order', () => {
    const form = { kind: 'order' as const, items: items(4), free: [['item-0', 'item-1'], ['item-1', 'item-2'], ['item-0', 'item-2']] as [string, string][] };
    const isRight = (...places: number[]): boolean => mark({ ...question('q-order'), form }, { kind: 'order', ids: places.map((at) => `item-${at}`) }).isRight;
    expect([isRight(0, 1, 2, 3), isRight(2, 0, 1, 3), isRight(1, 0, 2, 3), isRight(0, 1, 3, 2), isRight(3, 0, 1, 2)]).toEqual([true, true, true, false, false]);
  });

  it('pairs: the same right counts for each left that has it', () => {
    expect(mark(question('q-match'), { kind: 'match', rights: ['nginx', 'keepalived', 'haproxy'] })).toMatchObject({ isRight: true });
    expect(mark(question('q-match'), { kind: 'match', rights: ['haproxy', 'dns', 'keepalived'] })).toEqual({ isRight: false, said: ['1 of 3 are matched right.'], parts: [true, false, false] });
  });

  it('a number within its tolerance, both ends included', () => {
    const isRight = (value: number): boolean => mark(question('q-number'), { kind: 'number', value }).isRight;
    expect([86.99, 87, 87.5, 88, 88.01].map(isRight)).toEqual([false, true, true, true, false]);
    const fraction: Question = { ...question('q-number'), form: { kind: 'number', unit: '', right: 0.3, tolerance: 0.1 } };
    expect(mark(fraction, { kind: 'number', value: 0.4 }).isRight).toBe(true);
    expect(mark(question('q-number'), { kind: 'number', value: 50 }).said).toEqual(['You said 50 %.', 'The answer is 87.5 %.']);
  });

  it('a line and its reason', () => {
    const said = (line: number, reason: string) => mark(question('q-line'), { kind: 'line', line, reason });
    expect(said(5, 'backup').isRight).toBe(true);
    expect(said(5, 'check')).toMatchObject({ isRight: false, said: ['Line 5 is right. Its reason is another one.'] });
    expect(said(4, 'backup')).toMatchObject({ isRight: false, said: ['You chose line 4. It is line 5.'] });
  });

  it('refuses an answer of another kind', () => {
    expect(() => mark(question('q-line'), { kind: 'number', value: 5 })).toThrow('q-line');
  });
});

describe('HTML of questions', () => {
  it('escapes what authors write', () => {
    const html = questionHtml({ ...question('q-match'), ask: 'a < b & "c"?', form: { kind: 'match', pairs: [{ id: 'a', left: '`<b>`', right: '<i> & more' }, { id: 'b', left: 'y', right: 'z' }], others: [] } });
    expect(html).toContain('a &lt; b &amp; "c"?');
    expect(html).not.toMatch(/<[bi]>/);
  });

  it('has an answer without a script for every kind', () => {
    for (const one of QUESTIONS) expect(questionHtml(one)).toMatch(/<details class="right"><summary>Answer<\/summary><(p|ol|ul)>.+<p>.+<\/p><\/details>/);
    expect(PREDICTIONS.map(({ form }) => form.kind)).toEqual(['number', 'choice', 'curve', 'ranking']);
  });
});
