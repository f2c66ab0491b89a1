// What is tried on which kind of part: written data, never shortened to save time. A change here raises the version.
import type { Fault, FaultKind } from '../../simulation/index.ts';
import type { ComponentKind, FaultName } from './exploration.ts';

/** Raised with every change of the rows, of their numbers, or of the moments. */
export const FAULT_TABLE_VERSION = 1;

/** How long what follows a fault is watched. */
export const HORIZON_MS = 30_000;

/** Steady state: this far into the run, or this long after the warm-up, whichever is later. */
export const STEADY = { atLeastMs: 30_000, afterWarmupMs: 10_000 } as const;

/** Speed of a process that is slow: as on a host whose disk or processor somebody else uses up. */
const SLOW_SPEED = 0.1;

/** One row: what can happen to a part of this kind. */
export interface FaultRow {
  component: ComponentKind;
  fault: FaultName;
  /** The simulator's fault on the part with this name; a link's name is that of its two hosts. */
  on(name: string, other: string): FaultKind;
}

const row = (component: ComponentKind, fault: FaultName, on: FaultRow['on']): FaultRow => ({ component, fault, on });

const processRows = (component: ComponentKind): FaultRow[] => [
  /** The process is gone, its host refuses connections at once. */
  row(component, 'crash', (target) => ({ kind: 'process-crash', target })),
  /** The process stands still: the kernel accepts connections, nothing answers. */
  row(component, 'hang', (target) => ({ kind: 'process-pause', target })),
  /** All that it does takes ten times as long. */
  row(component, 'slow', (target) => ({ kind: 'slow', target, speed: SLOW_SPEED })),
];

/** Every row. All faults begin at the moment of their cell and last to the end of the horizon. */
export const FAULT_TABLE: readonly FaultRow[] = [
  /** Every host in the zone is silent: no answer, no refusal. */
  row('zone', 'loss', (zone) => ({ kind: 'zone-loss', zone })),
  /** Every host on the machine (chassis, hypervisor) is silent. */
  row('machine', 'loss', (machine) => ({ kind: 'machine-loss', machine })),
  /** The host is silent, and with it all that runs there, keepalived and voters included. */
  row('host', 'loss', (host) => ({ kind: 'host-loss', host })),
  ...processRows('load-balancer'),
  ...processRows('application'),
  /** It does its work, health page included, and answers with status 500. */
  row('application', 'errors', (target) => ({ kind: 'bad-answers', target, answer: 500 })),
  /** It does its work and closes the connection without an answer. */
  row('application', 'closes', (target) => ({ kind: 'bad-answers', target, answer: 'closes' })),
  /** It sends half of the answer, and then nothing: the connection stays open. */
  row('application', 'stalls', (target) => ({ kind: 'bad-answers', target, answer: 'stalls' })),
  ...processRows('database'),
  /** Nothing that one of the two hosts sends reaches the other. */
  row('link', 'partition', (from, to) => ({ kind: 'partition', from, to, oneWay: false })),
  /** Nothing that the first host sends reaches the second; the other way is open. */
  row('link', 'partition-forth', (from, to) => ({ kind: 'partition', from, to, oneWay: true })),
  /** Nothing that the second host sends reaches the first; the other way is open. */
  row('link', 'partition-back', (from, to) => ({ kind: 'partition', from: to, to: from, oneWay: true })),
];

/** What can happen to parts of a kind, in the order of the table. */
export function rowsOf(kind: ComponentKind): FaultRow[] {
  return FAULT_TABLE.filter(({ component }) => component === kind);
}

/** A fault of the simulator from a moment on, to the end. */
export const from = (atMs: number, kind: FaultKind): Fault => ({ atMs, untilMs: null, ...kind });

/** What has no row, and why: `not-simulated`, the simulator has no such thing; `same`, the row named does the very same to all others; `milder`, the row named is the same and worse. */
export const NOT_TRIED: readonly { code: string; components: readonly ComponentKind[]; because: 'not-simulated' | 'same' | 'milder'; as: FaultName | null }[] = [
  /** TLS is not simulated, so neither a certificate nor its end is. */
  { code: 'certificate-expired', components: ['load-balancer'], because: 'not-simulated', as: null },
  /** A process that lives and refuses connections: what others see of it is a reset for each connect, as after a crash. */
  { code: 'refuse', components: ['load-balancer', 'application', 'database'], because: 'same', as: 'crash' },
  /** The simulator gives bad answers to applications only: a balancer passes on what it gets, and a database that errs is not simulated. */
  { code: 'bad-answers', components: ['load-balancer', 'database'], because: 'not-simulated', as: null },
  /** An answer that ends in the middle: as useless as one that stalls, and noticed sooner. */
  { code: 'cuts', components: ['application'], because: 'milder', as: 'stalls' },
  /** A connection that is reset without an answer: for a balancer and for a user the same as one that is closed without. */
  { code: 'resets', components: ['application'], because: 'same', as: 'closes' },
  /** Links that lose some packets, or are slow: the simulator's links work or are cut. */
  { code: 'lossy-link', components: ['link'], because: 'not-simulated', as: null },
  /** Disks that fill up or forget what was written. */
  { code: 'disk', components: ['database'], because: 'not-simulated', as: null },
];
