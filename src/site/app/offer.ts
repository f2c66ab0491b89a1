// Another edition of the course lies beside the one in use: one quiet line offers it. It comes into use when the learner asks for it, or by itself once no page of the course is open.
import { loadStyle } from '../platform/load.ts';
import { courseRoot } from '../platform/root.ts';
import { askWorker, channelName, type KeepNews, type OtherWindows, type ReadyEdition, type WorkerStanding } from './messages.ts';

/** Key in the tab's own store: the edition that this tab wants later. */
const LATER_KEY = 'no-single-point/edition-later';

/** A page that has something to save before it goes; `elements/workspace.ts`. */
interface Saving extends Element { saveDraft?(): Promise<boolean> }

/** Offers what is ready, or as soon as it is; but not while the learner is at work in an exercise: there nothing moves until the next page is opened. */
export async function watchForEdition(): Promise<void> {
  const worker = navigator.serviceWorker?.controller;
  // Without it this page came from the server, and is of whatever edition is there.
  if (!worker) return;
  new BroadcastChannel(channelName(courseRoot().pathname)).addEventListener('message', ({ data }: MessageEvent<KeepNews>) => {
    if (data.kind === 'ready' && document.querySelector('nsp-workspace') === null) void offer(worker, data.ready);
  });
  const { ready } = await askWorker<WorkerStanding>(worker, 'standing');
  if (ready !== null) await offer(worker, ready);
}

async function offer(worker: ServiceWorker, { id, isEarlier }: ReadyEdition): Promise<void> {
  if (sessionStorage.getItem(LATER_KEY) === id) return;
  await loadStyle('app').catch(() => undefined);
  const line = document.querySelector('.edition') ?? document.createElement('aside');
  line.className = 'edition';
  line.setAttribute('aria-label', 'Editions of the course');
  const words = Object.assign(document.createElement('p'), { textContent: isEarlier ? 'The server has gone back to an earlier edition of the course, which is ready here.' : 'A newer edition of the course is ready.' });
  words.setAttribute('role', 'status');
  const close = (): void => {
    sessionStorage.setItem(LATER_KEY, id);
    document.documentElement.classList.remove('has-edition');
    line.remove();
  };
  line.replaceChildren(words, button('Use it now', () => void use(worker, words)), button('Later', close));
  (document.querySelector('.insecure') ?? document.querySelector('.top'))?.after(line);
  document.documentElement.classList.add('has-edition');
}

function button(text: string, act: () => void): HTMLButtonElement {
  const made = Object.assign(document.createElement('button'), { type: 'button', className: 'btn sm', textContent: text });
  made.addEventListener('click', act);
  return made;
}

/** Only where everything written here is kept, and no other page of the course is open. */
async function use(worker: ServiceWorker, words: HTMLElement): Promise<void> {
  if ((await document.querySelector<Saving>('nsp-workspace')?.saveDraft?.()) === false) {
    words.textContent = 'Your design is not saved, so this page stays as it is. What to do stands beside the design.';
    return;
  }
  const others = await askWorker<OtherWindows>(worker, 'use');
  if (others === 0) return location.reload();
  words.textContent = `The course is open in ${others === 1 ? 'another tab. Close it' : `${others} other tabs. Close them`}, then use the other edition here. It is used by itself once all pages of the course were closed.`;
}
