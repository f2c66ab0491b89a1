// What is rendered is read as the same part, and HAProxy takes it without a warning.
import { describe, expect, it } from 'vitest';
import { readHaproxy, renderHaproxy } from '../../../src/daemons/haproxy/index.ts';
import { checkText, HAS_HAPROXY } from './check.ts';
import { drawPart } from './generate.ts';

const SEEDS = Array.from({ length: 400 }, (_, seed) => seed + 1);

describe('render, then read', () => {
  it('gives the same part, and says of nothing that it is lost', () => {
    for (const seed of SEEDS) {
      const part = drawPart(seed);
      const text = renderHaproxy(part);
      const back = readHaproxy(text, 'haproxy.cfg');
      expect(back.part, `seed ${seed}\n${text}`).toEqual(part);
      expect(back.remarks.filter((remark) => remark.kind !== 'ignored'), `seed ${seed}\n${text}`).toEqual([]);
    }
  });

  it('writes the same file again', () => {
    for (const seed of SEEDS.slice(0, 50)) {
      const text = renderHaproxy(drawPart(seed));
      expect(renderHaproxy(readHaproxy(text, 'haproxy.cfg').part)).toBe(text);
    }
  });

  it('ends every file with a newline, and no line with a space', () => {
    for (const seed of SEEDS.slice(0, 50)) expect(renderHaproxy(drawPart(seed))).toMatch(/^(?:.*\S\n|\n)+$/);
  });
});

describe.skipIf(!HAS_HAPROXY)('haproxy -c -dW', () => {
  it('takes every rendered file without a warning', () => {
    for (const seed of SEEDS.slice(0, 80)) {
      const text = renderHaproxy(drawPart(seed));
      const { exit, message } = checkText(text);
      expect(exit, `seed ${seed}\n${message}\n${text}`).toBe(0);
      expect(message, `seed ${seed}\n${text}`).not.toMatch(/WARNING|ALERT/);
    }
  });
});
