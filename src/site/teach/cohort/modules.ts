// <nsp-teach-modules>: name, modules, dates and exam mode of a cohort, changed.
import { html, LitElement, nothing } from 'lit';
import type { Cohort } from '../api-types.ts';
import { examBox } from '../cohorts/exam.ts';
import { draftsOf, type ModuleDraft } from '../cohorts/module-drafts.ts';
import '../cohorts/modules-form.ts';
import type { NspModulesForm } from '../cohorts/modules-form.ts';
import { Deed, told } from '../parts/deed.ts';
import type { Session } from '../parts/view.ts';
import { changeCohort } from '../server.ts';

/** Set `session` and `cohort`. What is typed is not overwritten when the cohort is refreshed. Fires `nsp-changed`. */
export class NspTeachModules extends LitElement {
  static override properties = { session: { attribute: false }, cohort: { attribute: false } };

  declare session: Session;
  declare cohort: Cohort;
  readonly #deed = new Deed(this);
  #begun: { drafts: readonly ModuleDraft[]; name: string; exam: boolean } | null = null;

  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  protected override render() {
    const { cohort, session: { meta: { course } } } = this;
    const taught = course.modules.filter(({ id, exercises }) => exercises.length > 0 || cohort.modules.some(({ module }) => module === id));
    this.#begun ??= { drafts: draftsOf(taught, cohort.modules, Date.now()), name: cohort.name, exam: cohort.exam };
    return html`<form class="t-new" novalidate @submit=${this.#submit}>
      <p class="q">Points are reckoned from these dates whenever they are shown: a change holds for work that was handed in before, too.</p>
      <label class="t-field"><span>Name</span><input name="name" maxlength="80" .defaultValue=${this.#begun.name} required></label>
      <nsp-modules-form .modules=${course.modules} .drafts=${this.#begun.drafts}></nsp-modules-form>
      ${examBox(this.#begun.exam)}
      ${told(this.#deed)}
      <div class="acts"><button class="btn p" type="submit" aria-busy=${this.#deed.isBusy ? 'true' : nothing}>Save the changes</button></div>
    </form>`;
  }

  readonly #submit = async (event: Event): Promise<void> => {
    event.preventDefault();
    const field = this.querySelector<HTMLInputElement>('[name="name"]')!;
    if (field.value.trim() === '') {
      this.#deed.refuse('A name is needed.');
      return field.focus();
    }
    const modules = await this.querySelector<NspModulesForm>('nsp-modules-form')!.take();
    if (modules === null) return;
    const exam = this.querySelector<HTMLInputElement>('[name="exam"]')!.checked;
    await this.#deed.run(async () => {
      await changeCohort(this.cohort.id, { name: field.value.trim(), exam, modules });
      this.dispatchEvent(new CustomEvent('nsp-changed'));
      return 'The changes are saved, and hold from now on.';
    });
  };
}

customElements.define('nsp-teach-modules', NspTeachModules);
