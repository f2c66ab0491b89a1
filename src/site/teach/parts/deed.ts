// One thing that an instructor does: asked once however often its button is pressed, with what came of it told beside that button.
import { html, nothing, type ReactiveController, type ReactiveControllerHost } from 'lit';
import { ApiProblem } from '../../class/api.ts';

/** Told by an element when the server says that nobody is signed in any more. */
export const SIGNED_OUT = 'nsp-signed-out';

/** Lets the page ask for signing in again, over whatever is shown. */
export const tellSignedOut = (from: Element): boolean => from.dispatchEvent(new CustomEvent(SIGNED_OUT, { bubbles: true, composed: true }));

/** State of one deed of an element. */
export class Deed implements ReactiveController {
  isBusy = false;
  /** What went wrong, as a sentence; empty: nothing. */
  problem = '';
  /** What was done, as a sentence; empty: nothing to say. */
  said = '';
  readonly #host: ReactiveControllerHost & Element;

  constructor(host: ReactiveControllerHost & Element) {
    this.#host = host;
    host.addController(this);
  }

  hostConnected(): void {
    this.isBusy = false;
  }

  /** Does it, unless it is being done; the task may give a sentence about what was done. True: it was. */
  async run(task: () => Promise<string | void>): Promise<boolean> {
    if (this.isBusy) return false;
    this.#set(true, '', '');
    try {
      this.#set(false, '', (await task()) ?? '');
      return true;
    } catch (error) {
      if (!(error instanceof ApiProblem)) throw error;
      this.#set(false, error.isSignedOut ? 'Your session had ended. Sign in, then do this again.' : problemText(error), '');
      if (error.isSignedOut) tellSignedOut(this.#host);
      return false;
    } finally {
      this.isBusy = false;
    }
  }

  /** Says what is wrong before anything is asked. */
  refuse(sentence: string): void {
    this.#set(false, sentence, '');
  }

  /** Forgets what was said. */
  clear(): void {
    this.#set(false, '', '');
  }

  #set(isBusy: boolean, problem: string, said: string): void {
    Object.assign(this, { isBusy, problem, said });
    this.#host.requestUpdate();
  }
}

/** What came of a deed, for beside its button. */
export const told = ({ problem, said }: Deed) => html`${problem ? html`<p class="t-problem" role="alert">${problem}</p>` : nothing}<p class="t-said" role="status">${said}</p>`;

/** A problem of something that was pressed: what was typed is still there, so it can be pressed again. */
export const problemText = (error: ApiProblem): string => (error.status === 0 || error.code === 'away' ? `${error.message} Nothing is lost here: try again in a moment.` : error.message);
