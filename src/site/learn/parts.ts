// The parts of a question as a learner meets them: in an order that says nothing about the answer.
import type { Option, Question } from '../../course/learning.ts';

/** A number from a text that is the same on every computer (FNV-1a, 32 bits). */
function hash(text: string): number {
  let value = 0x811c9dc5;
  for (let at = 0; at < text.length; at += 1) value = Math.imul(value ^ text.charCodeAt(at), 0x01000193) >>> 0;
  return value;
}

/** The list in an order drawn from `seed`, always the same, and never one that `isRight`, unless every order is. */
export function shuffled<Item extends { id: string }>(list: readonly Item[], seed: string, isRight: (ids: string[]) => boolean = () => false): Item[] {
  const drawn = (round: number): Item[] => list.map((item) => ({ item, key: hash(`${seed}/${round}/${item.id}`) })).sort((a, b) => a.key - b.key).map(({ item }) => item);
  for (let round = 0; round < 100; round += 1) {
    const order = drawn(round);
    if (!isRight(order.map(({ id }) => id))) return order;
  }
  return drawn(0);
}

type Form<Kind extends Question['form']['kind']> = Extract<Question['form'], { kind: Kind }>;

/** For each item of an order whether it stands where it may. All do when only pairs that may stand either way round are turned round. */
export function placesRight(form: Form<'order'>, ids: readonly string[]): boolean[] {
  const order = form.items.map(({ id }) => id);
  const isFree = (one: string, other: string): boolean => form.free.some((pair) => pair.includes(one) && pair.includes(other));
  const isRight = order.every((one, at) => order.slice(at + 1).every((later) => isFree(one, later) || ids.indexOf(one) < ids.indexOf(later)));
  if (isRight) return ids.map(() => true);
  for (const [one, other] of form.free) {
    const [a, b] = [order.indexOf(one), order.indexOf(other)];
    if (a >= 0 && b >= 0 && ids.indexOf(one) === b && ids.indexOf(other) === a) [order[a], order[b]] = [order[b]!, order[a]!];
  }
  return ids.map((id, at) => id === order[at]);
}

/** The items of an order question as they are first shown. */
export const shownItems = (id: string, form: Form<'order'>): Option[] => shuffled(form.items, id, (ids) => placesRight(form, ids).every(Boolean));

/** All rights of a match question, each text once: two lefts may belong to the same. */
export function shownRights(id: string, form: Form<'match'>): Option[] {
  const all = [...form.pairs.map((pair) => ({ id: pair.id, text: pair.right })), ...form.others];
  return shuffled(all.filter((one, at) => all.findIndex(({ text }) => text === one.text) === at), id);
}
