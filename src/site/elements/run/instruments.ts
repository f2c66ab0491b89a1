// <nsp-run>: one run with all its instruments: charts and scrubber, topology, events, parts. Its own moment ties them together.
import { html, LitElement, nothing } from 'lit';
import '../run-chart.ts';
import { prose } from '../prose.ts';
import { eventList } from '../run-events.ts';
import { Moment } from './moment.ts';
import './scrubber.ts';
import { type ShownRun, tellingMoment } from './shown-run.ts';

/** Set `run`, and `heading` where its title is not plain text. */
export class NspRun extends LitElement {
  static override properties = { run: { attribute: false }, heading: { attribute: false } };

  declare run: ShownRun | null;
  /** What stands in place of the title; null: the title. */
  declare heading: unknown;
  /** The one moment that all instruments of this run show. */
  readonly moment = new Moment();

  constructor() {
    super();
    this.run = null;
    this.heading = null;
  }

  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  protected override willUpdate(changed: Map<PropertyKey, unknown>): void {
    const { run } = this;
    const before = changed.get('run') as ShownRun | null | undefined;
    if (!changed.has('run') || !run || before?.series === run.series) return;
    this.moment.begin({ durationMs: run.series.seconds * 1000, eventsMs: run.series.events.map(({ atMs }) => atMs) }, tellingMoment(run.series));
  }

  protected override render() {
    const { run, moment } = this;
    if (!run) return nothing;
    return html`<div class="run-time">
        <div class="ws-head"><h3 id="run-title">${this.heading ?? prose(run.title)}</h3><span class="s">${run.note}</span></div>
        <nsp-run-chart .run=${run.series} .moment=${moment}></nsp-run-chart>
        <nsp-scrubber .run=${run} .moment=${moment}></nsp-scrubber>
        <section class="ev" aria-labelledby="ev-title"><div class="ws-head"><h3 id="ev-title">Events</h3></div>${eventList(run.series.events)}</section>
      </div>`;

  }
}

customElements.define('nsp-run', NspRun);
