// A fault is told by the name of what failed, whatever kind of fault it is.
import { expect, it } from 'vitest';
import { eventCause } from '../../src/grader/check/cause-event.ts';
import { describeCause } from '../../src/grader/explain/causes.ts';
import type { Scene } from '../../src/grader/check/scene.ts';
import { application, backend, haproxy, host, model, server } from '../simulation/build.ts';

const design = model({
  hosts: [host('lb1'), host('web1', { machine: 'A' }), host('web2', { machine: 'B' })],
  loadBalancers: [haproxy([backend([server('app1'), server('app2')])])], applications: [application('app1', { host: 'web1' }), application('app2', { host: 'web2' })],
});

const causeOf = (events: Scene['events']) => eventCause({ spec: { query: { metric: 'availabilityPct' } }, model: design, events } as unknown as Scene);

it('names the lost machine, and leads to a host on it', () => {
  const cause = causeOf([{ atMs: 60_000, kind: 'fault-begins', at: 'B', about: 'machine-loss' }, { atMs: 70_000, kind: 'server-down', at: 'lb1', about: 'app2' }]);
  expect(cause).toMatchObject({ code: 'fault', server: 'B', atMs: 60_000, data: { noticedAfterMs: 10_000 }, path: ['hosts', 'web2'] });
});

it('names the process that crashed, and leads to its entry', () => {
  const cause = causeOf([{ atMs: 60_000, kind: 'fault-begins', at: 'app1', about: 'process-crash' }]);
  expect(cause).toMatchObject({ code: 'fault', server: 'app1', data: { noticedAfterMs: null, balancers: 1, balancersLeft: 1 } });
  expect(cause?.path.slice(-2)).toEqual(['app1', 'check']);
});

it.each(['lb1', 'chassis'])('counts the balancers that went with %s', (lost) => {
  const hosts = [host('lb1', { machine: 'chassis' }), ...design.hosts.slice(1)];
  const events: Scene['events'] = [{ atMs: 60_000, kind: 'fault-begins', at: lost, about: 'machine-loss' }];
  const cause = eventCause({ spec: { query: { metric: 'availabilityPct' } }, model: { ...design, hosts }, events } as unknown as Scene);
  expect(cause?.data).toEqual({ noticedAfterMs: null, balancers: 1, balancersLeft: 0 });
  expect(describeCause({ ...cause!, place: null })?.why).toContain(`With \`${lost}\` the only load balancer was gone`);
});
