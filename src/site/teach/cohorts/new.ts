// <nsp-teach-new>: a new cohort.
import { html, nothing } from 'lit';
import { newUuid } from '../../class/uuid.ts';
import { Deed, told } from '../parts/deed.ts';
import { View, type Session } from '../parts/view.ts';
import { createCohort } from '../server.ts';
import { examBox } from './exam.ts';
import { newDrafts, type ModuleDraft } from './module-drafts.ts';
import './modules-form.ts';
import type { NspModulesForm } from './modules-form.ts';

/** Name, modules, exam mode. */
export class NspTeachNew extends View {
  readonly #deed = new Deed(this);
  /** One id for this page: however often it is sent, one cohort is created. */
  readonly #id = newUuid();
  #drafts: readonly ModuleDraft[] | null = null;

  protected override render() {
    const { modules } = this.session.meta.course;
    this.#drafts ??= begin(this.session);
    return html`<form class="t-new" novalidate @submit=${this.#submit}>
      <header class="t-head"><div><h1 tabindex="-1">New cohort</h1><p class="q">A group of learners with the same dates. Everything here can be changed later.</p></div></header>
      <label class="t-field"><span>Name</span><span class="s" id="name-hint">Learners see it when they join: "Distributed systems, autumn 2026".</span><input name="name" maxlength="80" aria-describedby="name-hint" required></label>
      <nsp-modules-form .modules=${modules} .drafts=${this.#drafts}></nsp-modules-form>
      ${examBox(false)}
      ${told(this.#deed)}
      <div class="acts"><button class="btn p" type="submit" aria-busy=${this.#deed.isBusy ? 'true' : nothing}>Create the cohort</button><a class="btn" href="#/">Cancel</a></div>
    </form>`;
  }

  readonly #submit = async (event: Event): Promise<void> => {
    event.preventDefault();
    const name = this.field('name').trim();
    if (name === '') {
      this.#deed.refuse('A name is needed.');
      return this.querySelector<HTMLInputElement>('[name="name"]')!.focus();
    }
    const modules = await this.querySelector<NspModulesForm>('nsp-modules-form')!.take();
    if (modules === null) return;
    if (modules.length === 0) return this.#deed.refuse('Choose at least one module: without one nothing counts.');
    const exam = this.querySelector<HTMLInputElement>('[name="exam"]')!.checked;
    await this.#deed.run(async () => {
      const { id } = await createCohort(this.#id, { name, exam, modules });
      location.replace(`#/cohort/${encodeURIComponent(id)}/joining`);
    });
  };
}

customElements.define('nsp-teach-new', NspTeachNew);

const begin = ({ meta }: Session): ModuleDraft[] => newDrafts(meta.course.modules.filter(({ exercises }) => exercises.length > 0), Date.now());
