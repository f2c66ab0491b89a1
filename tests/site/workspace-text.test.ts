import { describe, expect, it } from 'vitest';
import { proseParts } from '../../src/site/elements/prose.ts';
import { withUnits } from '../../src/site/layouts/inline-code.ts';
import { describeEvent } from '../../src/grader/explain/events.ts';
import { lineStart, offsetOf } from '../../src/site/elements/text-position.ts';
import { marksOf } from '../../src/site/elements/workspace-state.ts';
import type { CheckView } from '../../src/site/elements/report-view.ts';

describe('prose', () => {
  it('takes code out of its backticks', () => {
    expect(proseParts('`old` gets half, `new` too')).toEqual([{ text: 'old', isCode: true }, { text: ' gets half, ', isCode: false }, { text: 'new', isCode: true }, { text: ' too', isCode: false }]);
  });

  it('keeps a lone backtick, and markup as text', () => {
    expect(proseParts('a ` b <b>')).toEqual([{ text: 'a ` b <b>', isCode: false }]);
  });

  it('keeps a number and its unit together, and only those', () => {
    expect(withUnits('62.7 % in 300 ms, 5 servers, 3 h')).toBe('62.7\u00a0% in 300\u00a0ms, 5 servers, 3\u00a0h');
  });
});

describe('positions in a text', () => {
  const text = 'one\ntwo\n\nfour';

  it('are offsets of lines and columns', () => {
    expect([offsetOf(text, 1, 1), offsetOf(text, 2, 2), offsetOf(text, 4, 5)]).toEqual([0, 5, 13]);
  });

  it('stay inside the line and the text', () => {
    expect([offsetOf(text, 2, 99), offsetOf(text, 3, 9), offsetOf(text, 99, 1), lineStart(text, 99), offsetOf('', 1, 1)]).toEqual([7, 8, 9, 9, 0]);
  });
});

describe('the marks of a report', () => {
  const check = (id: string, holds: boolean, line: number | null): CheckView => ({
    id, title: `Check \`${id}\``, holds, tone: 'deg', measured: '4 s', limit: 'at most 1 s', place: line === null ? null : { line, column: 1 },
    bySeed: [], where: '', why: [], lookAt: '', limitReason: '', moment: null,
  });

  it('are one a line, of what fails', () => {
    const view = { verdict: '', tone: 'down' as const, checks: [check('a', true, 3), check('b', false, 5), check('c', false, 5), check('d', false, null)], problems: [], diagnosis: '' };
    expect(marksOf(view)).toEqual([{ line: 5, text: 'Check b: 4 s, limit at most 1 s.', tone: 'deg', check: 'b' }]);
  });
});

describe('events', () => {
  it('say what a fault does, in words', () => {
    expect(describeEvent({ atMs: 1, kind: 'fault-begins', at: 'web1', about: 'host-loss' })).toBe('fault begins: web1 silent');
    expect(describeEvent({ atMs: 1, kind: 'fault-begins', at: 'A', about: 'machine-loss' })).toBe('fault begins: machine A silent');
    expect(describeEvent({ atMs: 1, kind: 'fault-ends', at: 'db1 and db2', about: 'partition' })).toBe('fault ends: db1 and db2 cut apart');
  });

  it('name who does what', () => {
    expect(describeEvent({ atMs: 1, kind: 'server-down', at: 'lb1', about: 'web2' })).toBe('lb1 takes web2 out: its checks failed');
    expect(describeEvent({ atMs: 1, kind: 'address-taken', at: 'lb2', about: '10.0.0.100' })).toBe('lb2 takes the address 10.0.0.100');
  });
});
