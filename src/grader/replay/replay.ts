// One simulated run of one design, to be looked at: which load, which seed, which faults, and what the instruments show of it.
import type { Fault } from '../../simulation/index.ts';
import type { RunSeries } from '../report.ts';
import type { Diagnostic } from '../source/diagnostic.ts';
import type { Wiring } from '../wiring.ts';

/** Which run: with exercise, version and source it gives the same run everywhere. */
export interface ReplaySpec {
  /** Id of the exercise's run whose load it has. */
  run: string;
  seed: number;
  /** Instead of the faults of that run. */
  faults: Fault[];
  /** Milliseconds from 0; at most what the exercise's run takes, or the moment of the last fault and the horizon of the fault table. */
  durationMs: number;
}

/** What a link to a run carries: the same in a fragment, on the command line and on a server. */
export interface Replay {
  format: 1;
  exercise: string;
  exerciseVersion: number;
  grader: string;
  source: string;
  spec: ReplaySpec;
}

/** A run to be looked at; `series` is null for a design that is not simulated, and `diagnostics` say why. */
export interface Replayed {
  format: 1;
  spec: ReplaySpec;
  series: RunSeries | null;
  wiring: Wiring | null;
  /** Of the whole history: two runs with the same digest are the same run. */
  digest: string | null;
  diagnostics: Diagnostic[];
}
