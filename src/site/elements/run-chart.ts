// <nsp-run-chart>: one run as drawn lines with the playhead through all of them, redrawn for the width of its pane.
import { html, LitElement, nothing, svg } from 'lit';
import type { RunSeries } from '../../grader/report.ts';
import type { Mark } from '../charts/drawing.ts';
import { foldGroup } from '../charts/folding.ts';
import { type ChartGroup, chartGroups, describeGroup } from '../charts/groups.ts';
import { xOf } from '../charts/geometry.ts';
import { drawGroup, type GroupDrawing, runFrame } from '../charts/run-drawing.ts';
import { chartTable } from './chart-table.ts';
import { MomentFollower } from './run/follow.ts';
import { ownIds } from './run/ids.ts';
import type { Moment } from './run/moment.ts';
import { onRovingKey } from './run/roving.ts';
import { WidthObserver } from './run/width.ts';

/** The charts of one run. */
export class NspRunChart extends LitElement {
  static override properties = { run: { attribute: false }, moment: { attribute: false }, scale: { attribute: false }, only: { attribute: false }, parts: { attribute: false, hasChanged: isOther }, width: { state: true }, reached: { state: true }, tables: { state: true }, unfolded: { state: true } };

  declare run: RunSeries | null;
  /** null: there is no playhead. */
  declare moment: Moment | null;
  /** Values at the top of the rows, by group, where another run shares them; null: those of this run. */
  declare scale: { readonly [group: string]: number } | null;
  /** Id of the one group that is drawn; null: all of them. */
  declare only: string | null;
  /** Names of the parts whose rows are marked. */
  declare parts: ReadonlySet<string>;
  declare width: number;
  /** The row that Tab leads to. */
  declare reached: string;
  /** Ids of the groups that are shown as tables. */
  declare tables: ReadonlySet<string>;
  /** Ids of the groups whose quiet rows are shown, too. */
  declare unfolded: ReadonlySet<string>;
  readonly #ids = ownIds();

  constructor() {
    super();
    this.run = null;
    this.moment = null;
    this.scale = null;
    this.only = null;
    this.reached = '';
    this.parts = new Set();
    this.width = 0;
    this.tables = new Set();
    this.unfolded = new Set();
    // The lines of the charts stay as they are while the playhead moves.
    new MomentFollower(this, () => this.#movePlayhead());
    new WidthObserver(this);
  }

  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  protected override updated(): void {
    this.#movePlayhead();
  }

  protected override render() {
    const { run } = this;
    if (!run || this.width === 0) return nothing;
    const groups = chartGroups(run).map((group) => ({ ...group, max: this.scale?.[group.id] ?? group.max }));
    return groups.map((group, index) => (this.only !== null && this.only !== group.id ? nothing : group.quiet === '' ? this.#group(run, group, index === 0) : this.#quiet(group)));
  }

  #movePlayhead(): void {
    const { run, moment } = this;
    if (!run || !moment) return;
    const x = xOf(runFrame(run, this.width), moment.atMs / 1000);
    for (const line of this.querySelectorAll('.ch-playhead')) line.setAttribute('d', `M${x} 0V${line.getAttribute('data-height')}`);
  }

  #quiet({ title, quiet }: ChartGroup) {
    return html`<div class="ch"><div class="ch-head"><h4>${title}</h4><span>${quiet}</span></div></div>`;
  }

  #group(run: RunSeries, group: ChartGroup, isFirst: boolean) {
    const isTable = this.tables.has(group.id);
    const title = `${this.#ids}${group.id}`;
    return html`<div class="ch" role="group" aria-labelledby=${title}>
      <div class="ch-head"><h4 id=${title}>${group.title}</h4>
        <button class="lnk quiet" type="button" aria-label="${group.title}: show as ${isTable ? 'chart' : 'table'}" @click=${() => { this.tables = toggled(this.tables, group.id); }}>Show as ${isTable ? 'chart' : 'table'}</button></div>
      ${isTable ? chartTable(group, run.seconds) : this.#drawing(run, group, isFirst)}
    </div>`;
  }

