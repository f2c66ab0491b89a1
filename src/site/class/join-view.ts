// The page join/: with the code of a class and a name, or with a recovery code.
import { html, nothing, render } from 'lit';
import { courseRoot } from '../platform/root.ts';
import { ask, type ApiProblem } from './api.ts';
import { arrive, arrivedWords } from './arrive.ts';
import { codeIn, tidyCode } from './codes.ts';
import { textField } from './field.ts';
import { suggestName } from './pseudonym.ts';
import { RecoveryCode } from './recovery-code.ts';
import type { ClassSession } from './session.ts';
import type { Joined } from './shapes.ts';
import { newUuid } from './uuid.ts';

type FieldName = 'code' | 'pseudonym' | 'recovery';

/** Which field a problem is about, by the server's word for it. */
const FIELD_OF: { [code: string]: FieldName } = { 'no-such-code': 'code', expired: 'code', full: 'code', 'name-taken': 'pseudonym', empty: 'pseudonym', 'too-long': 'pseudonym', 'not-readable': 'pseudonym', 'looks-like-mail': 'pseudonym' };

const random = (): number => crypto.getRandomValues(new Uint32Array(1))[0]! / 2 ** 32;

/** Shows the page in `place`. */
export class JoinView {
  readonly #place: HTMLElement;
  readonly #session: ClassSession;
  #values: { [name in FieldName]: string } = { code: codeIn(location.hash), pseudonym: suggestName(random), recovery: '' };
  #errors: { [name in FieldName]: string } = { code: '', pseudonym: '', recovery: '' };
  /** What is wrong with neither field. */
  #failure: { at: 'join' | 'recover'; words: string } | null = null;
  /** What was asked for and not answered: asked again with this id, it is no second learner, and the name is not taken. */
  #asked: { id: string; code: string; pseudonym: string } | null = null;
  #isBusy = false;
  #recovery: RecoveryCode | null = null;
  /** Sentences after coming back; null: not come back here. */
  #arrived: string[] | null = null;
  #arrivalFailure = '';

  constructor(place: HTMLElement, session: ClassSession) {
    this.#place = place;
    this.#session = session;
    addEventListener('hashchange', () => {
      this.#values.code = codeIn(location.hash) || this.#values.code;
      this.show();
    });
    this.show();
  }

  /** Draws it again. */
  show(): void {
    render(this.#template(), this.#place);
  }

  #template() {
    if (this.#recovery !== null) return this.#recovery.template();
    if (this.#arrived !== null) return this.#back(this.#arrived);
    const { caller, outbox } = this.#session;
    const waits = outbox.isSignedOut && outbox.unreceived.length > 0 ? outbox.unreceived.length : 0;
    const { member } = this.#session;
    return html`<h1>Join a class</h1>
      <p class="lead">You need the code of your class and a name of your choice. No e-mail is asked for.</p>
      ${caller === undefined || caller === null ? nothing : this.#already()}
      ${waits > 0 && member !== null ? html`<p class="note">${waits === 1 ? 'One run' : `${waits} runs`} of ${member.pseudonym} (${member.cohort}) ${waits === 1 ? 'waits' : 'wait'} on this computer. Come back with that recovery code below, and ${waits === 1 ? 'it is' : 'they are'} sent.</p>` : nothing}
      <div class="ways">${this.#joinForm()}${this.#recoverForm()}</div>`;
  }

  #already() {
    const { caller } = this.#session;
    if (caller?.kind === 'instructor') return html`<p class="note">You are signed in as the instructor ${caller.login}. Joining as a learner signs you out.</p>`;
    if (caller?.kind !== 'learner') return nothing;
    return html`<p class="note">You are in ${caller.cohort.name} as ${caller.pseudonym}. <a href=${new URL('class/index.html', courseRoot()).href}>Go to your class</a>. Whoever joins here now takes your place on this computer; your work is kept on the server.</p>`;
  }

  #joinForm() {
    const { code, pseudonym } = this.#values;
    return html`<form class="box" aria-labelledby="join-title" novalidate @submit=${this.#join}><h2 id="join-title">I am new in this class</h2>
      ${textField({ id: 'code', label: 'Code of the class', value: code, hint: 'Eight letters and numbers from your instructor, such as K7QM-2XRD. Capitals and dashes do not matter.', error: this.#errors.code, isCode: true, input: (value) => { this.#values.code = value; }, change: (field) => { field.value = this.#values.code = tidyCode(field.value); } })}
      ${textField({ id: 'pseudonym', label: 'Your name in the class', value: pseudonym, hint: 'It need not be your own: this one was made up.', error: this.#errors.pseudonym, input: (value) => { this.#values.pseudonym = value; } })}
      <p class="acts"><button class="btn sm" type="button" @click=${this.#suggest}>Another name</button></p>
      <p class="sees">Your instructor sees this name, the runs that you finish and when, how many hints you opened, and your grades. Other learners see nothing of you.</p>
      ${this.#failed('join')}
      <p class="acts"><button class="btn p" type="submit" aria-busy=${this.#isBusy ? 'true' : nothing}>Join the class</button></p></form>`;
  }

