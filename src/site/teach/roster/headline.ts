// What a roster comes to, as one sentence: who is stuck, and on what; else how far the cohort is.
import { many } from '../../class/dates.ts';
import type { RosterRow } from './order.ts';

const WORDS = ['Nobody', 'One', 'Two', 'Three', 'Four', 'Five', 'Six', 'Seven', 'Eight', 'Nine', 'Ten', 'Eleven', 'Twelve'];
const word = (count: number): string => WORDS[count] ?? String(count);

/** `Five of 24 are stuck, two of them on "Weights"`. `titleOf` names an exercise. */
export function headline(rows: readonly RosterRow[], titleOf: (exercise: string) => string): string {
  if (rows.length === 0) return 'Nobody has joined yet';
  const stuck = rows.filter((row) => row.stuck.length > 0);
  if (stuck.length === 0) {
    const begun = rows.filter(({ learner }) => learner.handedIn > 0).length;
    return begun === 0 ? `${many(rows.length, 'learner')} joined, nothing is handed in yet` : `Nobody is stuck; ${begun} of ${rows.length} have handed in`;
  }
  const counts = new Map<string, number>();
  for (const exercise of stuck.flatMap((row) => row.stuck)) counts.set(exercise, (counts.get(exercise) ?? 0) + 1);
  const [exercise, count] = [...counts].sort((a, b) => b[1] - a[1])[0]!;
  const on = count === stuck.length ? ` on "${titleOf(exercise)}"` : `, ${word(count).toLowerCase()} of them on "${titleOf(exercise)}"`;
  return `${word(stuck.length)} of ${rows.length} ${stuck.length === 1 ? 'is' : 'are'} stuck${on}`;
}
