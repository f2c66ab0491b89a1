// What is kept about a learner: to take along, to leave, to delete for good.
import { html, nothing } from 'lit';
import { courseRoot } from '../platform/root.ts';
import { deleteAll } from '../progress/saved-work.ts';
import { ask } from './api.ts';
import { download } from './download.ts';
import { textField } from './field.ts';
import type { ClassSession } from './session.ts';

type Question = 'sign-out' | 'everywhere' | 'delete';

/** The part of class/ about the learner. */
export class MyData {
  readonly #session: ClassSession;
  readonly #onChange: () => void;
  #removesWork = false;
  #typed = '';
  #wrong = '';
  #said = '';
  #failure = '';

  constructor(session: ClassSession, onChange: () => void) {
    this.#session = session;
    this.#onChange = onChange;
  }

  template() {
    return html`<section aria-labelledby="mine"><h2 id="mine">What is kept about me</h2>
      <p>The server keeps your name in the class, what you handed in and when, hints that you had opened, and your grades. No e-mail and no address.</p>
      <p class="acts"><button class="btn" type="button" @click=${this.#export}>Save all of it to a file</button></p>
      <p class="said" role="status">${this.#said}</p></section>
      <section aria-labelledby="leave"><h2 id="leave">Sign out</h2>
      <p>You come back with your recovery code. Drafts and results stay in this browser, unless you remove them.</p>
      <p class="acts"><button class="btn" type="button" @click=${() => this.#open('sign-out')}>Sign out</button><button class="btn" type="button" @click=${() => this.#open('everywhere')}>Sign out everywhere</button></p></section>
      <section aria-labelledby="delete"><h2 id="delete">Delete me</h2>
      <p>Your name, everything that you handed in and all your grades are removed from the server for good.</p>
      <p class="acts"><button class="btn" type="button" @click=${() => this.#open('delete')}>Delete me from this class</button></p></section>
      ${this.#signOutDialog('sign-out', 'Sign out of this browser?', 'Sign out')}
      ${this.#signOutDialog('everywhere', 'Sign out everywhere?', 'Sign out everywhere')}
      ${this.#deleteDialog()}`;
  }

  #signOutDialog(id: 'sign-out' | 'everywhere', title: string, verb: string) {
    const waits = this.#session.outbox.unreceived.length;
    const runs = waits === 1 ? 'One run is' : `${waits} runs are`;
    return html`<dialog class="ask" id="ask-${id}" aria-labelledby="ask-${id}-title"><h3 id="ask-${id}-title">${title}</h3>
      ${id === 'everywhere' ? html`<p>Every browser in which you are signed in is signed out, this one too.</p>` : nothing}
      ${waits === 0 ? nothing : html`<p class="warn"><b>${runs} not received by the server yet.</b> ${this.#removesWork ? `With your work ${waits === 1 ? 'it is' : 'they are'} removed and never handed in.` : `${waits === 1 ? 'It waits' : 'They wait'} in this browser until you come back here.`}</p>`}
      <p class="tick"><input id="remove-${id}" type="checkbox" .checked=${this.#removesWork} @change=${this.#turn}><label for="remove-${id}">Remove my drafts, results and answers from this browser. Choose it where others use this computer.</label></p>
      <p class="error" role="alert">${this.#failure}</p>
      <p class="acts"><button class="btn p" type="button" @click=${() => void this.#signOut(id)}>${verb}</button><button class="btn" type="button" @click=${() => this.#close(id)}>Stay</button></p></dialog>`;
  }

  #deleteDialog() {
    const name = this.#session.learner?.pseudonym ?? '';
    return html`<dialog class="ask" id="ask-delete" aria-labelledby="ask-delete-title"><h3 id="ask-delete-title">Delete ${name} for good?</h3>
      <p>Your instructor no longer sees you or your grades, and your recovery code opens nothing any more. This cannot be undone. Drafts stay in this browser.</p>
      <form novalidate @submit=${this.#delete}>${textField({ id: 'typed', label: 'Type your name in the class', value: this.#typed, hint: name, error: this.#wrong, input: (value) => { this.#typed = value; } })}
      <p class="error" role="alert">${this.#failure}</p>
      <p class="acts"><button class="btn danger" type="submit">Delete me</button><button class="btn" type="button" @click=${() => this.#close('delete')}>Stay</button></p></form></dialog>`;
  }

  #open(id: Question): void {
    this.#failure = this.#wrong = this.#typed = '';
    this.#removesWork = false;
    this.#onChange();
    document.querySelector<HTMLDialogElement>(`#ask-${id}`)?.showModal();
  }

  #close(id: Question): void {
    document.querySelector<HTMLDialogElement>(`#ask-${id}`)?.close();
  }

  readonly #turn = (event: Event): void => {
    this.#removesWork = (event.target as HTMLInputElement).checked;
    this.#onChange();
  };

  readonly #export = async (): Promise<void> => {
    try {
      download('what-is-kept-about-me.json', `${JSON.stringify(await ask<unknown>('GET', '/me/export'), null, 1)}\n`, 'application/json');
      this.#said = 'It is saved as what-is-kept-about-me.json, where your browser keeps downloads.';
    } catch (error) {
      this.#said = `Nothing is saved. ${messageOf(error)}`;
    }
    this.#onChange();
  };

  async #signOut(id: 'sign-out' | 'everywhere'): Promise<void> {
    const own = this.#session.outbox.own.map((entry) => entry.id);
    await this.#leave(() => ask('POST', id === 'everywhere' ? '/sign-out-everywhere' : '/sign-out', {}), async () => {
      if (!this.#removesWork) return;
      for (const entry of own) await this.#session.outbox.forget(entry);
      await deleteAll();
    });
  }

  readonly #delete = (event: Event): void => {
    event.preventDefault();
    const { learner, outbox } = this.#session;
    if (learner === null) return;
    if (this.#typed.trim() !== learner.pseudonym) {
      this.#wrong = `This is not your name in the class. Type ${learner.pseudonym}.`;
      this.#onChange();
      document.querySelector<HTMLElement>('#typed')?.focus();
      return;
    }
    const own = outbox.own.map((entry) => entry.id);
    void this.#leave(() => ask('DELETE', '/me', { pseudonym: learner.pseudonym }), async () => {
      for (const entry of own) await outbox.forget(entry);
    });
  };

  /** Nothing in this browser changes before the server has agreed. */
  async #leave(act: () => Promise<unknown>, after: () => Promise<void>): Promise<void> {
    const release = await this.#session.hold();
    try {
      await act();
    } catch (error) {
      this.#failure = `${messageOf(error)} Nothing has changed.`;
      await release();
      return this.#onChange();
    }
    await this.#session.forget();
    await after();
    location.assign(new URL('join/index.html', courseRoot()));
  }
}

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
