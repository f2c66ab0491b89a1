// What is found out about the learner's last run after its verdict: every fault tried, the smallest failure, single runs, another design beside it.
import type { Exercise, SolutionFile } from '../../../course/course.ts';
import { createAsker } from '../../../grader/adapter/browser/asker.ts';
import type { TradeOff } from '../../../grader/report.ts';
import type { Cell, SmallestFailure } from '../../../grader/explore/exploration.ts';
import { HORIZON_MS } from '../../../grader/explore/fault-table.ts';
import type { ExploreRequest, GradeRequest, ReplayRequest, ShrinkRequest } from '../../../grader/protocol.ts';
import type { Replayed, ReplaySpec } from '../../../grader/replay/replay.ts';
import { begun, explored, type ExploreState, knownCells, NOTHING_TRIED, withNews } from '../matrix/explore-state.ts';
import { watchedMs } from '../matrix/grid.ts';
import { loadData } from '../../platform/load.ts';
import { reason } from '../reason.ts';
import type { Moment } from '../run/moment.ts';
import type { ShownRun } from '../run/shown-run.ts';
import { decodeHistory, encodeHistory, type History, historyKey, noHistory, withRun } from '../../records/history.ts';
import { attemptOf } from './attempt.ts';
import type { ComparedRun, Other } from './others.ts';
import { sharedMoment } from './side-by-side.ts';
import type { FinishedRun, WorkspaceActions, WorkspaceState } from '../workspace-state.ts';

/** The search for the smallest failure of the first failing check. `nothing`: the check holds when it is searched, so there is none. */
export type SmallestState = { phase: 'none' } | { phase: 'searching' } | { phase: 'found'; smallest: SmallestFailure } | { phase: 'nothing' } | { phase: 'failed'; message: string };

/** Which run the instruments show: one of the report, or one that was chosen. */
export type Look =
  | { kind: 'report' }
  | { kind: 'loading'; title: string; at: number | null }
  | { kind: 'run'; title: string; at: number | null; spec: ReplaySpec; shown: ShownRun }
  | { kind: 'failed'; title: string; at: number | null; message: string };

/** The same run of the learner's design and another one; `other` is null while a solution is still being loaded. */
export type Comparison = { run: ComparedRun } & (
  | { phase: 'loading'; other: Other | null }
  | { phase: 'failed'; other: Other | null; message: string }
  /** `tradeOff`: what the other design is weighed by; undefined: not known yet, null: it has none. */
  | { phase: 'shown'; other: Other; mine: ShownRun; theirs: ShownRun; moment: Moment; tradeOff: TradeOff | null | undefined });

/** Everything of one workspace; elements follow it. */
export class Evidence {
  explore: ExploreState = NOTHING_TRIED;
  smallest: SmallestState = { phase: 'none' };
  look: Look = { kind: 'report' };
  /** null: nothing is compared. */
  comparison: Comparison | null = null;
  /** The last runs of the exercise; null: not read yet. */
  history: History | null = null;
  /** Solutions of the exercise, once they were asked for. */
  solutions: readonly SolutionFile[] = [];
  /** The run that all of this is about; null: none has come to an end. */
  finished: FinishedRun | null = null;
  exercise: Exercise | null = null;
  isBusy = false;
  readonly #actions;
  readonly #explorer;
  readonly #searcher;
  readonly #simulator;
  readonly #followers = new Set<() => void>();
  /** The learner has stopped the trying of faults: it starts only when asked for. */
  #isUnwanted = false;

  constructor(actions: Pick<WorkspaceActions, 'startWorker' | 'read' | 'keep'>) {
    const { startWorker } = actions;
    this.#actions = actions;
    this.#explorer = createAsker(() => startWorker('grade'));
    // A search may take long, and shall hold up nothing that the learner wants to see.
    this.#searcher = createAsker(() => startWorker('grade'), 60_000);
    this.#simulator = createAsker(() => startWorker('grade'));
  }

