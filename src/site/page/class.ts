// A class server marks its pages. Only there the script of classes is loaded, and only there anything is asked.
import { loadScript } from '../platform/load.ts';

/** Loads scripts/class.js where the page came from a class server. */
export function joinClass(): void {
  if (document.querySelector('meta[name="nsp-server"]')) void loadScript('class').catch(() => undefined);
}
