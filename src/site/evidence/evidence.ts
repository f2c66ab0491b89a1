// What was measured about the simulator: written by `nsp evidence`, shown by the page "How true is the simulator?".
import evidence from './evidence.json' with { type: 'json' };

/** Recordings of one daemon, counted by family. */
export interface DaemonEvidence { daemon: string; version: string; families: { name: string; same: number; differs: number; notModelled: number }[] }

/** One closed form and what the simulator made of it. */
export interface TheoryEvidence {
  system: string;
  what: string;
  /** Where the exact value comes from. */
  formula: string;
  unit: string;
  exact: number;
  measured: number;
  /** Of the mean over the seeds, in the same unit. */
  standardError: number;
  offPct: number;
  holds: boolean;
}

/** One figure of the bench beside its goal. */
export interface SpeedEvidence { what: string; value: number | null; unit: string; goal: string; reached: boolean | null; note: string }

/** Tests of one kind, by their results. */
export interface TestEvidence { name: string; passed: number; failed: number }

/** Everything that the page shows. */
export interface Evidence {
  /** Day of the measurement, such as 2026-11-21. */
  day: string;
  machine: string;
  fidelity: { daemons: DaemonEvidence[]; notModelled: { id: string; reason: string }[]; differing: { id: string; fields: string[] }[] };
  /** Tests that ran real daemons beside the simulator, and checkers asked about files. */
  live: TestEvidence[];
  theory: { requests: number; seeds: number; rows: TheoryEvidence[] };
  /** `digest`: over all pinned digests. */
  determinism: { runs: number; tests: TestEvidence[]; digest: string };
  speed: { rows: SpeedEvidence[]; curves: { name: string; points: { at: number; nsPerRequest: number }[] }[]; /** Of the workload from its description. */ differences: string[]; /** Why goals are missed, and what was tried. */ tried: string[] };
}

/** The latest measurement. */
export const EVIDENCE: Evidence = evidence;
