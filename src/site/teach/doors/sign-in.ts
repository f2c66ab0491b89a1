// <nsp-teach-sign-in>: the way in, and back in after a session has ended.
import { html, LitElement, nothing } from 'lit';
import { apiUrl } from '../../class/api.ts';
import type { Meta } from '../api-types.ts';
import { Deed, told } from '../parts/deed.ts';
import { remember } from '../parts/memory.ts';
import { signIn } from '../server.ts';
import { loginField } from './password-fields.ts';

/** Where a browser that comes back from another sign-in page goes on. */
export const RETURN_TO = 'return-to';

/** Why signing in elsewhere has not worked. */
const OIDC_SENTENCES: { readonly [code: string]: string } = {
  'provider-down': 'The sign-in page of your organisation does not answer. Try again in a minute, or use your password.',
  'not-begun': 'That sign-in was begun in another browser or too long ago. Begin it again here.',
  state: 'That sign-in was begun in another browser or too long ago. Begin it again here.',
  'link-used': 'The link that you came with was used before, or has ended. Ask for a new one.',
  disabled: 'You were signed in there, but this account is switched off here.',
  'not-allowed': 'You were signed in there, but this account may not teach here. Ask a colleague for an invitation.',
  'too-often': 'That was often. Wait a minute, then try again.',
};

/** Set `meta`; `hasEnded`: a session was here before; `error`: the code of a sign-in elsewhere that failed. Fires `nsp-signed-in`. */
export class NspTeachSignIn extends LitElement {
  static override properties = { meta: { attribute: false }, hasEnded: { type: Boolean }, error: {} };

  declare meta: Meta;
  declare hasEnded: boolean;
  declare error: string;
  readonly #deed = new Deed(this);

  constructor() {
    super();
    this.hasEnded = false;
    this.error = '';
  }

  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  protected override render() {
    const { meta: { oidc, needsSetup }, hasEnded, error } = this;
    const why = hasEnded ? 'Your session has ended. After signing in you are where you were, and what you typed is still there.' : 'For instructors. Learners need no login: they join with the code of their class.';
    return html`<form class="t-door" novalidate @submit=${this.#submit}>
      <h1 tabindex="-1">${hasEnded ? 'Sign in again' : 'Sign in to teach'}</h1>
      <p class="q">${why}</p>
      ${needsSetup ? html`<p class="t-note">This server has no instructor yet. It printed a link when it was started: open that link to make the first account.</p>` : nothing}
      ${error ? html`<p class="t-problem" role="alert">${OIDC_SENTENCES[error] ?? 'Signing in there has not worked. Try again, or use your password.'}</p>` : nothing}
      ${loginField()}
      <label class="t-field"><span>Password</span><input name="password" type="password" autocomplete="current-password" required></label>
      ${told(this.#deed)}
      <div class="acts"><button class="btn p" type="submit" aria-busy=${this.#deed.isBusy ? 'true' : nothing}>Sign in</button>${oidc === null ? nothing : html`<a class="btn" href=${apiUrl('/auth/oidc/start')} @click=${() => remember(RETURN_TO, location.hash)}>Sign in with ${oidc.name}</a>`}</div>
    </form>`;
  }

  protected override firstUpdated(): void {
    document.title = 'Sign in · No Single Point';
    this.querySelector<HTMLElement>('[name="login"]')?.focus();
  }

  readonly #submit = async (event: Event): Promise<void> => {
    event.preventDefault();
    const [login, password] = ['login', 'password'].map((name) => this.querySelector<HTMLInputElement>(`[name="${name}"]`)!);
    const empty = [login, password].find((input) => input!.value.trim() === '');
    if (empty !== undefined) {
      this.#deed.refuse('Login and password are needed.');
      return empty.focus();
    }
    if (await this.#deed.run(async () => void (await signIn(login!.value.trim(), password!.value)))) this.dispatchEvent(new CustomEvent('nsp-signed-in', { bubbles: true }));
    else password!.select();
  };
}

customElements.define('nsp-teach-sign-in', NspTeachSignIn);
