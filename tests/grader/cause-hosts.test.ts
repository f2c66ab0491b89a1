// Which host a failed availability by arithmetic hangs on.
import { describe, expect, it } from 'vitest';
import { hostsCause } from '../../src/grader/check/cause-hosts.ts';
import type { Scene } from '../../src/grader/check/scene.ts';
import { resolve, validate } from '../../src/infrastructure/index.ts';

const SIZES = { small: 95, medium: 99.8, large: 99.9 };

function causeOf(apps: number, weight = 1): ReturnType<typeof hostsCause> {
  const names = Array.from({ length: apps }, (_, i) => `app${i + 1}`);
  const each = (value: (name: string) => unknown): { [name: string]: unknown } => Object.fromEntries(names.map((name) => [name, value(name)]));
  const { infrastructure, problems } = validate({
    hosts: { lb1: { size: 'large' }, ...each(() => ({})) }, apps: each((host) => ({ host })), haproxy: { on: 'lb1', backends: { shop: { servers: each((to) => ({ to, weight })) } } },
  });
  expect(problems).toEqual([]);
  return hostsCause({ model: resolve(infrastructure!), hostAvailability: SIZES } as Scene);
}

describe('the cause of a low availability by arithmetic', () => {
  it('is the host whose failures cost most', () => {
    expect(causeOf(1)).toMatchObject({ code: 'weakest-host', server: 'app1', data: { upPct: 95 }, path: ['hosts', 'app1'] });
    expect(causeOf(1)!.data['servedPct']).toBeCloseTo(99.9, 9);
    expect(causeOf(3)).toMatchObject({ code: 'weakest-host', server: 'lb1' });
  });
  it('is that nothing leads to an application', () => expect(causeOf(1, 0)).toMatchObject({ code: 'no-path', server: null }));
  it('is that there are more hosts than combinations are tried of', () => expect(causeOf(16)).toMatchObject({ code: 'too-many-hosts', data: { hosts: 17, most: 16 } }));
});
