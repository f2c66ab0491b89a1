// <nsp-teach-person>: the learner as a person with a name, a way back in, and a right to be forgotten.
import { html, LitElement, nothing } from 'lit';
import type { LearnerDetail } from '../api-types.ts';
import '../parts/copy.ts';
import { Deed, told } from '../parts/deed.ts';
import { fileName } from '../parts/file.ts';
import '../parts/file.ts';
import '../parts/for-good.ts';
import { hrefOf } from '../router.ts';
import { deleteLearner, newRecoveryCode, rename } from '../server.ts';
import { many } from '../../class/dates.ts';

/** Set `detail`. Fires `nsp-changed`. */
export class NspTeachPerson extends LitElement {
  static override properties = { detail: { attribute: false }, recoveryCode: { state: true } };

  declare detail: LearnerDetail;
  /** Shown once: it is kept nowhere else. */
  declare recoveryCode: string;
  readonly #renaming = new Deed(this);

  constructor() {
    super();
    this.recoveryCode = '';
  }

  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  protected override render() {
    const { id, pseudonym } = this.detail;
    return html`<section class="t-form" aria-labelledby="person-title"><h2 id="person-title">${pseudonym}</h2>
      <div class="t-deed"><h3>Recovery code</h3><p class="q">For a learner who has lost it. The old code stops working, and the learner is signed out everywhere. Work that is only on the learner's computer stays there.</p>
        ${this.recoveryCode === '' ? nothing : html`<nsp-copy .text=${this.recoveryCode} label="Recovery code" isLarge></nsp-copy><p class="s">It is shown this once. Give it to the learner so that nobody else reads it: it opens all of the learner's work.</p>`}
        <nsp-for-good isQuiet act="Make a new recovery code" heading="A new recovery code for ${pseudonym}?" .what=${html`<p>${pseudonym} is signed out everywhere, and the old recovery code stops working at once. That cannot be undone; the new code is shown to you, once.</p>`} .task=${this.#recover}></nsp-for-good></div>
      <form class="t-deed" novalidate @submit=${this.#rename}><h3>Rename</h3>
        <label class="t-field"><span>Pseudonym</span><input name="pseudonym" maxlength="40" autocomplete="off" .defaultValue=${pseudonym}></label>
        ${told(this.#renaming)}
        <div class="acts"><button class="btn" type="submit" aria-busy=${this.#renaming.isBusy ? 'true' : nothing}>Rename</button></div></form>
      <div class="t-deed"><h3>Everything that is kept</h3><p class="q">Designs, grades, extensions and points by hand of this learner, for whoever asks.</p><nsp-file path="/learners/${id}/export" name=${fileName(pseudonym, 'everything.json')} label="Everything as JSON"></nsp-file></div>
      <div class="t-deed"><h3>Delete</h3><nsp-for-good act="Delete this learner for good" heading="Delete ${pseudonym} for good?" .what=${this.#goes()} .typed=${pseudonym} typedLabel="Pseudonym" .task=${this.#delete}></nsp-for-good></div>
    </section>`;
  }

  #goes() {
    const { exercises, extensions, overrides, pseudonym } = this.detail;
    const designs = exercises.reduce((sum, { tries }) => sum + tries, 0);
    return html`<p>This deletes, at once and for good:</p><ul><li>${many(designs, 'design')} with ${designs === 1 ? 'its grades' : 'their grades'},</li><li>${many(extensions.length, 'extension')} and ${many(overrides.length, 'entry').replace('entrys', 'entries')} of points by hand,</li><li>the name and the way back in.</li></ul><p>Nothing brings it back. What ${pseudonym} has on an own computer stays there, and a backup of the server that was made before still holds it.</p>`;
  }

  readonly #recover = async (): Promise<void> => {
    this.recoveryCode = (await newRecoveryCode(this.detail.id)).recoveryCode;
  };

  readonly #rename = async (event: Event): Promise<void> => {
    event.preventDefault();
    const field = this.querySelector<HTMLInputElement>('[name="pseudonym"]')!;
    if (field.value.trim() === '') {
      this.#renaming.refuse('A name is needed.');
      return field.focus();
    }
    await this.#renaming.run(async () => {
      await rename(this.detail.id, field.value.trim());
      this.dispatchEvent(new CustomEvent('nsp-changed'));
      return 'Renamed.';
    });
  };

  readonly #delete = async (): Promise<void> => {
    await deleteLearner(this.detail.id, this.detail.pseudonym);
    location.replace(hrefOf({ kind: 'cohort', cohort: this.detail.cohort, part: 'roster' }));
  };
}

customElements.define('nsp-teach-person', NspTeachPerson);
