// <nsp-teach-new-account>: a new account by a link of one use: the first one of a server, or that of a colleague.
import { html, LitElement, nothing } from 'lit';
import { ask } from '../../class/api.ts';
import type { Meta } from '../api-types.ts';
import { Deed, told } from '../parts/deed.ts';
import { acceptInvitation, setUp } from '../server.ts';
import { loginField, newPasswordFields } from './password-fields.ts';
import { wrongPassword } from './password-rules.ts';

/** Set `kind`, `token` and `meta`. Fires `nsp-signed-in`. */
export class NspTeachNewAccount extends LitElement {
  static override properties = { kind: {}, token: {}, meta: { attribute: false } };

  declare kind: 'setup' | 'invitation';
  declare token: string;
  declare meta: Meta;
  readonly #deed = new Deed(this);

  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  protected override render() {
    const { kind, meta } = this;
    const isSetup = kind === 'setup';
    if (isSetup && !meta.needsSetup) return html`<div class="t-door"><h1 tabindex="-1">This server is set up already</h1><p>The link worked once. Sign in with the login that was chosen then, or ask that instructor for an invitation.</p><p><a class="btn p" href="#/">Sign in</a></p></div>`;
    return html`<form class="t-door" novalidate @submit=${this.#submit}>
      <h1 tabindex="-1">${isSetup ? 'Set up this class server' : 'You are invited to teach here'}</h1>
      <p class="q">${isSetup ? 'You make the first account. It creates cohorts and invites colleagues. The link that brought you here works once.' : 'Make an account of your own. The link that brought you here works once.'}</p>
      ${loginField('A name or an address, 2 to 64 characters. It is shown to colleagues and in the log, not to learners.')}
      ${newPasswordFields()}
      ${told(this.#deed)}
      <div class="acts"><button class="btn p" type="submit" aria-busy=${this.#deed.isBusy ? 'true' : nothing}>Make the account</button>
        ${meta.oidc === null ? nothing : html`<button class="btn" type="button" @click=${this.#elsewhere}>Use ${meta.oidc.name} instead</button>`}</div>
    </form>`;
  }

  protected override firstUpdated(): void {
    document.title = `${this.kind === 'setup' ? 'Set up' : 'Invitation'} · No Single Point`;
    this.querySelector<HTMLElement>('[name="login"]')?.focus();
  }

  readonly #submit = async (event: Event): Promise<void> => {
    event.preventDefault();
    const value = (name: string): string => this.#input(name).value;
    if (value('login').trim() === '') return this.#refuse('login', 'A login is needed.');
    const wrong = wrongPassword(value('password'), value('again'));
    if (wrong !== null) return this.#refuse(wrong.field, wrong.sentence);
    const make = this.kind === 'setup' ? setUp : acceptInvitation;
    if (await this.#deed.run(async () => void (await make(this.token, value('login').trim(), value('password'))))) this.dispatchEvent(new CustomEvent('nsp-signed-in', { bubbles: true }));
  };

  readonly #elsewhere = (): void => {
    void this.#deed.run(async () => location.assign((await ask<{ location: string }>('POST', '/auth/oidc/start', { token: this.token })).location));
  };

  #refuse(field: string, sentence: string): void {
    this.#deed.refuse(sentence);
    this.#input(field).focus();
  }

  #input(name: string): HTMLInputElement {
    return this.querySelector<HTMLInputElement>(`[name="${name}"]`)!;
  }
}

customElements.define('nsp-teach-new-account', NspTeachNewAccount);
