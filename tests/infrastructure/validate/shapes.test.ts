import { describe, expect, it } from 'vitest';
import { LARGE, SMALL, problemsOf, valid, withValue } from '../designs.ts';

const SERVER = ['haproxy', 'backends', 'web', 'servers', 'a'];
const server = (field: string, value: unknown) => problemsOf(withValue(SMALL, [...SERVER, field], value));

describe('validate', () => {
  it('accepts a small and a large design and changes nothing in them', () => {
    expect(valid(SMALL)).toEqual(SMALL);
    expect(valid(LARGE)).toEqual(LARGE);
  });

  it('names the field, the value and the range of a number', () => {
    expect(server('weight', 512)).toEqual([{ code: 'out-of-range', path: [...SERVER, 'weight'], data: { value: 512, min: 0, max: 256 } }]);
    expect(server('weight', -1)).toEqual([{ code: 'out-of-range', path: [...SERVER, 'weight'], data: { value: -1, min: 0, max: 256 } }]);
  });

  it.each([[0], [256]])('accepts the weight %d', (weight) => expect(server('weight', weight)).toEqual([]));

  it.each([
    ['weight', Number.NaN, 'wrong-type'], ['weight', Number.POSITIVE_INFINITY, 'out-of-range'], ['weight', 1.5, 'wrong-type'], ['weight', '1', 'wrong-type'], ['weight', null, 'wrong-type'],
    ['weight', 1n, 'wrong-type'], ['weight', () => 1, 'wrong-type'], ['backup', 'yes', 'wrong-type'], ['check', 1, 'wrong-type'], ['observe', 'layer5', 'not-allowed'], ['slowstart', 10, 'bad-duration'],
    ['slowstart', '0s', 'out-of-range'], ['slowstart', '-5s', 'bad-duration'], ['slowstart', '25d', 'out-of-range'], ['to', '', 'bad-name'], ['to', undefined, 'missing-field'], ['id', 0, 'out-of-range'],
  ])('refuses %s: %s as %s', (field, value, code) => {
    const design = structuredClone(SMALL) as never as { haproxy: { backends: { web: { servers: { a: Record<string, unknown> } } } } };
    if (value === undefined) delete design.haproxy.backends.web.servers.a[field];
    else design.haproxy.backends.web.servers.a[field] = value;
    expect(problemsOf(design).map((problem) => [problem.code, problem.path.at(-1)])).toEqual([[code, field]]);
  });

  it('treats a field that is undefined as absent', () => {
    const design = structuredClone(SMALL) as Record<string, unknown>;
    design['nginx'] = undefined;
    expect(problemsOf(design)).toEqual([]);
  });

  it('tells of an unknown field what is allowed and what was probably meant', () => {
    const [problem] = server('weigth', 3);
    expect(problem).toMatchObject({ code: 'unknown-field', path: [...SERVER, 'weigth'], data: { field: 'weigth', suggestion: 'weight' } });
    expect(problem!.data['allowed']).toContain('maxconn');
  });

  it.each([['max_conn', 'maxconn'], ['on-error', 'onError'], ['weight%', 'weight'], ['zzzzzz', null]])('suggests for the field %s: %s', (field, suggestion) => {
    expect(server(field, 3)[0]!.data['suggestion']).toBe(suggestion);
  });

  it('knows words of other daemons', () => {
    expect(problemsOf({ ...SMALL, mysql: {} })[0]!.data['suggestion']).toBe('mariadb');
  });

  it('finds every unknown field of one object', () => {
    expect(problemsOf({ ...SMALL, one: 1, two: 2, three: 3 }).map((problem) => problem.path[0])).toEqual(['one', 'two', 'three']);
  });

  it.each(['constructor', 'toString', 'hasOwnProperty', 'valueOf'])('refuses the field %s, which every object has', (field) => {
    expect(problemsOf(withValue(SMALL, ['hosts', 'lb1', field], 'x')).map((problem) => problem.code)).toEqual(['unknown-field']);
  });

  it.each(['__proto__', 'constructor', 'prototype', '1', '0web', 'a b', 'ä', '', 'x'.repeat(65), '-x'])('refuses "%s" as the name of a host', (name) => {
    const problems = problemsOf({ ...SMALL, hosts: Object.fromEntries([...Object.entries(SMALL.hosts), [name, {}]]) });
    expect(problems.map((problem) => [problem.code, problem.path])).toEqual([['bad-name', ['hosts', name]]]);
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
  });

  it('words choices by their forms', () => {
    expect(problemsOf(withValue(SMALL, ['haproxy', 'backends', 'web', 'balance'], 'roundrobbin'))[0]).toMatchObject({
      code: 'not-allowed', data: { value: 'roundrobbin', suggestion: 'roundrobin', allowed: ['roundrobin', 'static-rr', 'leastconn', 'first', 'source', 'random', '{ random: … }', '{ hash: … }'] },
    });
    expect(problemsOf(withValue(SMALL, ['haproxy', 'backends', 'web', 'balance'], { random: 0 }))[0]).toMatchObject({ code: 'out-of-range', path: ['haproxy', 'backends', 'web', 'balance', 'random'] });
    expect(problemsOf(withValue(LARGE, ['prometheus', 'rules', 0, 'when'], 'cpuu'))[0]).toMatchObject({ code: 'not-allowed', data: { suggestion: 'cpu' } });
    expect(problemsOf(withValue(LARGE, ['prometheus', 'rules', 0, 'when'], undefined))[0]).toMatchObject({ code: 'missing-field', data: { field: 'when' } });
  });

  it.each([['2', '2s'], [2000, '2000ms'], ['2 sec', '2s'], ['1e3ms', null]])('offers for the duration %j: %s', (value, suggestion) => {
    expect(problemsOf(withValue(SMALL, [...SERVER, 'slowstart'], value))).toEqual([{ code: 'bad-duration', path: [...SERVER, 'slowstart'], data: { value, suggestion } }]);
  });

  it('refuses empty lists and records that need something', () => {
    expect(problemsOf({ hosts: {} })).toEqual([{ code: 'empty', path: ['hosts'], data: { least: 1 } }]);
    expect(problemsOf(withValue(SMALL, ['haproxy', 'backends', 'web', 'servers'], {}))[0]).toMatchObject({ code: 'empty', path: ['haproxy', 'backends', 'web', 'servers'] });
    expect(problemsOf(withValue(SMALL, ['haproxy', 'on'], []))[0]).toMatchObject({ code: 'empty', path: ['haproxy', 'on'] });
  });

  it.each([[null], [undefined], [1], ['x'], [[]], [() => 1], [Symbol('x')]])('refuses %s as a design', (value) => {
    expect(problemsOf(value)).toMatchObject([{ code: 'wrong-type', path: [] }]);
  });
});
