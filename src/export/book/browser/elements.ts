// Small helpers for making and changing elements.

/** An element with attributes, and children or text in it. */
export function el(tag: string, attributes: { readonly [name: string]: string } = {}, ...children: (Node | string)[]): HTMLElement {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  element.append(...children);
  return element;
}

/** The same element under another tag name. */
export function renamed(element: Element, tag: string): HTMLElement {
  const made = el(tag, Object.fromEntries([...element.attributes].map(({ name, value }) => [name, value])), ...element.childNodes);
  element.replaceWith(made);
  return made;
}

/** Text in which backticks mark code. */
export function prose(text: string): DocumentFragment {
  const made = document.createDocumentFragment();
  made.append(...text.split('`').map((piece, at) => (at % 2 === 0 ? piece : el('code', {}, piece))));
  return made;
}

/** Takes every match out of the element. */
export function drop(within: ParentNode, selector: string): void {
  for (const element of within.querySelectorAll(selector)) element.remove();
}

/** Lines to write on; what is said above them stays with the first. */
export function ruled(lines: number, said = ''): HTMLElement {
  const line = (): HTMLElement => el('div');
  const first = el('div', { class: 'keep' }, ...(said === '' ? [] : [el('p', { class: 'label' }, said)]), line(), line(), line());
  return el('div', { class: 'ruled' }, first, ...Array.from({ length: Math.max(0, lines - 3) }, line));
}

/** Says on which page the element with this id is; the number comes when all pages are made. */
export const pageOf = (id: string): HTMLElement => el('a', { href: `#${id}`, class: 'page-of' }, 'page ', el('span', { 'data-page-of': id }, '000'));
