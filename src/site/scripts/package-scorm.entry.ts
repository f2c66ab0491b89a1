// The launch page of a SCORM package, of either standard.
import { scormSystem } from '../package/scorm/choose.ts';
import { startPackage } from '../package/start-package.ts';

void startPackage(scormSystem(document.querySelector<HTMLMetaElement>('meta[name="package-standard"]')?.content ?? null, window as never));
