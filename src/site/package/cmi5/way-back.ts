// The way out that the learning system asks for (section 10, returnURL): in the same window, once the session is over.

/** Puts a link at the end of the line. Following it leaves the page, which ends the session as closing the window does. */
export function showWayBack(line: HTMLElement, returnUrl: string | null): void {
  if (returnUrl === null) return;
  const link = Object.assign(document.createElement('a'), { className: 'btn sm pk-back', href: returnUrl, textContent: 'Leave the course' });
  line.querySelector('button')!.after(link);
}
