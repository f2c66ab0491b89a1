// The launch page of a cmi5 package.
import { Cmi5System } from '../package/cmi5/cmi5-system.ts';
import { showWayBack } from '../package/cmi5/way-back.ts';
import { startPackage } from '../package/start-package.ts';

const system = new Cmi5System({ address: location.href, fetch: (address, request) => fetch(address, request), tabStore: tabStore(), now: () => new Date() });
void startPackage(system).then(() => showWayBack(document.querySelector<HTMLElement>('.pk-line')!, system.returnUrl));

/** Null where the browser forbids it, as in frames of another site. */
function tabStore(): Storage | null {
  try {
    return sessionStorage;
  } catch {
    return null;
  }
}
