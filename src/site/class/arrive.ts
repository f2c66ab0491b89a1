// Fetches the newest designs of the class to this computer.
import { applyAll } from '../platform/apply.ts';
import { keys, read, remove, write } from '../platform/store.ts';
import { planArrival, type ArrivalPlan } from '../records/arrival.ts';
import { ask } from './api.ts';
import type { Work } from './shapes.ts';

/** All of them or none; rejects with a sentence. */
export async function arrive(): Promise<ArrivalPlan> {
  const { work } = await ask<Work>('GET', '/me/work');
  const known = [...(await keys('draft:')), ...(await keys('beside:'))];
  const stored = new Map(await Promise.all(known.map(async (key) => [key, await read(key)] as const)));
  const plan = planArrival(work, (key) => stored.get(key) ?? null, Date.now());
  await applyAll({ write, remove }, plan.changes);
  return plan;
}

/** What has come, in sentences. */
export function arrivedWords({ drafts, beside, left }: Pick<ArrivalPlan, 'drafts' | 'beside' | 'left'>): string[] {
  const count = (list: readonly string[]): string => (list.length === 1 ? 'one exercise' : `${list.length} exercises`);
  const lines = [
    drafts.length > 0 ? `Your newest design of ${count(drafts)} is here now.` : '',
    beside.length > 0 ? `In ${count(beside)} this browser has another draft: it stays, and the design that you handed in lies beside it, for you to compare.` : '',
    left.length > 0 ? `In ${count(left)} another design lies beside your draft already, so the one that you handed in stays on the server.` : '',
  ].filter((line) => line !== '');
  return lines.length === 0 ? ['This browser has all designs that you handed in.'] : lines;
}
