import { replayFragment } from '../../grader/adapter/web/replay-link.ts';
import type { Replay } from '../../grader/replay/replay.ts';
import { courseRoot } from '../platform/root.ts';

/** The link that shows a run in its exercise; rejects with a sentence when its design is too long for one. */
export async function linkToRun(replay: Replay): Promise<string> {
  const fragment = await replayFragment(replay);
  if (fragment === null) throw new Error('The design is too long for a link to this run. Copy its text instead.');
  return new URL(`exercises/${replay.exercise}/index.html${fragment}`, courseRoot()).href;
}
