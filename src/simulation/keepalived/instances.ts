// The instances of keepalived (`vrrp_instance`): one for each virtual address and host, as numbers.
import type { VirtualAddress } from '../../infrastructure/model.ts';
import type { EventQueue } from '../engine/queue.ts';
import { OWNER } from './timers.ts';

/** What an instance does. `off`: keepalived does not run there. */
export const STATE = { off: 0, fault: 1, backup: 2, master: 3 } as const;

/** What a track script finds when it runs. `later`: it asks somebody, and says so with `scriptEnded`. */
export type Test = 'good' | 'bad' | 'later';

/** One instance. Nothing of it changes during a run. */
export interface InstanceLayout {
  /** Position of the virtual address. */
  group: number;
  /** Position of the host. */
  host: number;
  version: 2 | 3;
  /** 1 to 255; 255 is the owner. */
  priority: number;
  advertMs: number;
  state: 'MASTER' | 'BACKUP';
  nopreempt: boolean;
  /** 0: none. */
  preemptDelayMs: number;
  /** Decides between masters of equal priority: the higher one stays (RFC 3768 and 5798, 6.4.3: the higher address). Different for all instances of a group. */
  rank: number;
  script: { intervalMs: number; fall: number; rise: number; weight: number } | null;
}

/** What the world around the instances does and is told. */
export interface Surroundings {
  /** Whether what one host sends reaches the other. */
  reaches(fromHost: number, toHost: number): boolean;
  /** Runs the track script of an instance. */
  test(instance: number): Test;
  /** The address is on the interface of this instance's host. */
  taken(instance: number): void;
  /** It no longer is. */
  released(instance: number): void;
  /** Gratuitous ARPs left: the network sends to this host from now on. */
  announced(instance: number): void;
  /** An advert left. Nothing else depends on it. */
  advertised(instance: number, priority: number): void;
}

/** All instances of a run. */
export interface Vrrp {
  readonly queue: EventQueue;
  readonly layout: readonly InstanceLayout[];
  /** Instances of each virtual address. */
  readonly groups: readonly (readonly number[])[];
  readonly around: Surroundings;
  readonly state: ReturnType<typeof createColumns>;
}

function createColumns(layout: readonly InstanceLayout[]) {
  const count = layout.length;
  return {
    /** Positions of STATE. */
    state: new Uint8Array(count),
    /** 1: the address is on the interface, whatever runs there. */
    holds: new Uint8Array(count),
    /** 1: the interface is up. */
    link: new Uint8Array(count).fill(1),
    /** Effective priority: with the weight of the script. */
    priority: Int32Array.from(layout, (one) => one.priority),
    /** Guards the timer: an event with an old stamp is void. */
    stamp: new Int32Array(count),
    /** When the timer ends, and how long `master_down` is at the moment. */
    dueMs: new Float64Array(count), downMs: new Float64Array(count),
    /** Interval of the master's adverts: its own until one is heard (version 3). */
    masterAdvertMs: Float64Array.from(layout, (one) => one.advertMs),
    /** Until when a lower priority is put up with (`preempt_delay`); 0: the wait has not begun. */
    preemptAtMs: new Float64Array(count),
    /** Times that it became master: guards the second gratuitous ARPs. */
    terms: new Int32Array(count),
    /** Guards the script's next run; its result from 0 to rise + fall − 1, good from `rise` on, −1 before the first; 1: it is running. */
    scriptStamp: new Int32Array(count), scriptResult: new Int32Array(count).fill(-1), scriptRuns: new Uint8Array(count),
  };
}

/** Instances before their start: keepalived runs nowhere. */
export function createVrrp(layout: readonly InstanceLayout[], queue: EventQueue, around: Surroundings): Vrrp {
  const groups: number[][] = [];
  layout.forEach((one, i) => (groups[one.group] ??= []).push(i));
  return { queue, layout, groups, around, state: createColumns(layout) };
}

/** Nothing of the file is used that keepalived clears: `nopreempt` and `preempt_delay` need state BACKUP and exclude each other; an owner ignores weights. */
export function instanceOf(address: Pick<VirtualAddress, 'version' | 'advertIntMs' | 'trackScript'>, member: Omit<VirtualAddress['members'][number], 'host'>, at: { group: number; host: number; rank: number }): InstanceLayout {
  const { version, advertIntMs, trackScript } = address;
  const { priority, state } = member;
  const nopreempt = member.nopreempt && state === 'BACKUP';
  const ignored = trackScript === null || (trackScript.weight !== 0 && priority === OWNER);
  return {
    ...at, version, priority, advertMs: advertIntMs, state, nopreempt,
    preemptDelayMs: state === 'BACKUP' && !nopreempt ? member.preemptDelayMs : 0,
    script: ignored ? null : { intervalMs: trackScript.intervalMs, fall: trackScript.fall, rise: trackScript.rise, weight: trackScript.weight },
  };
}

/** An IPv4 address as a number; null where there is none. */
export function addressNumber(address: string | null): number | null {
  const parts = (address ?? '').split('.').map(Number);
  return parts.length === 4 && parts.every((part) => part >= 0 && part <= 255) ? parts.reduce((sum, part) => sum * 256 + part, 0) : null;
}