  #recoverForm() {
    return html`<form class="box" aria-labelledby="recover-title" novalidate @submit=${this.#recover}><h2 id="recover-title">I have a recovery code</h2>
      ${textField({ id: 'recovery', label: 'Recovery code', value: this.#values.recovery, hint: 'Six groups of four, shown when you joined. Your instructor can give you a new one.', error: this.#errors.recovery, isCode: true, input: (value) => { this.#values.recovery = value; }, change: (field) => { field.value = this.#values.recovery = tidyCode(field.value); } })}
      <p class="sees">Your newest design of each exercise comes to this computer. Drafts that are here already stay.</p>
      ${this.#failed('recover')}
      <p class="acts"><button class="btn" type="submit" aria-busy=${this.#isBusy ? 'true' : nothing}>Come back</button></p></form>`;
  }

  #failed(at: 'join' | 'recover') {
    return html`<p class="error" role="alert">${this.#failure?.at === at ? this.#failure.words : ''}</p>`;
  }

  #back(lines: readonly string[]) {
    const { learner } = this.#session;
    return html`<h1 tabindex="-1">You are back${learner === null ? '' : `, ${learner.pseudonym}`}</h1>
      ${learner === null ? nothing : html`<p class="lead">You are in ${learner.cohort.name}.</p>`}
      ${lines.map((line) => html`<p>${line}</p>`)}
      ${this.#arrivalFailure === '' ? nothing : html`<p class="error" role="alert">${this.#arrivalFailure}</p>`}
      <p class="acts">${this.#arrivalFailure === '' ? nothing : html`<button class="btn" type="button" @click=${this.#fetch}>Fetch my designs again</button>`}<a class="btn p" href=${new URL('class/index.html', courseRoot()).href}>Go to your class</a></p>`;
  }

  readonly #suggest = (): void => {
    this.#values.pseudonym = suggestName(random);
    this.#errors.pseudonym = '';
    this.show();
    this.#focus('pseudonym');
  };

  readonly #join = (event: Event): void => {
    event.preventDefault();
    const { code, pseudonym } = this.#values;
    if (code.trim() === '') return this.#wrong('code', 'Type the code of your class.');
    if (pseudonym.trim() === '') return this.#wrong('pseudonym', 'A name is needed. It need not be your own.');
    void this.#try('join', async () => {
      if (this.#asked?.code !== code || this.#asked.pseudonym !== pseudonym) this.#asked = { id: newUuid(), code, pseudonym };
      const joined = await ask<Joined>('POST', '/join', this.#asked);
      await this.#session.begin();
      this.#asked = null;
      const cohort = this.#session.learner?.cohort.name ?? 'your class';
      this.#recovery = new RecoveryCode({ code: joined.recoveryCode, pseudonym: joined.pseudonym, cohort }, () => this.show());
    });
  };

  readonly #recover = (event: Event): void => {
    event.preventDefault();
    const { recovery } = this.#values;
    if (recovery.trim() === '') return this.#wrong('recovery', 'Type your recovery code.');
    void this.#try('recover', async () => {
      await ask('POST', '/recover', { recoveryCode: recovery });
      await this.#session.begin();
      this.#arrived = [];
      await this.#fetch();
    });
  };

  readonly #fetch = async (): Promise<void> => {
    try {
      this.#arrived = arrivedWords(await arrive());
      this.#arrivalFailure = '';
    } catch (error) {
      this.#arrivalFailure = `Your designs could not be fetched. ${error instanceof Error ? error.message : String(error)}`;
    }
    this.show();
  };

  async #try(at: 'join' | 'recover', act: () => Promise<void>): Promise<void> {
    if (this.#isBusy) return;
    this.#isBusy = true;
    this.#errors = { code: '', pseudonym: '', recovery: '' };
    this.#failure = null;
    this.show();
    const release = await this.#session.hold();
    try {
      await act();
      this.#isBusy = false;
      this.show();
      this.#place.querySelector<HTMLElement>('h1')?.focus();
    } catch (error) {
      this.#isBusy = false;
      const { code, message } = error as ApiProblem;
      const field = at === 'recover' ? (code === 'no-such-code' ? 'recovery' : undefined) : FIELD_OF[code];
      // Whoever was here is here again.
      void release();
      if (field !== undefined) return this.#wrong(field, message);
      this.#failure = { at, words: `${message} Nothing has changed.` };
      this.show();
    }
  }

  #wrong(field: FieldName, words: string): void {
    this.#errors = { code: '', pseudonym: '', recovery: '', [field]: words };
    this.show();
    this.#focus(field);
  }

  #focus(field: FieldName): void {
    const input = this.#place.querySelector<HTMLInputElement>(`#${field}`);
    input?.focus();
    input?.select();
  }
}
