// A fault of the fault matrix as a clause.
import type { ComponentKind, FaultName } from '../../simulation/metrics.ts';

const DOES: { readonly [fault in Exclude<FaultName, 'partition-forth' | 'partition-back'>]: string } = {
  crash: 'crashes', hang: 'hangs', slow: 'becomes ten times slower', errors: 'answers with errors', closes: 'closes connections without an answer', stalls: 'falls silent in the middle of its answers',
  loss: 'is lost', partition: 'are cut apart',
};

/** What a name stands for where it is no process. */
const CALLED: { readonly [kind in ComponentKind]?: string } = { host: 'host ', machine: 'machine ', zone: 'zone ' };

/** Such as `lb-1` crashes, zone `A` is lost, `web-1` and `db-1` are cut apart; names stand in backticks. */
export function faultWords({ name, kind }: { name: string; kind: ComponentKind }, fault: FaultName): string {
  const names = (kind === 'link' ? name.split(' and ') : [name]).map((one) => `\`${one}\``);
  if (fault === 'partition-forth' || fault === 'partition-back') {
    const [from, to] = fault === 'partition-forth' ? names : names.toReversed();
    return `nothing from ${from} reaches ${to}`;
  }
  return `${CALLED[kind] ?? ''}${names.join(' and ')} ${DOES[fault]}`;
}
