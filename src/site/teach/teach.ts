// <nsp-teach>: the instructor's pages: who is signed in, and which page the address names. Takes the place of what stands inside it.
import { html, LitElement, nothing, type TemplateResult } from 'lit';
import { keyed } from 'lit/directives/keyed.js';
import type { Caller, Meta } from './api-types.ts';
import './cohort/cohort.ts';
import './cohorts/list.ts';
import './cohorts/new.ts';
import './doors/account.ts';
import './doors/new-account.ts';
import { RETURN_TO } from './doors/sign-in.ts';
import './learner/learner.ts';
import { Deed, SIGNED_OUT } from './parts/deed.ts';
import { forgetAll, recall, remember } from './parts/memory.ts';
import { BACK, forgetAnswers, shown, Source } from './parts/source.ts';
import type { Session } from './parts/view.ts';
import './regrade/regrade.ts';
import { hrefOf, placeOf, type Place } from './router.ts';
import { me, meta, signOut } from './server.ts';
import './submission/submission.ts';

/** The whole of it; defined only where a class server has sent the page. */
export class NspTeach extends LitElement {
  static override properties = { place: { state: true }, hasEnded: { state: true } };

  declare place: Place;
  /** The session ended while a page was open; that page stays under the way back in. */
  declare hasEnded: boolean;
  readonly #who = new Source(this, () => 'who', async (): Promise<{ meta: Meta; caller: Caller }> => {
    const [facts, caller] = await Promise.all([meta(), me()]);
    return { meta: facts, caller };
  });
  readonly #leaving = new Deed(this);
  #hasCome = false;
  #oidcError = '';
  #before: ChildNode[] = [];

  constructor() {
    super();
    this.place = { kind: 'cohorts' };
    this.hasEnded = false;
    // Before anything is asked, so that a token is neither in the history nor in a picture of the screen for longer than it takes to read it.
    this.#read();
    this.addEventListener(SIGNED_OUT, () => { this.hasEnded = this.#who.value?.caller?.kind === 'instructor'; });
    this.addEventListener('nsp-signed-in', () => void this.#come());
    this.addEventListener('nsp-left', () => void this.#left());
  }

  override connectedCallback(): void {
    this.#before = [...this.childNodes];
    super.connectedCallback();
    addEventListener('hashchange', this.#onHash);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    removeEventListener('hashchange', this.#onHash);
  }

  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  protected override willUpdate(): void {
    for (const node of this.#before.splice(0)) node.remove();
  }

  protected override render() {
    return html`<div class="t-page">${shown(this.#who, ({ meta: facts, caller }) => this.#inside(facts, caller))}</div>`;
  }

  #inside(facts: Meta, caller: Caller) {
    const { place, hasEnded } = this;
    if (place.kind === 'setup' || place.kind === 'invitation') return html`<nsp-teach-new-account .kind=${place.kind} .token=${place.token} .meta=${facts}></nsp-teach-new-account>`;
    if (caller === null) return html`<nsp-teach-sign-in .meta=${facts} .error=${this.#oidcError}></nsp-teach-sign-in>`;
    if (caller.kind === 'learner') return this.#isLearner(caller.pseudonym);
    const session: Session = { meta: facts, caller, hasCome: this.#hasCome };
    return html`${hasEnded ? html`<nsp-teach-sign-in .meta=${facts} hasEnded></nsp-teach-sign-in>` : nothing}
      <div ?hidden=${hasEnded}>${this.#bar(caller.login)}${keyed(`${caller.id} ${pageKey(place)}`, page(place, session))}</div>`;
  }

  #bar(login: string) {
    return html`<div class="t-bar"><a href="#/" aria-current=${this.place.kind === 'cohorts' ? 'page' : nothing}>Cohorts</a><span class="t-space"></span><a href="#/account" aria-current=${this.place.kind === 'account' ? 'page' : nothing}>${login}</a>
      <button class="lnk" type="button" aria-busy=${this.#leaving.isBusy ? 'true' : nothing} @click=${this.#signOut}>Sign out</button></div>${this.#leaving.problem ? html`<p class="t-problem" role="alert">${this.#leaving.problem}</p>` : nothing}`;
  }

  #isLearner(pseudonym: string) {
    return html`<div class="t-door"><h1 tabindex="-1">You are here as the learner ${pseudonym}</h1>
      <p class="q">These pages are for instructors. Signing out here ends the learner's session in this browser: its recovery code is needed to come back.</p>
      ${this.#leaving.problem ? html`<p class="t-problem" role="alert">${this.#leaving.problem}</p>` : nothing}
      <div class="acts"><a class="btn p" href="../class/index.html">To your class</a><button class="btn" type="button" @click=${this.#signOut}>Sign out and sign in as an instructor</button></div></div>`;
  }

  readonly #signOut = async (): Promise<void> => {
    if (await this.#leaving.run(async () => void (await signOut()))) await this.#left();
  };

  async #left(): Promise<void> {
    forgetAll();
    forgetAnswers();
    this.#hasCome = false;
    this.hasEnded = false;
    history.replaceState(null, '', '#/');
    this.place = { kind: 'cohorts' };
    await this.#who.refresh();
  }

  /** Somebody is signed in now: back to where they were, or to the beginning. */
  async #come(): Promise<void> {
    forgetAnswers();
    await this.#who.refresh();
    if (this.place.kind === 'setup' || this.place.kind === 'invitation') this.place = { kind: 'cohorts' };
    this.#hasCome = true;
    if (!this.hasEnded) return;
    this.hasEnded = false;
    document.dispatchEvent(new Event(BACK));
  }

  readonly #onHash = (): void => {
    this.#hasCome = true;
    this.#read();
    scrollTo(0, 0);
  };

  #read(): void {
    const failed = /^#oidc-error=([\w-]+)$/.exec(location.hash);
    this.#oidcError = failed?.[1] ?? '';
    const returnTo = recall<string>(RETURN_TO);
    if (failed !== null) history.replaceState(null, '', returnTo ?? '#/');
    else if (location.hash === '' && returnTo !== null) history.replaceState(null, '', returnTo);
    if (returnTo !== null) remember(RETURN_TO, null);
    const place = placeOf(location.hash);
    if (place.kind === 'setup' || place.kind === 'invitation') history.replaceState(null, '', '#/');
    this.place = place;
  }
}

/** Pages of different keys share nothing. */
const pageKey = (place: Place): string => (place.kind === 'cohort' ? hrefOf({ ...place, part: 'roster' }) : place.kind === 'learner' ? hrefOf({ ...place, exercise: null }) : hrefOf(place));

function page(place: Place, session: Session): TemplateResult {
  switch (place.kind) {
    case 'new': return html`<nsp-teach-new .session=${session}></nsp-teach-new>`;
    case 'account': return html`<nsp-teach-account .session=${session}></nsp-teach-account>`;
    case 'cohort': return html`<nsp-teach-cohort .session=${session} .cohort=${place.cohort} .tab=${place.part}></nsp-teach-cohort>`;
    case 'learner': return html`<nsp-teach-learner .session=${session} .learner=${place.learner} .exercise=${place.exercise}></nsp-teach-learner>`;
    case 'submission': return html`<nsp-teach-submission .session=${session} .submission=${place.submission}></nsp-teach-submission>`;
    case 'regrade': return html`<nsp-teach-regrade .session=${session} .cohort=${place.cohort} .regrade=${place.regrade}></nsp-teach-regrade>`;
    case 'nowhere': return html`<div class="t-door"><h1 tabindex="-1">There is no such page</h1><p class="q">The address has a mistake, or it is from another version of the course.</p><p><a class="btn" href="#/">To your cohorts</a></p></div>`;
    default: return html`<nsp-teach-cohorts .session=${session}></nsp-teach-cohorts>`;
  }
}
