// scripts/class.js: loaded by page.js on pages of a class server. Who is signed in, and what is handed in; the pages join/ and class/ bring a script of their own.
import type { HandedInEvent } from '../class/hand-in.ts';
import { keepForMember } from '../class/keep-course.ts';
import { sayWhereWorkGoes, showInMenu, warnOfReaders } from '../class/page-marks.ts';
import { ClassSession } from '../class/session.ts';
import { CLASS_CHANGED, HANDED_IN } from '../class/view.ts';
import { loadScript, loadStyle } from '../platform/load.ts';

warnOfReaders();
const session = new ClassSession();
document.addEventListener(CLASS_CHANGED, () => {
  showInMenu(session.caller, session.member !== null);
  if (session.member !== null) sayWhereWorkGoes();
  if (session.caller !== undefined) keepForMember(session.learner?.id ?? null);
});
document.addEventListener(HANDED_IN, (event) => {
  const { entry, isKept } = (event as CustomEvent<HandedInEvent>).detail;
  void (isKept ? session.outbox.look() : session.outbox.add(entry));
});
// Dates come nearer while a page is open.
setInterval(() => document.dispatchEvent(new CustomEvent(CLASS_CHANGED)), 30_000);
addEventListener('online', () => session.sendNow());
window.addEventListener('storage', ({ key }: StorageEvent) => {
  if (key === null || key.endsWith('/class:me')) void session.begin(true);
  else if (key.includes('/outbox:')) void session.outbox.look();
});
void loadStyle('class').catch(() => undefined).then(() => {
  self.nspClass = session;
  void session.begin();
  if (document.querySelector('.class-app')) void loadScript('class-pages').catch((error: Error) => { document.querySelector('.class-app')!.textContent = error.message; });
});
