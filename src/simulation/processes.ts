// What each process can do at the moment: answer, refuse, stand still, be silent, be slow.
import type { Layout } from './layout/layout.ts';

/** How an application answers when it should answer well. `closes`: closes the connection without a word; `cuts`: in the middle of the body; `stalls`: sends half the body and no more. */
export const BEHAVIOUR = { good: 0, closes: 1, cuts: 2, stalls: 3, resets: 4 } as const;

/** State by place. */
export function createProcesses(layout: Layout) {
  const count = layout.placeCount;
  return {
    /** 1: its host gives no sign of life. */
    silent: new Uint8Array(count),
    /** 1: it has gone, the host refuses connections. */
    crashed: new Uint8Array(count),
    /** 1: it stands still; the kernel accepts. */
    paused: new Uint8Array(count),
    /** When it goes on, where known. */
    resumesMs: new Float64Array(count).fill(Infinity),
    /** 1 is full speed. */
    speed: new Float64Array(count).fill(1),
    /** Added to the work of every request: applications. */
    extraMs: new Float64Array(count),
    /** How its answers go wrong (positions of BEHAVIOUR, or an error status): applications. */
    behaviour: new Int32Array(count),
    /** Workers in use: applications and nodes. */
    busy: new Int32Array(count),
    /** Cores in use, by host; counted only where workers outnumber them. */
    running: new Int32Array(layout.model.hosts.length),
    /** Next reader in turn: applications. */
    turn: new Int32Array(count),
  };
}

/** The table of processes. */
export type Processes = ReturnType<typeof createProcesses>;
