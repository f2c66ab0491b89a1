// A list that buttons put in order: Move up and Move down, with the keyboard too.

/** Lets the buttons of the list work; `moved` gets the item and its new place, from 1. Returns what puts the first order back. */
export function letMove(list: HTMLElement, moved: (item: HTMLElement, place: number) => void): () => void {
  const first = [...list.children];
  list.addEventListener('click', (event) => {
    const button = (event.target as Element).closest<HTMLButtonElement>('[data-step]');
    const item = button?.closest('li');
    if (!button || !item || button.getAttribute('aria-disabled') === 'true') return;
    if (button.dataset['step'] === '-1') item.previousElementSibling?.before(item);
    else item.nextElementSibling?.after(item);
    markEnds(list);
    // A moved element loses the focus in some browsers.
    button.focus();
    moved(item, [...list.children].indexOf(item) + 1);
  });
  markEnds(list);
  return () => {
    list.append(...first);
    markEnds(list);
  };
}

/** The ids of the items as they stand. */
export const orderOf = (list: HTMLElement): string[] => [...list.querySelectorAll('li')].map((item) => item.dataset['id']!);

/** The first cannot go up, the last not down; not `disabled`, since then the focus would be lost at the end of the way. */
function markEnds(list: HTMLElement): void {
  const items = [...list.children];
  for (const [at, item] of items.entries()) {
    for (const button of item.querySelectorAll<HTMLElement>('[data-step]')) button.setAttribute('aria-disabled', String(at + Number(button.dataset['step']) < 0 || at + Number(button.dataset['step']) >= items.length));
  }
}
