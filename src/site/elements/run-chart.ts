// <nsp-run-chart>: one run as drawn lines, redrawn for the width of its pane.
import { html, LitElement, nothing, svg } from 'lit';
import type { RunSeries } from '../../grader/report.ts';
import { axisTicks, barsPath, type ChartFrame, endValue, type FaultBand, faultBands, frameOf, linePath, xOf } from './chart-geometry.ts';
import { type ChartGroup, chartGroups, type ChartRow, failedTotal, valueText } from './chart-rows.ts';
import { chartTable } from './chart-table.ts';

/** Height of a row and, inside it, of a full value: in a pane from 480 px, and in a narrower one. */
const WIDE = { row: 54, ink: 38 };
const NARROW = { row: 46, ink: 30 };
const AXIS_HEIGHT = 22;
const BAND_NAME_HEIGHT = 18;

/** The charts of one run. */
export class NspRunChart extends LitElement {
  static override properties = { run: { attribute: false }, width: { state: true }, tables: { state: true } };

  declare run: RunSeries | null;
  declare width: number;
  /** Ids of the groups that are shown as tables. */
  declare tables: ReadonlySet<string>;
  #observer: ResizeObserver | null = null;

  constructor() {
    super();
    this.run = null;
    this.width = 0;
    this.tables = new Set();
  }

  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.#observer = new ResizeObserver(([entry]) => {
      const width = Math.floor(entry?.contentRect.width ?? 0);
      if (width > 0) this.width = width;
    });
    this.#observer.observe(this);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#observer?.disconnect();
  }

  protected override render() {
    const { run } = this;
    if (!run || this.width === 0) return nothing;
    return chartGroups(run).map((group, index) => this.#group(run, group, index === 0));
  }

  #group(run: RunSeries, group: ChartGroup, isFirst: boolean) {
    const isTable = this.tables.has(group.id);
    return html`<section class="ch" aria-labelledby="ch-${group.id}">
      <div class="ch-head"><h4 id="ch-${group.id}">${group.title}</h4>
        <button class="lnk quiet" type="button" aria-label="${group.title}: show as ${isTable ? 'chart' : 'table'}" @click=${() => this.#toggle(group.id)}>Show as ${isTable ? 'chart' : 'table'}</button></div>
      ${isTable ? chartTable(group, run.seconds) : this.#drawing(run, group, isFirst)}
    </section>`;
  }

  #drawing(run: RunSeries, group: ChartGroup, isFirst: boolean) {
    const frame = frameOf(this.width, run.seconds);
    const bands = faultBands(run.events, run.seconds);
    const top = isFirst && bands.length > 0 ? BAND_NAME_HEIGHT : 4;
    const height = this.width >= 480 ? WIDE : NARROW;
    const bottom = top + group.rows.length * height.row;
    return html`<svg class="ch-svg" width=${this.width} height=${bottom + AXIS_HEIGHT} role="img" aria-label=${describe(group)}>
      <defs><pattern id="hatch-${group.id}" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
        <rect class="hatch-fill" width="6" height="6"/><line class="hatch-line" x1="0" y1="0" x2="0" y2="6"/></pattern></defs>
      ${bands.map((band) => drawBand(frame, band, group.id, top, bottom, isFirst))}
      ${group.rows.map((row, index) => drawRow(frame, row, group, top + (index + 1) * height.row - 6, height.ink))}
      ${drawAxis(frame, run, bottom)}
    </svg>`;
  }

  #toggle(id: string): void {
    this.tables = this.tables.has(id) ? new Set([...this.tables].filter((other) => other !== id)) : new Set([...this.tables, id]);
  }
}

function drawRow(frame: ChartFrame, row: ChartRow, group: ChartGroup, base: number, ink: number) {
  const failed = failedTotal(row);
  const end = endValue(row.values);
  const nameY = row.note ? base - 16 : base - 8;
  return svg`<line class="ch-base" x1=${frame.left} x2=${frame.right} y1=${base + 0.5} y2=${base + 0.5}/>
    ${failed > 0 ? svg`<path class="ch-failed" d=${barsPath(frame, row.failed, group.max, base, ink)}/>` : nothing}
    <path class="ch-line" d=${linePath(frame, row.values, group.max, base, ink)}/>
    <text class="ch-name" x="0" y=${nameY}>${row.name}</text>
    ${row.note ? svg`<text class="ch-note" x="0" y=${base - 1}>${row.note}</text>` : nothing}
    <text class="ch-value" x=${frame.right + 8} y=${failed > 0 ? base - 16 : base - 8}>${valueText(end, group.unit)}</text>
    ${failed > 0 ? svg`<text class="ch-value failed" x=${frame.right + 8} y=${base - 1}>${valueText(failed, ' failed')}</text>` : nothing}`;
}

function drawBand(frame: ChartFrame, band: FaultBand, id: string, top: number, bottom: number, isNamed: boolean) {
  const from = xOf(frame, band.from);
  const until = xOf(frame, band.until);
  return svg`<rect x=${from} y=${top} width=${Math.max(1, until - from)} height=${bottom - top} fill="url(#hatch-${id})"/>
    <path class="hatch-edge" d="M${from} ${top}V${bottom}M${until} ${top}V${bottom}"/>
    ${isNamed ? svg`<text class="ch-band" x=${from} y=${top - 5}>${band.name}</text>` : nothing}`;
}

function drawAxis(frame: ChartFrame, run: RunSeries, bottom: number) {
  return axisTicks(frame, run.events).map((tick) => svg`<line class="ch-tick" x1=${tick.x} x2=${tick.x} y1=${bottom - 5} y2=${bottom}/>
    <text class="ch-axis ${tick.tone}" x=${tick.x} y=${bottom + 14} text-anchor=${tick.anchor}>${tick.text}</text>`);
}

function describe(group: ChartGroup): string {
  const rows = group.rows.map((row) => {
    const failed = failedTotal(row);
    return `${row.name} ends at ${valueText(endValue(row.values), group.unit)}${failed > 0 ? `, ${valueText(failed, ' failed')} in all` : ''}`;
  });
  return `${group.title} over time: ${rows.join('; ')}.`;
}

customElements.define('nsp-run-chart', NspRunChart);
