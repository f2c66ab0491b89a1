// <nsp-teach-joining>: the join code: shown large, turned, ended, limited. The server keeps only its hash, so it is shown when it is made; this tab remembers it.
import { html, LitElement, nothing } from 'lit';
import type { Cohort, JoinCode } from '../api-types.ts';
import '../parts/copy.ts';
import { Deed, told } from '../parts/deed.ts';
import { recall, remember } from '../parts/memory.ts';
import { closeJoining, turnCode } from '../server.ts';
import { many, momentText, zoneText } from '../../class/dates.ts';
import { isLoopback, joinLink, known } from './join-code.ts';
import { fromField, toField } from '../words/local-time.ts';

const WEEK_MS = 7 * 86_400_000;

/** Set `cohort`. Fires `nsp-changed`. */
export class NspTeachJoining extends LitElement {
  static override properties = { cohort: { attribute: false }, made: { state: true } };

  declare cohort: Cohort;
  declare made: JoinCode | null;
  readonly #turning = new Deed(this);
  readonly #closing = new Deed(this);

  constructor() {
    super();
    this.made = null;
  }

  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.made = recall<JoinCode>(this.#memory);
  }

  protected override render() {
    const { joining } = this.cohort;
    const code = known(this.made, this.cohort);
    const now = Date.now();
    const until = joining.expiresMs === null ? 'until you close it' : `${joining.expiresMs > now ? 'until' : 'and ended'} ${momentText(joining.expiresMs, now)}`;
    return html`<div class="t-joining">
      <section class="t-code" aria-labelledby="code-title"><h2 id="code-title">${joining.open ? 'Join with this code' : 'Joining is closed'}</h2>
        ${!joining.open ? html`<p class="q">Nobody can join at the moment. Those who joined stay, and work goes on.</p>` : code === null ? html`<p class="q">Joining is open ${until}, but the code cannot be shown again: the server does not keep it. Whoever has the code can still join. If you need to show a code, make a new one; the old one then stops working.</p>`
          : html`<nsp-copy .text=${code.code} label="Join code" isLarge></nsp-copy><nsp-copy .text=${joinLink(code.code)} label="Link to join"></nsp-copy><p class="q">Learners open the link, or the page "Join" of this server, and choose a name. Open ${until}.</p>
          ${isLoopback(location.hostname) ? html`<p class="t-warn">This link works on this computer only. Learners need an address that their computers can reach: start the server for your network, open this page by that address, and share the link that it shows then. <code>npx nsp serve --help</code> tells how.</p>` : nothing}`}
        <p class="t-count"><b>${joining.taken}</b> ${many(joining.taken, 'learner').replace(/^\d+ /, '')} joined${joining.seats === null ? '' : html` of <b>${joining.seats}</b> seats`}</p>
        ${joining.open ? html`${told(this.#closing)}<div class="acts"><button class="btn" type="button" aria-busy=${this.#closing.isBusy ? 'true' : nothing} @click=${this.#close}>Close joining</button></div>` : nothing}
      </section>
      <form class="t-form" novalidate @submit=${this.#turn}><h2>${joining.open ? 'A new code' : 'Open joining'}</h2>
        <p class="q">${joining.open ? 'The old code stops working at once. Learners who joined stay.' : 'Makes a code that lets learners in.'}</p>
        <label class="t-field"><span>Ends</span><span class="s" id="ends-hint">${zoneText(now)}. Empty: when you close it.</span><input name="ends" type="datetime-local" aria-describedby="ends-hint" .defaultValue=${toField(Math.ceil((now + WEEK_MS) / 3_600_000) * 3_600_000)}></label>
        <label class="t-field"><span>Seats</span><span class="s" id="seats-hint">Most learners in this cohort. Empty: 1,000.</span><input name="seats" inputmode="numeric" size="6" aria-describedby="seats-hint" .defaultValue=${String(joining.seats ?? '')}></label>
        ${told(this.#turning)}
        <div class="acts"><button class="btn ${joining.open ? '' : 'p'}" type="submit" aria-busy=${this.#turning.isBusy ? 'true' : nothing}>Make a ${joining.open ? 'new ' : ''}code</button></div>
      </form>
    </div>`;
  }

  readonly #turn = async (event: Event): Promise<void> => {
    event.preventDefault();
    const value = (name: string): string => this.querySelector<HTMLInputElement>(`[name="${name}"]`)!.value.trim();
    const ends = fromField(value('ends'));
    if (ends === undefined || (ends !== null && ends <= Date.now())) return this.#refuse('ends', 'The end is a date with a time that is still to come, or empty.');
    const seats = value('seats') === '' ? null : Number(value('seats'));
    if (seats !== null && (!Number.isInteger(seats) || seats < 1)) return this.#refuse('seats', 'Seats are a whole number from 1 on, or empty.');
    const { taken } = this.cohort.joining;
    if (seats !== null && seats <= taken) return this.#refuse('seats', `${taken} have joined already: with ${seats} seats nobody else could.`);
    await this.#turning.run(async () => {
      const isFirst = !this.cohort.joining.open;
      this.made = await turnCode(this.cohort.id, ends, seats);
      remember(this.#memory, this.made);
      this.dispatchEvent(new CustomEvent('nsp-changed'));
      return isFirst ? 'Joining is open.' : 'The new code holds. The old one has stopped working.';
    });
  };

  readonly #close = (): void => {
    void this.#closing.run(async () => {
      await closeJoining(this.cohort.id);
      this.made = null;
      remember(this.#memory, null);
      this.dispatchEvent(new CustomEvent('nsp-changed'));
    });
  };

  #refuse(field: string, sentence: string): void {
    this.#turning.refuse(sentence);
    this.querySelector<HTMLInputElement>(`[name="${field}"]`)!.focus();
  }

  get #memory(): string {
    return `code ${this.cohort.id}`;
  }
}

customElements.define('nsp-teach-joining', NspTeachJoining);
