// <nsp-teach-account>: the instructor's own account: another password, an invitation for a colleague, the end of all sessions.
import { html, nothing } from 'lit';
import { Deed, told } from '../parts/deed.ts';
import '../parts/copy.ts';
import { View } from '../parts/view.ts';
import { changePassword, invite, signOutEverywhere } from '../server.ts';
import { momentText } from '../../class/dates.ts';
import { newPasswordFields } from './password-fields.ts';
import { wrongPassword } from './password-rules.ts';

/** One's own account. Fires `nsp-left` after signing out everywhere. */
export class NspTeachAccount extends View {
  static override properties = { ...View.properties, invitation: { state: true } };

  declare invitation: { token: string; expiresMs: number } | null;
  readonly #password = new Deed(this);
  readonly #inviting = new Deed(this);
  readonly #leaving = new Deed(this);

  constructor() {
    super();
    this.invitation = null;
  }

  protected override render() {
    return html`<header class="t-head"><h1 tabindex="-1">You are signed in as ${this.session.caller.login}</h1></header>
      <div class="t-columns">
        <form class="t-form" novalidate @submit=${this.#change}><h2>Change the password</h2>
          <label class="t-field"><span>Old password</span><input name="old" type="password" autocomplete="current-password" required></label>
          ${newPasswordFields('New password')}
          ${told(this.#password)}
          <div class="acts"><button class="btn" type="submit" aria-busy=${this.#password.isBusy ? 'true' : nothing}>Change the password</button></div>
        </form>
        <div>
          <section class="t-form"><h2>Invite a colleague</h2>
            <p class="q">A link that works once, with which a colleague makes an account here. It gives no access to your cohorts: for that, invite from the page "Staff" of a cohort.</p>
            ${this.invitation === null ? html`<div class="acts"><button class="btn" type="button" aria-busy=${this.#inviting.isBusy ? 'true' : nothing} @click=${this.#invite}>Make an invitation</button></div>` : invitationLink(this.invitation)}
            ${told(this.#inviting)}
          </section>
          <section class="t-form"><h2>Sign out everywhere</h2>
            <p class="q">Ends your sessions on this and every other computer.</p>
            ${told(this.#leaving)}
            <div class="acts"><button class="btn" type="button" aria-busy=${this.#leaving.isBusy ? 'true' : nothing} @click=${this.#leave}>Sign out everywhere</button></div>
          </section>
        </div>
      </div>`;
  }

  readonly #change = async (event: Event): Promise<void> => {
    event.preventDefault();
    const form = event.target as HTMLFormElement;
    const wrong = this.field('old') === '' ? { field: 'old', sentence: 'The old password is needed.' } : wrongPassword(this.field('password'), this.field('again'));
    if (wrong !== null) {
      this.#password.refuse(wrong.sentence);
      return this.querySelector<HTMLInputElement>(`[name="${wrong.field}"]`)!.focus();
    }
    const changed = await this.#password.run(async () => {
      await changePassword(this.field('old'), this.field('password'));
      return 'The password is changed. Your sessions on other computers have ended.';
    });
    if (changed) form.reset();
  };

  readonly #invite = (): void => {
    void this.#inviting.run(async () => { this.invitation = await invite(null); });
  };

  readonly #leave = async (): Promise<void> => {
    if (await this.#leaving.run(async () => void (await signOutEverywhere()))) this.dispatchEvent(new CustomEvent('nsp-left', { bubbles: true }));
  };
}

customElements.define('nsp-teach-account', NspTeachAccount);

/** The link of an invitation, which is shown once. */
export function invitationLink({ token, expiresMs }: { token: string; expiresMs: number }) {
  const link = `${location.origin}${location.pathname}#invitation=${token}`;
  return html`<nsp-copy .text=${link} label="Invitation link"></nsp-copy><p class="s">It is shown once and works once, until ${momentText(expiresMs, Date.now())}. Send it so that nobody else reads it.</p>`;
}
