// Where events lie: slots of two arrays, since finding an array costs more than reading from it. Each source of events has a region of slots;
// its capacity is a power of two.

/** All slots: one number a slot in `times`, four in `words` (sequence, kind, two operands). */
export interface Store { times: Float64Array; words: Int32Array }

/** Slots of a region at first. */
const CAPACITY = 64;

/**
 * Empty regions behind `header` slots that the queue keeps for itself. A region has a shape, four numbers in `words` from `shapes` on:
 * first slot, capacity − 1, position of the first event, number of events.
 */
export function createStore(sources: number, header: number, shapes: number): Store {
  const slots = header + sources * CAPACITY;
  const store = { times: new Float64Array(slots), words: new Int32Array(slots * 4) };
  for (let source = 0; source < sources; source++) store.words.set([header + source * CAPACITY, CAPACITY - 1, 0, 0], shapes + source * 4);
  return store;
}

/** Moves a full region to the end, where it gets twice the room; its first event comes first there. */
export function grow(store: Store, shape: number): void {
  const [begin, mask, first] = store.words.subarray(shape, shape + 3);
  const capacity = mask + 1;
  const to = store.times.length;
  const times = new Float64Array(to + capacity * 2);
  const words = new Int32Array(times.length * 4);
  times.set(store.times);
  words.set(store.words);
  // From the first event to the region's end, then from its beginning on.
  const behind = capacity - first;
  times.copyWithin(to, begin + first, begin + capacity);
  times.copyWithin(to + behind, begin, begin + first);
  words.copyWithin(to * 4, (begin + first) * 4, (begin + capacity) * 4);
  words.copyWithin((to + behind) * 4, begin * 4, (begin + first) * 4);
  words.set([to, capacity * 2 - 1, 0, capacity], shape);
  store.times = times;
  store.words = words;
}
