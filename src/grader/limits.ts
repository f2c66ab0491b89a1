/** Bounds on a graded design, counted, so that every machine refuses the same ones. */
export interface GraderLimits {
  hosts: number;
  /** Entries of all load balancers, those of a backend once for each HAProxy that runs it. */
  servers: number;
  /** Of one simulated run. */
  events: number;
  /** Of all runs of a verdict together. */
  eventsInAll: number;
}

/** What a course's exercises are graded with. The largest run of the course has 0.6 million events, its largest verdict 2; a computer handles about 5 million a second. */
export const GRADER_LIMITS: GraderLimits = { hosts: 64, servers: 1_000, events: 4_000_000, eventsInAll: 8_000_000 };
