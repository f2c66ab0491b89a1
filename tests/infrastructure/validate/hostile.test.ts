import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { resolve, validate } from '../../../src/infrastructure/index.ts';
import { GRADED_DESIGN } from '../../../src/infrastructure/index.ts';
import { LARGE, SMALL, problemsOf, withValue } from '../designs.ts';

function nested(levels: number): unknown {
  let value: unknown = {};
  for (let level = 0; level < levels; level++) value = { hosts: value };
  return value;
}

function servers(count: number): object {
  return Object.fromEntries(Array.from({ length: count }, (_, index) => [`s${index}`, { to: 'app1' }]));
}

/** Every path of a value. */
function paths(value: unknown, path: (string | number)[] = []): (string | number)[][] {
  if (typeof value !== 'object' || value === null) return [path];
  const entries: [string | number, unknown][] = Array.isArray(value) ? value.map((item, index) => [index, item]) : Object.entries(value);
  return [...(path.length === 0 ? [] : [path]), ...entries.flatMap(([key, item]) => paths(item, [...path, key]))];
}

/** Paths of values that are not finite numbers, texts, true, false or null: what no Model may hold. */
function holes(value: unknown, path = 'model'): string[] {
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return [];
  if (typeof value === 'number') return Number.isFinite(value) ? [] : [path];
  if (typeof value !== 'object') return [path];
  return Object.entries(value).flatMap(([key, item]) => holes(item, `${path}.${key}`));
}

describe('hostile values', () => {
  it('deep nesting', () => expect(problemsOf(nested(100_000))).toMatchObject([{ code: 'too-deep' }]));
  it('a circle', () => {
    const circle: Record<string, unknown> = {};
    circle['hosts'] = circle;
    expect(problemsOf(circle)).toMatchObject([{ code: 'too-deep' }]);
  });
  it('a list of a thousand million', () => expect(problemsOf({ hosts: new Array(1_000_000_000) })).toMatchObject([{ code: 'too-many', path: ['hosts'] }]));
  it('a list with holes', () => expect(problemsOf(withValue(SMALL, ['haproxy', 'on'], new Array(2)))).toMatchObject([{ code: 'wrong-type' }, { code: 'wrong-type' }]));
  it('ten thousand servers', () => expect(problemsOf(withValue(SMALL, ['haproxy', 'backends', 'web', 'servers'], servers(10_000)))).toMatchObject([{ code: 'too-many', data: { value: 10_000, max: 1000 } }]));
  it('a million values', () => expect(problemsOf({ hosts: Object.fromEntries(Array.from({ length: 10_000 }, (_, index) => [`h${index}`, new Array(100).fill(0)])) })).toMatchObject([{ code: 'too-many' }]));
  it('a getter that throws', () => expect(problemsOf({ get hosts() { throw new Error('no'); } })).toMatchObject([{ code: 'unreadable' }]));
  it('a text of a million characters is not repeated', () => expect(JSON.stringify(problemsOf({ hosts: { ['x'.repeat(1_000_000)]: {} }, ['y'.repeat(1_000_000)]: 1 })[1]!.data).length).toBeLessThan(1000));
});

describe('limits', () => {
  const hosts = (count: number): object => ({ ...SMALL, hosts: Object.fromEntries([...Object.entries(SMALL.hosts), ...Array.from({ length: count - 3 }, (_, index) => [`h${index}`, {}])]) });
  it('64 hosts', () => {
    expect(problemsOf(hosts(64))).toEqual([]);
    expect(problemsOf(hosts(65))).toEqual([{ code: 'too-many', path: ['hosts'], data: { max: 64, value: 65 } }]);
  });
  it('1,000 servers, those of a backend once for each HAProxy', () => {
    const backends = { web: { servers: servers(500) } };
    expect(problemsOf({ ...SMALL, haproxy: { on: ['lb1', 'web1'], backends } })).toEqual([]);
    expect(problemsOf({ ...SMALL, haproxy: { on: ['lb1', 'web1'], backends: { web: { servers: servers(501) } } } })).toEqual([{ code: 'too-many', path: ['haproxy', 'backends'], data: { what: 'servers', value: 1002, max: 1000 } }]);
  });
  it('are arguments', () => expect(validate(SMALL, { ...GRADED_DESIGN, hostsMax: 2 }).problems).toMatchObject([{ code: 'too-many', path: ['hosts'] }]));
});

describe('any value', () => {
  const anything = fc.anything({ withBigInt: true, withDate: true, withMap: true, withNullPrototype: true, withObjectString: true, withSparseArray: true, withSet: true, withTypedArray: true });

  it('is answered, with the same problems each time', () => {
    fc.assert(fc.property(anything, (value) => {
      expect(validate(value)).toEqual(validate(value));
    }), { seed: 1, numRuns: 300 });
  });

  it('at any place of a design is answered; what is accepted resolves to numbers without holes', () => {
    const places = paths(LARGE);
    const tried = fc.oneof(anything, fc.constantFrom(...places).map((path) => path.reduce<unknown>((value, step) => (value as Record<string | number, unknown>)[step], LARGE)), fc.constantFrom(undefined, true, false, 0, 1, 2, 3, '1s', 'app1', 'lb1', 'primary'));
    let accepted = 0;
    fc.assert(fc.property(fc.constantFrom(...places), tried, (path, value) => {
      const copy = structuredClone(LARGE) as unknown as Record<string | number, unknown>;
      const holder = path.slice(0, -1).reduce<Record<string | number, unknown>>((one, step) => one[step] as Record<string | number, unknown>, copy);
      holder[path[path.length - 1]!] = value;
      const { infrastructure, problems } = validate(copy);
      expect(infrastructure === null).toBe(problems.length > 0);
      if (infrastructure === null) return;
      accepted += 1;
      expect(holes(resolve(infrastructure))).toEqual([]);
    }), { seed: 1, numRuns: 1500 });
    expect(accepted).toBeGreaterThan(50);
  });

  it('with any fields left out resolves to numbers without holes', () => {
    const places = paths(LARGE);
    let accepted = 0;
    fc.assert(fc.property(fc.array(fc.constantFrom(...places), { maxLength: 12 }), (gone) => {
      const copy = structuredClone(LARGE) as unknown as Record<string | number, unknown>;
      for (const path of gone) {
        const holder = path.slice(0, -1).reduce<unknown>((one, step) => (one as Record<string | number, unknown> | undefined)?.[step], copy) as Record<string | number, unknown> | undefined;
        if (holder !== undefined && !Array.isArray(holder)) delete holder[path[path.length - 1]!];
      }
      const { infrastructure } = validate(copy);
      if (infrastructure === null) return;
      accepted += 1;
      expect(holes(resolve(infrastructure))).toEqual([]);
    }), { seed: 2, numRuns: 1000 });
    expect(accepted).toBeGreaterThan(20);
  });
});
