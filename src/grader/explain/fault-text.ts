// Faults in a few words, for charts and lists of events.
import type { FaultKind } from '../../simulation/index.ts';

type Kind = FaultKind['kind'];

const STATES: { readonly [kind in Kind]: string } = {
  'host-loss': 'silent', 'machine-loss': 'silent', 'zone-loss': 'silent', 'process-crash': 'crashed', 'process-pause': 'stands still', slow: 'slow',
  partition: 'cut apart', 'load-spike': 'spike', 'bad-answers': 'answers badly',
};

/** What a name stands for where it is no host or process. */
const WHAT: { readonly [kind: string]: string | undefined } = { 'machine-loss': 'machine', 'zone-loss': 'zone' };

/** Such as `web1 silent`, `machine A silent` or `db1 and db2 cut apart`; `at` and `about` are those of the event. */
export function faultText({ at, about }: { at: string; about: string }): string {
  return [WHAT[about], at, STATES[about as Kind] ?? about].filter(Boolean).join(' ');
}
