// The pages of the book: each text is cut into sheets, with the notes of a sheet at its foot.
import { el, ruled } from './elements.ts';
import type { Notes } from './links.ts';
import { placeBeyond, takeUntil, type Place } from './split.ts';
import type { PaperText } from './texts.ts';

/** Pixels of the text on a page. */
export interface Area {
  width: number;
  height: number;
}

const LINE = 28;
/** A gap that is worth closing, pixels; a figure goes no further from its place than this many paragraphs. */
const GAP = 90;
const MOVES_MAX = 3;
const LINES_MAX = 9;
/** More than any text of ours; who comes here has a text that no page takes. */
const SHEETS_MAX = 400;

/** Cuts texts into sheets, which it appends to the body. */
export class Sheets {
  readonly #area: Area;
  readonly #bench: HTMLElement;

  constructor(area: Area) {
    this.#area = area;
    this.#bench = el('div', { class: 'bench' });
    this.#bench.style.width = `${area.width}px`;
    document.body.append(this.#bench);
  }

  /** Lays the text on sheets of a kind of page; its running head belongs to the kind. */
  lay({ flow, notes }: PaperText, kind: string): HTMLElement[] {
    const sheets: HTMLElement[] = [];
    this.#bench.replaceChildren(flow);
    flow.style.columnWidth = `${this.#area.width}px`;
    allowTall(flow, this.#area.height);
    while (flow.hasChildNodes()) {
      if (sheets.length > SHEETS_MAX) throw new Error(`A text does not fit on pages: “${flow.textContent!.trim().slice(0, 80)}”.`);
      withoutTopMargin(flow);
      let { place, feet } = this.#fit(flow, notes);
      while (place !== null && this.#moveFigure(flow, place)) ({ place, feet } = this.#fit(flow, notes));
      sheets.push(this.#sheet(flow, place, feet, kind));
    }
    return sheets;
  }

  /** Where this page ends, and the notes at its foot: those that the text before that place asks for. */
  #fit(flow: HTMLElement, notes: Notes): { place: Place | null; feet: HTMLElement | null } {
    let feet: HTMLElement | null = null;
    let asked = '';
    for (;;) {
      flow.style.height = `${this.#area.height - this.#heightOf(feet)}px`;
      const edge = flow.getBoundingClientRect().left + this.#area.width;
      const place = placeBeyond(flow, edge);
      const now = [...flow.querySelectorAll<HTMLElement>('[data-note]')].filter((mark) => mark.getBoundingClientRect().left < edge).map((mark) => mark.dataset['note']!);
      // With less room a note may have gone over to the next page; then its room stays free.
      if (now.join() === asked || (asked !== '' && now.length < asked.split(',').length)) return { place, feet: feetOf(now, notes) };
      asked = now.join();
      feet = feetOf(now, notes);
    }
  }

  /** A figure that did not fit leaves a gap: the paragraph after it comes first, where that leaves it its number. True: it was moved. */
  #moveFigure(flow: HTMLElement, { node, offset }: Place): boolean {
    const figure = node.childNodes[offset] instanceof Element ? node.childNodes[offset] as Element : null;
    const before = figure?.previousElementSibling;
    const after = figure?.nextElementSibling;
    if (!figure?.matches('figure.diagram, figure.chart') || !before || after?.tagName !== 'P' || before.textContent!.trim().endsWith(':')) return false;
    const free = flow.getBoundingClientRect().bottom - [...before.getClientRects()].at(-1)!.bottom;
    if (free < GAP || Number(figure.getAttribute('data-moved')) >= MOVES_MAX) return false;
    figure.setAttribute('data-moved', String(Number(figure.getAttribute('data-moved')) + 1));
    after.after(figure);
    return true;
  }

  #heightOf(feet: HTMLElement | null): number {
    if (feet === null) return 0;
    this.#bench.append(feet);
    const { height } = feet.getBoundingClientRect();
    feet.remove();
    return Math.ceil(height);
  }

  #sheet(flow: HTMLElement, place: Place | null, feet: HTMLElement | null, kind: string): HTMLElement {
    const part = flow.cloneNode() as HTMLElement;
    part.removeAttribute('style');
    if (place !== null) part.append(takeUntil(flow, place));
    else part.append(...flow.childNodes);
    if (flow.textContent!.trim() === '' && flow.querySelector('svg') === null) flow.replaceChildren();
    const sheet = el('section', { class: 'sheet' }, part, ...(feet === null ? [] : [feet]));
    sheet.style.setProperty('page', kind);
    sheet.style.height = `${this.#area.height}px`;
    document.body.append(sheet);
    this.#fill(sheet, part, this.#heightOf(feet === null ? null : feet.cloneNode(true) as HTMLElement));
    return sheet;
  }

  /** Lines to write on, in what is left of a page before what happened. */
  #fill(sheet: HTMLElement, part: HTMLElement, feetPx: number): void {
    const fill = part.querySelector<HTMLElement>('.fill');
    if (fill === null) return;
    const free = sheet.getBoundingClientRect().top + this.#area.height - feetPx - fill.getBoundingClientRect().bottom;
    const lines = Math.min(LINES_MAX, Math.floor(free / LINE) - 1);
    if (lines > 1) fill.append(ruled(lines));
  }
}

function feetOf(numbers: readonly string[], notes: Notes): HTMLElement | null {
  return numbers.length === 0 ? null : el('div', { class: 'feet', role: 'note' }, ...numbers.map((number) => notes.get(number)!.cloneNode(true)));
}

/** What is higher than much of a page may be cut. */
function allowTall(flow: HTMLElement, height: number): void {
  for (const element of flow.querySelectorAll<HTMLElement>('.code, pre, table, .table, .ask, .answer, .paper-ask')) {
    const total = [...element.getClientRects()].reduce((sum, rect) => sum + rect.height, 0);
    if (total > height * 0.55) element.classList.add('tall');
  }
}

/** At the top of a page a margin would be a gap. */
function withoutTopMargin(flow: HTMLElement): void {
  for (let first = flow.firstElementChild as HTMLElement | null; first !== null; first = first.firstElementChild as HTMLElement | null) {
    first.style.marginTop = '0';
    if (first.closest('svg') !== null) return;
  }
}
