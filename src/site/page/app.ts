// The course as an app: its manifest, and the script of what is kept, where something is. Never from a folder, and never inside the page of a learning system.
import { loadScript } from '../platform/load.ts';
import { courseRoot, isOpenedFromFile } from '../platform/root.ts';

/** True where pages stand alone, over a network. */
export const mayBeKept = (): boolean => !isOpenedFromFile() && parent === self;

/** True in a window of its own, without the browser's address line. */
export const isInstalledApp = (): boolean => matchMedia('(display-mode:standalone)').matches;

/** Names the manifest, from here since browsers refuse it on file://, and goes on with what is kept. */
export function runAsApp(): void {
  if (!mayBeKept()) return;
  document.head.append(Object.assign(document.createElement('link'), { rel: 'manifest', href: new URL('manifest.webmanifest', courseRoot()).href }));
  if (navigator.serviceWorker?.controller || isInstalledApp()) void loadScript('app').catch(() => undefined);
}
