// Hostile values in every field of the vocabulary, one after the other: the fields come from the schema, not from a list.
import { describe, expect, it } from 'vitest';
import { describeProblem, resolve, validate } from '../../../src/infrastructure/index.ts';
import { formatDuration } from '../../../src/infrastructure/duration.ts';
import { DESIGN_SHAPE, type Shape } from '../schema/shape.ts';
import { fieldsOf, type Field } from '../schema/fields.ts';

/** Values that no field takes; and what only looks like a text or a number. */
const WRONG: { name: string; value: unknown }[] = [
  { name: 'NaN', value: NaN }, { name: 'Infinity', value: Infinity }, { name: '-Infinity', value: -Infinity }, { name: '1e308', value: 1e308 }, { name: '-1e308', value: -1e308 }, { name: 'null', value: null },
  { name: 'a million letters', value: 'x'.repeat(1_000_000) }, { name: 'an empty text', value: '' }, { name: 'a name with a sign of no width', value: 'lb\u200B1' }, { name: 'a name in Cyrillic letters', value: 'а1' },
  { name: 'a text that turns around', value: '\u202E1bl' }, { name: 'a text that moves the cursor', value: '\u001B[2J' }, { name: '__proto__', value: '__proto__' }, { name: 'constructor', value: 'constructor' },
  { name: 'a number as text', value: '7' }, { name: 'a list of lists', value: [[]] }, { name: 'an object', value: { hosts: 1 } }, { name: 'a function', value: () => 1 }, { name: 'a symbol', value: Symbol('s') }, { name: 'a bigint', value: 1n },
];

/** Numbers that only some fields take. */
const NUMBERS = [0, -1, 1, 1.5, 2 ** 31, 2 ** 53, -0];

/** Whether a field takes such a number; what words it takes are in the schema. */
function takes(shape: Shape, value: number): boolean {
  if (shape.kind === 'forms') return shape.forms.some((form) => takes(form, value));
  if (shape.kind === 'word') return shape.options.includes(value);
  return shape.kind === 'number' && value >= shape.min && value <= shape.max && (!shape.whole || Number.isInteger(value));
}

/** Any text of one line is a zone, and a class of requests. */
const isAnyText = ({ shape }: Field): boolean => shape.kind === 'text' && shape.rule === 'words';

/** What `validate` says about a value at a field, every sentence of it looked at. */
function problemsAt(field: Field, value: unknown): string[] {
  const { infrastructure, problems } = validate(field.designWith(value));
  expect(infrastructure === null).toBe(problems.length > 0);
  for (const problem of problems) {
    const sentence = describeProblem(problem);
    expect(sentence.length, sentence).toBeLessThan(2500);
    expect(sentence, sentence).toMatch(/^.{10,}\.$/su);
    expect(sentence).not.toMatch(/undefined is|\[object|NaN to/);
  }
  return problems.map(({ path }) => path.slice(0, field.path.length).join('.')).filter((path) => path === field.path.join('.'));
}

const FIELDS = fieldsOf(DESIGN_SHAPE);

describe('every field of the vocabulary', () => {
  it('is there', () => {
    expect(FIELDS.length).toBeGreaterThan(200);
    expect(FIELDS.filter(({ shape }) => shape.kind === 'number').length).toBeGreaterThan(30);
  });

  it.each(WRONG)('refuses $name', ({ value }) => {
    for (const field of FIELDS) {
      if (typeof value === 'string' && value.length > 0 && value.length < 65 && isAnyText(field)) continue;
      // A whole path is text, too; a name that is well-formed is looked up, and a domain name or key may look like one.
      if ((value === '7' || value === 'constructor' || value === '__proto__') && field.shape.kind === 'text') continue;
      expect(problemsAt(field, value), `${field.path.join('.')} took ${String(value).slice(0, 20)}`).not.toEqual([]);
    }
  });

  it('refuses every number outside its range', () => {
    for (const field of FIELDS) {
      for (const value of NUMBERS) {
        const isRefused = problemsAt(field, value).length > 0;
        if (!takes(field.shape, value)) expect(isRefused, `${field.path.join('.')} took ${value}`).toBe(true);
      }
    }
  });

  it('refuses what is one beyond its range', () => {
    for (const field of FIELDS) {
      const { shape } = field;
      if (shape.kind === 'number') for (const value of [shape.min - 1, shape.max + 1]) expect(problemsAt(field, value), `${field.path.join('.')} took ${value}`).not.toEqual([]);
      if (shape.kind !== 'duration') continue;
      for (const ms of [shape.min - 1, shape.max + shape.step]) if (ms >= 0) expect(problemsAt(field, formatDuration(ms)), `${field.path.join('.')} took ${ms} ms`).not.toEqual([]);
      for (const text of ['-1s', '1e3s', 'NaNs', 'Infinitys', '1', '1 s', '0x10s', '1s\n', '٣s', '９s', `${'9'.repeat(400)}s`]) expect(problemsAt(field, text), `${field.path.join('.')} took ${text}`).not.toEqual([]);
    }
  });

  it('with whatever is taken, makes a model without holes', () => {
    const finite = (value: unknown): boolean => (typeof value === 'number' ? Number.isFinite(value) : typeof value !== 'object' || value === null || Object.values(value).every(finite));
    for (const field of FIELDS) {
      for (const value of [...WRONG.map((one) => one.value), ...NUMBERS]) {
        const { infrastructure } = validate(field.designWith(value));
        if (infrastructure !== null) expect(finite(resolve(infrastructure)), field.path.join('.')).toBe(true);
      }
    }
  });
});