  #drawing(run: RunSeries, whole: ChartGroup, isFirst: boolean) {
    const { group, folded } = foldGroup(whole);
    const isUnfolded = this.unfolded.has(whole.id);
    const shown = isUnfolded ? whole : group;
    const description = `${describeGroup(shown)}${folded === '' || isUnfolded ? '' : ` ${folded}.`}`;
    return html`${this.#paper(drawGroup(shown, run, this.width, isFirst), `${this.#ids}${whole.id}`, description)}
      ${folded === '' ? nothing : html`<p class="ch-folded"><span>${isUnfolded ? '' : folded}</span>
        <button class="lnk quiet" type="button" aria-expanded=${isUnfolded} aria-label="${isUnfolded ? 'Show fewer servers' : 'Show them'}: ${whole.title}" @click=${() => { this.unfolded = toggled(this.unfolded, whole.id); }}>${isUnfolded ? 'Show fewer servers' : 'Show them'}</button></p>`}`;
  }

  #paper({ width, height, marks, rows }: GroupDrawing, id: string, description: string) {
    const { moment, parts } = this;
    const reached = rows.some(({ name }) => name === this.reached) ? this.reached : rows[0]?.name;
    return html`<svg class="ch-svg" width=${width} height=${height} role="group" aria-labelledby=${id}>
      <defs><pattern id="${id}-hatch" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
        <rect class="hatch-fill" width="6" height="6"/><path class="hatch-line" d="M0 0v6"/></pattern></defs>
      <g role="img" aria-label=${description}>${marks.map((mark) => (mark.kind === 'text' ? nothing : markOf(mark, id, parts)))}<path class="ch-playhead" data-height=${height}/>
      ${marks.map((mark) => (mark.kind === 'text' ? markOf(mark, id, parts) : nothing))}</g>
      ${moment === null ? nothing : rows.map((row) => this.#row(row, row.name === reached, moment))}</svg>`;
  }

  /** The name of a row marks the part that the row shows. */
  #row({ name, x, y, width, height }: GroupDrawing['rows'][number], isReached: boolean, moment: Moment) {
    const choose = (): void => moment.toggle({ kind: 'part', name });
    const onKey = (event: KeyboardEvent): void => {
      const all = (event.currentTarget as Element).closest('svg')!.querySelectorAll<SVGGElement>('.ch-row');
      onRovingKey(event, [...all], (row) => { this.reached = row.dataset['row'] ?? ''; }, choose);
    };
    return svg`<g class="ch-row" role="button" tabindex=${isReached ? 0 : -1} aria-pressed=${this.parts.has(name)} aria-label="${name}: mark what belongs to it" data-row=${name}
      @click=${() => { this.reached = name; choose(); }} @keydown=${onKey}><rect x=${x - 6} y=${y + 1} width=${width + 6} height=${height - 2} rx="2"/></g>`;
  }
}

function toggled(set: ReadonlySet<string>, id: string): ReadonlySet<string> {
  return set.has(id) ? new Set([...set].filter((other) => other !== id)) : new Set([...set, id]);
}

function isOther(one: ReadonlySet<string>, other: ReadonlySet<string> | undefined): boolean {
  return other === undefined || one.size !== other.size || [...one].some((name) => !other.has(name));
}

function markOf(mark: Mark, id: string, parts: ReadonlySet<string>) {
  if (mark.kind === 'path') return svg`<path class=${mark.class} d=${mark.d}/>`;
  if (mark.kind === 'band') return svg`<rect x=${mark.x} y=${mark.y} width=${mark.width} height=${mark.height} fill="url(#${id}-hatch)"/>`;
  return svg`<text class="${mark.class} ${mark.class === 'ch-name' && parts.has(mark.text) ? 'marked' : ''}" x=${mark.x} y=${mark.y} text-anchor=${mark.anchor}>${mark.text}${mark.tail === undefined ? nothing : svg`<tspan class=${mark.tail.class}>${mark.tail.text}</tspan>`}</text>`;
}

customElements.define('nsp-run-chart', NspRunChart);
