// <nsp-teach-staff>: who may work in a cohort.
import { html, LitElement, nothing } from 'lit';
import type { Cohort, Role, StaffMember } from '../api-types.ts';
import { invitationLink } from '../doors/account.ts';
import { Deed, told } from '../parts/deed.ts';
import '../parts/for-good.ts';
import type { Session } from '../parts/view.ts';
import { addStaff, invite, removeStaff } from '../server.ts';

/** Set `session` and `cohort`. Fires `nsp-changed`. */
export class NspTeachStaff extends LitElement {
  static override properties = { session: { attribute: false }, cohort: { attribute: false }, invitation: { state: true } };

  declare session: Session;
  declare cohort: Cohort;
  declare invitation: { token: string; expiresMs: number } | null;
  readonly #adding = new Deed(this);
  readonly #inviting = new Deed(this);

  constructor() {
    super();
    this.invitation = null;
  }

  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  protected override render() {
    const { cohort } = this;
    const isOwner = cohort.role === 'owner';
    return html`<div class="t-columns"><section class="t-form"><h2>Staff of this cohort</h2>
        <p class="q">An assistant may do everything but delete the cohort and change its staff.</p>
        <div class="t-scroll" tabindex="0" role="region" aria-label="Staff"><table class="t-table t-staff"><thead><tr><th scope="col">Login</th><th scope="col">Role</th><th scope="col"><span class="vh">Change</span></th></tr></thead>
          <tbody>${cohort.staff.map((member) => this.#member(member, isOwner))}</tbody></table></div></section>
      ${isOwner ? html`<div><form class="t-form" novalidate @submit=${this.#add}><h2>Add a colleague who has an account here</h2>
          <label class="t-field"><span>Login</span><input name="login" autocapitalize="off" spellcheck="false" autocomplete="off" required></label>
          <label class="t-field"><span>Role</span><select name="role"><option value="assistant">assistant</option><option value="owner">owner</option></select></label>
          ${told(this.#adding)}
          <div class="acts"><button class="btn" type="submit" aria-busy=${this.#adding.isBusy ? 'true' : nothing}>Add</button></div></form>
        <section class="t-form"><h2>Invite a colleague who has none</h2>
          <p class="q">A link that works once: whoever opens it makes an account, and becomes an assistant of this cohort.</p>
          ${this.invitation === null ? html`<div class="acts"><button class="btn" type="button" aria-busy=${this.#inviting.isBusy ? 'true' : nothing} @click=${this.#invite}>Make an invitation</button></div>` : invitationLink(this.invitation)}
          ${told(this.#inviting)}</section></div>` : html`<p class="q">Only an owner can change the staff.</p>`}
    </div>`;
  }

  #member({ id, login, role }: StaffMember, isOwner: boolean) {
    const remove = async (): Promise<void> => {
      await removeStaff(this.cohort.id, id);
      this.dispatchEvent(new CustomEvent('nsp-changed'));
    };
    const isSelf = id === this.session.caller.id;
    return html`<tr><th scope="row">${login}${isSelf ? ' (you)' : ''}</th><td>${role}</td><td class="n">${isOwner && !isSelf ? html`<nsp-for-good isQuiet act="Take off the staff" heading="Take ${login} off the staff?" .what=${html`<p>${login} can no longer see or change this cohort. The account stays, and what was done stays in the log.</p>`} .task=${remove}></nsp-for-good>` : nothing}</td></tr>`;
  }

  readonly #add = async (event: Event): Promise<void> => {
    event.preventDefault();
    const login = this.querySelector<HTMLInputElement>('[name="login"]')!;
    const role = this.querySelector<HTMLSelectElement>('[name="role"]')!.value as Role;
    if (login.value.trim() === '') {
      this.#adding.refuse('A login is needed.');
      return login.focus();
    }
    await this.#adding.run(async () => {
      await addStaff(this.cohort.id, login.value.trim(), role);
      this.dispatchEvent(new CustomEvent('nsp-changed'));
      const said = `${login.value.trim()} is ${role} now.`;
      login.value = '';
      return said;
    });
  };

  readonly #invite = (): void => {
    void this.#inviting.run(async () => { this.invitation = await invite(this.cohort.id); });
  };
}

customElements.define('nsp-teach-staff', NspTeachStaff);
