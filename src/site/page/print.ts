// What is folded on the screen is open on paper.

/** Opens every fold but the answers to questions before the page is printed, and closes those again that were closed. */
export function unfoldForPrint(): void {
  let closed: NodeListOf<HTMLDetailsElement> | null = null;
  addEventListener('beforeprint', () => {
    closed = document.querySelectorAll<HTMLDetailsElement>('main details:not([open], .right)');
    for (const fold of closed) fold.open = true;
  });
  addEventListener('afterprint', () => closed?.forEach((fold) => { fold.open = false; }));
}
