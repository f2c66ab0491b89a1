// Where a text goes over to the next page. The browser decides: it lays the text out in columns as high as a page, and this finds where the second column begins.

/** A place between the children of an element, or between the letters of a text. */
export interface Place {
  node: Node;
  offset: number;
}

/** Rounding of positions. */
const SLACK = 1;

/** The first place of the element whose content lies at or right of `edge`; null: there is none. */
export function placeBeyond(element: Element, edge: number): Place | null {
  for (const [at, child] of [...element.childNodes].entries()) {
    const rects = rectsOf(child);
    if (rects.length === 0 || rects.every(({ left }) => left < edge - SLACK)) continue;
    if (rects[0]!.left >= edge - SLACK) return { node: element, offset: at };
    const inside = child instanceof Text ? placeInText(child, edge) : child instanceof Element ? placeBeyond(child, edge) : null;
    if (inside === null) continue;
    // Nothing of the child but its border is before the edge: it goes over as a whole.
    return isStart(child, inside) ? { node: element, offset: at } : inside;
  }
  return null;
}

function isStart(child: Node, { node, offset }: Place): boolean {
  if (node !== child) return false;
  const before = document.createRange();
  before.setStart(child, 0);
  before.setEnd(node, offset);
  return before.toString().trim() === '' && (before.cloneContents().querySelector('svg, span') === null);
}

function rectsOf(node: Node): DOMRect[] {
  if (node instanceof Element) return [...node.getClientRects()];
  if (!(node instanceof Text)) return [];
  const range = document.createRange();
  range.selectNodeContents(node);
  return [...range.getClientRects()];
}

function placeInText(text: Text, edge: number): Place | null {
  const range = document.createRange();
  const isBeyond = (at: number): boolean => {
    range.setStart(text, at);
    range.setEnd(text, at + 1);
    const rects = range.getClientRects();
    return rects.length > 0 && rects[rects.length - 1]!.left >= edge - SLACK;
  };
  let low = 0;
  let high = text.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (isBeyond(middle)) high = middle;
    else low = middle + 1;
  }
  return low < text.length ? { node: text, offset: low } : null;
}

/** Takes everything before the place out of the flow. Elements that are cut stay in both; the later half knows that it goes on. */
export function takeUntil(flow: HTMLElement, { node, offset }: Place): DocumentFragment {
  const range = document.createRange();
  range.setStart(flow, 0);
  range.setEnd(node, offset);
  const taken = range.extractContents();
  for (let cut = node instanceof Element ? node : node.parentElement!; cut !== flow; cut = cut.parentElement!) goesOn(cut);
  repeatHeads(flow, taken);
  return taken;
}

function goesOn(cut: Element): void {
  cut.removeAttribute('id');
  cut.classList.add('goes-on');
}

/** A table that was cut says again what its columns are. */
function repeatHeads(flow: HTMLElement, taken: DocumentFragment): void {
  const table = flow.querySelector('table.goes-on');
  const head = [...taken.querySelectorAll('table')].at(-1)?.tHead;
  if (table !== null && head && (table as HTMLTableElement).tHead === null) table.prepend(head.cloneNode(true));
}
