// When faults are tried: in steady state, and in the middle of each failover that the design has.
import type { Model } from '../../infrastructure/index.ts';
import type { Scenario } from '../../simulation/index.ts';
import { LOOK_TIMEOUT_MS, PROMOTION_MS } from '../../simulation/database/failover.ts';
import { masterDownMs } from '../../simulation/keepalived/timers.ts';
import type { Moment } from './exploration.ts';
import { STEADY, from } from './fault-table.ts';

/** The moment of the steady state in a run. */
export function steadyMs({ warmupMs }: Scenario): number {
  return Math.max(STEADY.atLeastMs, warmupMs + STEADY.afterWarmupMs);
}

/**
 * All moments. `holders` are the hosts that hold each virtual address in steady state. In a failover something is lost first, and faults follow:
 * - of a virtual address with two or more members its holder; faults follow after half of what the soonest of the others waits before it takes over (the
 *   VRRP master-down time: 3 × advert interval + skew);
 * - of a database with automatic failover the primary's host; faults follow after half of what noticing takes (failures to declare × heartbeat + 1 s for the
 *   last look), and again when all of it and half of the promotion (5 s) have passed.
 * A failover by a person takes longer than anybody watches here, and health checks of a balancer only take a server out: neither is a moment.
 */
export function momentsOf(model: Model, scenario: Scenario, holders: readonly string[][]): Moment[] {
  const atMs = steadyMs(scenario);
  return [{ id: 'steady', atMs, before: [] }, ...takeovers(model, atMs, holders), ...promotions(model, atMs)];
}

function takeovers({ virtualAddresses }: Model, atMs: number, holders: readonly string[][]): Moment[] {
  return virtualAddresses.flatMap(({ name, members, version, advertIntMs }, at): Moment[] => {
    const holder = holders[at]?.[0];
    const waits = members.filter(({ host }) => host !== holder).map(({ priority }) => masterDownMs(version, priority, advertIntMs));
    if (holder === undefined || waits.length === 0) return [];
    const soonest = waits.reduce((least, ms) => Math.min(least, ms));
    return [{ id: `during:${name}`, atMs: atMs + soonest / 2, before: [from(atMs, { kind: 'host-loss', host: holder })] }];
  });
}

function promotions({ databases: { failover, nodes } }: Model, atMs: number): Moment[] {
  const primary = nodes.find(({ replicateFrom }) => replicateFrom === null);
  if (failover?.mode !== 'automatic' || primary === undefined) return [];
  const before = [from(atMs, { kind: 'host-loss', host: primary.host })];
  const noticeMs = failover.failuresToDeclare * failover.heartbeatMs + LOOK_TIMEOUT_MS;
  return [{ id: `during:${primary.name}`, atMs: atMs + noticeMs / 2, before }, { id: `promoting:${primary.name}`, atMs: atMs + noticeMs + PROMOTION_MS / 2, before }];
}
