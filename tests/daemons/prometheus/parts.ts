// Random parts of Prometheus.
import fc from 'fast-check';
import type { AlertRule } from '../../../src/infrastructure/model.ts';
import type { PrometheusPart } from '../../../src/daemons/parts.ts';
import { endpoint } from '../arbitrary.ts';

const JOBS = ['haproxy', 'nginx', 'node', 'mysqld', 'app', 'keepalived', 'blackbox'] as const;
/** 1 s to a day, mostly whole seconds. */
const interval = fc.oneof(fc.integer({ min: 1, max: 86_400 }).map((s) => s * 1000), fc.integer({ min: 1000, max: 86_400_000 }));
const share = fc.oneof(fc.nat(100).map((n) => n / 100), fc.double({ min: 0, max: 1, noNaN: true }).map((x) => Math.abs(x)));
const ms = fc.nat(100_000_000);
const head = { alert: fc.stringMatching(/^[A-Za-z][\w.-]{0,20}$/), severity: fc.constantFrom('page' as const, 'ticket' as const), forMs: fc.oneof(fc.constant(0), interval) };
const rule: fc.Arbitrary<AlertRule> = fc.oneof(
  fc.record({ ...head, when: fc.constant('target-down' as const), job: fc.constantFrom(...JOBS) }),
  fc.record({ ...head, when: fc.constant('error-ratio' as const), windowMs: interval, above: share, shortWindowMs: fc.option(interval) }),
  fc.record({ ...head, when: fc.constant('latency' as const), quantile: fc.constantFrom(0.5 as const, 0.99 as const), windowMs: interval, aboveMs: ms }),
  fc.record({ ...head, when: fc.constant('replica-lag' as const), aboveMs: ms }),
  fc.record({ ...head, when: fc.constantFrom('replication-stopped' as const, 'virtual-address-owners-not-one' as const) }),
  fc.record({ ...head, when: fc.constant('cpu' as const), above: share }),
  fc.record({ ...head, when: fc.constant('certificate-expires' as const), withinMs: ms }),
  fc.record({ ...head, when: fc.constant('queue-depth' as const), above: fc.oneof(fc.nat(1_000_000), share) }),
);

/** Every part that the files can say. */
export const prometheusParts: fc.Arbitrary<PrometheusPart> = fc.record({
  scrapeIntervalMs: interval, evaluationIntervalMs: interval, groupWaitMs: interval, deadMansSwitch: fc.boolean(),
  scrape: fc.shuffledSubarray([...JOBS]).chain((jobs) => fc.tuple(...jobs.map((job) => fc.array(endpoint, { maxLength: 4 }).map((targets) => ({ job, targets }))))),
  rules: fc.uniqueArray(rule, { maxLength: 8, selector: ({ alert }) => alert }), notify: fc.shuffledSubarray(['pager' as const, 'chat' as const, 'ticket' as const]),
});
