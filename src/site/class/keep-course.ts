// Members of a class have the course on their computer without asking for it: when the class server is away, a page that is reloaded opens and goes on.
import { loadScript } from '../platform/load.ts';
import * as store from '../platform/store.ts';

/** A page that is opened and left again fetches nothing. */
const PAUSE_MS = 10_000;

/** Key of the learner for whom it was fetched: what depends on who asks is fetched again for the next one. */
const KEPT_FOR_KEY = 'app-for';

let known: string | null = null;
let timer: ReturnType<typeof setTimeout> | undefined;

/** To be called, as often as one likes, when it is known who is signed in; null: no learner of a class. */
export function keepForMember(learner: string | null): void {
  if (learner === known) return;
  known = learner;
  clearTimeout(timer);
  if (learner === null || navigator.serviceWorker === undefined || (navigator as { connection?: { saveData?: boolean } }).connection?.saveData === true) return;
  timer = setTimeout(() => void keep(learner).catch(() => undefined), navigator.serviceWorker.controller === null ? PAUSE_MS : 0);
}

async function keep(learner: string): Promise<void> {
  const before = await store.read(KEPT_FOR_KEY);
  if (before === learner && navigator.serviceWorker.controller !== null) return;
  await loadScript('app');
  if (before === null || before === learner) await self.nspApp!.keepByItself();
  else await self.nspApp!.renew();
  await store.write(KEPT_FOR_KEY, learner);
}
