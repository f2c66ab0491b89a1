/** Bounds on a graded design, counted, so that every machine refuses the same ones. */
export interface GraderLimits {
  hosts: number;
  /** Entries of all load balancers, those of a backend once for each HAProxy that runs it. */
  servers: number;
  /** Of one simulated run. */
  events: number;
}

/** What a course's exercises are graded with. */
export const GRADER_LIMITS: GraderLimits = { hosts: 64, servers: 1_000, events: 10_000_000 };
