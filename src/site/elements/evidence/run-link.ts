// <nsp-run-link>: a button that copies a link to one run; the run is inside the link.
import { html, LitElement, nothing } from 'lit';
import type { Exercise } from '../../../course/course.ts';
import { replayFragment } from '../../../grader/adapter/web/replay-link.ts';
import { GRADER_VERSION } from '../../../grader/error-report.ts';
import type { ReplaySpec } from '../../../grader/replay/replay.ts';
import { courseRoot } from '../../platform/root.ts';
import { copiedText } from '../share.ts';

/** The button, and what came of it. */
export class NspRunLink extends LitElement {
  static override properties = { exercise: { attribute: false }, source: { attribute: false }, spec: { attribute: false }, said: { state: true }, link: { state: true } };

  declare exercise: Exercise | null;
  declare source: string;
  declare spec: ReplaySpec | null;
  declare said: string;
  /** A link that the browser did not let the page copy; empty: none. */
  declare link: string;

  constructor() {
    super();
    this.exercise = null;
    this.source = '';
    this.spec = null;
    this.said = '';
    this.link = '';
  }

  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  protected override render() {
    return html`<button class="btn sm" type="button" @click=${this.#copy}>Copy a link to this run</button>
      <span class="s" role="status">${this.said}</span>
      ${this.link === '' ? nothing : html`<input class="ws-link-text" readonly aria-label="Link to this run" .value=${this.link} @focus=${(event: Event) => (event.target as HTMLInputElement).select()}>`}`;
  }

  async #copy(): Promise<void> {
    const { exercise, source, spec } = this;
    if (exercise === null || spec === null) return;
    const fragment = await replayFragment({ format: 1, exercise: exercise.id, exerciseVersion: exercise.version, grader: GRADER_VERSION, source, spec });
    if (fragment === null) {
      this.said = 'The design is too long for a link.';
      return;
    }
    const link = new URL(`exercises/${exercise.id}/index.html${fragment}`, courseRoot()).href;
    try {
      await navigator.clipboard.writeText(link);
      this.said = copiedText(link, 'run');
    } catch {
      this.said = 'The browser does not let the page copy. The link is selected: press Ctrl+C, or Cmd+C on a Mac.';
      this.link = link;
      await this.updateComplete;
      this.querySelector('input')?.focus();
    }
  }
}

customElements.define('nsp-run-link', NspRunLink);
