// What came of trying faults on a design. Codes and numbers only; sentences are made from it in explain.
import type { ComponentKind, FaultName } from '../../simulation/metrics.ts';
import type { Fault } from '../../simulation/scenario.ts';
import type { Diagnostic } from '../source/diagnostic.ts';
import type { SourcePlace } from '../source/place.ts';

export { COMPONENT_KINDS, FAULT_NAMES, type ComponentKind, type FaultName } from '../../simulation/metrics.ts';

/** A part of the learner's design. */
export interface Component {
  /** As the design names it; a link: `web-1 and db-1`. */
  name: string;
  kind: ComponentKind;
  place: SourcePlace | null;
}

/** When faults are tried. */
export interface Moment {
  /** `steady`; `during:` and the name of the virtual address that moves, or of the primary whose loss is being noticed; `promoting:` and that primary, while another is made. */
  id: string;
  /** Of the run. */
  atMs: number;
  /** What has already happened: empty in steady state. */
  before: Fault[];
}

/** The four states of the visual language, from best to worst. */
export const FAULT_OUTCOMES = ['served', 'degraded', 'data-lost', 'down'] as const;
/** One of them; `outcome.ts` says where one ends and the next begins. */
export type FaultOutcome = (typeof FAULT_OUTCOMES)[number];

/** What one fault, or one pair, did. */
export interface Cell {
  /** Position in `components`, and the fault; a pair has two. */
  faults: { component: number; fault: FaultName }[];
  /** Position in `moments`. */
  moment: number;
  /** What was done to the simulation, all of it: with `run` and `seed` a replay. */
  schedule: Fault[];
  outcome: FaultOutcome;
  /** Of the requests in the horizon, answered in time: percent, 0 to 100; null: there was none. */
  servedPct: number | null;
  /** The same share in the same time and with the same seeds without the cell's own faults: what `outcome` is relative to. */
  baselinePct: number | null;
  /** Requests in the horizon that were not answered in time. */
  failed: number;
  /** Acknowledged writes that no survivor has. */
  writesAtRisk: number;
  /** From the fault to the first second after which all seconds of the horizon have at least 99 % answered; null: not within the horizon. */
  recoveredAfterMs: number | null;
  /** True: it failed on one seed, was run again in full on all seeds, and the numbers are from those. */
  isConfirmed: boolean;
  /** Position of the cell with the very same effect, which was simulated in its place; null: simulated itself. */
  sameAs: number | null;
}

/** The whole fault matrix of a design. */
export interface Exploration {
  format: 1;
  exercise: string;
  exerciseVersion: number;
  grader: string;
  /** Version of the fault table. */
  table: number;
  /** Id of the run whose load it is under. */
  run: string;
  seeds: number[];
  horizonMs: number;
  /** Whether pairs were tried, too. */
  hasPairs: boolean;
  moments: Moment[];
  components: Component[];
  cells: Cell[];
  /** Why nothing was explored; empty when it was. */
  diagnostics: Diagnostic[];
}

/** The smallest thing that still breaks a design. */
export interface SmallestFailure {
  format: 1;
  /** Id of the check that fails; null: a cell of the fault matrix. */
  check: string | null;
  run: string;
  seed: number;
  /** Empty: the check fails without any fault. */
  faults: Fault[];
  durationMs: number;
  /** Of the shortened run: requests, those not answered in time, and what happened in the words of events. */
  requests: number;
  failed: number;
  /** The number that fails, measured in the shortened run. */
  measured: number | null;
  /** What stands out between the fault and the end: an address that nobody holds, a server that goes on getting requests…; null: nothing. */
  finding: Finding | null;
  /** Simulated runs that it took. */
  tried: number;
  /** True: no single step smaller fails (see `shrink.ts`). False: the search ended at its bound. */
  isMinimal: boolean;
}

/** What accounts for at least half of what failed in a run. */
export interface Finding {
  code: 'address-unowned' | 'two-owners' | 'not-reached' | 'not-promoted' | 'none-answers' | 'still-sent' | 'overloaded' | 'marked-down';
  /** The address, server or node; empty where `code` says it all. */
  about: string;
  fromMs: number;
  untilMs: number;
  /** Requests that it accounts for; 0 where it is not about requests. */
  count: number;
}
