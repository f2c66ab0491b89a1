// The launch page of a package: begins the attempt, shows the course in its frame, and hands over how the learner stands.
import type { PackageScope } from '../../course/package-scope.ts';
import type { PackageWindow } from '../platform/package-window.ts';
import { decodePlace, PLACE_KEY } from '../records/place.ts';
import { readLocal } from '../platform/local-store.ts';
import { type Attempt, LaunchProblem, type LearningSystem } from './learning-system.ts';
import { InnerFrame } from './inner-frame.ts';
import { LearnerStore, learnerPart } from './learner-store.ts';
import { StatusLine } from './status-line.ts';
import { pageWords } from './status-words.ts';
import { Visit } from './visit.ts';

declare global {
  /** Set by the launch page of a package, for the pages in its frame. */
  var nspPackage: PackageWindow | undefined;
}

/** The longest that a learner waits for the learning system before the course is shown without it, milliseconds. */
const BEGIN_MS = 30_000;

/** Starts the launch page with the learning system of its standard. Never rejects. */
export async function startPackage(system: LearningSystem): Promise<void> {
  document.documentElement.dataset['theme'] = readLocal('theme') ?? '';
  const scope = JSON.parse(document.querySelector('#package-scope')!.textContent!) as PackageScope;
  const line = new StatusLine(document.querySelector<HTMLElement>('.pk-line')!, system.name, () => visit?.now());
  let visit: Visit | null = null;
  line.say({ kind: 'asking' }, true);
  const attempt = await begun(system);
  const alone = typeof attempt === 'string';
  const store = new LearnerStore(alone ? '' : learnerPart(system.name, attempt.learner, scope.id), (key) => visit?.changed(key));
  const kind = alone ? 'alone' : attempt.isForCredit ? 'storing' : 'looking';
  const frame = new InnerFrame({ frame: document.querySelector<HTMLIFrameElement>('.pk-course')!, folder: new URL('./', location.href), words: pageWords(kind, store.isKept) });
  if (alone) line.say({ kind: 'alone', reason: attempt }, store.isKept);
  else visit = new Visit({ system, attempt, scope, store, line, frame });
  self.nspPackage = { store, enter: (page) => frame.enter(page) };
  frame.show(startPath(scope, store));
}

/** The attempt; why there is none, as a sentence. */
async function begun(system: LearningSystem): Promise<Attempt | string> {
  const late = new Promise<never>((_, reject) => { setTimeout(() => reject(new LaunchProblem('it does not answer. Load this page again to try once more.')), BEGIN_MS); });
  try {
    return await Promise.race([system.begin(), late]);
  } catch (error) {
    return error instanceof LaunchProblem ? error.message : `it could not be asked (${error instanceof Error ? error.message : String(error)}).`;
  }
}

/** The page on which the learner was, where the package has it; else the first one. */
function startPath({ start, lessons }: PackageScope, store: LearnerStore): string {
  const place = decodePlace(store.read(PLACE_KEY));
  if (place?.kind === 'lesson' && lessons.some(({ id }) => id === place.id)) return `${place.id}/index.html${place.heading === null ? '' : `#${place.heading.anchor}`}`;
  if (place?.kind === 'exercise' && lessons.some(({ exercises }) => exercises.some(({ id }) => id === place.id))) return `exercises/${place.id}/index.html`;
  return start;
}
