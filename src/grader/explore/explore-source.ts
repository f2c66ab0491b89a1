// From a learner's file to the fault matrix of its design.
import type { Exercise } from '../../course/course.ts';
import { designFrom } from '../design.ts';
import { evaluate } from '../evaluate/evaluate.ts';
import type { Evaluator } from '../evaluate/evaluator.ts';
import type { GraderLimits } from '../limits.ts';
import { type Diagnostic, diagnostic } from '../source/diagnostic.ts';
import type { Cell, Exploration } from './exploration.ts';
import { explore, survey, type Expedition } from './explore.ts';
import { emptyExploration, frameOf } from './frame.ts';
import { WHOLE } from './plan.ts';

/** What is explored, and with what. */
export interface ExploreSubmission {
  /** The learner's file: any text. */
  source: string;
  exercise: Exercise;
  evaluator: Evaluator;
  limits: GraderLimits;
  /** Pairs, too, whatever the exercise says. */
  pairs: boolean;
  /** Cells of this source that have come before, by their place: they are not simulated again. Default: none. */
  known?: readonly (Cell | null)[];
  onNews: (news: ExploreNews) => void;
}

/** What there is to tell about every tenth of a second. */
export interface ExploreNews { done: number; total: number; frame: Pick<Exploration, 'moments' | 'components'>; cells: { at: number; cell: Cell }[] }

/** News is told when so many events have been simulated, about a tenth of a second of work, or so many cells have come. */
const NEWS_EVENTS = 500_000;
const NEWS_CELLS = 200;

/** Explores any text. Never rejects: where nothing could be explored, `diagnostics` say why. */
export async function exploreSource({ source, exercise, evaluator, limits, pairs, known = [], onNews }: ExploreSubmission): Promise<Exploration> {
  const refuse = (diagnostics: Diagnostic[]): Exploration => ({ ...emptyExploration(exercise, pairs), diagnostics });
  try {
    const { parsed, value, diagnostics } = await evaluate(source, evaluator);
    if (parsed === null || diagnostics.length > 0) return refuse(diagnostics);
    const design = designFrom(value, parsed, limits);
    if (design.model === null) return refuse(design.diagnostics);
    const expedition: Expedition = { model: design.model, exercise, events: limits.events, eventsInAll: Infinity, wanted: { ...WHOLE, pairs: pairs || exercise.explore.pairs } };
    const ground = survey(expedition);
    const frame = frameOf(ground, parsed);
    const cells: Cell[] = [];
    const steps = explore(expedition, ground, known);
    let news: ExploreNews = { done: 0, total: ground.cells.length, frame, cells: [] };
    let events = 0;
    onNews(news);
    for (let step = steps.next(); ; step = steps.next()) {
      if (step.done === true && !step.value) return refuse([diagnostic('too-many-events', { run: exercise.explore.run, limit: limits.events })]);
      if (step.done === true) break;
      const { done, total, at, cell } = step.value;
      cells[at] = cell;
      events += step.value.events;
      news = { done, total, frame, cells: [...news.cells, { at, cell }] };
      if (events < NEWS_EVENTS && news.cells.length < NEWS_CELLS) continue;
      onNews(news);
      news = { ...news, cells: [] };
      events = 0;
    }
    return { ...emptyExploration(exercise, expedition.wanted.pairs), ...frame, cells };
  } catch (error) {
    return refuse([diagnostic('internal', { message: error instanceof Error ? error.message : String(error) })]);
  }
}
