// Coming in on another computer: the newest designs of the class become drafts where there is none, and lie beside a draft of one's own where there is one.
import { encodeBeside, decodeBeside } from './beside.ts';
import { decodeDraft, draftKey, encodeDraft } from './draft.ts';
import { recordKey } from './record.ts';

/** A design that the server has. */
export interface HandedIn { exercise: string; source: string; hints: number; receivedMs: number }

/** What taking them would write, and the exercises by what becomes of their designs. */
export interface ArrivalPlan {
  changes: { key: string; before: string | null; after: string }[];
  drafts: string[];
  beside: string[];
  /** Another design lies beside the draft already: the one of the class stays on the server. */
  left: string[];
}

/** Plans it; `stored` gives what is kept under a key. */
export function planArrival(work: readonly HandedIn[], stored: (key: string) => string | null, nowMs: number): ArrivalPlan {
  const plan: ArrivalPlan = { changes: [], drafts: [], beside: [], left: [] };
  for (const { exercise, source, hints, receivedMs } of work) {
    const [own, besideKey] = [stored(draftKey(exercise)), recordKey('beside', exercise)];
    const draft = decodeDraft(own);
    const lying = decodeBeside(stored(besideKey));
    if (draft?.source === source || lying?.source === source) continue;
    if (draft === null) {
      plan.drafts.push(exercise);
      plan.changes.push({ key: draftKey(exercise), before: own, after: encodeDraft({ format: 1, exercise, source, hints, chosen: null, savedAtMs: receivedMs }) });
    } else if (lying === null) {
      plan.beside.push(exercise);
      plan.changes.push({ key: besideKey, before: stored(besideKey), after: encodeBeside({ format: 1, exercise, source, from: 'class', atMs: nowMs }) });
    } else plan.left.push(exercise);
  }
  return plan;
}
