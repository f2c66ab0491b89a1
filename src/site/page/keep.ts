// The button that keeps the whole course. Its script is loaded when somebody presses it, or where there is something to say already.
import { loadScript } from '../platform/load.ts';
import { courseRoot } from '../platform/root.ts';
import { mayBeKept } from './app.ts';

/** Shows the part of the page, and lets its button work. */
export async function offerToKeep(): Promise<void> {
  const place = document.querySelector<HTMLElement>('.keep');
  if (place === null || !mayBeKept()) return;
  const said = place.querySelector('.keep-said')!;
  const button = place.querySelector('button')!;
  const load = (): Promise<void> => loadScript('app').catch((error: Error) => void (said.textContent = error.message));
  const press = async (): Promise<void> => {
    await load();
    if (self.nspApp === undefined) return;
    // From now on the script answers for the button.
    button.removeEventListener('click', press);
    await self.nspApp.keep();
  };
  button.addEventListener('click', press);
  place.hidden = false;
  if (await navigator.serviceWorker?.getRegistration(courseRoot()).then((found) => found === undefined, () => true)) return;
  button.removeEventListener('click', press);
  await load();
}
