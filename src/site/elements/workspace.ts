// <nsp-workspace exercise="weights">: one exercise, from the task to its proof. Takes the place of whatever stands inside it.
import { html, LitElement, nothing } from 'lit';
import type { Exercise } from '../../course/course.ts';
import { classView, handIn } from '../class/hand-in.ts';
import { CLASS_CHANGED } from '../class/view.ts';
import { loadData } from '../platform/load.ts';
import * as store from '../platform/store.ts';
import { startWorker } from '../platform/worker.ts';
import { withAttempt } from '../records/attempts.ts';
import type { ChosenPrediction } from '../records/draft.ts';
import { decodePrediction, encodePrediction, type MadePrediction } from '../records/prediction.ts';
import { recordKey } from '../records/record.ts';
import { decodeResult, encodeResult, noResult, pointsOf, resultKey, type StoredResult } from '../records/result.ts';
import './hints.ts';
import { claimSide, runButton } from './claim-side.ts';
import { forgetBeside, keptBeside, linkedBeside, withBeside } from './beside.ts';
import { DraftKeeper } from './draft-keeper.ts';
import type { Report } from '../../grader/report.ts';
import type { NspChecks } from './checks.ts';
import type { EditorMark, TypeProblem } from './editor-handle.ts';
import './editor.ts';
import type { NspEditor } from './editor.ts';
import { FilesKeeper } from './files-keeper.ts';
import { Grading } from './grading.ts';
import type { NspPrediction } from './predict/prediction.ts';
import { proofSide } from './proof-frame.ts';
import { loadProof } from './proof-handle.ts';
import { prose } from './prose.ts';
import { copiedText, linkTo } from './share.ts';
import type { Place } from './report-view.ts';
import { toast, type ToastState } from './toast.ts';
import { finishedRun, marksOf, needsPrediction, type PaneName, type WorkspaceActions, type WorkspaceState } from './workspace-state.ts';

/** Pause in typing after which types are checked where Monaco does not do it, milliseconds. */
const TYPE_CHECK_PAUSE_MS = 1200;

/** The workspace of one exercise. */
export class NspWorkspace extends LitElement {
  static override properties = { exercise: {}, state: { state: true }, toastState: { state: true }, loadFailure: { state: true }, announced: { state: true } };

  /** Id of the exercise. */
  declare exercise: string;
  declare state: WorkspaceState | null;
  declare toastState: ToastState | null;
  declare loadFailure: string;
  /** What the live region says. */
  declare announced: string;
  #drafts: DraftKeeper | null = null;
  #grading: Grading | null = null;
  #files: FilesKeeper | null = null;
  #typeTimer: ReturnType<typeof setTimeout> | null = null;
  #leaving: AbortController | null = null;
  /** The page's own nodes inside this element. */
  #before: ChildNode[] = [];

  constructor() {
    super();
    this.exercise = '';
    this.state = null;
    this.toastState = null;
    this.loadFailure = '';
    this.announced = '';
  }

