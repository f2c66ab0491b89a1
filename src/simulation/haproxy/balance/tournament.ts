// A tournament of servers: who has the smallest key is known at once, and a change costs as many comparisons as the tree has levels.

/** A tree for so many servers, nobody in it: the root at 1, the leaves from the middle on; −1 is nobody. */
export function createTournament(count: number): Int32Array {
  let leaves = 1;
  while (leaves < count) leaves *= 2;
  return new Int32Array(leaves * 2).fill(-1);
}

/** The server with the smallest key, of equal keys the one with the smallest order; −1: none. */
export function winner(tree: Int32Array): number {
  return tree[1];
}

/** Plays a server's matches again, after its key or order has changed, or because it comes (`plays`) or goes. */
export function play(tree: Int32Array, key: Float64Array, order: Int32Array, server: number, plays: boolean): void {
  let at = ((tree.length >> 1) + server) | 0;
  let best = plays ? server : -1;
  tree[at] = best;
  while (at > 1) {
    const other = tree[at ^ 1];
    if (best < 0 || (other >= 0 && (key[other] < key[best] || (key[other] === key[best] && order[other] < order[best])))) best = other;
    at >>= 1;
    tree[at] = best;
  }
}
