// <nsp-run>: one run with all its instruments: charts and scrubber, topology, events. Its own moment ties them together, and to the lines of the editor.
import { html, LitElement, nothing } from 'lit';
import type { NspEditor } from '../editor.ts';
import { prose } from '../prose.ts';
import type { Place } from '../report-view.ts';
import '../run-chart.ts';
import { eventTable } from './event-table.ts';
import { MomentFollower } from './follow.ts';
import { ownIds } from './ids.ts';
import { type Marked, markedBy, sameLine } from './links.ts';
import { Moment } from './moment.ts';
import { markedText } from './said.ts';
import type { NspScrubber } from './scrubber.ts';
import './scrubber.ts';
import { type ShownRun, tellingMoment } from './shown-run.ts';
import './topology.ts';

/** A caret that only passes is not told about, milliseconds. */
const CARET_PAUSE_MS = 600;

/** Set `run`, and `heading` where the title is not all that stands above. Fires `nsp-place` when the learner follows a line. */
export class NspRun extends LitElement {
  static override properties = { run: { attribute: false }, text: { attribute: false }, heading: { attribute: false }, said: { state: true } };

  declare run: ShownRun | null;
  /** What stands in the editor now, so that lines are looked for again when it changes; empty: as the editor has it. */
  declare text: string;
  /** What stands in place of the title; null: the title. */
  declare heading: unknown;
  /** What the live region says. */
  declare said: string;
  /** The one moment that all instruments of this run show. */
  readonly moment = new Moment();
  readonly #events = `${ownIds()}events`;
  #leaving: AbortController | null = null;
  #pause: ReturnType<typeof setTimeout> | undefined;

  constructor() {
    super();
    this.run = null;
    this.text = '';
    this.heading = null;
    this.said = '';
    new MomentFollower(this);
  }

  /** Moves the playhead, and takes the learner to it. */
  show(atMs: number): void {
    this.moment.pause();
    this.moment.goTo(atMs);
    this.querySelector<NspScrubber>('nsp-scrubber')?.focus();
  }

  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.#leaving = new AbortController();
    this.closest('nsp-workspace')?.addEventListener('nsp-caret', this.#onCaret as EventListener, { signal: this.#leaving.signal });
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#leaving?.abort();
    clearTimeout(this.#pause);
    this.moment.pause();
    this.#point(null);
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
    const { events } = markedBy(moment.chosen, run);
    return html`<div class="run ${run.wiring === null ? 'no-parts' : ''}">
        <div class="run-time">
          <div class="ws-head"><h3>${this.heading ?? prose(run.title)}</h3><span class="s">${run.note}</span></div>
          <nsp-run-chart .run=${run.series} .moment=${moment} .parts=${markedBy(moment.chosen, run).parts}></nsp-run-chart>
          <nsp-scrubber .run=${run} .moment=${moment}></nsp-scrubber>
          <div class="ev" role="group" aria-labelledby=${this.#events}><div class="ws-head"><h3 id=${this.#events}>Events</h3></div>${eventTable({
            events: run.series.events, atMs: moment.atMs, marked: events, placeOf: (at) => this.#placeNow(run.series.eventPlaces[at] ?? null), choose: this.#chooseEvent,
            goTo: (place) => this.dispatchEvent(new CustomEvent('nsp-place', { detail: place, bubbles: true })),
          })}</div>
        </div>
        <nsp-topology class="run-place" .run=${run} .moment=${moment}></nsp-topology>
      </div>
      <p class="vh" role="status">${this.said}</p>`;
  }

  protected override updated(): void {
    const { run, moment: { chosen } } = this;
    const marked = run ? markedBy(chosen, run) : null;
    // The caret is on its line already.
    this.#point(marked === null || marked.line === null || chosen?.kind === 'line' ? null : this.#lineNow(marked.line));
    this.#say(marked);
  }

  readonly #chooseEvent = (at: number): void => {
    const { run, moment } = this;
    moment.pause();
    moment.goTo(run!.series.events[at]!.atMs);
    moment.choose({ kind: 'event', at });
  };

  readonly #onCaret = ({ detail }: CustomEvent<number>): void => {
    const { run, moment } = this;
    const line = run?.source == null ? null : sameLine(this.#textNow(), run.source, detail);
    if (line !== null) moment.choose({ kind: 'line', line });
    else if (moment.chosen?.kind === 'line') moment.choose(null);
  };

  #lineNow(line: number): number | null {
    return this.run?.source == null ? null : sameLine(this.run.source, this.#textNow(), line);
  }

  #textNow(): string {
    return this.text || (this.#editor()?.text ?? '');
  }

  #editor(): NspEditor | null {
    return this.closest('nsp-workspace')?.querySelector<NspEditor>('nsp-editor') ?? null;
  }

  #placeNow(place: Place | null): Place | null {
    const line = place === null ? null : this.#lineNow(place.line);
    return place === null || line === null ? null : { line, column: place.column };
  }

  #point(line: number | null): void {
    const editor = this.#editor();
    if (editor) editor.pointed = line;
  }

  #say(marked: Marked | null): void {
    const { chosen } = this.moment;
    const text = marked === null || chosen === null ? '' : markedText(chosen, marked, marked.line === null ? null : this.#lineNow(marked.line));
    clearTimeout(this.#pause);
    if (text !== this.said) this.#pause = setTimeout(() => { this.said = text; }, chosen?.kind === 'line' ? CARET_PAUSE_MS : 0);
  }
}

customElements.define('nsp-run', NspRun);
