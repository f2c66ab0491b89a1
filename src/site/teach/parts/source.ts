// Something that a page shows from the server: asked for, asked for again while the page is visible, and tried again while the server is away.
import { html, nothing, type ReactiveController, type ReactiveControllerHost } from 'lit';
import { ApiProblem } from '../../class/api.ts';
import { tellSignedOut } from './deed.ts';

/** Seconds between tries while the server is away, the last one from then on. */
const BACKOFF_S = [2, 4, 8, 16, 30];

/** Told on the document when a session that had ended goes on: what was refused is asked for again. */
export const BACK = 'nsp-back';

/** What was answered last, so that going back shows it at once. */
const last = new Map<string, unknown>();

/** Forgets what was answered, as when somebody else signs in. */
export const forgetAnswers = (): void => last.clear();

/** One answer, kept fresh. */
export class Source<Value> implements ReactiveController {
  value: Value | null = null;
  /** Why there is nothing newer; null: all is well. */
  problem: ApiProblem | null = null;
  /** When the value came, by this computer's clock. */
  atMs = 0;
  readonly #host: ReactiveControllerHost & Element;
  readonly #key: () => string;
  readonly #load: () => Promise<Value>;
  readonly #everyMs: (value: Value) => number | null;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #failures = 0;
  #asked = 0;
  #isHere = false;

  /** `key` names the answer among all; `everyMs` says when it is asked for again, null: never by itself. */
  constructor(host: ReactiveControllerHost & Element, key: () => string, load: () => Promise<Value>, everyMs: (value: Value) => number | null = () => null) {
    this.#host = host;
    this.#key = key;
    this.#load = load;
    this.#everyMs = everyMs;
    host.addController(this);
  }

  hostConnected(): void {
    this.#isHere = true;
    this.value = (last.get(this.#key()) as Value | undefined) ?? null;
    document.addEventListener('visibilitychange', this.#onVisible);
    document.addEventListener(BACK, this.#onBack);
    void this.refresh();
  }

  hostDisconnected(): void {
    this.#isHere = false;
    this.#asked += 1;
    clearTimeout(this.#timer);
    document.removeEventListener('visibilitychange', this.#onVisible);
    document.removeEventListener(BACK, this.#onBack);
  }

  /** Asks now. An answer to an earlier question that comes later is dropped. */
  async refresh(): Promise<void> {
    clearTimeout(this.#timer);
    const asked = ++this.#asked;
    try {
      const value = await this.#load();
      if (asked !== this.#asked) return;
      this.#take(value);
    } catch (error) {
      if (asked !== this.#asked) return;
      if (!(error instanceof ApiProblem)) throw error;
      this.problem = error;
      if (error.isSignedOut) tellSignedOut(this.#host);
      else if (error.isPassing) this.#again(1000 * Math.max(error.retryAfterS ?? 0, BACKOFF_S[Math.min(this.#failures++, BACKOFF_S.length - 1)]!));
    }
    this.#host.requestUpdate();
  }

  #take(value: Value): void {
    this.value = value;
    this.problem = null;
    this.atMs = Date.now();
    this.#failures = 0;
    last.set(this.#key(), value);
    const everyMs = this.#everyMs(value);
    if (everyMs !== null) this.#again(everyMs);
  }

  #again(waitMs: number): void {
    // Nobody looks at a hidden page; it asks when it is looked at again.
    if (this.#isHere) this.#timer = setTimeout(() => (document.hidden ? undefined : void this.refresh()), waitMs);
  }

  readonly #onBack = (): void => void this.refresh();

  readonly #onVisible = (): void => {
    if (!document.hidden && (this.problem !== null || (this.value !== null && this.#everyMs(this.value) !== null))) void this.refresh();
  };
}

/** What is shown of a source: what is wrong, and under it whatever is known. */
export function shown<Value>(source: Source<Value>, view: (value: Value) => unknown): unknown {
  const { value, problem } = source;
  return html`${problem === null || problem.isSignedOut ? nothing : trouble(problem, value !== null, () => void source.refresh())}${value === null ? (problem === null ? html`<p class="t-wait" role="status">Asking the class server.</p>` : nothing) : view(value)}`;
}

function trouble(problem: ApiProblem, hasValue: boolean, again: () => void) {
  if (problem.status === 404 && !hasValue) return html`<div class="t-door"><h1 tabindex="-1">Nothing is here</h1><p class="q">${problem.message}</p><p><a class="btn" href="#/">To your cohorts</a></p></div>`;
  const then = problem.isPassing ? `${hasValue ? ' What you see is what it said last.' : ''} This page tries again by itself.` : '';
  return html`<div class="t-trouble" role="alert"><p>${problem.message}${then}</p><button class="btn sm" type="button" @click=${again}>Try now</button></div>`;
}