  /** Writes now what is not written yet; false: it could not be kept, so the page should not go. */
  async saveDraft(): Promise<boolean> {
    await this.#drafts?.flush();
    return this.state === null || ['idle', 'saved'].includes(this.state.draft.kind);
  }

  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  override connectedCallback(): void {
    if (!this.hasUpdated) this.#before = [...this.childNodes];
    super.connectedCallback();
    this.#leaving = new AbortController();
    const { signal } = this.#leaving;
    const save = (): void => void this.#drafts?.flush();
    addEventListener('pagehide', () => this.#drafts?.leave(), { signal });
    addEventListener('hashchange', () => void this.#readLink(), { signal });
    addEventListener('focus', () => void this.#drafts?.look(), { signal });
    addEventListener('storage', () => void this.#drafts?.look(), { signal });
    document.addEventListener(CLASS_CHANGED, () => this.#set({ inClass: classView(this.exercise) }), { signal });
    document.addEventListener('visibilitychange', () => (document.hidden ? save() : void this.#drafts?.look()), { signal });
    // Wherever the focus is: nothing else on the page takes these keys.
    document.addEventListener('keydown', this.#onKey, { signal });
    // What a report needs is there before the first run comes to its end.
    const fetchProof = (): void => void loadProof().catch(() => undefined);
    for (const act of ['pointerdown', 'keydown'] as const) this.addEventListener(act, fetchProof, { signal, once: true });
    void this.#load();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#leaving?.abort();
    if (this.#typeTimer !== null) clearTimeout(this.#typeTimer);
    void this.#drafts?.flush();
    this.#grading?.end();
    this.#files?.close();
    this.#grading = null;
  }

  /** What stood inside stays until there is something better, and on paper. */
  protected override shouldUpdate(): boolean {
    if (this.state) for (const node of this.#before.splice(0)) node instanceof Element ? node.classList.add('paper') : node.remove();
    return this.state !== null || this.loadFailure !== '';
  }

  protected override render() {
    const { state } = this;
    if (!state) return html`<p class="ws-failure" role="alert">${this.loadFailure} <button class="btn sm" type="button" @click=${() => void this.#load()}>Try again</button></p>`;
    return html`<div class="ws" data-pane=${state.pane} @nsp-text=${this.#onText} @nsp-hints=${this.#onHints} @nsp-chosen=${this.#onChosen} @nsp-types=${this.#onTypes} @nsp-run=${this.#actions.run}
        @nsp-place=${(event: CustomEvent<Place>) => this.#actions.goTo(event.detail)} @nsp-mark=${this.#onMark}>
        <h1 class="vh ws-echo">${prose(state.exercise.title)}</h1>${claimSide(state, this.#actions)}${proofSide(state, this.#actions)}${this.#paneBar(state)}
      </div>
      <p class="vh" role="status">${this.announced}</p>
      ${this.toastState ? toast(this.toastState) : nothing}`;
  }

  #paneBar(state: WorkspaceState) {
    const button = (pane: PaneName, name: string) => html`<button type="button" aria-pressed=${state.pane === pane} @click=${() => this.#set({ pane })}>${name}</button>`;
    return html`<div class="ws-panes" role="group" aria-label="Workspace">${button('task', 'Task')}${button('editor', 'Editor')}${button('proof', 'Proof')}${runButton(state, this.#actions)}</div>`;
  }

  async #load(): Promise<void> {
    const id = this.exercise;
    try {
      const exercise = await loadData<Exercise>(`exercises/${id}`);
      const grading = new Grading(exercise);
      this.#grading = grading;
      this.#files = new FilesKeeper((source) => grading.files(source), (first) => self.nspProof!.reason(first), (files) => this.#set({ files }));
      this.#drafts = new DraftKeeper(id, exercise.starter, store, (draft) => this.#set({ draft }), () => Date.now());
      const [draft, result, prediction, besides, linked] = await Promise.all([
        this.#drafts.load(),
        store.read(resultKey(id)).then((text) => decodeResult(text, exercise.version) ?? noResult(id, exercise.version)),
        store.read(recordKey('prediction', id)).then(decodePrediction),
        keptBeside(id),
        linkedBeside(id),
      ]);
      const finished = result.report === null ? null : finishedRun(result, exercise, await loadProof());
      if (!this.isConnected) return;
      const text = draft?.source ?? exercise.starter;
      this.state = {
        exercise, initialText: text, text, hints: Math.min(draft?.hints ?? 0, exercise.hints.length), pane: linked.design || linked.notice ? 'editor' : 'task', draft: draft ? { kind: 'saved' } : { kind: 'idle' }, progress: null, finished,
        result, prediction, chosen: draft?.chosen ?? null, failure: '', isStopped: false, typeProblems: [], marks: finished?.source === text ? marksOf(finished.view) : [], shownRun: null,
        leaf: linked.design ? 'share' : 'design', besides: linked.design ? withBeside(besides, linked.design, 'share') : besides, linkNotice: linked.notice, link: '', files: { files: [], diagram: null, reason: '', isWriting: false }, inClass: classView(id),
      };
    } catch (error) {
      this.loadFailure = messageOf(error);
    }
  }

  #set(change: Partial<WorkspaceState>): void {
    if (this.state) this.state = { ...this.state, ...change };
  }

  readonly #actions: WorkspaceActions = {
    run: () => void this.#run(),
    stop: () => this.#grading?.stop(),
    reset: () => {
      const { state } = this;
      if (state) this.#replaceText(state.exercise.starter, 'The design is the starter again.');
    },
    goTo: ({ line, column }) => {
      this.#set({ pane: 'editor', leaf: 'design' });
      void this.updateComplete.then(() => this.#editor()?.goTo(line, column));
    },
    showRun: (id) => this.#set({ shownRun: id }),
    showLeaf: (leaf) => {
      this.#set({ leaf });
      if (leaf === 'files' || leaf === 'diagram') void loadProof().then(() => this.#files?.open(this.state?.text ?? ''), (error: unknown) => this.#set({ failure: messageOf(error) }));
    },
    solutionSeen: () => {
      const result = this.state?.result;
      if (result && result.solutionSeenOnRun === null) void this.#keepResult({ ...result, solutionSeenOnRun: result.runs });
    },
    copyLink: () => void this.#copyLink(),
    takeBeside: (design) => {
      this.#set({ leaf: 'design' });
      this.#replaceText(design.source, 'The other design is yours now.');
    },
    removeBeside: (design) => {
      const { state } = this;
      if (!state) return;
      this.#set({ leaf: 'design', besides: withBeside(state.besides, null, design.from) });
      void forgetBeside(state.exercise.id, design).catch((error: unknown) => this.#set({ linkNotice: messageOf(error) }));
      this.#editor()?.focus();
    },
    startWorker,
    read: store.read,
    keep: (key, text) => this.#keep(key, text),
    keepMine: () => void this.#drafts?.keepMine(),
    takeOther: () => {
      const draft = this.state?.draft;
      if (draft?.kind !== 'conflict') return;
      this.#replaceText(draft.other.source, 'The design of the other tab is here now.', () => this.#drafts?.takeOther());
    },
  };

  async #run(): Promise<void> {
    if (!this.state || !this.#grading || this.state.progress || !(await this.#predict())) return;
    const { text: source, marks } = this.state;
    this.#set({ progress: { done: 0, total: 0 }, marks: [], failure: '', isStopped: false });
    this.announced = '';
    if (!this.#editor()?.checksTypes) void this.#checkTypes();
    try {
      // The instruments come meanwhile. Whether they have come is asked when the run is handed in: it counts without them.
      void loadProof().catch(() => undefined);
      const report = await this.#grading.grade(source, (progress) => this.#set({ progress }));
      if (report !== null) return await this.#finish(report, source);
      this.announced = 'Stopped.';
      this.#set({ isStopped: true });
    } catch (error) {
      this.#grading?.stop();
      this.#set({ failure: messageOf(error) });
    }
    this.#set({ progress: null, marks });
  }

  /** Before the first run: takes the prediction. False: something is missing, which now has the focus. */
  async #predict(): Promise<boolean> {
    const { state } = this;
    if (!state || !needsPrediction(state)) return true;
    // On a phone the question stands under the task.
    this.#set({ pane: 'task' });
    await this.updateComplete;
    const said = await this.querySelector<NspPrediction>('nsp-prediction')!.take();
    if (said === null) return false;
    this.#keepDraft({ chosen: null });
    await this.#keepPrediction({ format: 1, id: state.exercise.id, ...said, madeAtMs: Date.now(), measured: null, score: null });
    return true;
  }

  async #finish(report: Report, source: string): Promise<void> {
    const { state } = this;
    if (!state) return;
    const { exercise, result } = state;
    if (report.status !== 'error') void handIn(exercise.id, source, state.hints, { passed: report.status === 'pass', holds: report.checks.filter(({ status }) => status === 'pass').length, checks: report.checks.length });
    const proof = await loadProof();
    const view = proof.explained(report, exercise);
    // What could not be graded is not a run.
    const number = report.status === 'error' ? result.runs : result.runs + 1;
    const { prediction } = state;
    const compared = prediction === null || prediction.measured !== null ? null : proof.compared(prediction, exercise.predict, report);
    if (compared) void this.#keepPrediction(compared);
    this.#set({ progress: null, finished: { number, report, view, source, isFresh: true }, marks: marksOf(view), shownRun: null, pane: 'proof' });
    this.announced = view.verdict;
    const kept = this.#keepResult({
      ...result, report, source, runs: number,
      bestPoints: Math.max(result.bestPoints, pointsOf(report)),
      passedOnRun: result.passedOnRun ?? (report.status === 'pass' ? number : null),
      predictionRun: compared ? number : result.predictionRun,
      attempts: report.status === 'fail' ? withAttempt(result.attempts, source, exercise.starter) : result.attempts,
    });
    await this.updateComplete;
    // On a phone the pane has changed under the thumb: take the focus along.
    if (matchMedia('(max-width: 719px)').matches) this.querySelector<HTMLElement>('[data-verdict]')?.focus();
    await kept;
  }

  #keepResult(result: StoredResult): Promise<void> {
    this.#set({ result });
    return this.#keep(resultKey(result.exercise), encodeResult(result));
  }

  #keepPrediction(prediction: MadePrediction): Promise<void> {
    this.#set({ prediction });
    return this.#keep(recordKey('prediction', prediction.id), encodePrediction(prediction));
  }

  #keep(key: string, text: string): Promise<void> {
    return store.write(key, text).catch((error: unknown) => this.#set({ draft: { kind: 'failed', message: messageOf(error) } }));
  }

  /** The learner has followed another link on the same page. */
  async #readLink(): Promise<void> {
    const { design, notice } = await linkedBeside(this.exercise);
    const { state } = this;
    if (state) this.#set(design ? { besides: withBeside(state.besides, design, 'share'), leaf: 'share', pane: 'editor', linkNotice: '' } : { pane: notice ? 'editor' : state.pane, linkNotice: notice });
  }

  async #copyLink(): Promise<void> {
    const { state } = this;
    if (!state) return;
    let link = '';
    try {
      link = await linkTo({ exercise: state.exercise.id, version: state.exercise.version, source: state.text });
      await navigator.clipboard.writeText(link);
      this.#set({ linkNotice: copiedText(link), link: '' });
    } catch (error) {
      if (link === '') return this.#set({ linkNotice: messageOf(error) });
      this.#set({ linkNotice: 'The browser does not let the page copy. The link is selected: press Ctrl+C, or Cmd+C on a Mac.', link });
      await this.updateComplete;
      this.querySelector<HTMLElement>('.ws-link-text')?.focus();
    }
  }

  #replaceText(text: string, sentence: string, after?: () => void): void {
    const before = this.state?.text ?? '';
    this.#editor()?.setText(text);
    after?.();
    const close = (): void => { this.toastState = null; };
    const undo = (): void => { this.#editor()?.setText(before); close(); };
    this.toastState = { sentence, undo, close };
  }

  readonly #onText = (event: CustomEvent<string>): void => {
    this.#grading?.prewarm();
    this.#keepDraft({ text: event.detail });
    this.#files?.change(event.detail);
    if (this.#typeTimer !== null) clearTimeout(this.#typeTimer);
    if (!this.#editor()?.checksTypes) this.#typeTimer = setTimeout(() => void this.#checkTypes(), TYPE_CHECK_PAUSE_MS);
  };

  readonly #onHints = (event: CustomEvent<number>): void => this.#keepDraft({ hints: event.detail });

  readonly #onChosen = (event: CustomEvent<ChosenPrediction>): void => this.#keepDraft({ chosen: event.detail });

  #keepDraft(change: Partial<Pick<WorkspaceState, 'text' | 'hints' | 'chosen'>>): void {
    this.#set(change);
    if (this.state) this.#drafts?.change({ source: this.state.text, hints: this.state.hints, chosen: this.state.chosen });
  }

  readonly #onTypes = (event: CustomEvent<TypeProblem[]>): void => this.#set({ typeProblems: event.detail });

  readonly #onMark = (event: CustomEvent<EditorMark>): void => {
    if (event.detail.check !== null) void this.querySelector<NspChecks>('nsp-checks')?.reveal(event.detail.check);
  };

  readonly #onKey = (event: KeyboardEvent): void => {
    if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey) || event.defaultPrevented) return;
    event.preventDefault();
    this.#actions.run();
  };

  /** Types are advice: when they cannot be checked, nothing is said. */
  async #checkTypes(): Promise<void> {
    const source = this.state?.text ?? '';
    const typeProblems = await this.#grading?.typecheck(source);
    if (typeProblems && this.state?.text === source && !this.#editor()?.checksTypes) this.#set({ typeProblems });
  }

  #editor(): NspEditor | null {
    return this.querySelector<NspEditor>('nsp-editor');
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

customElements.define('nsp-workspace', NspWorkspace);
