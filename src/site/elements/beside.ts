// Designs beside the learner's own draft: one out of a link, one out of imported progress. Read-only until they are taken over.
import { html, nothing } from 'lit';
import type { Exercise } from '../../course/course.ts';
import type { FoundReplay } from '../../grader/adapter/web/replay-link.ts';
import type { Replay } from '../../grader/replay/replay.ts';
import { loadData } from '../platform/load.ts';
import { courseRoot } from '../platform/root.ts';
import * as store from '../platform/store.ts';
import { type Beside, decodeBeside } from '../records/beside.ts';
import { recordKey } from '../records/record.ts';
import { loadProof } from './proof-handle.ts';
import { designIn, type SharedDesign } from './share.ts';
import type { BesideDesign } from './workspace-state.ts';

/** What its tab is called. */
export const BESIDE_NAMES: { [from in Beside['from']]: string } = { share: 'Shared design', import: 'Imported design', class: 'Handed-in design', package: 'Older design' };

/** The design that progress import has left for this exercise; none is the usual case. */
export async function keptBeside(exercise: string): Promise<BesideDesign[]> {
  const kept = decodeBeside(await store.read(recordKey('beside', exercise)));
  return kept === null ? [] : [{ from: kept.from, source: kept.source, version: null }];
}

/** The design in the page's address, for this exercise; one for another exercise leads there. `notice`: why there is none, as a sentence. */
export async function linkedBeside(exercise: string): Promise<{ design: BesideDesign | null; notice: string }> {
  const found = await foundIn(location.hash);
  if (found.kind === 'none') return { design: null, notice: '' };
  if (found.kind === 'damaged') return { design: null, notice: found.message };
  const { design } = found;
  if (design.exercise === exercise) return { design: { from: 'share', source: design.source, version: design.version, ...(design.replay === undefined ? {} : { replay: design.replay }) }, notice: '' };
  try {
    await loadData<Exercise>(`exercises/${design.exercise}`);
    location.replace(new URL(`exercises/${design.exercise}/index.html${location.hash}`, courseRoot()));
    return { design: null, notice: '' };
  } catch {
    return { design: null, notice: `The link is for the exercise “${design.exercise}”, which this course does not have. Nothing was changed.` };
  }
}

type Found = { kind: 'none' } | { kind: 'damaged'; message: string } | { kind: 'design'; design: SharedDesign & { replay?: Replay } };

async function foundIn(hash: string): Promise<Found> {
  if (!hash.startsWith('#run=')) return designIn(hash);
  let found: FoundReplay;
  try {
    found = await (await loadProof()).linkedRun(hash);
  } catch (error) {
    return { kind: 'damaged', message: error instanceof Error ? error.message : String(error) };
  }
  if (found.kind !== 'replay') return found;
  const { replay, replay: { exercise, exerciseVersion: version, source } } = found;
  return { kind: 'design', design: { exercise, version, source, replay } };
}

/** The list with one design in the place of those from the same source. */
export function withBeside(list: readonly BesideDesign[], design: BesideDesign | null, from: Beside['from']): BesideDesign[] {
  const rest = list.filter((one) => one.from !== from);
  return design === null ? rest : [design, ...rest];
}

/** Forgets a design; one out of a link stays in the link. */
export async function forgetBeside(exercise: string, { from }: BesideDesign): Promise<void> {
  if (from === 'share' && location.hash !== '') history.replaceState(history.state, '', location.href.replace(/#.*$/, ''));
  if ((await keptBeside(exercise)).some((kept) => kept.from === from)) await store.remove(recordKey('beside', exercise));
}

/** The panel of its tab. */
export function besidePanel({ from, source, version, replay }: BesideDesign, exercise: Exercise, isShown: boolean, take: () => void, remove: () => void) {
  const came = { share: 'This design came with a link.', import: 'This design came with imported progress.', class: 'This design was handed in from another computer.', package: 'This design and a newer one were written on two computers.' }[from];
  const changed = version !== null && version !== exercise.version ? ` It was made for version ${version} of the exercise, which has changed since.` : '';
  return html`<div class="ws-beside ${replay ? 'has-run' : ''}" id="leaf-${from}" role="tabpanel" aria-labelledby="tab-${from}" ?hidden=${!isShown}>${isShown ? html`
    <div class="ws-beside-bar"><p>${came}${changed} Your own design is as it was.</p>
      <div class="ws-acts"><button class="btn sm" type="button" @click=${take}>Take it over</button><button class="btn sm" type="button" @click=${remove}>Remove</button></div></div>
    ${replay ? html`<nsp-shared-run .exercise=${exercise} .replay=${replay}></nsp-shared-run>` : nothing}
    <pre class="rf-text" tabindex="0" aria-label=${BESIDE_NAMES[from]}><code>${source}</code></pre>` : nothing}</div>`;
}
