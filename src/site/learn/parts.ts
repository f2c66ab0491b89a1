// The parts of a question as a learner meets them: in an order that says nothing about the answer.

/** A number from a text that is the same on every computer (FNV-1a, 32 bits). */
function hash(text: string): number {
  let value = 0x811c9dc5;
  for (let at = 0; at < text.length; at += 1) value = Math.imul(value ^ text.charCodeAt(at), 0x01000193) >>> 0;
  return value;
}

/** The list in an order drawn from `seed`, always the same and never the given one (for two or more different ids). */
export function shuffled<Item extends { id: string }>(list: readonly Item[], seed: string): Item[] {
  const mixed = list.map((item) => ({ item, key: hash(`${seed}/${item.id}`) })).sort((a, b) => a.key - b.key).map(({ item }) => item);
  // One step round: what was in the right order has nothing in its place any more.
  return mixed.every((item, at) => item === list[at]) ? [...mixed.slice(1), ...mixed.slice(0, 1)] : mixed;
}
