// Apart from replay-run.ts, so that a page can make one without the simulator.
import type { Diagnostic } from '../source/diagnostic.ts';
import type { Replayed, ReplaySpec } from './replay.ts';

/** Nothing to look at, and why. */
export function notReplayed(spec: ReplaySpec, diagnostics: Diagnostic[]): Replayed {
  return { format: 1, spec, series: null, wiring: null, digest: null, diagnostics };
}
