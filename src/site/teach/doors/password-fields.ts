// A login and a new password, typed twice, with the rules told before anybody breaks them.
import { html, nothing } from 'lit';
import { PASSWORD_RULES } from './password-rules.ts';

/** The two fields of a new password. */
export const newPasswordFields = (label = 'Password') => html`<label class="t-field"><span>${label}</span><span class="s" id="password-rules">${PASSWORD_RULES}</span><input name="password" type="password" autocomplete="new-password" aria-describedby="password-rules" required></label>
  <label class="t-field"><span>${label} again</span><input name="again" type="password" autocomplete="new-password" required></label>`;

/** The field of a login. */
export const loginField = (hint = '') => html`<label class="t-field"><span>Login</span>${hint ? html`<span class="s" id="login-rules">${hint}</span>` : nothing}<input name="login" autocomplete="username" autocapitalize="off" spellcheck="false" aria-describedby=${hint ? 'login-rules' : nothing} required></label>`;
