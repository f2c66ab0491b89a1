// <nsp-scrubber>: the playhead as a slider on the charts' own time axis, Play, and a sentence about the moment.
import { html, LitElement, nothing, svg } from 'lit';
import { formatMoment } from '../../../grader/explain/numbers.ts';
import { type ChartFrame, msAt, toneOf, xOf } from '../../charts/geometry.ts';
import { runFrame } from '../../charts/run-drawing.ts';
import { stateAt } from '../../charts/state-at.ts';
import { momentText } from '../../charts/state-text.ts';
import { MomentFollower } from './follow.ts';
import type { Moment } from './moment.ts';
import { play } from './player.ts';
import type { ShownRun } from './shown-run.ts';
import { WidthObserver } from './width.ts';

/** Steps of the arrow keys, milliseconds. */
const STEP_MS = 100;
const LONG_STEP_MS = 1000;
/** A click so close to an event, in pixels, means the event. */
const SNAP = 4;
/** Upper end of the track, inside 24 px of height. */
const TRACK_TOP = 10;

/** The slider of one run; set `run` and `moment`. */
export class NspScrubber extends LitElement {
  static override properties = { run: { attribute: false }, moment: { attribute: false }, width: { state: true } };

  declare run: ShownRun | null;
  declare moment: Moment | null;
  declare width: number;
  #isWanted = false;

  constructor() {
    super();
    this.run = null;
    this.moment = null;
    this.width = 0;
    new MomentFollower(this);
    new WidthObserver(this);
  }

  /** Takes the focus as soon as there is something to focus, with the parts that it moves in view. */
  override focus(): void {
    this.#isWanted = true;
    this.requestUpdate();
  }

  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  protected override render() {
    const { run, moment, width } = this;
    if (!run || !moment || width === 0) return nothing;
    const { atMs, durationMs, isPlaying } = moment;
    const frame = runFrame(run.series, width);
    const sentence = momentText(stateAt(run.series, run.wiring, atMs));
    return html`<div class="sb-track" @pointerdown=${this.#onPointer}>
        <svg width=${width} height="24" aria-hidden="true">${this.#track(run, frame, atMs)}</svg>
        <div class="sb-thumb" role="slider" tabindex="0" aria-label="Moment in the run" aria-valuemin="0" aria-valuemax=${durationMs / 1000} aria-valuenow=${atMs / 1000}
          aria-valuetext="${formatMoment(atMs)}: ${sentence}" @keydown=${this.#onKey}><span></span></div>
      </div>
      <div class="sb-said"><button class="btn sm" type="button" @click=${this.#onPlay}>${isPlaying ? 'Pause' : 'Play'}</button><p><b>${formatMoment(atMs)}</b>: ${sentence}</p></div>`;
  }

  protected override updated(): void {
    const { run, moment, width } = this;
    const thumb = this.querySelector<HTMLElement>('.sb-thumb');
    // Style attributes are forbidden on these pages; the style itself is not.
    if (run && moment && thumb) thumb.style.transform = `translateX(${xOf(runFrame(run.series, width), moment.atMs / 1000)}px)`;
    if (!thumb || !this.#isWanted) return;
    this.#isWanted = false;
    this.#bringIntoView();
    thumb.focus({ preventScroll: true });
  }

  /** Side by side the run fits, or begins at the top; one under the other the parts follow the scrubber. */
  #bringIntoView(): void {
    const instruments = this.closest('.run');
    if (instruments && getComputedStyle(instruments).display === 'grid') instruments.scrollIntoView({ block: 'nearest' });
    else (instruments?.querySelector('.run-place') ?? this).scrollIntoView({ block: 'end' });
  }

  #track({ series }: ShownRun, frame: ChartFrame, atMs: number) {
    const [x, seen] = [xOf(frame, atMs / 1000), new Set<number>()];
    const ticks = series.events.flatMap(({ atMs: eventMs, kind }) => {
      const at = Math.round(xOf(frame, eventMs / 1000));
      return seen.size === seen.add(at).size ? [] : [svg`<rect class="sb-tick ${toneOf(kind)}" x=${at - 1} y="3" width="2" height="18"/>`];
    });
    return svg`<rect class="sb-rest" x=${frame.left} y=${TRACK_TOP} width=${frame.right - frame.left} height="4"/>
      <rect class="sb-past" x=${frame.left} y=${TRACK_TOP} width=${Math.max(0, x - frame.left)} height="4"/>${ticks}`;
  }

  readonly #onPlay = (): void => {
    const { moment } = this;
    if (!moment) return;
    if (moment.isPlaying) moment.pause();
    else play(moment);
  };

  readonly #onKey = (event: KeyboardEvent): void => {
    const { moment } = this;
    if (!moment || event.ctrlKey || event.metaKey || event.altKey) return;
    const step = event.shiftKey ? LONG_STEP_MS : STEP_MS;
    const acts: { [key: string]: (() => void) | undefined } = {
      ArrowRight: () => moment.goTo(moment.atMs + step), ArrowUp: () => moment.goTo(moment.atMs + step),
      ArrowLeft: () => moment.goTo(moment.atMs - step), ArrowDown: () => moment.goTo(moment.atMs - step),
      PageDown: () => moment.jump(1), PageUp: () => moment.jump(-1),
      Home: () => moment.goTo(0), End: () => moment.goTo(moment.durationMs),
    };
    const act = acts[event.key];
    if (act === undefined) return;
    event.preventDefault();
    moment.pause();
    act();
  };

  readonly #onPointer = (event: PointerEvent): void => {
    const { moment } = this;
    if (!moment || event.button !== 0) return;
    const track = event.currentTarget as HTMLElement;
    moment.pause();
    track.setPointerCapture(event.pointerId);
    const ended = new AbortController();
    const { signal } = ended;
    track.addEventListener('pointermove', (moved) => moment.goTo(this.#msOf(track, moved, false)), { signal });
    for (const end of ['pointerup', 'pointercancel', 'lostpointercapture'] as const) track.addEventListener(end, () => ended.abort(), { signal });
    moment.goTo(this.#msOf(track, event, true));
    this.querySelector<HTMLElement>('.sb-thumb')?.focus({ preventScroll: true });
    event.preventDefault();
  };

  /** In tenths of a second; at an event, its own moment. */
  #msOf(track: HTMLElement, { clientX }: PointerEvent, isClick: boolean): number {
    const { series } = this.run!;
    const frame = runFrame(series, this.width);
    const x = clientX - track.getBoundingClientRect().left;
    const near = isClick ? series.events.find(({ atMs }) => Math.abs(xOf(frame, atMs / 1000) - x) <= SNAP) : undefined;
    return near?.atMs ?? Math.round(msAt(frame, x) / STEP_MS) * STEP_MS;
  }
}

customElements.define('nsp-scrubber', NspScrubber);
