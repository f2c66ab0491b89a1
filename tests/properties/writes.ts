// Writes are counted, not kept: a write that stands in a log twice shows as a log that is longer than what was written.
import type { World } from '../../src/simulation/world.ts';

/** What of the writes at this moment cannot be, unless one was counted twice; null: all is well. */
export function doubledWrites({ layout, replicas }: World): string | null {
  for (let place = 0; place < layout.placeCount; place++) {
    if (layout.node[place] === null) continue;
    const name = layout.names[place]!;
    const [committed, received, answered] = [replicas.committed[place]!, replicas.received[place]!, replicas.answered[place]!];
    if (answered > committed) return `${name} has answered ${answered} writes and committed ${committed}`;
    if (replicas.yesTx[place]! + replicas.noTx[place]! > committed) return `${name} has acknowledged ${replicas.yesTx[place]! + replicas.noTx[place]!} of ${committed} writes`;
    const source = replicas.source[place]!;
    // A replica that applications write to has writes of its own, which count among the lost.
    if (source < 0 || replicas.diverged[place] === 1 || layout.application.some((application) => application?.writer === place)) continue;
    if (committed + replicas.applying[place]! > replicas.eligible[place]! || replicas.eligible[place]! > received) return `${name} has applied ${committed} writes of ${received} received`;
    if (received > replicas.committed[source]!) return `${name} has ${received} writes, its source ${layout.names[source]} has ${replicas.committed[source]}`;
  }
  return null;
}
