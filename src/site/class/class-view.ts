// The page class/: who I am, what counts, what is handed in, and what is kept about me.
import { html, nothing, render, type TemplateResult } from 'lit';
import { courseRoot } from '../platform/root.ts';
import type { Member } from '../records/member.ts';
import { ask } from './api.ts';
import { arrive, arrivedWords } from './arrive.ts';
import { weekdayText, zoneText } from './dates.ts';
import { EarlierWork } from './earlier-view.ts';
import { gradesPart, headline } from './grades-part.ts';
import { MyData } from './my-data.ts';
import { outboxPart } from './outbox-part.ts';
import type { ClassSession } from './session.ts';
import { titleOf } from './titles.ts';
import type { Meta } from './shapes.ts';
import { CLASS_CHANGED } from './view.ts';

/** Shows the page in `place`. */
export class ClassPage {
  readonly #place: HTMLElement;
  readonly #session: ClassSession;
  readonly #earlier: EarlierWork;
  readonly #data: MyData;
  #meta: Meta | null = null;
  #failure = '';
  #arrived: string[] = [];

  constructor(place: HTMLElement, session: ClassSession) {
    this.#place = place;
    this.#session = session;
    const redraw = (): void => this.show();
    this.#earlier = new EarlierWork(session, redraw);
    this.#data = new MyData(session, redraw);
    document.addEventListener(CLASS_CHANGED, redraw);
    document.addEventListener('visibilitychange', () => (document.hidden ? undefined : void session.refresh()));
    void this.#load();
  }

  async #load(): Promise<void> {
    this.#failure = '';
    this.show();
    try {
      this.#meta = await ask<Meta>('GET', '/meta');
    } catch (error) {
      this.#failure = error instanceof Error ? error.message : String(error);
    }
    await this.#session.refresh();
    this.show();
  }

  /** Draws it again. */
  show(): void {
    render(this.#template(), this.#place);
  }

  #template() {
    const { caller, learner, member, outbox, clock } = this.#session;
    const join = html`<a class="btn p" href=${new URL('join/index.html', courseRoot()).href}>${member === null ? 'Join a class' : 'Sign in again'}</a>`;
    if (caller === undefined && outbox.trouble === null && this.#failure === '') return html`<h1>Your class</h1><p class="lead" role="status">The class server is asked.</p>`;
    if (caller === undefined) return html`<h1>Your class</h1><p class="lead" role="alert">${outbox.trouble?.message ?? this.#failure} It is asked again by itself.</p>${outboxPart(this.#session, this.#titleOf, clock)}`;
    if (caller?.kind === 'instructor') return html`<h1>Your class</h1><p class="lead">You are signed in as the instructor ${caller.login}. This page is for learners.</p><p class="acts"><a class="btn p" href=${new URL('teach/index.html', courseRoot()).href}>Go to your classes</a></p>`;
    if (learner === null) return html`<h1>Your class</h1>${member === null ? html`<p class="lead">Nobody is signed in here.</p><p class="acts">${join}</p>` : this.#signedOut(member, join)}${outboxPart(this.#session, this.#titleOf, clock)}`;
    const { cohort } = learner;
    return html`<h1>${headline(cohort.name, this.#session.progress)}</h1>
      <p class="lead">You are ${learner.pseudonym}, since ${weekdayText(learner.createdMs, clock.nowMs, clock.zone)}. ${cohort.exam ? 'The class works in exam mode: there are no hints and no solutions. ' : ''}Times are those of ${zoneText(clock.nowMs, clock.zone)}.</p>
      ${outbox.isSignedOut ? html`<p class="note">Your session has ended. ${join}</p>` : nothing}
      ${outboxPart(this.#session, this.#titleOf, clock)}
      ${this.#failure === '' ? nothing : html`<p class="error" role="alert">${this.#failure} <button class="btn sm" type="button" @click=${() => void this.#load()}>Try again</button></p>`}
      ${gradesPart(cohort.modules, this.#meta, this.#session.progress, clock)}
      <div class="columns"><div>${this.#earlier.template(this.#meta)}${this.#arrival()}</div><div>${this.#data.template()}</div></div>`;
  }

  /** The server does not say whether a session has ended or its learner was removed: it keeps nothing of whoever was removed. */
  #signedOut({ pseudonym, cohort }: Member, join: TemplateResult) {
    return html`<p class="lead">Nobody is signed in. ${pseudonym} (${cohort}) was here last.</p>
      <p>With your recovery code you go on where you were. If the code is not taken any more, your instructor has removed you or the whole class from the server; what you wrote is still in this browser.</p>
      <p class="acts">${join}<button class="btn" type="button" @click=${this.#goOnWithout}>Go on without this class</button></p>`;
  }

  readonly #goOnWithout = async (): Promise<void> => {
    await this.#session.forget();
    this.show();
  };

  #arrival() {
    return html`<section aria-labelledby="arrive"><h2 id="arrive">Fetch my designs</h2>
      <p>Your newest design of each exercise comes from the server to this browser. Drafts that are here already stay.</p>
      <p class="acts"><button class="btn" type="button" @click=${this.#fetch}>Fetch my designs</button></p>
      <p class="said" role="status">${this.#arrived.join(' ')}</p></section>`;
  }

  readonly #fetch = async (): Promise<void> => {
    this.#arrived = await arrive().then(arrivedWords, (error: unknown) => [`Nothing has changed. ${error instanceof Error ? error.message : String(error)}`]);
    this.show();
  };

  readonly #titleOf = (exercise: string): string => titleOf(this.#meta, exercise);
}
