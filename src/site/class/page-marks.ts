// What a class changes on every page: the way to it in the menu, a warning where nothing is encrypted, and sentences that are true without a class only.
import { courseRoot } from '../platform/root.ts';
import type { Me } from './shapes.ts';

/** Puts the way to the class into the menu, or to the page where one joins. */
export function showInMenu(caller: Me['caller'] | undefined, isMember: boolean): void {
  const list = document.querySelector('.menu ul');
  if (list === null || (caller === undefined && !isMember)) return;
  const [text, kind] = caller?.kind === 'instructor' ? ['Teach', 'teach'] : isMember ? ['Class', 'class'] : ['Join a class', 'join'];
  const item = list.querySelector('[data-class]') ?? list.appendChild(document.createElement('li'));
  // A link that is right stays: it may have the focus.
  if (item.getAttribute('data-class') === kind) return;
  item.setAttribute('data-class', kind!);
  const link = document.createElement('a');
  link.href = new URL(`${kind}/index.html`, courseRoot()).href;
  link.textContent = text!;
  if (document.querySelector<HTMLMetaElement>('meta[name="page-kind"]')?.content === kind) link.setAttribute('aria-current', 'page');
  item.replaceChildren(link);
}

/** Says on every page that the network can read along, where the server says so. */
export function warnOfReaders(): void {
  if (!document.querySelector('meta[name="nsp-server"][content~="insecure"]')) return;
  const warning = document.createElement('p');
  warning.className = 'insecure';
  warning.setAttribute('role', 'note');
  warning.textContent = 'Not encrypted: others on this network can read passwords, codes and work.';
  document.documentElement.classList.add('is-insecure');
  document.querySelector('.top')?.after(warning);
}

/** Where what a learner writes goes. */
export function sayWhereWorkGoes(): void {
  const sentences: readonly (readonly [where: string, words: string])[] = [
    ['.foot > p:last-child', 'What you write is saved in this browser. Runs that you finish are handed in to your class.'],
    ['.progress > .lead', 'All of it is kept in this browser. What was handed in is on the page of your class.'],
    // The home page, beside the way in.
    ['.acts > .review + .s', 'Runs that you finish are handed in to your class.'],
  ];
  for (const [where, words] of sentences) {
    const said = document.querySelector(where);
    if (said !== null) said.textContent = words;
  }
}
