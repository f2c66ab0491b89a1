// Fills in the table of lessons and exercises.
import { countDone, type MapItem } from '../home/resume.ts';
import { read } from '../platform/store.ts';
import { exerciseState, lessonState } from '../page/standing.ts';
import { fieldsOf, recordKey, wholeNumber } from '../records/record.ts';

/** Shows the state of each row, and what all of them come to in the heading. */
export async function showStates(): Promise<void> {
  const rows = [...document.querySelectorAll<HTMLElement>('.done tr[data-id]')];
  const items = await Promise.all(rows.map(async (row): Promise<Pick<MapItem, 'kind' | 'isDone'>> => {
    const { id, version } = row.dataset;
    const [state, glyph] = version === undefined ? await lessonWords(id!) : await exerciseWords(id!, Number(version));
    row.querySelector('.state')!.textContent = state;
    row.dataset['state'] = glyph;
    return { kind: version === undefined ? 'lesson' : 'exercise', isDone: glyph === 'done' };
  }));
  document.querySelector('.progress h1')!.textContent = `${countDone(items)}.`;
}

type Words = [state: string, glyph: 'done' | 'begun' | 'none'];

async function lessonWords(id: string): Promise<Words> {
  const state = await lessonState(id);
  return state === 'read' ? ['read', 'done'] : state === 'opened' ? ['in progress', 'begun'] : ['not opened', 'none'];
}

async function exerciseWords(id: string, version: number): Promise<Words> {
  const state = await exerciseState(id, version);
  const fields = fieldsOf(await read(recordKey('result', id)));
  const runs = wholeNumber(fields?.['runs']) ?? 0;
  if (state === null) return ['not begun', 'none'];
  if (state.kind === 'proved') return [`proved on run ${String(fields?.['passedOnRun'])} of ${runs}`, 'done'];
  if (state.kind === 'older') return [`Passed version ${state.version}; the exercise has changed since`, 'begun'];
  if (runs === 0) return ['begun, not run yet', 'begun'];
  return [`${runs === 1 ? 'one run' : `${runs} runs`}, ${checksWords(fields?.['report'])}`, 'begun'];
}

/** How many checks the last run proved; a run that was stopped before its checks has none. */
function checksWords(report: unknown): string {
  const checks = (report as { checks?: { status?: unknown }[] } | null)?.checks;
  if (!Array.isArray(checks) || checks.length === 0) return 'not proved yet';
  return `${checks.filter((check) => check?.status === 'pass').length} of ${checks.length} checks hold`;
}
