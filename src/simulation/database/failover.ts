// Who notices that the primary is lost, and who decides: voters that look at it, a majority of them, or a person.
import type { Failover } from '../../infrastructure/model.ts';
import { hitsHost, powerOff } from '../faults.ts';
import type { Layout } from '../layout/layout.ts';
import { severs } from '../partition.ts';
import { EVENT, type World } from '../world.ts';
import { candidateFor, promote } from './promotion.ts';
import { isAlive } from './risk.ts';

/** A look at a silent primary is given up after this long (curriculum, E33). */
export const LOOK_TIMEOUT_MS = 1000;
/** From the decision until the replica takes writes, its relay log applied (curriculum, E33). */
export const PROMOTION_MS = 5000;

/** State of the failover: of each voter the looks that failed in a row; of hosts whether their power was cut; of all the rest one number each. */
export function createFailover(layout: Layout) {
  const { failover } = layout.model.databases;
  return {
    failures: new Int32Array(failover?.mode === 'automatic' ? failover.voters.length : 0), poweredOff: new Uint8Array(layout.model.hosts.length),
    /** Node being promoted (−1: none) with its stamp; stamps of the leases by place; 1 where an operator is on the way. */
    candidate: Int32Array.of(-1), stamp: new Int32Array(1), lease: new Int32Array(layout.placeCount), operator: new Uint8Array(1),
    promotedMs: Float64Array.of(-Infinity),
  };
}

/** The table of the failover. */
export type FailoverState = ReturnType<typeof createFailover>;

type Automatic = Extract<Failover, { mode: 'automatic' }>;

function automatic(world: World): Automatic | null {
  const { failover } = world.layout.model.databases;
  return failover?.mode === 'automatic' ? failover : null;
}

/** First looks of all voters, spread evenly over the interval. */
export function startLooking(world: World): void {
  const rule = automatic(world);
  rule?.voters.forEach((_, voter) => world.queue.at((rule.heartbeatMs * (voter + 1)) / rule.voters.length, EVENT.look, voter, 0));
  if (rule !== null) renewLease(world, rule);
}

function hostOf(world: World, rule: Automatic, voter: number): number {
  return world.layout.model.hosts.findIndex((host) => host.name === rule.voters[voter]);
}

function isHostAlive(world: World, host: number): boolean {
  const { activeFaults, failover, faults, layout } = world;
  return host >= 0 && failover.poweredOff[host] === 0
    && !faults.some((fault, i) => activeFaults.active[i] === 1 && hitsHost(fault, layout.model.hosts[host]));
}

/** Whether two hosts hear each other. */
function reaches(world: World, a: number, b: number): boolean {
  return a === b || (!severs(world, a, b) && !severs(world, b, a));
}

/** A voter looks at the primary. What refuses is noticed at once, what is silent after the timeout. */
export function look(world: World, voter: number): void {
  const rule = automatic(world)!;
  const { failover, layout, processes, queue, replicas } = world;
  queue.after(-1, rule.heartbeatMs, EVENT.look, voter, 0);
  const host = hostOf(world, rule, voter);
  const primary = replicas.primary[0];
  if (primary < 0 || !isHostAlive(world, host)) return;
  const silent = processes.silent[primary] === 1 || processes.paused[primary] === 1 || !reaches(world, host, layout.host[primary]);
  if (!silent && processes.crashed[primary] === 0) {
    failover.failures[voter] = 0;
    renewLease(world, rule);
  } else if (++failover.failures[voter] >= rule.failuresToDeclare) {
    queue.after(-1, silent ? LOOK_TIMEOUT_MS : 0, EVENT.declare, voter, replicas.primary[0]);
  }
}

/** Voters that a voter hears, itself included, and that agree with `holds`. */
function count(world: World, rule: Automatic, voter: number, holds: (other: number) => boolean): number {
  const host = hostOf(world, rule, voter);
  return rule.voters.filter((_, other) => {
    const at = hostOf(world, rule, other);
    return isHostAlive(world, at) && reaches(world, host, at) && holds(other);
  }).length;
}

/** A voter holds the primary for lost: with enough votes a replica is promoted. */
export function declare(world: World, voter: number, primary: number): void {
  const rule = automatic(world)!;
  const { failover, layout, queue, replicas } = world;
  const host = hostOf(world, rule, voter);
  const isLost = (other: number): boolean => failover.failures[other] >= rule.failuresToDeclare;
  if (replicas.primary[0] !== primary || failover.candidate[0] >= 0 || !isHostAlive(world, host) || !isLost(voter)) return;
  if (rule.quorum && 2 * count(world, rule, voter, isLost) <= rule.voters.length) return;
  const candidate = candidateFor(world, rule.promote, (place) => reaches(world, host, layout.host[place]));
  if (candidate < 0) return;
  if (rule.fencing.kind === 'stonith' && layout.host[primary] >= 0) {
    failover.poweredOff[layout.host[primary]] = 1;
    powerOff(world);
  }
  failover.candidate[0] = candidate;
  queue.after(-1, PROMOTION_MS, EVENT.promote, candidate, ++failover.stamp[0]);
}

/** The time of a promotion has come, or of the operator's. */
export function promotionDue(world: World, candidate: number, stamp: number): void {
  const { failover, layout, replicas } = world;
  if (stamp !== failover.stamp[0]) return;
  failover.candidate[0] = -1;
  if (failover.operator[0] === 1) {
    failover.operator[0] = 0;
    if (isAlive(world, replicas.primary[0])) return;
    const best = candidateFor(world, { kind: 'most-advanced' }, () => true);
    if (best >= 0) promote(world, best);
    return;
  }
  if (isAlive(world, candidate)) promote(world, candidate);
  failover.failures.fill(0);
  if (layout.model.databases.failover?.mode === 'automatic') renewLease(world, layout.model.databases.failover);
}

/** A fault has begun or ended: without a program, a person is called as soon as the primary is dead. */
export function callOperator(world: World): void {
  const { failover, layout, queue, replicas } = world;
  const rule = layout.model.databases.failover;
  const primary = replicas.primary[0];
  if (rule?.mode !== 'manual' || primary < 0 || failover.operator[0] === 1 || isAlive(world, primary)) return;
  failover.operator[0] = 1;
  queue.after(-1, rule.operatorMs, EVENT.promote, -1, ++failover.stamp[0]);
}

/** A primary with a lease takes writes as long as enough voters have heard of it lately. */
function renewLease(world: World, rule: Automatic): void {
  const { failover, layout, queue, replicas } = world;
  const primary = replicas.primary[0];
  if (rule.fencing.kind !== 'lease' || primary < 0) return;
  const votes = rule.voters.filter((_, voter) => {
    const host = hostOf(world, rule, voter);
    return isHostAlive(world, host) && reaches(world, host, layout.host[primary]);
  }).length;
  if (rule.quorum ? 2 * votes <= rule.voters.length : votes === 0) return;
  replicas.readOnly[primary] = replicas.primary[1] < 0 && layout.node[primary]!.node.readOnly ? 1 : 0;
  queue.after(-1, rule.fencing.ms, EVENT.leaseOver, primary, ++failover.lease[primary]);
}

/** A lease has run out: its holder refuses writes from now on. One that was renewed has another stamp. */
export function leaseOver(world: World, place: number, stamp: number): void {
  if (stamp === world.failover.lease[place]) world.replicas.readOnly[place] = 1;
}
