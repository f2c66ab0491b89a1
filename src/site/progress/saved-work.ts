// Everything that is stored of this course: read, written to a file, taken from a file, deleted.
import { applyAll, type KeyChange } from '../platform/apply.ts';
import { keys, read, remove, write } from '../platform/store.ts';
import { exportText, planImport, recordOf, type ImportPlan, type Refusal } from '../records/transfer.ts';

const store = { write, remove };

/** Every record, by its key. */
export async function readAll(): Promise<Map<string, string>> {
  const known = (await keys('')).filter((key) => recordOf(key) !== null);
  const texts = await Promise.all(known.map(read));
  return new Map(known.flatMap((key, at) => (texts[at] === null ? [] : [[key, texts[at]!] as const])));
}

/** Hands the file to the browser, which saves it. Gives its name. */
export async function saveToFile(now: Date): Promise<string> {
  const text = exportText(await readAll(), now.getTime());
  const link = document.createElement('a');
  link.href = URL.createObjectURL(new Blob([text], { type: 'application/json' }));
  link.download = `no-single-point-${now.getFullYear()}-${String(now.getMonth() + 1).padStart(2, '0')}-${String(now.getDate()).padStart(2, '0')}.json`;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
  return link.download;
}

/** What the file would change; looked at again when it is taken, since another tab may have saved in between. */
export const lookInto = async (text: string): Promise<ImportPlan | Refusal> => planImport(text, await readAll(), Date.now());

/** Takes the file: all of it, or nothing when the store refuses a part. Gives how many records were written. */
export async function takeFile(text: string): Promise<number> {
  const plan = await lookInto(text);
  if ('refused' in plan) throw new Error(plan.refused);
  await applyAll(store, plan.changes);
  return plan.changes.length;
}

/** Deletes every record; gives what brings all of them back. */
export async function deleteAll(): Promise<() => Promise<void>> {
  const all = await readAll();
  const gone = [...all].map(([key, before]): KeyChange => ({ key, before, after: null }));
  await applyAll(store, gone);
  return async () => {
    // What another tab has written since is newer.
    const now = await readAll();
    await applyAll(store, gone.filter(({ key }) => !now.has(key)).map(({ key, before }) => ({ key, before: null, after: before })));
  };
}
