// One tab stop in a table of thousands of links; arrow keys move from cell to cell. The cell is known by its key, so it stays the same one when rows are refreshed or sorted.
import type { ReactiveController, ReactiveControllerHost } from 'lit';

const PAGE_ROWS = 10;

/** Follows keys, focus and pointer in the links with `data-key` of a table. */
export class GridKeys implements ReactiveController {
  readonly #host: ReactiveControllerHost & HTMLElement;
  readonly #look: (key: string | null) => void;
  /** Key of the cell that Tab stops at; null: the first. */
  #current: string | null = null;
  #hadFocus = false;

  /** `look` is told which cell has the focus, or is under the pointer; null: none. */
  constructor(host: ReactiveControllerHost & HTMLElement, look: (key: string | null) => void) {
    this.#host = host;
    this.#look = look;
    host.addController(this);
  }

  hostConnected(): void {
    for (const [type, listener] of this.#listeners) this.#host.addEventListener(type, listener as EventListener);
  }

  hostDisconnected(): void {
    for (const [type, listener] of this.#listeners) this.#host.removeEventListener(type, listener as EventListener);
  }

  /** Before the table is drawn again. */
  hold(): void {
    this.#hadFocus = cellOf(document.activeElement) !== null && this.#host.contains(document.activeElement);
  }

  /** After it: the tab stop is where it was, and so is the focus, should its row have moved. */
  restore(): void {
    const cell = this.#find(this.#current) ?? this.#host.querySelector<HTMLElement>('tbody [data-key]');
    if (cell === null) return;
    this.#stopAt(cell);
    if (this.#hadFocus && document.activeElement !== cell) cell.focus({ preventScroll: true });
  }

  readonly #listeners: readonly (readonly [string, (event: never) => void])[] = [
    ['keydown', (event: KeyboardEvent) => this.#onKey(event)],
    ['focusin', ({ target }: FocusEvent) => this.#onFocus(cellOf(target))],
    ['focusout', () => this.#look(null)],
    ['pointerover', ({ target }: PointerEvent) => this.#look(cellOf(target)?.dataset['key'] ?? cellOf(document.activeElement)?.dataset['key'] ?? null)],
    ['pointerleave', () => this.#look(cellOf(document.activeElement)?.dataset['key'] ?? null)],
  ];

  #onFocus(cell: HTMLElement | null): void {
    if (cell === null) return;
    this.#stopAt(cell);
    this.#look(cell.dataset['key']!);
  }

  #stopAt(cell: HTMLElement): void {
    this.#host.querySelector('tbody [data-key][tabindex="0"]')?.setAttribute('tabindex', '-1');
    cell.setAttribute('tabindex', '0');
    this.#current = cell.dataset['key']!;
  }

  #onKey(event: KeyboardEvent): void {
    const cell = cellOf(event.target);
    if (cell === null || event.altKey || event.metaKey || event.shiftKey) return;
    const row = cell.closest('tr')!;
    const rows = [...row.parentElement!.children] as HTMLTableRowElement[];
    const cells = linksOf(row);
    const [y, x] = [rows.indexOf(row as HTMLTableRowElement), cells.indexOf(cell)];
    const to = target(event.key, event.ctrlKey, { x, y, right: cells.length - 1, bottom: rows.length - 1 });
    if (to === null) return;
    event.preventDefault();
    linksOf(rows[to.y]!)[to.x]?.focus();
  }

  #find(key: string | null): HTMLElement | null {
    return key === null ? null : this.#host.querySelector<HTMLElement>(`tbody [data-key="${CSS.escape(key)}"]`);
  }
}

/** Where a key leads; null: it is none of these. */
export function target(key: string, isControl: boolean, { x, y, right, bottom }: { x: number; y: number; right: number; bottom: number }): { x: number; y: number } | null {
  const within = (value: number, most: number): number => Math.min(Math.max(value, 0), most);
  switch (key) {
    case 'ArrowLeft': return { x: within(x - 1, right), y };
    case 'ArrowRight': return { x: within(x + 1, right), y };
    case 'ArrowUp': return { x, y: within(y - 1, bottom) };
    case 'ArrowDown': return { x, y: within(y + 1, bottom) };
    case 'PageUp': return { x, y: within(y - PAGE_ROWS, bottom) };
    case 'PageDown': return { x, y: within(y + PAGE_ROWS, bottom) };
    case 'Home': return { x: 0, y: isControl ? 0 : y };
    case 'End': return { x: right, y: isControl ? bottom : y };
    default: return null;
  }
}

const cellOf = (target: EventTarget | null): HTMLElement | null => (target instanceof Element ? (target.closest('td, th')?.querySelector<HTMLElement>('tbody [data-key]') ?? null) : null);
const linksOf = (row: Element): HTMLElement[] => [...row.querySelectorAll<HTMLElement>('[data-key]')];
