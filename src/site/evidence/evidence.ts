// What was measured about the simulator: written by `nsp evidence`, shown by the page "How true is the simulator?".
import evidence from './evidence.json' with { type: 'json' };

/** Recordings of one daemon, counted by family. */
export interface DaemonEvidence { daemon: string; version: string; families: { name: string; same: number; differs: number; notModelled: number }[] }

/** One closed form and what the simulator made of it. */
export interface TheoryEvidence {
  name: string;
  /** Where the exact value comes from. */
  formula: string;
  unit: string;
  exact: number;
  measured: number;
  /** Of the mean over the seeds, in the same unit; 0 where nothing is drawn. */
  standardError: number;
  requests: number;
  seeds: number;
  holds: boolean;
}

/** One figure of the bench beside its goal. */
export interface SpeedEvidence { name: string; goal: string; measured: string; met: boolean | null; note: string }

/** Everything that the page shows. */
export interface Evidence {
  /** Day of the measurement, such as 2026-11-21. */
  day: string;
  machine: string;
  fidelity: { daemons: DaemonEvidence[]; notModelled: { id: string; reason: string }[]; differing: { id: string; fields: string[] }[] };
  /** Tests that ran real daemons beside the simulator, and checkers asked about files. */
  live: { daemon: string; passed: number; failed: number }[];
  theory: TheoryEvidence[];
  determinism: { runs: number; engines: string[]; digest: string };
  speed: SpeedEvidence[];
}

/** The latest measurement. */
export const EVIDENCE = evidence as Evidence;
