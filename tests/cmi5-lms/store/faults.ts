// What can go wrong between content and record store, on demand.
import { setTimeout as sleep } from 'node:timers/promises';

/** The parts of the system that a request can be for. */
export type Resource = 'files' | 'lms' | 'fetch' | 'statements' | 'state' | 'agent-profile' | 'activity-profile' | 'other';

/** A fault, for the next requests that it fits. */
export type Fault = (
  /** Answers with this status and does nothing. */
  | { kind: 'status'; status: number; headers?: { [name: string]: string } }
  /** Takes the request and never answers. */
  | { kind: 'silent' }
  /** Answers later. */
  | { kind: 'slow'; milliseconds: number }
  /** Does nothing until stop() is called, then all of it: for tests that must not race the clock. */
  | { kind: 'hold' }
  /** Ends the connection before anything is done. */
  | { kind: 'cut' }
  /** Does what is asked, and ends the connection instead of the answer. */
  | { kind: 'lost' }
) & {
  /** How many requests; all until stop() where absent. */
  times?: number;
  /** Only requests for these parts; all of the store and the fetch URL where absent. */
  on?: Resource | readonly Resource[];
  method?: string;
};

/** A fault at work. */
export interface FaultHandle {
  /** How many requests it has hit. */
  hits(): number;
  /** Ends it; what it holds goes on. */
  stop(): void;
}

/** What the server does with a request that meets a fault. */
export type Verdict = { kind: 'go' | 'silent' | 'cut' | 'lost' } | { kind: 'status'; status: number; headers: { [name: string]: string } };

/** The faults of one system. */
export interface Faults {
  add(fault: Fault): FaultHandle;
  /** Called once for every request, before it is handled; waits where the fault does. */
  meet(resource: Resource, method: string): Promise<Verdict>;
}

/** No faults yet. */
export function createFaults(): Faults {
  const active: { fault: Fault; hits: number; stopped: Promise<void>; stop: () => void; over: boolean }[] = [];
  const fits = (fault: Fault, resource: Resource, method: string): boolean => {
    const parts = fault.on === undefined ? undefined : [fault.on].flat();
    return (parts === undefined ? resource !== 'files' && resource !== 'lms' : parts.includes(resource)) && (fault.method === undefined || fault.method === method);
  };
  return {
    add: (fault) => {
      const { promise, resolve } = Promise.withResolvers<void>();
      const entry = { fault, hits: 0, stopped: promise, stop: resolve, over: false };
      active.push(entry);
      return {
        hits: () => entry.hits,
        stop: () => {
          entry.over = true;
          entry.stop();
        },
      };
    },
    meet: async (resource, method) => {
      const entry = active.find((one) => !one.over && one.hits < (one.fault.times ?? Number.POSITIVE_INFINITY) && fits(one.fault, resource, method));
      if (entry === undefined) return { kind: 'go' };
      entry.hits++;
      const { fault } = entry;
      if (fault.kind === 'slow') await sleep(fault.milliseconds);
      if (fault.kind === 'hold') await entry.stopped;
      if (fault.kind === 'slow' || fault.kind === 'hold') return { kind: 'go' };
      return fault.kind === 'status' ? { kind: 'status', status: fault.status, headers: fault.headers ?? {} } : { kind: fault.kind };
    },
  };
}
