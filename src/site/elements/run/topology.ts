// <nsp-topology>: the parts of the design at the playhead, as a drawing or as a table; a part can be chosen.
import { html, LitElement, nothing, svg } from 'lit';
import { formatMoment } from '../../../grader/explain/numbers.ts';
import { type DrawnPart, drawTopology, type TopologyDrawing } from '../../charts/topology-drawing.ts';
import { stateAt } from '../../charts/state-at.ts';
import { glyphShape } from '../glyph.ts';
import { MomentFollower } from './follow.ts';
import { ownIds } from './ids.ts';
import { markedBy } from './links.ts';
import type { Moment } from './moment.ts';
import { GLYPHS, partTable } from './part-table.ts';
import { onRovingKey } from './roving.ts';
import type { ShownRun } from './shown-run.ts';
import { WidthObserver } from './width.ts';

/** The topology of one run; set `run` and `moment`. */
export class NspTopology extends LitElement {
  static override properties = { run: { attribute: false }, moment: { attribute: false }, width: { state: true }, isTable: { state: true }, reached: { state: true } };

  declare run: ShownRun | null;
  declare moment: Moment | null;
  declare width: number;
  declare isTable: boolean;
  /** The part that Tab leads to. */
  declare reached: string;
  readonly #title = `${ownIds()}parts`;

  constructor() {
    super();
    this.run = null;
    this.moment = null;
    this.width = 0;
    this.isTable = false;
    this.reached = '';
    new MomentFollower(this);
    new WidthObserver(this);
  }

  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  protected override render() {
    const { run, moment, width, isTable } = this;
    if (!run?.wiring || !moment || width === 0) return nothing;
    const { parts } = markedBy(moment.chosen, run);
    const choose = (name: string): void => moment.toggle({ kind: 'part', name });
    return html`<div class="tp-head"><h3 id=${this.#title}>At ${formatMoment(moment.atMs)}</h3>
        <button class="lnk quiet" type="button" aria-label="Parts: show as ${isTable ? 'drawing' : 'table'}" @click=${() => { this.isTable = !isTable; }}>Show as ${isTable ? 'drawing' : 'table'}</button></div>
      ${isTable
        ? partTable(stateAt(run.series, run.wiring, moment.atMs), parts, choose)
        : html`${this.#drawing(drawTopology(run.series, run.wiring, moment.atMs, width), parts, choose)}<p class="tp-note">Line weight is traffic. Dotted: nothing. Dashed red: it fails. Long dashes: replication.</p>`}`;
  }

  #drawing({ width, height, frames, lines, labels, parts, users }: TopologyDrawing, marked: ReadonlySet<string>, choose: (name: string) => void) {
    const reached = parts.some(({ name }) => name === this.reached) ? this.reached : (parts[0]?.name ?? '');
    return html`<svg class="tp-svg" width=${width} height=${height} role="group" aria-labelledby=${this.#title}>
      <text class=${users.isFailing ? 'down' : ''} x=${users.x} y=${users.y} text-anchor=${users.anchor}>${users.text}</text>
      ${frames.map((rect) => svg`<rect class="tp-frame" x=${rect.x + 0.5} y=${rect.y + 0.5} width=${rect.width - 1} height=${rect.height - 1} rx="2"/>`)}
      ${lines.map((line) => svg`<path class="tp-line w${line.weight} ${line.kind} ${line.isFailing ? 'failing' : ''}" d=${line.d}/><path class="tp-line w${line.weight} head ${line.isFailing ? 'failing' : ''}" d=${line.head}/>`)}
      ${labels.map((label) => svg`<text class=${label.isFailing ? 'down' : ''} x=${label.x} y=${label.y} text-anchor=${label.anchor}>${label.text}</text>`)}
      ${parts.map((part) => this.#part(part, marked.has(part.name), part.name === reached, choose))}
    </svg>`;
  }

  #part({ name, rect, tone, kindLine, texts, label }: DrawnPart, isMarked: boolean, isReached: boolean, choose: (name: string) => void) {
    const { x, y, width, height } = rect;
    const left = x + (kindLine.startsWith(`M${x + 5} `) ? 13 : 9);
    return svg`<g class="tp-part ${tone} ${isMarked ? 'marked' : ''}" role="button" tabindex=${isReached ? 0 : -1} aria-pressed=${isMarked} aria-label=${label} data-part=${name}
        @click=${() => { this.reached = name; choose(name); }} @keydown=${(event: KeyboardEvent) => this.#onKey(event, () => choose(name))}>
      <rect class="tp-focus" x=${x - 3} y=${y - 3} width=${width + 6} height=${height + 6} rx="4"/>
      <rect class="tp-box" x=${x + 1} y=${y + 1} width=${width - 2} height=${height - 2} rx="2"/>${kindLine === '' ? nothing : svg`<path class="tp-kind" d=${kindLine}/>`}
      <g class="tp-glyph" transform="translate(${x + width - 20} ${y + 9})">${glyphShape(GLYPHS[tone])}</g>
      ${texts.map((text) => svg` <text class=${text.isName ? 'tp-name' : ''} x=${left} y=${text.y}>${text.text}</text>`)}</g>`;
  }

  readonly #onKey = (event: KeyboardEvent, choose: () => void): void => {
    onRovingKey(event, [...this.querySelectorAll<SVGGElement>('.tp-part')], (part) => { this.reached = part.dataset['part'] ?? ''; }, choose);
  };
}

customElements.define('nsp-topology', NspTopology);
