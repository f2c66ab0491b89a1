// <nsp-moment-text>: what one of two runs shows at the playhead that they share, as a sentence.
import { html, LitElement, nothing } from 'lit';
import { stateAt } from '../../charts/state-at.ts';
import { momentText } from '../../charts/state-text.ts';
import { MomentFollower } from '../run/follow.ts';
import type { Moment } from '../run/moment.ts';
import type { ShownRun } from '../run/shown-run.ts';

/** Set `name`, `run` and `moment`. */
export class NspMomentText extends LitElement {
  static override properties = { name: { attribute: false }, run: { attribute: false }, moment: { attribute: false } };

  declare name: string;
  declare run: ShownRun | null;
  declare moment: Moment | null;

  constructor() {
    super();
    this.name = '';
    this.run = null;
    this.moment = null;
    new MomentFollower(this);
  }

  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  protected override render() {
    const { name, run, moment } = this;
    return run === null || moment === null ? nothing : html`<p><b>${name}</b>: ${momentText(stateAt(run.series, run.wiring, moment.atMs))}</p>`;
  }
}

customElements.define('nsp-moment-text', NspMomentText);