  /** Calls back after every change; the answer ends that, and with the last follower the work ends. */
  follow(changed: () => void): () => void {
    this.#followers.add(changed);
    return () => {
      this.#followers.delete(changed);
      if (this.#followers.size === 0) this.#end();
    };
  }

  /** Takes note of the workspace's state; to be called whenever it is drawn. */
  see({ exercise, finished, progress }: Pick<WorkspaceState, 'exercise' | 'finished' | 'progress'>): void {
    this.exercise = exercise;
    const wasBusy = this.isBusy;
    this.isBusy = progress !== null;
    if (this.isBusy && !wasBusy) this.#end();
    if (finished !== this.finished) this.#begin(finished);
  }

  /** Tries every fault, or every pair too; keeps the cells that are there. */
  async tryFaults(pairs: boolean): Promise<void> {
    const { exercise, finished } = this;
    if (exercise === null || finished === null) return;
    this.#isUnwanted = false;
    this.#set({ explore: begun(this.explore, pairs) });
    try {
      const answer = await this.#explorer.ask<ExploreRequest>({ type: 'explore', exercise, source: finished.source, pairs, known: knownCells(this.explore) }, (news) => {
        if (this.finished === finished) this.#set({ explore: withNews(this.explore, news) });
      });
      if (this.finished !== finished) return;
      if (answer === null) return this.#set({ explore: { ...this.explore, phase: 'stopped' } });
      this.#explorer.close();
      this.#set({ explore: explored(this.explore, answer.exploration, reason(answer.exploration.diagnostics[0])) });
    } catch (error) {
      if (this.finished === finished) this.#set({ explore: { ...this.explore, phase: 'failed', reason: messageOf(error) } });
    }
  }

  /** Ends the trying of faults for this run and the next ones, until it is asked for. */
  stopTrying(): void {
    this.#isUnwanted = true;
    this.#explorer.close();
  }

  /** Searches for the smallest failure of the first failing check. */
  async findSmallest(): Promise<void> {
    const { exercise, finished } = this;
    const check = finished?.report.checks.find(({ status }) => status === 'fail')?.id;
    if (exercise === null || finished === null || check === undefined) return;
    this.#set({ smallest: { phase: 'searching' } });
    const settle = (smallest: SmallestState): void => { if (this.finished === finished) this.#set({ smallest }); };
    try {
      const answer = await this.#searcher.ask<ShrinkRequest>({ type: 'shrink', exercise, source: finished.source, check });
      if (answer === null) settle({ phase: 'none' });
      else settle(answer.smallest === null ? { phase: 'nothing' } : { phase: 'found', smallest: answer.smallest });
    } catch (error) {
      settle({ phase: 'failed', message: messageOf(error) });
    }
  }

  /** Shows the run of a cell. */
  showCell(title: string, at: number, cell: Cell): Promise<void> {
    const { exploration, found } = this.explore;
    const { exercise } = this;
    const run = exploration?.run ?? exercise!.explore.run;
    const seed = exploration?.seeds[0] ?? exercise!.seeds[0]!;
    const durationMs = watchedMs(cell, found!, exploration?.horizonMs ?? HORIZON_MS);
    return this.show(title, { run, seed, faults: cell.schedule, durationMs }, at);
  }

  /** Shows a run of the design in the instruments; `at`: the cell that it belongs to. */
  async show(title: string, spec: ReplaySpec, at: number | null): Promise<void> {
    const { finished } = this;
    if (this.comparison?.other) void this.compare(this.comparison.other, { title: title.replaceAll('`', ''), spec });
    const loading: Look = { kind: 'loading', title, at };
    this.#set({ look: loading });
    const settle = (look: Look): void => { if (this.look === loading) this.#set({ look }); };
    try {
      const replayed = await this.replay(finished!.source, spec);
      if (replayed === null) return settle({ kind: 'report' });
      const shown = shownRun(replayed, title, finished!.source);
      settle(shown === null ? { kind: 'failed', title, at, message: reason(replayed.diagnostics[0]) } : { kind: 'run', title, at, spec, shown });
    } catch (error) {
      settle({ kind: 'failed', title, at, message: messageOf(error) });
    }
  }

  /** Shows the report's own run again. */
  showReport(): void {
    this.#set({ look: { kind: 'report' } });
  }

  /** Puts another design beside the learner's: the same run of both. */
  async compare(other: Other, run: ComparedRun): Promise<void> {
    const { finished } = this;
    if (finished === null) return;
    const loading: Comparison = { phase: 'loading', other, run };
    this.#set({ comparison: loading });
    const settle = (comparison: Comparison | null): void => { if (this.comparison === loading) this.#set({ comparison }); };
    try {
      const [mine, theirs] = await Promise.all([this.replay(finished.source, run.spec), this.replay(other.source, run.spec)]);
      if (mine === null || theirs === null) return settle(null);
      const [one, two] = [shownRun(mine, run.title, finished.source), shownRun(theirs, run.title, other.source)];
      if (one === null || two === null) return settle({ phase: 'failed', other, run, message: reason((one === null ? mine : theirs).diagnostics[0]) });
      if (this.comparison !== loading) return;
      const shown = { phase: 'shown' as const, other, run, mine: one, theirs: two, moment: sharedMoment(one, two), tradeOff: undefined } satisfies Comparison;
      this.#set({ comparison: shown });
      const tradeOff = await this.#weigh(other.source);
      if ((this.comparison as Comparison | null) === shown) this.#set({ comparison: { ...shown, tradeOff } });
    } catch (error) {
      settle({ phase: 'failed', other, run, message: messageOf(error) });
    }
  }

  /** The same with the first solution; from then on all of them can be chosen. */
  async compareWithSolution(run: ComparedRun): Promise<void> {
    const loading: Comparison = { phase: 'loading', other: null, run };
    this.#set({ comparison: loading });
    try {
      this.solutions = await loadData<SolutionFile[]>(`solutions/${this.exercise!.id}`);
    } catch (error) {
      if (this.comparison === loading) this.#set({ comparison: { phase: 'failed', other: null, run, message: messageOf(error) } });
      return;
    }
    // A learner's design may be a solution itself.
    const first = this.solutions.find(({ source }) => source !== this.finished?.source);
    if (this.comparison === loading && first !== undefined) await this.compare({ name: 'the solution', label: '', source: first.source }, run);
  }

  /** What a design is weighed by; null: it is not simulated, or the worker was ended. */
  async #weigh(source: string): Promise<TradeOff | null> {
    const answer = await this.#simulator.ask<Extract<GradeRequest, { type: 'grade' }>>({ type: 'grade', exercise: this.exercise!, source }).catch(() => null);
    return answer?.report.tradeOff ?? null;
  }

  /** Shows one run alone again. */
  endComparison(): void {
    this.#set({ comparison: null });
  }

  /** One run of a design; null: it was ended. Rejects with a sentence. */
  async replay(source: string, spec: ReplaySpec): Promise<Replayed | null> {
    const answer = await this.#simulator.ask<ReplayRequest>({ type: 'replay', exercise: this.exercise!, source, spec });
    return answer?.replayed ?? null;
  }

  #begin(finished: FinishedRun | null): void {
    const isSame = finished !== null && finished.source === this.finished?.source;
    this.finished = finished;
    this.look = { kind: 'report' };
    this.comparison = null;
    if (finished !== null) void this.#remember(finished, this.exercise!);
    if (isSame) return this.#goOn(finished);
    this.#end();
    this.smallest = { phase: 'none' };
    this.explore = NOTHING_TRIED;
    if (finished === null || finished.report.checks.length === 0) {
      this.explore = { ...NOTHING_TRIED, phase: 'refused', reason: 'The design was not simulated, so no fault can be tried on it. Mend what stopped the run, then run it again.' };
    } else if (finished.isFresh) {
      // What is drawn now is drawn to its end first.
      queueMicrotask(() => {
        if (this.finished !== finished) return;
        void this.findSmallest();
        if (!this.#isUnwanted) void this.tryFaults(this.exercise!.explore.pairs);
      });
    }
  }

  /** The same design was run again, which has stopped the trying of faults. */
  #goOn(finished: FinishedRun): void {
    if (this.explore.phase === 'stopped' && !this.#isUnwanted) queueMicrotask(() => this.finished === finished && void this.tryFaults(this.explore.pairs));
  }

  /** Keeps a run that has just come to its end beside those before it. */
  async #remember(finished: FinishedRun, exercise: Exercise): Promise<void> {
    const kept = decodeHistory(await this.#actions.read(historyKey(exercise.id)));
    const before = kept !== null && kept.exerciseVersion === exercise.version ? kept : noHistory(exercise.id, exercise.version);
    const history = finished.isFresh && finished.report.checks.length > 0 ? withRun(before, attemptOf(finished)) : before;
    this.#set({ history });
    if (history !== before) await this.#actions.keep(historyKey(exercise.id), encodeHistory(history));
  }

  #end(): void {
    this.#explorer.close();
    this.#searcher.close();
    this.#simulator.close();
  }

  #set(change: Partial<Pick<Evidence, 'explore' | 'smallest' | 'look' | 'comparison' | 'history'>>): void {
    Object.assign(this, change);
    for (const changed of this.#followers) changed();
  }
}

/** A replay for the instruments; null: the design is not simulated. */
export function shownRun({ series, wiring }: Replayed, title: string, source: string): ShownRun | null {
  return series === null ? null : { title: title.replaceAll('`', ''), note: `seed ${series.seed}`, series, wiring, source };
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
