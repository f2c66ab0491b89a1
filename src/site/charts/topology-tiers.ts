// Which parts of a design stand on one level: users above, then each part below all that send to it, the databases together at the foot.
import type { Wiring } from '../../grader/wiring.ts';

/** Names of the parts, level by level; none is empty. */
export function tiersOf({ nodes, edges }: Wiring): string[][] {
  const depth = new Map<string, number>();
  const sends = edges.filter(({ kind }) => kind !== 'replication');
  // As often as there are parts: after that only a circle could go on.
  for (let round = 0; round <= nodes.length; round += 1) {
    for (const { from, to } of sends) {
      const above = from === null ? -1 : depth.get(from);
      if (above !== undefined && above + 1 > (depth.get(to) ?? -1) && above < nodes.length) depth.set(to, above + 1);
    }
  }
  const deepest = (of: (kind: string) => boolean): number => nodes.reduce((most, { name, kind }) => (of(kind) ? Math.max(most, depth.get(name) ?? -1) : most), -1);
  const foot = Math.max(deepest((kind) => kind === 'database'), deepest((kind) => kind !== 'database') + 1);
  const levels: string[][] = [];
  for (const { name, kind } of nodes) {
    // Nobody sends to it: it stands beside its like.
    const alike = deepest((other) => other === kind);
    const level = kind === 'database' ? foot : (depth.get(name) ?? Math.max(alike, 0));
    (levels[level] ??= []).push(name);
  }
  return levels.filter((level) => level !== undefined);
}
